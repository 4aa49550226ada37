"""Starting again after a lost password: one answer for every address, one use for every link."""

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks

from heard.people.leaving import leave
from heard.people.models import Invitation, Organisation, Person
from heard.people.recovering import recoveries_for
from heard.people.tenancy import in_organisation
from tests.cast import Cast, signed_in
from tests.web.test_signing_in import give_password, knock

NEW = "quite-another-password"


@pytest.fixture(autouse=True)
def nobody_has_tried() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def link_for(person: Person) -> str:
    """The path of a fresh recovery link."""
    [(_person, token)] = [link for link in recoveries_for(person.email) if link[0].id == person.id]
    return f"/recover/{token}"


def test_the_link_goes_to_the_known_address_and_begins_with_the_settings(
    cast: Cast,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """A request that claims another host changes nothing in the letter."""
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            "/recover",
            {"email": "Priya@example.com"},
            headers={"Host": "localhost", "X-Forwarded-Host": "evil.example"},
        )
    [letter] = mail.outbox
    assert letter.to == ["priya@example.com"]
    assert "http://127.0.0.1:8000/recover/" in str(letter.body)
    assert "evil" not in letter.message().as_string()


def test_a_host_that_is_not_ours_is_refused(client: Client, db: None) -> None:
    response = client.get("/sign-in", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "evil" not in response.content.decode()


@pytest.mark.parametrize("path", ["/recover", "/fresh-link"])
def test_every_address_gets_the_same_answer(cast: Cast, path: str) -> None:
    """Known, unknown, not joined, left, of another organisation."""
    with in_organisation(cast.priya.organisation_id):
        new = Person(name="New Comer", email="new@example.com")
        new.save()
        Invitation.issue(new, by=None)
    answers = set()
    for email in ["priya", "nobody", "new", "lena", "otto"]:
        response = Client(REMOTE_ADDR="192.0.2.9").post(path, {"email": f"{email}@example.com"})
        body = re.sub(rf"\b{email}@example.com", "", response.content.decode())
        headers = {name: value for name, value in response.items() if name != "Content-Length"}
        answers.add((response.status_code, body, tuple(headers.items())))
    assert len(answers) == 1


@pytest.mark.parametrize("path", ["/recover", "/fresh-link"])
def test_nothing_is_looked_up_before_the_answer(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """So the time an answer takes is the same for every address, whatever a mail server does."""
    later: list[object] = []
    monkeypatch.setattr("heard.web.views.joining.afterwards", later.append)
    for email in ["priya@example.com", "nobody@example.com"]:
        with CaptureQueriesContext(connection) as queries:
            Client().post(path, {"email": email})
        assert len(queries) == 0
    assert len(later) == 2
    assert mail.outbox == []


def test_a_sixth_link_in_an_hour_waits_and_says_so(cast: Cast, client: Client) -> None:
    for email in ["priya@example.com", "nobody@example.com"]:
        answers = [client.post("/recover", {"email": email}) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429]
        assert "Try again in 60 minutes" in " ".join(answers[-1].content.decode().split())


def test_opening_the_link_changes_nothing(cast: Cast, client: Client) -> None:
    """Mail scanners open links too."""
    give_password(cast.priya)
    path = link_for(cast.priya)
    assert [client.get(path).status_code for _ in range(3)] == [200] * 3
    assert client.post(path, {"password": NEW}).status_code == 302


def test_a_new_password_once_and_every_other_session_ends(
    cast: Cast,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    give_password(cast.priya)
    before = Client()
    knock(before, "priya@example.com", "a-long-enough-password")
    path = link_for(cast.priya)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(path, {"password": NEW})
    assert response.status_code == 302
    assert client.get("/").status_code == 200
    assert before.get("/").status_code == 302
    assert Client().post(path, {"password": "yet-another-password"}).status_code == 404
    assert knock(Client(), "priya@example.com", NEW).status_code == 302
    assert knock(Client(), "priya@example.com", "a-long-enough-password").status_code == 422
    assert [letter.subject for letter in mail.outbox] == ["Your password was changed"]


def test_a_later_link_puts_out_the_one_before(cast: Cast, client: Client) -> None:
    first, second = link_for(cast.priya), link_for(cast.priya)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_a_link_is_for_its_purpose_its_person_and_its_organisation_alone(
    cast: Cast, client: Client
) -> None:
    path = link_for(cast.priya)
    assert client.get(path.replace("/recover/", "/join/")).status_code == 404
    organisation, _dot, secret = path.removeprefix("/recover/").partition(".")
    other = link_for(cast.otto).removeprefix("/recover/").partition(".")[0]
    assert client.get(f"/recover/{other}.{secret}").status_code == 404
    assert client.get(f"/recover/{organisation}.{secret[:-1]}").status_code == 404
    with in_organisation(cast.priya.organisation_id):
        leave(cast.priya)
    assert client.get(path).status_code == 404


def test_a_password_that_is_too_short_or_their_own_address_is_refused_in_words(
    cast: Cast, client: Client
) -> None:
    path = link_for(cast.priya)
    for password, said in [
        ("fourteen-signs", "at least 15 characters"),
        ("priya@example.com", "too similar to the e-mail"),
        ("x" * 129, "at most 128 characters"),
    ]:
        response = client.post(path, {"password": password})
        assert response.status_code == 422, password
        assert said in response.content.decode()
    assert client.post(path, {"password": NEW}).status_code == 302


def test_nobody_of_two_organisations_learns_of_the_other(cast: Cast) -> None:
    """One address in two organisations: a letter for each, and each names its own."""
    with in_organisation(cast.otto.organisation_id):
        assert cast.otto.user is not None
        cast.otto.email = "priya@example.com"
        cast.otto.save()
    links = recoveries_for("priya@example.com")
    assert {person.organisation_id for person, _token in links} == set(
        Organisation.objects.values_list("id", flat=True)
    )


def test_signed_in_or_not_the_way_is_the_same(cast: Cast) -> None:
    client = signed_in(cast.priya)
    assert client.get("/recover").status_code == 200
