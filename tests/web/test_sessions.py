"""How long a sign-in lasts, how many there are, and that an ended one is dead."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from heard.people.leaving import leave, pause
from heard.people.models import Person
from heard.people.recovering import recoveries_for
from heard.people.signing_out import sessions_of
from heard.people.tenancy import in_organisation
from tests.cast import PASSWORD, Cast, signed_in
from tests.web.test_signing_in import give_password, knock

NEW = "quite-another-password"


@pytest.fixture(autouse=True)
def nobody_has_tried() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def inside(person: Person) -> Client:
    """A browser that came in by the door."""
    assert person.user is not None
    if not person.user.has_usable_password():
        give_password(person)
    client = Client(headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    assert knock(client, person.email, PASSWORD).status_code == 302
    return client


def later(**delta: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + dt.timedelta(**delta), tick=True)


def test_it_ends_after_an_hour_unused(priya: Person) -> None:
    client = inside(priya)
    with later(minutes=59):
        assert client.get("/").status_code == 200
    with later(minutes=59 + 61):
        response = client.get("/with?all=1")
        assert response["Location"] == "/sign-in?next=/with%3Fall%3D1"
    assert client.get("/").status_code == 302, "what has ended stays ended"


def test_it_goes_on_while_it_is_used_and_ends_after_a_day(priya: Person) -> None:
    client = inside(priya)
    for stretch in range(1, 29):
        with later(minutes=stretch * 50):
            assert client.get("/").status_code == 200, stretch
    with later(hours=24, minutes=1):
        assert client.get("/").status_code == 302


def test_administration_asks_again_after_a_quarter_of_an_hour(ade: Person) -> None:
    client = inside(ade)
    with later(minutes=14):
        assert client.get("/admin/organisation").status_code == 200
    with later(minutes=14 + 16):
        assert client.get("/admin/organisation")["Location"] == "/sign-in?next=/admin/organisation"


def test_ones_own_pages_do_not(ade: Person) -> None:
    client = inside(ade)
    with later(minutes=30):
        assert client.get("/with?all=1").status_code == 200


def test_administration_asks_again_after_half_a_day(ade: Person) -> None:
    client = inside(ade)
    for quarter in range(1, 61):
        with later(minutes=quarter * 12):
            client.get("/")
    with later(hours=12, minutes=1):
        assert client.get("/admin/organisation").status_code == 302


def test_a_session_that_does_not_say_when_it_began_is_over(priya: Person) -> None:
    client = signed_in(priya)
    assert client.get("/").status_code == 200
    session = client.session
    del session["began_at"]
    session.save()
    assert client.get("/").status_code == 302


def test_at_most_ten_and_the_oldest_ends(priya: Person) -> None:
    browsers = []
    for minute in range(11):
        with time_machine.travel(timezone.now() + dt.timedelta(seconds=minute), tick=True):
            browsers.append(inside(priya))
    assert browsers[0].get("/").status_code == 302
    assert [browser.get("/").status_code for browser in browsers[1:]] == [200] * 10


def test_each_is_listed_and_can_be_ended_from_another(priya: Person) -> None:
    here, there = inside(priya), inside(priya)
    page = here.get("/settings/security").content.decode()
    assert page.count("Firefox on Linux") == 2
    [other] = [row for row in sessions_of(priya) if row.session_key != here.session.session_key]
    here.post("/settings/security/sessions", {"session": str(other.pk)})
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_one_that_began_with_a_link_is_listed_too(priya: Person) -> None:
    [(_person, token)] = recoveries_for(priya.email)
    client = Client()
    assert client.post(f"/recover/{token}", {"password": NEW}).status_code == 302
    assert [row.session_key for row in sessions_of(priya)] == [client.session.session_key]


def test_all_the_others_can_be_ended_at_once(priya: Person) -> None:
    here, there, elsewhere = inside(priya), inside(priya), inside(priya)
    here.post("/settings/security/sessions", {"session": "others"})
    assert [one.get("/").status_code for one in (here, there, elsewhere)] == [200, 302, 302]


@pytest.mark.parametrize("wanted", ["", "0", "-1", "x", "9" * 30, "١"])
def test_a_session_that_is_not_ones_own_is_not_there(cast: Cast, wanted: str) -> None:
    marios = inside(cast.mario)
    [his] = sessions_of(cast.mario)
    priyas = inside(cast.priya)
    for one in (wanted, str(his.pk)):
        response = priyas.post("/settings/security/sessions", {"session": one})
        assert response.status_code == 404
    assert marios.get("/").status_code == 200


def test_an_unused_one_is_not_listed_any_more(priya: Person) -> None:
    inside(priya)
    assert len(sessions_of(priya)) == 1
    with later(minutes=61):
        assert sessions_of(priya) == []


def test_a_new_password_ends_every_other_and_renames_this_one(
    priya: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    here, there = inside(priya), inside(priya)
    cookie = here.cookies[settings.SESSION_COOKIE_NAME].value
    with django_capture_on_commit_callbacks(execute=True):
        sent = here.post("/settings/security", {"present": PASSWORD, "password": NEW})
    assert sent.status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert stolen.get("/").status_code == 302
    assert [row.session_key for row in sessions_of(priya)] == [here.session.session_key]
    assert [letter.subject for letter in mail.outbox] == ["Your password was changed"]
    assert knock(Client(), priya.email, NEW).status_code == 302


def test_the_present_password_is_asked_and_not_for_ever(priya: Person) -> None:
    client = inside(priya)
    wrong = {"present": "not-my-password", "password": NEW}
    answers = [client.post("/settings/security", wrong) for _ in range(6)]
    assert {answer.status_code for answer in answers} == {422}
    assert "isn&#x27;t your present password" in answers[4].content.decode()
    assert "Try again in 5 minutes" in answers[5].content.decode()
    right = client.post("/settings/security", {"present": PASSWORD, "password": NEW})
    assert right.status_code == 422


@pytest.mark.parametrize("ending", [leave, pause])
def test_leaving_ends_every_session_at_once(cast: Cast, ending) -> None:  # type: ignore[no-untyped-def]
    client = inside(cast.pia)
    with in_organisation(cast.pia.organisation_id):
        ending(cast.pia)
    assert client.get("/").status_code == 302
    assert knock(Client(), cast.pia.email, PASSWORD).status_code == 422


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(priya: Person) -> None:
    client = inside(priya)
    for name in (settings.SESSION_COOKIE_NAME, settings.KNOWN_BROWSER_COOKIE):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_private_pages_are_kept_by_nobody(priya: Person) -> None:
    assert inside(priya).get("/")["Cache-Control"] == "no-store"
