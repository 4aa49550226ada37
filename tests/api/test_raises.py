"""Raises, their answers, and the settlement."""

from typing import Any

import pytest

from tests.access.world import World
from tests.api.conftest import Script, Scripts

YES = {"outcome": "yes", "sentence": "From March on."}


@pytest.fixture
def priya(world: World, script: Scripts) -> Script:
    return script(world.cast.priya)


@pytest.fixture
def mario(world: World, script: Scripts) -> Script:
    return script(world.cast.mario)


@pytest.fixture
def path(world: World) -> str:
    return f"raises/{world.rows['raise'].pk}"


def test_the_employee_raises(world: World, priya: Script, mario: Script) -> None:
    page = f"pairs/{world.rows['pair'].pk}/raises"
    made = priya("POST", page, {"text": "A budget for books"}, status=201)
    assert (made["state"], made["text"]) == ("raised", "A budget for books")
    assert made in mario("GET", page, status=200)["items"]
    assert mario("GET", f"items/{made['item_id']}", status=200)["needs_answer"] is True
    mario("POST", page, {"text": "A budget"}, status=403)
    priya("POST", page, {"text": ""}, status=422)


def test_the_other_answers_and_the_raiser_settles(priya: Script, mario: Script, path: str) -> None:
    priya("POST", f"{path}/answers", YES, status=403)
    priya("POST", f"{path}/settlement", status=422)
    answer = mario("POST", f"{path}/answers", YES, status=201)
    assert answer["sentence"] == "From March on."
    assert priya("GET", f"{path}/answers", status=200)["items"] == [answer]
    mario("POST", f"{path}/settlement", status=403)
    mario("DELETE", f"{path}/settlement", status=403)
    settled = priya("POST", f"{path}/settlement", status=200)
    assert (settled["state"], bool(settled["settled_at"])) == ("closed", True)
    assert priya("POST", f"{path}/settlement", {}, status=200) == settled
    mario("POST", f"{path}/answers", YES, status=422)
    item = priya("GET", f"items/{settled['item_id']}")
    assert item["needs_answer"] is False
    priya("PATCH", f"items/{item['id']}", {"needs_answer": True}, status=422)
    assert priya.ask("DELETE", f"{path}/settlement").status_code == 204
    assert mario("GET", path, status=200)["state"] == "raised"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"outcome": "yes"}, "sentence"),
        ({"outcome": "yes", "sentence": " "}, "sentence"),
        ({"outcome": "yes", "sentence": "x" * 2001}, "sentence"),
        ({"outcome": "maybe", "sentence": "Well"}, "outcome"),
        ({"sentence": "Well"}, "outcome"),
        ({"outcome": "looking", "sentence": "Well"}, "look_again_on"),
        ({"outcome": "looking", "sentence": "Well", "look_again_on": "soon"}, "look_again_on"),
        ({"outcome": "yes", "sentence": "Well", "answered_by_id": "x"}, "answered_by_id"),
    ],
)
def test_what_is_no_answer(mario: Script, path: str, sent: Any, field: str) -> None:
    refused = mario("POST", f"{path}/answers", sent, status=422)
    assert [error["field"] for error in refused["errors"]] == [field]
    assert mario("GET", f"{path}/answers")["items"] == []


def test_looking_has_a_day(mario: Script, path: str) -> None:
    sent = {"outcome": "looking", "sentence": "Asking Ruth", "look_again_on": "2027-03-01"}
    assert mario("POST", f"{path}/answers", sent, status=201)["look_again_on"] == "2027-03-01"
    assert mario("GET", path)["look_again_on"] == "2027-03-01"


def test_not_yet_with_a_line_is_kept_word_for_word(priya: Script, mario: Script, path: str) -> None:
    mario("POST", f"{path}/answers", YES, status=201)
    mario("POST", f"{path}/replies", {"text": "Not quite"}, status=403)
    priya("POST", f"{path}/replies", {"text": " "}, status=422)
    reply = priya("POST", f"{path}/replies", {"text": "March is *too late*."}, status=201)
    assert reply["text"] == "March is *too late*."
    assert mario("GET", f"{path}/replies", status=200)["items"] == [reply]
    assert mario("GET", path)["state"] == "raised"


def test_the_stream_tells_what_came_of_it(
    world: World, priya: Script, mario: Script, path: str
) -> None:
    mario("POST", f"{path}/answers", YES, status=201)
    stream = priya("GET", "me/heard", status=200)["items"]
    assert {"raise", "wish"} <= {matter["kind"] for matter in stream}
    told = next(matter for matter in stream if matter["id"] == str(world.rows["raise"].pk))
    assert (told["stage"], told["came_of_it"]) == ("answered", "change")
    assert [step["kind"] for step in told["steps"]] == ["raised", "answer"]
    first = priya("GET", "me/heard?limit=1", status=200)
    rest = priya("GET", f"me/heard?cursor={first['next']}", status=200)
    assert first["items"] + rest["items"] == stream
    priya("GET", "me/heard?cursor=made-up", status=422)
    assert all(matter["id"] != told["id"] for matter in mario("GET", "me/heard")["items"])


def test_whoever_is_asked_is_told_the_words_alone(
    world: World, mario: Script, script: Scripts
) -> None:
    path, sol = f"passed-up/{world.rows['passed up'].pk}", script(world.cast.sol)
    asked = sol("GET", path, status=200)
    assert asked["text"] == "Is there money for a second?"
    assert (asked["raise_id"], asked["pair_id"]) == (None, None)
    assert str(world.cast.priya.id) not in str(asked)
    assert mario("GET", path, status=200)["pair_id"] == str(world.rows["pair"].pk)
    assert [one["id"] for one in sol("GET", "me/passed-up")["items"]] == [asked["id"]]
    sol("POST", f"{path}/answers", {"outcome": "no", "sentence": ""}, status=422)
    sol("POST", f"{path}/answers", {"outcome": "no", "sentence": "Not this year"}, status=201)
    assert sol("GET", "me/passed-up")["items"] == []
    assert len(mario("GET", f"{path}/answers")["items"]) == 2
