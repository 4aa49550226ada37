"""Notes under items, and notes for oneself."""

import pytest

from tests.access.world import World
from tests.api.conftest import Script, Scripts


@pytest.fixture
def priya(world: World, script: Scripts) -> Script:
    return script(world.cast.priya)


@pytest.fixture
def mario(world: World, script: Scripts) -> Script:
    return script(world.cast.mario)


def test_a_note_is_written_reworded_and_taken_off(
    world: World, priya: Script, mario: Script
) -> None:
    under = f"items/{world.rows['item'].pk}/notes"
    made = mario("POST", under, {"text": "Three phones"}, status=201)
    assert made["author_id"] == str(world.cast.mario.id)
    assert made in priya("GET", under, status=200)["items"]
    path = f"notes/{made['id']}"
    priya("PATCH", path, {"text": "Four"}, status=403)
    priya("DELETE", path, status=403)
    changed = mario("PATCH", path, {"text": "Four phones", "version": 1}, status=200)
    assert priya("GET", path, status=200) == changed
    assert mario.ask("DELETE", f"{path}?version=2").status_code == 204
    priya("GET", path, status=404)
    assert made["id"] not in str(mario("GET", under))


def test_a_note_under_a_private_item_is_its_author_s(
    world: World, priya: Script, mario: Script
) -> None:
    under = f"items/{world.rows['private item'].pk}/notes"
    made = priya("POST", under, {"text": "Not yet"}, status=201)
    assert made in priya("GET", under, status=200)["items"]
    mario("GET", under, status=404)
    mario("POST", under, {"text": "Mine"}, status=404)
    mario("GET", f"notes/{made['id']}", status=404)


def test_a_private_note_is_nobody_else_s(world: World, priya: Script, mario: Script) -> None:
    page = f"pairs/{world.rows['pair'].pk}/private-notes"
    made = priya("POST", page, {"text": "He was kind"}, status=201)
    path = f"private-notes/{made['id']}"
    assert made in priya("GET", page, status=200)["items"]
    theirs = mario("GET", page, status=200)["items"]
    assert [note["id"] for note in theirs] == [str(world.rows["manager's private note"].pk)]
    mario("GET", path, status=404)
    mario("PATCH", path, {"text": "x"}, status=404)
    mario("DELETE", path, status=404)
    assert priya("PATCH", path, {"text": "He was very kind"}, status=200)["version"] == 2
    assert priya.ask("DELETE", path).status_code == 204
    priya("GET", path, status=404)


@pytest.mark.parametrize("where", ["items/{item}/notes", "pairs/{pair}/private-notes"])
def test_a_note_has_words_and_at_most_twenty_thousand(
    world: World, priya: Script, where: str
) -> None:
    path = where.format(item=world.rows["item"].pk, pair=world.rows["pair"].pk)
    assert len(priya("POST", path, {"text": "x" * 20_000}, status=201)["text"]) == 20_000
    for wrong in ({"text": "x" * 20_001}, {"text": ""}, {}, {"text": "a", "pair_id": "b"}):
        priya("POST", path, wrong, status=422)
