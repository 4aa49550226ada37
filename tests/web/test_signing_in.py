"""Signing in: who gets in, what the door says, and what it never tells."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heard.people.models import Person
from heard.people.tenancy import in_organisation
from tests.cast import PASSWORD, Cast, signed_in

WRONG = "not-the-right-password"


@pytest.fixture(autouse=True)
def nobody_has_tried() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def priya_with_password(priya: Person) -> Person:
    give_password(priya)
    return priya


def give_password(person: Person) -> None:
    assert person.user is not None
    person.user.set_password(PASSWORD)
    person.user.save(update_fields=["password"])


def knock(client: Client, email: str, password: str, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/sign-in", {"login": email, "password": password, **more})


def test_the_right_password_opens(priya_with_password: Person, client: Client) -> None:
    response = knock(client, "Priya@Example.com ", PASSWORD)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


def test_the_session_is_a_new_one(priya_with_password: Person, client: Client) -> None:
    """Whatever was planted in the browser before is not what is signed in."""
    client.get("/sign-in")
    session = client.session
    session["planted"] = "before"
    session.save()
    planted = str(session.session_key)
    client.cookies[settings.SESSION_COOKIE_NAME] = planted
    knock(client, "priya@example.com", PASSWORD)
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert thief.get("/").status_code == 302


@pytest.mark.parametrize("email", ["priya@example.com", "nobody@example.com", "not an address"])
def test_every_wrong_pair_is_told_the_same(
    priya_with_password: Person, client: Client, email: str
) -> None:
    response = knock(client, email, WRONG)
    said = response.content.decode()
    assert response.status_code == 422
    assert "That address and password don't go together." in _plain(said)


def _plain(html: str) -> str:
    return html.replace("&#x27;", "'")


def test_who_has_left_or_not_joined_is_told_what_a_stranger_is(
    cast: Cast, pia: Person, client: Client
) -> None:
    give_password(cast.lena)
    with in_organisation(pia.organisation_id):
        Person(name="New Comer", email="new@example.com").save()
    answers = set()
    for email, password in [
        ("lena@example.com", PASSWORD),
        ("new@example.com", WRONG),
        ("nobody@example.com", WRONG),
    ]:
        response = knock(Client(), email, password)
        answers.add((response.status_code, _without(response.content.decode(), email)))
    assert len(answers) == 1


def _without(html: str, email: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken"\s+value="[^"]+"', "", html.replace(email, ""))


@pytest.mark.parametrize("email", ["priya@example.com", "nobody@example.com"])
def test_an_unknown_address_costs_as_much_work_as_a_known_one(
    priya_with_password: Person, client: Client, email: str
) -> None:
    """One hash and as many questions to the database, whoever it is."""
    knock(Client(), "warm@example.com", WRONG)
    hashed: list[str] = []
    verify, encode = Argon2PasswordHasher.verify, Argon2PasswordHasher.encode

    def counted_verify(self: Argon2PasswordHasher, password: str, encoded: str) -> bool:
        hashed.append("verify")
        return verify(self, password, encoded)

    def counted_encode(self: Argon2PasswordHasher, password: str, salt: str) -> str:
        hashed.append("encode")
        return encode(self, password, salt)

    with (
        patch.object(Argon2PasswordHasher, "verify", counted_verify),
        patch.object(Argon2PasswordHasher, "encode", counted_encode),
        CaptureQueriesContext(connection) as queries,
    ):
        knock(client, email, WRONG)
    assert len(hashed) == 1
    assert len(queries) == 2


def test_the_sixth_try_waits_and_is_told_how_long(
    priya_with_password: Person, client: Client
) -> None:
    answers = [knock(client, "priya@example.com", WRONG).status_code for _ in range(5)]
    assert answers == [422] * 5
    response = knock(client, "priya@example.com", PASSWORD)
    assert response.status_code == 429
    assert "Try again in 5 minutes" in " ".join(response.content.decode().split())
    assert 0 < int(response["Retry-After"]) <= 300


def test_an_unknown_address_waits_just_the_same(
    priya_with_password: Person, client: Client
) -> None:
    answers = [knock(client, "nobody@example.com", WRONG).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_failing_for_a_colleague_locks_nobody_out(priya_with_password: Person) -> None:
    """Her own browser still opens, from the very same place, and so does a browser elsewhere."""
    own = Client()
    knock(own, "priya@example.com", PASSWORD)
    own.post("/sign-out")
    for _ in range(6):
        knock(Client(), "priya@example.com", WRONG)
    assert knock(Client(), "priya@example.com", PASSWORD).status_code == 429
    cache.delete_many([key for key in _counts() if "sign-in-place" in key])
    assert knock(own, "priya@example.com", PASSWORD).status_code == 302
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert knock(elsewhere, "priya@example.com", PASSWORD).status_code == 302


def _counts() -> list[str]:
    return [key.split(":", 2)[2] for key in cache._cache]  # type: ignore[attr-defined]


def test_her_own_browser_does_not_guess_for_ever_either(priya_with_password: Person) -> None:
    own = Client()
    knock(own, "priya@example.com", PASSWORD)
    own.post("/sign-out")
    answers = [knock(own, "priya@example.com", WRONG).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_a_browser_known_for_one_person_is_not_for_another(cast: Cast) -> None:
    """Who signs in as herself gains no tries at somebody else's door."""
    give_password(cast.pia)
    give_password(cast.priya)
    pias = Client()
    knock(pias, "pia@example.com", PASSWORD)
    pias.post("/sign-out")
    for _ in range(5):
        knock(Client(), "priya@example.com", WRONG)
    assert knock(pias, "priya@example.com", WRONG).status_code == 429


def test_right_passwords_do_not_count(priya_with_password: Person) -> None:
    for _ in range(12):
        assert knock(Client(), "priya@example.com", PASSWORD).status_code == 302


def test_one_place_gets_ten_tries_a_minute(priya_with_password: Person, client: Client) -> None:
    answers = [knock(client, f"n{number}@example.com", WRONG).status_code for number in range(11)]
    assert answers == [422] * 10 + [429]


def test_after_signing_in_back_to_the_exact_place(
    priya_with_password: Person, client: Client
) -> None:
    asked = client.get("/search?q=kit&kind=item")
    assert asked.status_code == 302
    door = client.get(asked["Location"])
    assert 'value="/search?q=kit&amp;kind=item"' in door.content.decode()
    response = knock(client, "priya@example.com", PASSWORD, next="/search?q=kit&kind=item")
    assert response["Location"] == "/search?q=kit&kind=item"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        " //evil.example",
        "https:evil.example",
    ],
)
def test_no_door_leads_to_another_site(
    priya_with_password: Person, client: Client, elsewhere: str
) -> None:
    response = knock(client, "priya@example.com", PASSWORD, next=elsewhere)
    assert response["Location"] == "/"
    already = client.get("/sign-in", {"next": elsewhere})
    assert already["Location"] == "/"


def test_a_script_is_told_in_words_that_the_sign_in_ended(client: Client, db: None) -> None:
    """A fragment never becomes the sign-in page; the words typed stay where they are."""
    response = client.post("/add", {"text": "kit"}, headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert "Your words are still here" in response.content.decode()


def test_after_sending_a_form_the_door_leads_to_the_page_it_stood_on(
    client: Client, db: None
) -> None:
    response = client.post("/add", {}, headers={"Referer": "http://testserver/with/k7f2-priya"})
    assert response["Location"] == "/sign-in?next=/with/k7f2-priya"
    response = client.post("/add", {}, headers={"Referer": "https://evil.example/with"})
    assert response["Location"] == "/sign-in?next=/"


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(priya: Person) -> None:
    client = signed_in(priya)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    response = client.post("/sign-out")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert thief.get("/").status_code == 302
    assert client.get("/sign-out").status_code == 405


def test_passwords_are_kept_as_argon2id(priya_with_password: Person) -> None:
    assert priya_with_password.user is not None
    assert priya_with_password.user.password.startswith("argon2$argon2id$")
