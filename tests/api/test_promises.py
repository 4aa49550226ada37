"""Agreements and actions."""

from typing import Any

import pytest

from tests.access.world import World
from tests.api.conftest import Script, Scripts


@pytest.fixture
def priya(world: World, script: Scripts) -> Script:
    return script(world.cast.priya)


@pytest.fixture
def mario(world: World, script: Scripts) -> Script:
    return script(world.cast.mario)


@pytest.fixture
def page(world: World) -> str:
    return f"pairs/{world.rows['pair'].pk}"


def test_an_agreement_waits_for_the_other_s_yes(priya: Script, mario: Script, page: str) -> None:
    sent = {"text": "Fridays from home", "review_on": "2027-03-01"}
    made = priya("POST", f"{page}/agreements", sent, status=201)
    assert (made["state"], made["accepted_at"]) == ("standing", None)
    path = f"agreements/{made['id']}"
    assert priya("PATCH", path, {"accepted": True}, status=200)["accepted_at"] is None
    assert mario("PATCH", path, {"accepted": True}, status=200)["accepted_at"]
    changed = mario("PATCH", path, {"text": "Fridays and Mondays"}, status=200)
    assert (changed["state"], changed["accepted_at"]) == ("changed", None)
    assert changed["review_on"] == "2027-03-01"
    assert priya("PATCH", path, {"review_on": None}, status=200)["review_on"] is None
    ended = priya("PATCH", path, {"state": "ended"}, status=200)
    assert (ended["state"], bool(ended["ended_at"])) == ("ended", True)
    assert ended in mario("GET", f"{page}/agreements", status=200)["items"]
    mario("PATCH", path, {"text": "Again"}, status=422)
    mario("PATCH", path, {"state": "standing"}, status=422)


def test_agreed_while_talking_it_stands(priya: Script, page: str) -> None:
    priya("POST", f"{page}/conversations", {}, status=201)
    assert priya("POST", f"{page}/agreements", {"text": "Mondays"}, status=201)["accepted_at"]


def test_an_action_is_made_changed_and_done(
    world: World, priya: Script, mario: Script, page: str
) -> None:
    sent = {
        "text": "Ask Ruth",
        "owner_id": str(world.cast.mario.id),
        "due_on": "2027-03-01",
        "if_it_slips": "Ask Gwen",
    }
    made = priya("POST", f"{page}/actions", sent, status=201)
    assert made.items() >= sent.items()
    path = f"actions/{made['id']}"
    kept = mario("PATCH", path, {"text": "Ask Ruth twice"}, status=200)
    assert (kept["due_on"], kept["if_it_slips"]) == ("2027-03-01", "Ask Gwen")
    assert mario("PATCH", path, {"due_on": None, "if_it_slips": ""})["due_on"] is None
    assert mario("PATCH", path, {"state": "done"}, status=200)["settled_at"]
    assert priya("PATCH", path, {"state": "open"}, status=200)["settled_at"] is None
    assert priya("PATCH", path, {"state": "dropped"}, status=200)["state"] == "dropped"
    listed = priya("GET", f"{page}/actions?state=dropped", status=200)["items"]
    assert [action["id"] for action in listed] == [made["id"]]


def test_without_an_owner_it_is_the_writer_s(world: World, mario: Script, page: str) -> None:
    made = mario("POST", f"{page}/actions", {"text": "Ask Ruth"}, status=201)
    assert made["owner_id"] == str(world.cast.mario.id)


@pytest.mark.parametrize("owner", ["pia", "otto", "sol"])
def test_an_action_belongs_to_one_of_the_two(
    world: World, priya: Script, page: str, owner: str
) -> None:
    """Somebody else here, and somebody nobody here knows: one answer."""
    sent = {"text": "Ask Ruth", "owner_id": str(world.cast.everyone[owner].id)}
    refused = priya("POST", f"{page}/actions", sent, status=422)
    nobody = priya("POST", f"{page}/actions", {**sent, "owner_id": "0" * 32}, status=422)
    assert refused == nobody
    assert refused["errors"][0]["field"] == "owner_id"
    action = f"actions/{world.rows['action'].pk}"
    priya("PATCH", action, {"owner_id": sent["owner_id"]}, status=422)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"due_on": "9999-99-99"}, "due_on"),
        ({"due_on": "tomorrow"}, "due_on"),
        ({"due_on": 20270301}, "due_on"),
        ({"due_on": "0001-01-01"}, "due_on"),
        ({"due_on": "2027-03-01T00:00:00Z"}, "due_on"),
        ({"due_on": "2027-02-30"}, "due_on"),
        ({"due_on": "２０２７-03-01"}, "due_on"),
        ({"due_on": []}, "due_on"),
        ({"if_it_slips": None}, "if_it_slips"),
        ({"if_it_slips": "x" * 2001}, "if_it_slips"),
        ({"state": "handed_on"}, "state"),
        ({"state": 1}, "state"),
        ({"owner_id": "priya"}, "owner_id"),
        ({"version": 0}, "version"),
        ({"version": 10**30}, "version"),
        ({"version": "1"}, "version"),
        ({"version": True}, "version"),
        ({"version": 1.0}, "version"),
        ({"made_by_id": "x"}, "made_by_id"),
    ],
)
def test_what_an_action_cannot_become(world: World, priya: Script, sent: Any, field: str) -> None:
    path = f"actions/{world.rows['action'].pk}"
    before = priya("GET", path)
    refused = priya("PATCH", path, sent, status=422)
    assert [error["field"] for error in refused["errors"]] == [field]
    assert priya("GET", path) == before


def test_an_arrangement_is_asked_for_tried_kept_and_ended(
    world: World, priya: Script, mario: Script
) -> None:
    sent = {
        "pair_id": str(world.rows["pair"].pk),
        "what": "Mondays from Leeds",
        "where_when": "Until the summer",
        "why": "My mother",
        "why_audience": "only_me",
    }
    made = priya("POST", "arrangements", sent, status=201)
    path = f"arrangements/{made['id']}"
    assert (made["state"], made["why"], made["accepted_at"]) == ("asked", "My mother", None)
    assert mario("GET", path, status=200)["why"] == ""
    mario("PATCH", path, {"why": "His words"}, status=403)
    mario("PATCH", path, {"state": "on_trial"}, status=422)
    tried = {"state": "on_trial", "review_on": "2030-05-01"}
    assert priya("PATCH", path, tried, status=200)["state"] == "asked", "nobody agrees alone"
    tried = mario("PATCH", path, tried, status=200)
    assert (tried["state"], tried["review_on"]) == ("on_trial", "2030-05-01")
    assert mario("PATCH", path, {"state": "standing"}, status=200)["state"] == "standing"
    changed = priya("PATCH", path, {"what": "Tuesdays from Leeds"}, status=200)
    assert (changed["state"], changed["accepted_at"]) == ("changed", None)
    assert priya("PATCH", path, {"why_audience": "pair"}, status=200)["why"] == "My mother"
    assert mario("GET", path, status=200)["why"] == "My mother"
    assert mario("PATCH", path, {"state": "ended"}, status=200)["ended_at"]
    priya("PATCH", path, {"what": "Again"}, status=422)
