"""My blend and what it shows, over the interface."""

from typing import Any

import pytest

from heard.conversations.models import Pair
from tests.api.conftest import Script, Scripts
from tests.cast import Cast


@pytest.fixture
def priya(cast: Cast, script: Scripts) -> Script:
    return script(cast.priya)


@pytest.fixture
def mario(cast: Cast, script: Scripts) -> Script:
    return script(cast.mario)


def known(mario: Script, pair: Pair) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = mario("GET", f"pairs/{pair.id}/what-we-know", status=200)["items"]
    return items


LEARNING = {"element": "learning", "matters": "very", "how_it_is": "poor", "in_my_words": "SQL"}


def test_chosen_described_and_put_away(priya: Script, mario: Script, pair: Pair) -> None:
    made = priya("POST", "me/blend", LEARNING, status=201)
    assert {**made, **LEARNING} == made
    assert (made["name"], made["shared"]) == ("Getting better", False)
    path = f"me/blend/{made['id']}"
    changed = priya("PATCH", path, {"how_it_is": "fine", "version": 1}, status=200)
    assert (changed["how_it_is"], changed["matters"], changed["version"]) == ("fine", "very", 2)
    assert priya("GET", "me/blend", status=200)["items"] == [changed]
    assert known(mario, pair) == []
    assert priya.ask("DELETE", path).status_code == 204
    assert priya("GET", "me/blend", status=200)["items"] == []
    priya("GET", path, status=404)
    priya("PATCH", path, {"matters": "quite"}, status=404)


def test_an_own_one_has_a_name_and_no_element(priya: Script) -> None:
    made = priya("POST", "me/blend", {"name": "Choir"}, status=201)
    assert (made["element"], made["name"]) == ("", "Choir")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "name"),
        ({"element": "winning"}, "element"),
        ({**LEARNING, "matters": "enormously"}, "matters"),
        ({**LEARNING, "in_my_words": "x" * 281}, "in_my_words"),
        ({**LEARNING, "shared": "perhaps"}, "shared"),
        ({**LEARNING, "colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_used_is_named(priya: Script, sent: dict[str, Any], field: str) -> None:
    answer = priya("POST", "me/blend", sent, status=422)
    assert [error["field"] for error in answer["errors"]] == [field]
    assert priya("GET", "me/blend", status=200)["items"] == []


def test_shared_it_is_read_by_the_one_and_taken_back(
    cast: Cast, priya: Script, mario: Script, pair: Pair, script: Scripts
) -> None:
    made = priya("POST", "me/blend", {**LEARNING, "shared": True}, status=201)
    assert made["shared"] is True
    [seen] = known(mario, pair)
    assert (seen["kind"], seen["person_id"]) == ("element", str(cast.priya.id))
    assert (seen["says"]["in_my_words"], seen["says"]["matters"]) == ("SQL", "very")
    assert known(priya, pair) == []
    for name in ("sol", "pia", "fen", "hana", "ade", "otto"):
        ask = script(cast.everyone[name])
        ask("GET", f"pairs/{pair.id}/what-we-know", status=404)
        ask("GET", f"me/blend/{made['id']}", status=404)
    # The copy's id opens nothing of the original's, not even to its reader.
    mario("GET", f"me/blend/{made['id']}", status=404)
    priya("PATCH", f"me/blend/{made['id']}", {"shared": False}, status=200)
    assert known(mario, pair) == []


def test_a_stale_change_keeps_both_texts(priya: Script) -> None:
    made = priya("POST", "me/blend", LEARNING, status=201)
    path = f"me/blend/{made['id']}"
    priya("PATCH", path, {"in_my_words": "Python", "version": 1}, status=200)
    late = priya("PATCH", path, {"in_my_words": "Welsh", "version": 1}, status=409)
    assert (late["theirs"], late["yours"], late["version"]) == ("Python", "Welsh", 2)
    assert priya.ask("DELETE", f"{path}?version=1").status_code == 409


WISH = {"direction": "more_of", "text": "Teaching", "because": "I learn by it", "tags": ["new"]}


def test_a_wish_and_its_audiences(priya: Script, mario: Script, pair: Pair) -> None:
    made = priya("POST", "me/wishes", WISH, status=201)
    assert {**made, **WISH} == made
    assert (made["audience"], made["state"]) == ("only_me", "mine")
    path = f"me/wishes/{made['id']}"
    for audience, state in (("pair", "shared"), ("matching", "shared"), ("only_me", "mine")):
        changed = priya("PATCH", path, {"audience": audience}, status=200)
        assert (changed["audience"], changed["state"]) == (audience, state)
        # What Mario reads is the same whether it is matched or not.
        says = [one["says"] for one in known(mario, pair)]
        assert says == (
            [] if audience == "only_me" else [{**WISH, "instead": "", "look_again_on": None}]
        )
    assert priya("PATCH", path, {"audience": "all"}, status=422)["errors"][0]["field"] == "audience"
    assert priya.ask("DELETE", path).status_code == 204
    priya("GET", path, status=404)


def test_a_list_of_wishes_is_by_strength_and_a_page_at_a_time(priya: Script) -> None:
    for number in range(5):
        priya("POST", "me/wishes", {**WISH, "text": f"Wish {number}"}, status=201)
    first = priya("GET", "me/wishes?limit=3", status=200)
    rest = priya("GET", f"me/wishes?limit=3&cursor={first['next']}", status=200)
    texts = [one["text"] for one in (*first["items"], *rest["items"])]
    assert texts == [f"Wish {number}" for number in range(5)]
    assert rest["next"] is None
