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
