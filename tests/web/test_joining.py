"""Joining: from the letter to a dated page, once, and nothing told to anybody else."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from heard.conversations.models import Conversation, Pair
from heard.people.joining import invite, join
from heard.people.leaving import leave
from heard.people.models import Person
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import PASSWORD, Cast, signed_in


@pytest.fixture(autouse=True)
def nobody_has_tried() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def newcomer(cast: Cast) -> Person:
    """Nora reports to Mario and has no sign-in yet."""
    with acting_as(cast.ade):
        nora = Person(name="Nora Vale", email="nora@example.com")
        nora.save()
        nora = Person.objects.select_related("organisation").get(id=nora.id)
        report_to(nora, cast.mario)
    return nora


def link_of(person: Person, by: Person) -> str:
    with acting_as(by):
        return f"/join/{invite(person, by=by)}"


def plain(response) -> str:  # type: ignore[no-untyped-def]
    return " ".join(response.content.decode().replace("&#x27;", "'").split())


def test_it_says_what_this_is_and_who_sees_what_before_it_asks(
    newcomer: Person, cast: Cast, client: Client
) -> None:
    said = plain(client.get(link_of(newcomer, cast.ade)))
    for words in [
        "Mario has opened a page for the two of you",
        "It isn't a rating, and it isn't monitoring.",
        "You and Mario",
        "Only you",
        "Nobody else",
        "Someone in control of the running server could.",
        "Go to our page",
    ]:
        assert words in said


def test_it_leads_onto_the_page_with_the_first_conversation_dated(
    newcomer: Person, cast: Cast, client: Client
) -> None:
    response = client.post(link_of(newcomer, cast.ade), {"password": PASSWORD})
    assert response["Location"] == "/join/about-you"
    asked = client.get("/join/about-you")
    assert "nobody asks again" in plain(asked)
    response = client.post("/join/about-you", follow=True)
    assert "Nora and Mario" in plain(response)
    assert f'href="{response.redirect_chain[0][0]}"' in asked.content.decode()
    with acting_as(newcomer):
        pair = Pair.objects.select_related("employee").get(employee=newcomer)
        first = Conversation.objects.get(pair=pair)
        assert pair.next_at == first.planned_at
        assert first.planned_at is not None
        days = (first.planned_at - timezone.now()).days
    assert response.redirect_chain == [(f"/with/{pair.address}", 302)]
    assert days < 5


def test_whoever_leads_others_too_lands_on_their_own_page(cast: Cast, client: Client) -> None:
    """Not on a list: the page with their own manager."""
    with acting_as(cast.ade):
        nora = Person(name="Nora Vale", email="nora@example.com")
        nora.save()
        nora = Person.objects.select_related("organisation").get(id=nora.id)
        report_to(nora, cast.sol)
        report_to(cast.hana, nora)
    client.post(link_of(nora, cast.ade), {"password": PASSWORD})
    assert "Nora and Sol" in plain(client.post("/join/about-you", follow=True))


def test_whoever_reports_to_nobody_comes_home(cast: Cast, client: Client) -> None:
    with acting_as(cast.ade):
        nora = Person(name="Nora Vale", email="nora@example.com")
        nora.save()
    path = link_of(nora, cast.ade)
    assert "Go in" in plain(client.get(path))
    assert client.post(path, {"password": PASSWORD})["Location"] == "/"


def test_opening_changes_nothing(newcomer: Person, cast: Cast, client: Client) -> None:
    path = link_of(newcomer, cast.ade)
    assert [client.get(path).status_code for _ in range(3)] == [200] * 3
    assert client.post(path, {"password": PASSWORD}).status_code == 302


def test_once_and_never_again(newcomer: Person, cast: Cast, client: Client) -> None:
    path = link_of(newcomer, cast.ade)
    client.post(path, {"password": PASSWORD})
    for again in (Client().get(path), Client().post(path, {"password": "another-password-x"})):
        assert again.status_code == 404
        assert "This link doesn't work any more" in plain(again)
        assert "Nora" not in plain(again)


def test_of_two_who_use_it_one_gets_in(newcomer: Person, cast: Cast) -> None:
    token = link_of(newcomer, cast.ade).removeprefix("/join/")
    assert join(token, password=PASSWORD) is not None
    assert join(token, password="another-password-x") is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path[:-1],
        lambda path: path + "x",
        lambda path: "/join/nothing",
        lambda path: "/join/" + "A" * 22 + "." + path.rpartition(".")[2],
        lambda path: path.replace("/join/", "/recover/"),
    ],
)
def test_a_word_that_was_never_ours_is_told_the_same(
    newcomer: Person,
    cast: Cast,
    client: Client,
    spoil: Callable[[str], str],
) -> None:
    path = spoil(link_of(newcomer, cast.ade))
    response = client.get(path)
    assert response.status_code == 404
    assert "This link doesn't work any more" in plain(response)


def test_too_old_replaced_or_gone(newcomer: Person, cast: Cast, client: Client) -> None:
    first = link_of(newcomer, cast.ade)
    second = link_of(newcomer, cast.ade)
    assert client.get(first).status_code == 404
    with time_machine.travel(timezone.now() + dt.timedelta(days=15)):
        assert client.get(second).status_code == 404
    assert client.get(second).status_code == 200
    with acting_as(cast.ade):
        leave(newcomer)
    assert client.get(second).status_code == 404


def test_a_short_password_is_refused_and_the_link_still_works(
    newcomer: Person, cast: Cast, client: Client
) -> None:
    path = link_of(newcomer, cast.ade)
    refused = client.post(path, {"password": "short"})
    assert refused.status_code == 422
    assert "at least 15 characters" in plain(refused)
    assert client.post(path, {"password": PASSWORD}).status_code == 302


def test_the_one_who_waits_sees_joined_or_not_yet_and_no_more(
    newcomer: Person, cast: Cast, client: Client
) -> None:
    marios = signed_in(cast.mario)
    with acting_as(newcomer):
        pair = Pair.objects.select_related("employee").get(employee=newcomer)
    path = link_of(newcomer, cast.ade)
    client.get(path)
    assert "Nora hasn't joined yet." in plain(marios.get(f"/with/{pair.address}"))
    assert "not yet joined" in plain(marios.get("/with?all=1"))
    client.post(path, {"password": PASSWORD})
    assert "hasn't joined yet" not in plain(marios.get(f"/with/{pair.address}"))
    assert "not yet joined" not in plain(marios.get("/with?all=1"))
