"""A large import goes on in the background, tells how far it is, and survives being cut off."""

import datetime as dt
import logging
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from heard.people.models import ImportPreview, PeopleImport, Person
from heard.people.tenancy import in_organisation
from heard.web import background
from tests.cast import Cast, signed_in
from tests.web.test_importing import bring, page, seen, words

LIST = "Email,Name\n" + "".join(f"p{number}@x.example,Person {number}\n" for number in range(600))
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def hana(transactional_db: None, cast: Cast) -> Client:
    return signed_in(cast.hana)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """Work that was begun and waits for the test to let it run."""
    waiting: list[Callable[[], None]] = []

    class Held:
        def __init__(self, target: Callable[..., None], args: tuple[Any, ...], **_: object) -> None:
            self.start = lambda: waiting.append(lambda: target(*args))

    monkeypatch.setattr(background, "Thread", Held)
    return waiting


def apply(client: Client, address: str) -> int:
    return client.post(f"{address}/applying", {"seen": seen(client, address)}).status_code


def count(cast: Cast, model: Any = Person) -> int:
    with in_organisation(cast.hana.organisation_id):
        return int(model.objects.count())


def test_it_is_done_without_being_waited_for(hana: Client, cast: Cast) -> None:
    before = count(cast)
    address = bring(hana, LIST)
    assert apply(hana, address) == 302
    until = time.monotonic() + 60
    while "600 new" not in page(hana, address) and time.monotonic() < until:
        time.sleep(0.05)
    assert "600 new" in page(hana, address)
    assert count(cast) == before + 600
    assert count(cast, ImportPreview) == 0


def test_meanwhile_the_page_says_how_far_it_is(
    hana: Client, cast: Cast, held: list[Callable[[], None]]
) -> None:
    address = bring(hana, LIST)
    apply(hana, address)
    whole = hana.get(address)
    assert b'<meta http-equiv="refresh" content="2">' in whole.content
    assert b"<progress" in whole.content
    assert "At work." in words(whole)
    with in_organisation(cast.hana.organisation_id):
        preview = ImportPreview.objects.get()
    cache.set(background._place(preview.id), (250, 600))
    part = hana.get(address, headers=SCRIPT)
    assert "250 of 600 changes" in words(part)
    assert b"<html" not in part.content
    held.pop()()
    assert hana.get(address, headers=SCRIPT)["HX-Refresh"] == "true"
    assert "600 new" in page(hana, address)
    assert background.how_far(preview.id) is None


def test_while_it_is_applied_nothing_else_happens_to_it(
    hana: Client, cast: Cast, held: list[Callable[[], None]]
) -> None:
    address = bring(hana, LIST)
    shown = seen(hana, address)
    for status in (302, 422):
        response = hana.post(f"{address}/applying", {"seen": shown})
        assert response.status_code == status
    for verb in ("columns", "rows", "giving-up"):
        assert hana.post(f"{address}/{verb}").status_code == 422
    assert len(held) == 1
    held.pop()()
    assert count(cast, PeopleImport) == 1


def test_cut_off_half_way_it_can_be_applied_again(
    hana: Client, cast: Cast, held: list[Callable[[], None]]
) -> None:
    address = bring(hana, LIST)
    apply(hana, address)
    held.clear()
    with in_organisation(cast.hana.organisation_id):
        ImportPreview.objects.update(started_at=timezone.now() - dt.timedelta(minutes=11))
    assert "600 New" in page(hana, address)
    assert apply(hana, address) == 302
    held.pop()()
    assert "600 new" in page(hana, address)


def test_what_went_wrong_is_said_and_nothing_of_it_is_logged(
    hana: Client,
    cast: Cast,
    held: list[Callable[[], None]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Person 7 of the list")

    before = count(cast)
    address = bring(hana, LIST)
    with monkeypatch.context() as broken, caplog.at_level(logging.INFO):
        broken.setattr(background, "apply_preview", fail)
        apply(hana, address)
        held.pop()()
    assert "RuntimeError" in caplog.text
    assert "Person 7" not in caplog.text
    assert "It stopped half-way, and nothing was changed." in page(hana, address)
    assert count(cast) == before
    apply(hana, address)
    held.pop()()
    assert "600 new" in page(hana, address)


def test_people_who_changed_meanwhile_stop_it(
    hana: Client, cast: Cast, held: list[Callable[[], None]]
) -> None:
    address = bring(hana, LIST + "priya@example.com,Priya Sharma\n")
    apply(hana, address)
    with in_organisation(cast.hana.organisation_id):
        Person.objects.filter(id=cast.priya.id).update(name="Priya Shah-Rossi")
    held.pop()()
    assert "Somebody changed people meanwhile. Nothing was changed" in page(hana, address)
    assert count(cast, PeopleImport) == 0
