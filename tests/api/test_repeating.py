"""A write sent twice with one key is done once; its answer is kept for a day, sealed."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from heard.api.models import KeptAnswer
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from tests.access.world import World
from tests.api.conftest import Script, Scripts

KEY = {"Idempotency-Key": "one-and-only"}


@pytest.fixture
def ask(world: World, script: Scripts) -> Script:
    return script(world.cast.priya)


@pytest.fixture
def page(world: World) -> str:
    return f"pairs/{world.rows['pair'].pk}/items"


def count(ask: Script, page: str) -> int:
    return len(ask("GET", page)["items"])


def test_sent_twice_it_is_one_row_and_one_answer(ask: Script, page: str) -> None:
    before = count(ask, page)
    first = ask.ask("POST", page, {"text": "Kit"}, headers=KEY)
    again = ask.ask("POST", page, {"text": "Kit"}, headers=KEY)
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert first.headers["Content-Type"] == again.headers["Content-Type"]
    assert count(ask, page) == before + 1
    ask("POST", page, {"text": "Kit"}, status=201)
    assert count(ask, page) == before + 2


def test_the_same_key_for_something_else_is_refused(ask: Script, page: str) -> None:
    ask("POST", page, {"text": "Kit"}, status=201, headers=KEY)
    before = count(ask, page)
    refused = ask("POST", page, {"text": "Other"}, status=422, headers=KEY)
    assert refused["errors"][0]["field"] == "Idempotency-Key"
    assert count(ask, page) == before


def test_another_route_or_another_person_is_another_key(
    world: World, ask: Script, page: str, script: Scripts
) -> None:
    ask("POST", page, {"text": "Kit"}, status=201, headers=KEY)
    ask("POST", page.replace("items", "raises"), {"text": "Kit"}, status=201, headers=KEY)
    before = count(ask, page)
    made = script(world.cast.mario)("POST", page, {"text": "Kit"}, status=201, headers=KEY)
    assert made["author_id"] == str(world.cast.mario.id)
    assert count(ask, page) == before + 1


def test_an_answer_without_words_is_kept_as_well(world: World, ask: Script) -> None:
    path = f"private-notes/{world.rows['private note'].pk}"
    assert ask.ask("DELETE", path, headers=KEY).status_code == 204
    assert ask.ask("DELETE", path, headers=KEY).status_code == 204
    assert ask.ask("DELETE", path).status_code == 404
    assert ask.ask("DELETE", f"{path}?version=9", headers=KEY).status_code == 422


def test_a_refusal_is_the_answer_too(ask: Script, page: str) -> None:
    first = ask.ask("POST", page, {"text": ""}, headers=KEY)
    again = ask.ask("POST", page, {"text": ""}, headers=KEY)
    assert first.status_code == again.status_code == 422
    assert first.content == again.content


def test_after_a_day_the_key_is_free_and_nothing_is_left(
    world: World, ask: Script, page: str
) -> None:
    ask("POST", page, {"text": "Kit"}, status=201, headers=KEY)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=23)):
        ask("POST", page, {"text": "Other"}, status=422, headers=KEY)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)):
        ask("POST", page, {"text": "Other"}, status=201, headers=KEY)
    with acting_as(world.cast.priya):
        assert KeptAnswer.objects.count() == 1


@pytest.mark.parametrize("key", ["", " ", "two words", "é", "x" * 256, "a\tb"])
def test_what_is_no_key(ask: Script, page: str, key: str) -> None:
    before = count(ask, page)
    ask("POST", page, {"text": "Kit"}, status=422, headers={"Idempotency-Key": key})
    assert count(ask, page) == before


def test_the_kept_answer_is_sealed_and_one_s_own(world: World, ask: Script, page: str) -> None:
    ask("POST", page, {"text": "Pomegranate"}, status=201, headers=KEY)
    with acting_as(world.cast.priya), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM api_keptanswer")
        (row,) = cursor.fetchall()
        assert "omegranate" not in str([bytes(x) if isinstance(x, memoryview) else x for x in row])
        kept = KeptAnswer.objects.visible_to(world.cast.priya).get()
        assert "Pomegranate" in kept.answer
    with acting_as(world.cast.mario):
        assert not KeptAnswer.objects.visible_to(world.cast.mario).exists()


def test_the_database_itself_keeps_it_from_others(world: World, ask: Script, page: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("row-level security is PostgreSQL's")
    ask("POST", page, {"text": "Kit"}, status=201, headers=KEY)
    with in_organisation(world.cast.mario.organisation_id, world.cast.mario.id):
        assert not KeptAnswer.objects.exists()
    with in_organisation(world.cast.priya.organisation_id, world.cast.priya.id):
        assert KeptAnswer.objects.exists()
