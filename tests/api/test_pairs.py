"""One's own pairs, and opening another."""

from typing import Any

import pytest

from heard.conversations.models import Pair
from heard.people.models import Person
from heard.people.tenancy import in_organisation
from tests.access.world import World
from tests.api.conftest import Scripts
from tests.cast import Cast


def asked(employee: Person, manager: Person, **more: Any) -> dict[str, Any]:
    return {"employee_id": str(employee.id), "manager_id": str(manager.id), **more}


def test_one_s_own_pairs(world: World, script: Scripts) -> None:
    mine = script(world.cast.priya)("GET", "pairs", status=200)["items"]
    assert [pair["manager_id"] for pair in mine] == [
        str(world.cast.fen.id),
        str(world.cast.mario.id),
    ]
    assert mine[0]["ended_at"]
    assert mine[1]["rhythm"]["kind"] == "fortnightly"
    assert mine[1]["next_at"].endswith("Z")
    assert script(world.cast.fen)("GET", "pairs")["items"] == []


def test_a_page_is_opened_with_somebody(cast: Cast, script: Scripts) -> None:
    ask = script(cast.priya)
    made = ask("POST", "pairs", asked(cast.priya, cast.sol, kind="skip_level"), status=201)
    assert made["kind"] == "skip_level"
    assert made["version"] == 1
    again = ask("POST", "pairs", asked(cast.priya, cast.sol, kind="skip_level"), status=200)
    assert again == made == script(cast.sol)("GET", f"pairs/{made['id']}", status=200)


def test_nobody_pairs_two_others(cast: Cast, script: Scripts) -> None:
    for person in (cast.hana, cast.ade, cast.sol):
        script(person)("POST", "pairs", asked(cast.priya, cast.pia, kind="peer"), status=403)


def test_a_manager_s_page_follows_the_line(cast: Cast, script: Scripts) -> None:
    ask = script(cast.priya)
    refused = ask("POST", "pairs", asked(cast.priya, cast.sol), status=422)
    assert refused["errors"][0]["field"] == "kind"
    ask("POST", "pairs", asked(cast.priya, cast.mario), status=200)


@pytest.mark.parametrize("other", ["otto", "lena", "priya"])
def test_only_with_somebody_who_is_here(cast: Cast, script: Scripts, other: str) -> None:
    """Another organisation, gone, or oneself: refused beside the field, and nothing made."""
    refused = script(cast.priya)(
        "POST", "pairs", asked(cast.priya, cast.everyone[other], kind="peer"), status=422
    )
    assert refused["errors"][0]["field"] == "manager_id"
    with in_organisation(cast.priya.organisation_id):
        assert not Pair.objects.filter(kind="peer").exists()


def test_a_page_with_its_rhythm(cast: Cast, script: Scripts) -> None:
    rhythm = {"kind": "monthly", "first_on": "2027-03-04", "at": "09:30", "zone": "Europe/Rome"}
    wanted = asked(cast.priya, cast.pia, kind="peer", rhythm=rhythm)
    made = script(cast.priya)("POST", "pairs", wanted, status=201)
    assert made["rhythm"].items() >= rhythm.items()
    assert made["next_at"] == "2027-03-04T08:30:00Z"


@pytest.mark.parametrize(
    ("rhythm", "field"),
    [
        ({"kind": "hourly"}, "rhythm.kind"),
        ({"kind": "weekly", "zone": "Mars/Olympus"}, "rhythm.zone"),
        ({"kind": "weekly", "minutes": 5000}, "rhythm.minutes"),
        ({"kind": "weekly", "minutes": "30"}, "rhythm.minutes"),
        ({"kind": "weekly", "at": "25:00"}, "rhythm.at"),
        ({"kind": "weekly", "first_on": "9999-99-99"}, "rhythm.first_on"),
        ({"kind": "weekly", "where": "x" * 201}, "rhythm.where"),
        ({"kind": "weekly", "colour": "red"}, "rhythm.colour"),
        ({}, "rhythm.kind"),
        ([], "rhythm"),
        (None, "rhythm"),
    ],
)
def test_a_rhythm_that_is_none_leaves_no_page_behind(
    cast: Cast, script: Scripts, rhythm: Any, field: str
) -> None:
    wanted = asked(cast.priya, cast.pia, kind="peer", rhythm=rhythm)
    refused = script(cast.priya)("POST", "pairs", wanted, status=422)
    assert refused["errors"][0]["field"] == field
    with in_organisation(cast.priya.organisation_id):
        assert not Pair.objects.filter(kind="peer").exists()
