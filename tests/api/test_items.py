"""Items: added, changed, taken off; by whom they may be."""

from typing import Any

import pytest

from heard.conversations.models import Item
from heard.people.tenancy import in_organisation
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
    return f"pairs/{world.rows['pair'].pk}/items"


def test_an_item_is_added_and_seen_by_the_other(priya: Script, mario: Script, page: str) -> None:
    made = priya("POST", page, {"text": "  A day with Yusuf "}, status=201)
    assert made["text"] == "A day with Yusuf"
    assert (made["audience"], made["state"], made["carried"]) == ("pair", "open", 0)
    assert made == priya("GET", f"items/{made['id']}", status=200)
    assert made in mario("GET", page, status=200)["items"]


def test_a_private_one_is_the_author_s_alone(priya: Script, mario: Script, page: str) -> None:
    made = priya("POST", page, {"text": "Whether to ask", "audience": "only_me"}, status=201)
    assert made in priya("GET", page)["items"]
    assert made["id"] not in str(mario("GET", page))
    mario("GET", f"items/{made['id']}", status=404)
    mario("PATCH", f"items/{made['id']}", {"state": "covered"}, status=404)
    mario("DELETE", f"items/{made['id']}", status=404)


def test_words_are_the_author_s_and_the_state_is_either_s(
    priya: Script, mario: Script, page: str
) -> None:
    path = f"items/{priya('POST', page, {'text': 'Kit'})['id']}"
    changed = priya("PATCH", path, {"text": "The testing kit", "version": 1}, status=200)
    assert (changed["text"], changed["version"]) == ("The testing kit", 2)
    mario("PATCH", path, {"text": "Something else"}, status=403)
    mario("PATCH", path, {"audience": "only_me"}, status=403)
    covered = mario("PATCH", path, {"state": "covered"}, status=200)
    assert covered["state"] == "covered"
    assert covered["settled_at"].endswith("Z")


def test_half_a_change_is_none(priya: Script, mario: Script, page: str) -> None:
    """Mario may cover it, not reword it: together they are refused together."""
    made = priya("POST", page, {"text": "Kit"})
    mario("PATCH", f"items/{made['id']}", {"state": "covered", "text": "Mine"}, status=403)
    wrong = {"text": "New words", "position": "before:" + "0" * 36}
    refused = priya("PATCH", f"items/{made['id']}", wrong, status=422)
    assert refused["errors"][0]["field"] == "position"
    assert priya("GET", f"items/{made['id']}") == made


def test_shown_and_kept_again(priya: Script, mario: Script, page: str) -> None:
    path = f"items/{priya('POST', page, {'text': 'Kit', 'audience': 'only_me'})['id']}"
    priya("PATCH", path, {"audience": "pair"}, status=200)
    assert mario("GET", path, status=200)["text"] == "Kit"
    priya("PATCH", path, {"audience": "only_me"}, status=200)
    mario("GET", path, status=404)


def test_an_answer_is_asked_for_by_the_employee(priya: Script, mario: Script, page: str) -> None:
    made = priya("POST", page, {"text": "Kit", "needs_answer": True}, status=201)
    assert made["needs_answer"] is True
    assert mario("GET", f"raises/{made['raise_id']}", status=200)["text"] == "Kit"
    mario("POST", page, {"text": "Mine", "needs_answer": True}, status=403)
    taken_back = priya("PATCH", f"items/{made['id']}", {"needs_answer": False}, status=200)
    assert (taken_back["needs_answer"], taken_back["raise_id"]) == (False, None)
    again = priya("PATCH", f"items/{made['id']}", {"needs_answer": True}, status=200)
    assert again["needs_answer"] is True
    private = {"text": "Kit", "audience": "only_me", "needs_answer": True}
    priya("POST", page, private, status=422)


def test_order_is_either_s(priya: Script, mario: Script, page: str) -> None:
    first, second, third = (priya("POST", page, {"text": text})["id"] for text in "abc")
    mario("PATCH", f"items/{third}", {"position": f"before:{first}"}, status=200)
    mario("PATCH", f"items/{second}", {"position": "top"}, status=200)
    order = [item["id"] for item in priya("GET", page)["items"]]
    assert order.index(second) < order.index(third) < order.index(first)
    moved = mario("PATCH", f"items/{first}", {"position": "other"}, status=200)
    assert moved["section"] == "manager"


def test_only_one_state_is_listed_where_asked(priya: Script, page: str) -> None:
    made = priya("POST", page, {"text": "Kit"})
    priya("PATCH", f"items/{made['id']}", {"state": "let_go"}, status=200)
    listed = priya("GET", f"{page}?state=let_go", status=200)["items"]
    assert [item["id"] for item in listed] == [made["id"]]
    priya("GET", f"{page}?state=gone", status=422)


def test_a_fresh_item_is_taken_off_by_its_author(
    world: World, priya: Script, mario: Script, page: str
) -> None:
    path = f"items/{priya('POST', page, {'text': 'Kit'})['id']}"
    priya("PATCH", path, {"text": "The kit"})
    mario("DELETE", path, status=403)
    assert priya.ask("DELETE", path).status_code == 204
    priya("GET", path, status=404)
    priya("DELETE", path, status=404)


def test_what_something_hangs_on_is_let_go_instead(
    world: World, priya: Script, mario: Script, page: str
) -> None:
    noted = priya("POST", page, {"text": "Kit"})["id"]
    mario("POST", f"items/{noted}/notes", {"text": "Three phones"}, status=201)
    raised = priya("POST", page, {"text": "Kit", "needs_answer": True})["id"]
    carried = world.rows["item"].pk
    for item_id in (noted, raised, carried):
        refused = priya("DELETE", f"items/{item_id}", status=422)
        assert "let it go" in refused["errors"][0]["message"]
        priya("GET", f"items/{item_id}", status=200)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": " \n "}, "text"),
        ({"text": "\x00\x01"}, "text"),
        ({"text": None}, "text"),
        ({"text": ["a"]}, "text"),
        ({"text": 1}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"text": "a", "audience": "all"}, "audience"),
        ({"text": "a", "needs_answer": "yes"}, "needs_answer"),
        ({"text": "a", "author_id": "x"}, "author_id"),
        ({"text": "a", "id": "x"}, "id"),
        ({"text": "a", "state": "covered"}, "state"),
    ],
)
def test_what_cannot_be_an_item(
    world: World, priya: Script, page: str, sent: Any, field: str
) -> None:
    before = len(priya("GET", page)["items"])
    refused = priya("POST", page, sent, status=422)
    assert [error["field"] for error in refused["errors"]] == [field]
    assert len(priya("GET", page)["items"]) == before


def test_too_long_is_refused_with_the_count(priya: Script, page: str) -> None:
    refused = priya("POST", page, {"text": "x" * 2001}, status=422)
    assert "2,001" in refused["errors"][0]["message"]
    assert len(priya("POST", page, {"text": "é" * 2000}, status=201)["text"]) == 2000


def test_an_ended_page_is_only_read(world: World, priya: Script) -> None:
    ended = world.rows["pair with Fen"].pk
    assert priya("GET", f"pairs/{ended}/items", status=200)["items"] == []
    priya("POST", f"pairs/{ended}/items", {"text": "Kit"}, status=403)


def test_two_hundred_open_ones_and_no_more(world: World, priya: Script, page: str) -> None:
    with in_organisation(world.cast.priya.organisation_id):
        rows = [
            Item(
                organisation_id=world.cast.priya.organisation_id,
                pair_id=world.rows["pair"].pk,
                author=world.cast.priya,
                section="employee",
                position=f"z{number:03}",
            )
            for number in range(200)
        ]
        Item.objects.bulk_create(rows)
    refused = priya("POST", page, {"text": "One more"}, status=422)
    assert "200" in refused["errors"][0]["message"]
