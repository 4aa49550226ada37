"""Loading twice, and taking the demo out again."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from heard.conversations.noting import keep_private_note
from heard.ops.demo.clearing import clear, demo_organisations
from heard.ops.demo.loader import load
from heard.people.models import Organisation, Person, User
from heard.people.tenancy import TenantModel, in_organisation
from heard.people.walls import tenant_models
from heard.privacy.keys import acting_as
from heard.web.middleware.acting import ORGANISATION_IN_SESSION
from tests.cast import make_person
from tests.ops.demo.conftest import TUESDAY
from tests.ops.demo.opened import pair_of, pairs, person, rows_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_tuesday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


def everything() -> list[Any]:
    """All the words of the demo and when they were written, and how much there is of each kind."""
    told = []
    for pair in pairs():
        rows = rows_of(pair)
        told.append(
            (
                pair.employee.name,
                pair.manager.name,
                words_of(rows),
                {kind: len(of_kind) for kind, of_kind in rows.items()},
            )
        )
    return told


def rows_left(organisations: list[Organisation]) -> dict[str, int]:
    """Rows that anybody of them could still reach, whoever acts."""
    left: dict[str, int] = {}
    for organisation in organisations:
        with in_organisation(organisation.id):
            people = [None, *(one.id for one in Person.objects.all())]
        for somebody in people:
            with in_organisation(organisation.id, somebody):
                for model in tenant_models():
                    count = model._base_manager.filter(organisation_id=organisation.id).count()
                    if count:
                        left[model.__name__] = max(count, left.get(model.__name__, 0))
    return left


def test_two_loads_tell_the_same_story_word_for_word(on_tuesday: None) -> None:
    load()
    first = everything()
    clear()
    load()
    again = everything()
    assert len(first) == 44
    assert sum(counts["Item"] for *_rest, counts in first) > 400
    assert first == again


def test_a_week_later_it_is_the_same_story_a_week_later(
    on_tuesday: time_machine.Traveller,
) -> None:
    load()
    first = everything()
    clear()
    on_tuesday.move_to(TUESDAY + dt.timedelta(days=7))
    load()
    again = everything()
    words = [[word[2] for word in told] for _e, _m, told, _counts in first]
    words_again = [[word[2] for word in told] for _e, _m, told, _counts in again]
    assert [sorted(page) for page in words] == [sorted(page) for page in words_again]
    assert first != again


def test_clearing_takes_everything_private_words_and_sign_ins_included() -> None:
    load()
    priya, pair = person("Priya"), pair_of("Priya", "Mario")
    with acting_as(priya):
        keep_private_note(pair, by=priya, text="Typed by a visitor")
    store = SessionStore()
    store["_auth_user_id"] = str(priya.user_id)
    store[ORGANISATION_IN_SESSION] = str(priya.organisation_id)
    store.save()
    organisations = demo_organisations()
    assert "PrivateNote" in rows_left(organisations)
    clear()
    assert demo_organisations() == []
    assert rows_left(organisations) == {}
    assert not User.objects.exists()
    assert not Organisation.objects.exists()
    assert not Session.objects.exists()


def test_clearing_lets_another_organisation_be() -> None:
    house = Organisation.objects.create(name="Real House")
    with in_organisation(house.id):
        somebody = make_person(house, "Anna Real")
    store = SessionStore()
    store[ORGANISATION_IN_SESSION] = str(house.id)
    store.save()
    load()
    clear()
    assert [one.name for one in Organisation.objects.all()] == ["Real House"]
    with in_organisation(house.id):
        assert Person.objects.filter(id=somebody.id).exists()
    assert Session.objects.count() == 1


def test_a_demo_that_was_given_another_name_is_still_the_demo() -> None:
    load()
    Organisation.objects.filter(name="Tidewater Studio").update(name="Renamed by a visitor")
    assert len(demo_organisations()) == 2
    clear()
    assert not Organisation.objects.exists()


def test_every_table_of_an_organisation_is_known_to_clearing() -> None:
    known = {model for model in apps.get_models() if issubclass(model, TenantModel)}
    assert known == set(tenant_models())
