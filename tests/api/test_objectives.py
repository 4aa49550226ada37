"""Objectives and priorities for scripts: made, updated, pivoted, agreed to."""

from typing import Any

import pytest

from tests.api.conftest import Script, script_of
from tests.cast import Cast


@pytest.fixture
def priya(cast: Cast) -> Script:
    return script_of(cast.priya)


@pytest.fixture
def made(priya: Script) -> dict[str, Any]:
    sent = {
        "sentence": "Replies within a day",
        "kind": "deliver",
        "until": "2031-06-30",
        "measures": [{"what": "Median hours", "start": 40, "target": 8}],
        "fixed": "The budget",
        "open_to_choice": "With whom",
    }
    shown: dict[str, Any] = priya("POST", "objectives", sent, status=201)
    return shown


def test_it_comes_back_as_it_was_sent(priya: Script, made: dict[str, Any]) -> None:
    again = priya("GET", f"objectives/{made['id']}")
    assert again == made
    assert (again["state"], again["visibility"], again["version"]) == ("active", "pair", 1)
    assert again["measures"] == [
        {"what": "Median hours", "start": 40.0, "target": 8.0, "now": None}
    ]
    assert [row["id"] for row in priya("GET", "objectives")["items"]] == [made["id"]]


def test_an_update_is_kept_and_shown_on_it(priya: Script, made: dict[str, Any]) -> None:
    path = f"objectives/{made['id']}"
    said = priya.ask("POST", f"{path}/updates", {"confidence": "wobbling", "line": "Slow"})
    assert said.status_code == 201
    assert priya.ask("POST", f"{path}/updates", {"about": "time", "word": "no"}).status_code == 201
    now = priya("GET", path)
    assert now["confidence"] == "wobbling"
    assert now["signals"] == {"time": "no", "budget": None, "support": None}
    told = priya("GET", f"{path}/updates")["items"]
    assert [(row["about"], row["word"], row["line"]) for row in told] == [
        ("confidence", "wobbling", "Slow"),
        ("time", "no", ""),
    ]
    assert priya.ask("POST", f"{path}/updates", {"line": "Neither"}).status_code == 422


def test_a_pivot_says_what_was_and_what_becomes(priya: Script, made: dict[str, Any]) -> None:
    path = f"objectives/{made['id']}"
    sent = {"choice": "timing", "reason": "market", "note": "They moved", "until": "2031-09-30"}
    pivot = priya("POST", f"{path}/pivots", sent, status=201)
    assert pivot["was"]["until"] == "2031-06-30"
    assert pivot["becomes"]["until"] == "2031-09-30"
    assert pivot["agreed_by"] is None
    assert priya("GET", path)["until"] == "2031-09-30"
    assert priya("GET", f"{path}/pivots")["items"] == [pivot]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"choice": "timing", "until": None}, "reason"),
        ({"choice": "timing", "reason": "market"}, "until"),
        ({"choice": "emphasis", "reason": "market"}, "sentence"),
        ({"choice": "late", "reason": "market"}, "choice"),
    ],
)
def test_what_a_pivot_needs_is_said_by_field(
    priya: Script, made: dict[str, Any], sent: dict[str, Any], field: str
) -> None:
    answer = priya("POST", f"objectives/{made['id']}/pivots", sent, status=422)
    assert [error["field"] for error in answer["errors"]] == [field]
    assert priya("GET", f"objectives/{made['id']}/pivots")["items"] == []


def test_the_manager_proposes_and_the_owner_decides(
    cast: Cast, priya: Script, made: dict[str, Any]
) -> None:
    path = f"objectives/{made['id']}"
    mario = script_of(cast.mario)
    sent = {"choice": "emphasis", "reason": "priority", "sentence": "Within two days"}
    proposed = mario("POST", f"{path}/pivots", sent)
    assert proposed["in_force"] is False
    assert priya("GET", path)["sentence"] == "Replies within a day"
    agreed = priya("POST", f"pivots/{proposed['id']}/agreement")
    assert agreed["agreed_by"] == str(cast.priya.id)
    assert priya("GET", path)["sentence"] == "Within two days"


def test_a_stale_version_loses_no_words(priya: Script, made: dict[str, Any]) -> None:
    path = f"objectives/{made['id']}"
    priya.ask("PATCH", path, {"sentence": "Within two days", "version": 1})
    answer = priya("PATCH", path, {"sentence": "Within a week", "version": 1}, status=409)
    assert (answer["theirs"], answer["yours"]) == ("Within two days", "Within a week")


def test_a_priority_is_changed_and_served(cast: Cast, priya: Script, made: dict[str, Any]) -> None:
    sol = script_of(cast.sol)
    sent = {"sentence": "Fewer, better releases", "level": "organisation"}
    first = sol("POST", "priorities", sent)
    path = f"objectives/{made['id']}"
    served = priya("PATCH", path, {"aligned_to": first["id"]})
    assert served["aligned_to"] == first["id"]
    changed = sol("PATCH", f"priorities/{first['id']}", {"sentence": "Fewer still"})
    assert (changed["sentence"], changed["version"]) == ("Fewer still", 2)


def test_what_one_may_not_see_cannot_be_served(cast: Cast, made: dict[str, Any]) -> None:
    pia = script_of(cast.pia)
    sent = {"sentence": "Mine", "aligned_to": made["id"]}
    answer = pia("POST", "objectives", sent, status=422)
    assert [error["field"] for error in answer["errors"]] == ["aligned_to"]


def test_what_it_serves_and_became_is_named_to_those_who_may_see_it(cast: Cast) -> None:
    sol, mario, priya = (script_of(one) for one in (cast.sol, cast.mario, cast.priya))
    hana = script_of(cast.hana)
    above = mario("POST", "objectives", {"sentence": "His", "visibility": "team"}, status=201)
    team = mario("POST", "priorities", {"sentence": "First", "level": "team"}, status=201)
    shown = {"visibility": "everyone"}
    ids = {}
    for name, aligned_to in (("objective", above["id"]), ("priority", team["id"])):
        sent = {"sentence": f"Serves his {name}", "aligned_to": aligned_to, **shown}
        ids[name] = priya("POST", "objectives", sent, status=201)["id"]
    pivot = {"choice": "rethink", "reason": "learned", "sentence": "Something else"}
    priya("POST", f"objectives/{ids['objective']}/pivots", pivot, status=201)
    became = priya("GET", f"objectives/{ids['objective']}")["became_id"]
    assert became is not None
    priya("PATCH", f"objectives/{became}", {"visibility": "pair", "version": 1})
    for reader, sees in ((priya, True), (mario, True), (hana, False)):
        for one in (
            *reader("GET", "objectives?limit=50")["items"],
            *(reader("GET", f"objectives/{known}") for known in ids.values()),
        ):
            if one["id"] == ids["objective"]:
                assert (one["aligned_to"] == above["id"]) == sees
                assert (one["became_id"] == became) == sees
                assert sees or (one["aligned_to"], one["became_id"]) == (None, None)
            if one["id"] == ids["priority"]:
                assert one["aligned_to"] == (team["id"] if sees else None)
    # Whoever leads him sees what is above, and not what is between the two below.
    seen = sol("GET", f"objectives/{ids['objective']}")
    assert (seen["aligned_to"], seen["became_id"]) == (above["id"], None)
