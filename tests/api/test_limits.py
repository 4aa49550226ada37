"""So many requests a token, so many writes a person; beyond that, later."""

import datetime as dt

import pytest
import time_machine

from heard.api import limiting
from heard.api.limiting import Limit
from tests.access.world import World
from tests.api.conftest import Scripts
from tests.cast import Cast

START = dt.datetime(2027, 3, 1, 9, 0, 30, tzinfo=dt.UTC)


def test_the_limits_are_those_of_the_paper() -> None:
    assert (limiting.REQUESTS.most, limiting.REQUESTS.seconds) == (600, 3600)
    assert (limiting.WRITES.most, limiting.WRITES.seconds) == (120, 60)


def test_a_token_may_ask_so_often_an_hour(
    cast: Cast, script: Scripts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiting, "REQUESTS", Limit("requests", 3, 3600))
    with time_machine.travel(START, tick=False) as clock:
        ask, other = script(cast.priya), script(cast.priya)
        for _number in range(3):
            ask("GET", "me", status=200)
        response = ask.ask("GET", "me")
        assert response.status_code == 429
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.headers["Retry-After"] == str(3600 - 30)
        other("GET", "me", status=200)
        clock.shift(3600 - 30)
        ask("GET", "me", status=200)


def test_a_person_may_write_so_often_a_minute_with_all_tokens_together(
    world: World, script: Scripts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiting, "WRITES", Limit("writes", 2, 60))
    page = f"pairs/{world.rows['pair'].pk}/items"
    with time_machine.travel(START, tick=False) as clock:
        one, two = script(world.cast.priya), script(world.cast.priya)
        one("POST", page, {"text": "One"}, status=201)
        two("POST", page, {"text": ""}, status=422)
        before = len(one("GET", page)["items"])
        assert one.ask("POST", page, {"text": "Two"}).headers["Retry-After"] == "30"
        two("POST", page, {"text": "Two"}, status=429)
        assert len(one("GET", page, status=200)["items"]) == before
        script(world.cast.mario)("POST", page, {"text": "Mine"}, status=201)
        clock.shift(30)
        one("POST", page, {"text": "Two"}, status=201)
