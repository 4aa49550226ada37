"""A change names the version it saw; a stale one gets both texts and loses neither."""

import threading
from typing import Any

import pytest
from django.db import connection, connections

from tests.access.world import World
from tests.api.conftest import Script, Scripts, script_of


def with_words(world: World) -> dict[str, str]:
    """Every changeable record of Priya's, by its address and the field its words are in."""
    rows = world.rows
    return {
        f"items/{rows['item'].pk}": "text",
        f"notes/{rows['note'].pk}": "text",
        f"private-notes/{rows['private note'].pk}": "text",
        f"agreements/{rows['agreement'].pk}": "text",
        f"actions/{rows['action'].pk}": "text",
        f"conversations/{rows['conversation'].pk}": "summary",
    }


def test_stale_is_a_conflict_with_both_texts_everywhere(world: World, script: Scripts) -> None:
    ask = script(world.cast.priya)
    for path, words in with_words(world).items():
        seen = ask("GET", path, status=200)["version"]
        changed = ask("PATCH", path, {words: "First", "version": seen}, status=200)
        assert changed["version"] > seen, path
        conflict = ask("PATCH", path, {words: "Second", "version": seen}, status=409)
        assert (conflict["theirs"], conflict["yours"]) == ("First", "Second"), path
        assert conflict["version"] == changed["version"], path
        assert ask("GET", path)[words] == "First", path
        ahead = {words: "Third", "version": changed["version"] + 1}
        ask("PATCH", path, ahead, status=409)
        ask("PATCH", path, {words: "Third", "version": changed["version"]}, status=200)


def test_a_stale_state_is_a_conflict_as_well(world: World, script: Scripts) -> None:
    priya, mario = script(world.cast.priya), script(world.cast.mario)
    path = f"items/{world.rows['item'].pk}"
    seen = mario("GET", path)["version"]
    priya("PATCH", path, {"text": "The testing kit, all of it"}, status=200)
    conflict = mario("PATCH", path, {"state": "let_go", "version": seen}, status=409)
    assert conflict["theirs"] == "The testing kit, all of it"
    assert mario("GET", path)["state"] == "open"


def test_taking_away_what_changed_is_a_conflict(world: World, script: Scripts) -> None:
    ask = script(world.cast.priya)
    for path in (
        f"notes/{world.rows['note'].pk}",
        f"private-notes/{world.rows['private note'].pk}",
    ):
        ask("PATCH", path, {"text": "Changed"}, status=200)
        assert ask("DELETE", f"{path}?version=1", status=409)["theirs"] == "Changed"
        assert ask.ask("DELETE", f"{path}?version=2").status_code == 204


@pytest.mark.django_db(transaction=True)
def test_of_several_at_once_one_wins_and_the_others_are_told(world: World) -> None:
    """Six writers, one version: one text stands, five conflicts, nothing is our fault."""
    path = f"items/{world.rows['item'].pk}"
    ask = script_of(world.cast.priya)
    seen = ask("GET", path)["version"]
    answers = at_once(
        ask.token,
        [("PATCH", path, {"text": f"Writer {n}", "version": seen}, {}) for n in range(6)],
    )
    statuses = sorted(status for status, _told in answers)
    assert statuses == [200, 409, 409, 409, 409, 409]
    stands = next(told["text"] for status, told in answers if status == 200)
    assert {told["theirs"] for status, told in answers if status == 409} == {stands}
    assert ask("GET", path)["text"] == stands


@pytest.mark.django_db(transaction=True)
def test_one_key_at_once_is_one_row(world: World) -> None:
    page = f"pairs/{world.rows['pair'].pk}/items"
    ask = script_of(world.cast.priya)
    before = len(ask("GET", page)["items"])
    key = {"Idempotency-Key": "at-once"}
    answers = at_once(ask.token, [("POST", page, {"text": "Kit"}, key)] * 6)
    assert [status for status, _told in answers] == [201] * 6
    assert len({told["id"] for _status, told in answers}) == 1
    assert len(ask("GET", page)["items"]) == before + 1


@pytest.mark.django_db(transaction=True)
def test_closing_and_covering_at_once_wait_for_each_other(world: World) -> None:
    """Both touch the page and the item; taken in one order, neither blocks the other for good."""
    ask = script_of(world.cast.priya)
    page = f"pairs/{world.rows['pair'].pk}"
    begun = ask("POST", f"{page}/conversations", {})["id"]
    item = f"items/{world.rows['item'].pk}"
    answers = at_once(
        ask.token,
        [
            ("POST", f"conversations/{begun}/closing", {}, {}),
            ("PATCH", item, {"state": "covered"}, {}),
            ("POST", f"{page}/items", {"text": "Kit"}, {}),
            ("PATCH", item, {"position": "top"}, {}),
        ],
    )
    assert [status for status, _told in answers] == [200, 200, 201, 200]


Call = tuple[str, str, Any, dict[str, str]]


def at_once(token: str, calls: list[Call]) -> list[tuple[int, Any]]:
    """Each in a thread of its own, begun together; the answers in the order of the calls."""
    import json

    answers: dict[int, tuple[int, Any]] = {}
    begin = threading.Barrier(len(calls))

    def one(number: int, call: Call) -> None:
        method, path, sent, headers = call
        begin.wait()
        try:
            response = Script(token).ask(method, path, sent, headers=headers)
            answers[number] = response.status_code, json.loads(response.content)
        finally:
            connections[connection.alias].close()

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return [answers[number] for number in range(len(calls))]
