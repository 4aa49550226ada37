"""Lists come in pages, each row once, whatever is added or taken off meanwhile."""

from typing import Any

import pytest

from tests.access.world import World
from tests.api.conftest import Script, Scripts


@pytest.fixture
def ask(world: World, script: Scripts) -> Script:
    return script(world.cast.priya)


def walked(ask: Script, path: str, limit: int) -> list[Any]:
    """Every page, followed by its cursor."""
    rows: list[Any] = []
    cursor = ""
    while True:
        listed = ask("GET", f"{path}?limit={limit}&cursor={cursor}", status=200)
        assert len(listed["items"]) <= limit
        rows += listed["items"]
        if listed["next"] is None:
            return rows
        assert len(listed["items"]) == limit
        cursor = listed["next"]


@pytest.mark.parametrize("limit", [1, 2, 3, 200])
def test_the_directory_page_by_page_is_the_whole_directory(ask: Script, limit: int) -> None:
    whole = ask("GET", "people", status=200)["items"]
    assert walked(ask, "people", limit) == whole
    assert len({row["id"] for row in whole}) == len(whole) >= 8


@pytest.mark.parametrize("noun", ["items", "private-notes", "actions", "agreements", "raises"])
def test_every_list_of_a_page_is_walked_once(world: World, ask: Script, noun: str) -> None:
    page = f"pairs/{world.rows['pair'].pk}/{noun}"
    for number in range(5):
        ask("POST", page, {"text": f"Number {number}"}, status=201)
    whole = ask("GET", page)["items"]
    for limit in (1, 2, len(whole)):
        assert walked(ask, page, limit) == whole


def test_items_are_in_the_order_of_the_page(world: World, ask: Script, script: Scripts) -> None:
    page = f"pairs/{world.rows['pair'].pk}/items"
    mario = script(world.cast.mario)
    for text in ("One", "Two"):
        mario("POST", page, {"text": text}, status=201)
    ask("POST", page, {"text": "Three"}, status=201)
    sections = [row["section"] for row in walked(ask, page, 2)]
    assert sections == sorted(sections)
    assert sections[-2:] == ["manager", "manager"]


def test_what_is_added_or_gone_meanwhile_moves_nothing_else(world: World, ask: Script) -> None:
    page = f"pairs/{world.rows['pair'].pk}/private-notes"
    made = [ask("POST", page, {"text": str(number)})["id"] for number in range(4)]
    first = ask("GET", f"{page}?limit=2", status=200)
    ask.ask("DELETE", f"private-notes/{first['items'][-1]['id']}")
    late = ask("POST", page, {"text": "late"})["id"]
    rest = ask("GET", f"{page}?cursor={first['next']}", status=200)["items"]
    assert [row["id"] for row in rest] == [*made[1:], late]


def test_a_cursor_is_of_its_own_list(world: World, ask: Script) -> None:
    cursor = ask("GET", "people?limit=1")["next"]
    ask("GET", f"people?cursor={cursor}", status=200)
    ask("GET", f"pairs?cursor={cursor}", status=422)
    ask("GET", f"people?cursor={cursor}x", status=422)


def test_somebody_else_s_cursor_shows_only_one_s_own(
    world: World, ask: Script, script: Scripts
) -> None:
    cursor = ask("GET", "people?limit=1")["next"]
    named = script(world.cast.otto)("GET", f"people?cursor={cursor}", status=200)["items"]
    assert {row["name"] for row in named} <= {"Otto Byrne", "Olga Marsh"}
