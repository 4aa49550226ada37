"""The cast: the people every test is about.

Priya reports to Mario, Mario to Sol; Pia is Priya's peer; Fen was Priya's manager until five months
ago. Hana is people team, Ade administrates; Lena has left. Otto is in another organisation.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from heard.conversations.models import Pair
from heard.people.granting import grant
from heard.people.leaving import leave
from heard.people.models import Organisation, Person, Role, User
from heard.people.reporting import report_to
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from heard.web import sessions
from heard.web.middleware.acting import ORGANISATION_IN_SESSION

PASSWORD = "a-long-enough-password"


@dataclass(frozen=True)
class Cast:
    """Everybody, and the pairs between them."""

    priya: Person
    mario: Person
    sol: Person
    pia: Person
    fen: Person
    hana: Person
    ade: Person
    lena: Person
    otto: Person

    @property
    def everyone(self) -> dict[str, Person]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def make_person(organisation: Organisation, name: str, **more: Any) -> Person:
    """Somebody with a sign-in, in the organisation in force."""
    address = f"{name.split()[0].lower()}@example.com"
    user = User(email=address, organisation=organisation)
    user.set_unusable_password()
    user.save()
    person = Person(name=name, email=address, user=user, **more)
    person.save()
    # Read again, so that no test leans on what is only in memory.
    return Person.objects.select_related("organisation", "user").get(id=person.id)


@pytest.fixture
def cast(db: None) -> Cast:
    """Two organisations and nine people, made afresh for each test."""
    tidewater = Organisation.objects.create(
        name="Tidewater Studio", timezone="Europe/London", set_up_at=timezone.now()
    )
    otherwise = Organisation.objects.create(name="Otherwise Ltd", set_up_at=timezone.now())
    with in_organisation(otherwise.id):
        otto = make_person(otherwise, "Otto Byrne")
        olga = make_person(otherwise, "Olga Marsh")
    with acting_as(olga):
        report_to(olga, otto)
    with in_organisation(tidewater.id):
        people = {
            name.split()[0].lower(): make_person(tidewater, name, **more)
            for name, more in {
                "Priya Shah": {"title": "Designer", "team": "Service Design"},
                "Mario Rossi": {"title": "Design lead", "team": "Service Design"},
                "Sol Adeyemi": {"title": "Head of design", "team": "Service Design"},
                "Pia Lindqvist": {"title": "Designer", "team": "Service Design"},
                "Fen Wu": {"title": "Research lead", "team": "Research"},
                "Hana Kobayashi": {"title": "People partner", "team": "People"},
                "Ade Okafor": {"title": "Operations", "team": "Operations"},
                "Lena Brandt": {"title": "Developer", "team": "Engineering"},
            }.items()
        }
    cast = Cast(otto=otto, **people)
    with acting_as(cast.ade):
        long_ago = timezone.localdate() - dt.timedelta(days=400)
        changed = timezone.localdate() - dt.timedelta(days=150)
        report_to(cast.mario, cast.sol, on=long_ago)
        report_to(cast.pia, cast.mario, on=long_ago)
        report_to(cast.lena, cast.mario, on=long_ago)
        report_to(cast.priya, cast.fen, on=long_ago)
        report_to(cast.priya, cast.mario, on=changed)
        ended = timezone.now() - dt.timedelta(days=150)
        Pair.objects.filter(employee=cast.priya, manager=cast.fen).update(ended_at=ended)
        grant(cast.hana, Role.Kind.PEOPLE_TEAM, by=cast.ade)
        grant(cast.ade, Role.Kind.ADMINISTRATOR, by=None)
        leave(cast.lena)
    return cast


@pytest.fixture
def priya(cast: Cast) -> Person:
    return cast.priya


@pytest.fixture
def mario(cast: Cast) -> Person:
    return cast.mario


@pytest.fixture
def sol(cast: Cast) -> Person:
    return cast.sol


@pytest.fixture
def pia(cast: Cast) -> Person:
    return cast.pia


@pytest.fixture
def fen(cast: Cast) -> Person:
    return cast.fen


@pytest.fixture
def hana(cast: Cast) -> Person:
    return cast.hana


@pytest.fixture
def ade(cast: Cast) -> Person:
    return cast.ade


@pytest.fixture
def lena(cast: Cast) -> Person:
    return cast.lena


@pytest.fixture
def otto(cast: Cast) -> Person:
    return cast.otto


@pytest.fixture
def pair(cast: Cast) -> Pair:
    """Priya and Mario's page."""
    with in_organisation(cast.priya.organisation_id):
        return pair_of(cast.priya, cast.mario)


@pytest.fixture
def as_priya(priya: Person) -> Iterator[Person]:
    """The test itself acts as Priya."""
    with acting_as(priya):
        yield priya


def pair_of(employee: Person, manager: Person) -> Pair:
    """Their page, with both of them loaded, as pages load it."""
    return Pair.objects.select_related("employee", "manager", "organisation").get(
        employee=employee, manager=manager
    )


def signed_in(person: Person) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    assert person.user is not None
    client.force_login(person.user)
    session = client.session
    session[ORGANISATION_IN_SESSION] = str(person.organisation_id)
    sessions.begin(session)
    session.save()
    return client
