"""Check-ins over the interface: one's own, one a day, read by whom one chose."""

from typing import Any

import pytest

from heard.conversations.models import Told
from heard.privacy.keys import acting_as
from heard.wellbeing.models import CheckIn
from tests.api.conftest import Script, Scripts
from tests.cast import Cast

PATH = "me/check-ins"
GOOD = {"week": "good", "load": "about_right"}


@pytest.fixture
def priya(cast: Cast, script: Scripts) -> Script:
    return script(cast.priya)


@pytest.fixture
def mario(cast: Cast, script: Scripts) -> Script:
    return script(cast.mario)


def shown_to_mario(cast: Cast) -> list[dict[str, Any]]:
    with acting_as(cast.mario):
        return [told.says for told in Told.objects.visible_to(cast.mario).to(cast.mario)]


def test_it_is_answered_read_and_deleted(cast: Cast, priya: Script) -> None:
    sent = {"answers": GOOD, "word": "busy", "note": "Two launches", "reader": "only_me"}
    made = priya("POST", PATH, sent, status=201)
    assert {**made, **sent} == made
    assert made["on"] == cast.priya.today().isoformat()
    assert made["pack"] == "own"
    assert priya("GET", PATH, status=200)["items"] == [made]
    path = f"{PATH}/{made['id']}"
    assert priya("GET", path, status=200) == made
    assert priya.ask("DELETE", path).status_code == 204
    priya("GET", path, status=404)
    assert priya("GET", PATH, status=200)["items"] == []


def test_sent_again_the_same_day_is_changed(cast: Cast, priya: Script) -> None:
    made = priya("POST", PATH, {"answers": GOOD, "note": "Two launches"}, status=201)
    changed = priya("POST", PATH, {"answers": {"week": "About right"}}, status=422)
    assert changed["errors"][0]["field"] == "week"
    changed = priya("POST", PATH, {"answers": {"load": "a bit much"}, "version": 1}, status=200)
    assert (changed["id"], changed["version"]) == (made["id"], 2)
    assert (changed["answers"], changed["note"]) == ({"load": "a_bit_much"}, "")
    late = {"answers": GOOD, "note": "Mine", "version": 1}
    assert priya("POST", PATH, late, status=409)["version"] == 2
    assert priya.ask("DELETE", f"{PATH}/{made['id']}?version=1").status_code == 409


def test_the_reader_is_chosen_sticks_and_is_taken_back(cast: Cast, priya: Script) -> None:
    assert priya("POST", PATH, {"answers": GOOD}, status=201)["reader"] == "only_me"
    assert shown_to_mario(cast) == []
    assert priya("POST", PATH, {"answers": GOOD, "reader": "pair"}, status=200)["reader"] == "pair"
    assert priya("POST", PATH, {"answers": GOOD}, status=200)["reader"] == "pair"
    assert [told["answers"] for told in shown_to_mario(cast)] == [GOOD]
    assert priya("GET", PATH)["items"][0]["reader"] == "pair"
    priya("POST", PATH, {"answers": GOOD, "reader": "only_me"}, status=200)
    assert shown_to_mario(cast) == []


def test_nobody_else_s_is_there(cast: Cast, priya: Script, mario: Script) -> None:
    made = priya("POST", PATH, {"answers": GOOD, "reader": "pair"}, status=201)
    mario("GET", f"{PATH}/{made['id']}", status=404)
    mario("DELETE", f"{PATH}/{made['id']}", status=404)
    assert mario("GET", PATH, status=200)["items"] == []


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "answers"),
        ({"answers": {}}, "answers"),
        ({"answers": {"mood": "good"}}, "answers"),
        ({"answers": {"week": "splendid"}}, "week"),
        ({"answers": {"week": 3}}, "answers.week"),
        ({"answers": GOOD, "reader": "everyone"}, "reader"),
        ({"answers": GOOD, "note": "x" * 1_001}, "note"),
        ({"answers": GOOD, "on": "2026-01-01"}, "on"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    cast: Cast, priya: Script, sent: dict[str, Any], field: str
) -> None:
    refused = priya("POST", PATH, sent, status=422)
    assert [one["field"] for one in refused["errors"]] == [field]
    with acting_as(cast.priya):
        assert not CheckIn.objects.exists()
