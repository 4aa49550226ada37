"""Somebody outside: one question, one answer, a dead link, and nothing else of the organisation."""

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from heard.feedback.inviting import ask_outside, renew
from heard.feedback.models import Ask, Feedback, Link
from heard.people.leaving import leave
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in

JOAN = "joan@harbour.example"
UNKNOWN = "AaAaAaAaAaAaAaAaAaAaAa.never-a-link-of-ours"


@pytest.fixture
def token(cast: Cast) -> str:
    with acting_as(cast.priya):
        _row, token = ask_outside(
            by=cast.priya, address=JOAN, known_as="Priya from the ferry project", about="The boards"
        )
    return token


def knock(token: str, address: str = JOAN) -> Client:
    client = Client()
    client.post(f"/f/{token}", {"address": address})
    return client


def plain(answer: object) -> str:
    text = answer.content.decode()  # type: ignore[attr-defined]
    return re.sub(r'name="csrfmiddlewaretoken"\s+value="\w+"', "", text)


def test_written_without_an_account_and_the_link_is_dead(
    cast: Cast, token: str, words: dict[str, str]
) -> None:
    client = knock(token)
    page = client.get("/f").content.decode()
    assert "Priya from the ferry project asks you" in page
    assert "The boards" in page
    answer = client.post("/f", words | {"signed": "Joan Ferris"})
    assert answer.status_code == 200
    assert client.cookies[settings.OUTSIDE_COOKIE].value == ""
    with acting_as(cast.priya):
        feedback = Feedback.objects.visible_to(cast.priya).get()
        assert (feedback.signed, feedback.saw) == ("Joan Ferris", words["saw"])
        assert (feedback.giver_id, feedback.about) == (None, "The boards")
    assert "Joan Ferris" in signed_in(cast.priya).get("/feedback").content.decode()
    again = knock(token)
    assert again.get("/f").status_code == 404
    assert again.post("/f", words | {"signed": "Joan"}).status_code == 404
    with acting_as(cast.priya):
        assert Feedback.objects.visible_to(cast.priya).count() == 1


def test_a_second_browser_that_was_let_in_before_comes_too_late(
    cast: Cast, token: str, words: dict[str, str]
) -> None:
    first, second = knock(token), knock(token)
    assert first.post("/f", words | {"signed": "Joan"}).status_code == 200
    assert second.get("/f").status_code == 404
    assert second.post("/f", words | {"signed": "Joan"}).status_code == 404
    with acting_as(cast.priya):
        assert Feedback.objects.visible_to(cast.priya).count() == 1


def test_looking_tells_nothing_and_is_the_same_for_every_link(
    cast: Cast, token: str, words: dict[str, str]
) -> None:
    pages = {plain(Client().get(f"/f/{one}")) for one in (token, UNKNOWN, "x")}
    assert len(pages) == 1
    knock(token).post("/f", words | {"signed": "Joan"})
    assert {plain(Client().get(f"/f/{token}"))} == pages
    page = pages.pop()
    for word in ("Priya", "Mario", "Tidewater", "Joan", "boards"):
        assert word not in page


def test_dead_used_unknown_and_another_address_are_one_answer(
    cast: Cast, token: str, words: dict[str, str]
) -> None:
    wrong = Client().post(f"/f/{token}", {"address": "mallory@harbour.example"})
    unknown = Client().post(f"/f/{UNKNOWN}", {"address": JOAN})
    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        cache.clear()
        old = Client().post(f"/f/{token}", {"address": JOAN})
    knock(token).post("/f", words | {"signed": "Joan"})
    cache.clear()
    used = Client().post(f"/f/{token}", {"address": JOAN})
    answers = [wrong, unknown, old, used]
    assert {answer.status_code for answer in answers} == {404}
    assert len({plain(answer) for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers)) for answer in answers}) == 1
    assert all(settings.OUTSIDE_COOKIE not in answer.cookies for answer in answers)


def test_the_page_names_nobody_and_nothing_else(cast: Cast, token: str) -> None:
    page = knock(token).get("/f").content.decode()
    for word in ("Shah", "Mario", "Rossi", "Tidewater", "Pia", "priya@example.com", "/with", "/me"):
        assert word not in page, word


def test_another_link_lets_nobody_into_this_one(cast: Cast, token: str) -> None:
    with acting_as(cast.pia):
        _row, other = ask_outside(by=cast.pia, address=JOAN, known_as="Pia", about="The map")
    page = knock(other).get("/f").content.decode()
    assert "The map" in page
    assert "The boards" not in page


def test_a_cookie_made_up_opens_nothing(cast: Cast, token: str) -> None:
    client = Client()
    client.cookies[settings.OUTSIDE_COOKIE] = token
    assert client.get("/f").status_code == 404


def test_headers_keep_it_out_of_lists_and_the_address_to_itself(token: str) -> None:
    client = Client()
    door = client.get(f"/f/{token}")
    assert door["Referrer-Policy"] == "strict-origin"
    for answer in (door, knock(token).get("/f"), Client().get("/f")):
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Cache-Control"] == "no-store"
    let_in = Client().post(f"/f/{token}", {"address": JOAN})
    cookie = let_in.cookies[settings.OUTSIDE_COOKIE]
    assert (cookie["httponly"], cookie["path"], cookie["samesite"]) == (True, "/f", "Lax")
    assert token not in let_in["Location"]


def test_guessing_the_address_ends_soon_for_any_link(token: str) -> None:
    for one in (token, UNKNOWN):
        cache.clear()
        client = Client()
        tries = [client.post(f"/f/{one}", {"address": f"{n}@x.example"}) for n in range(6)]
        assert [answer.status_code for answer in tries] == [404] * 5 + [429]
        assert "Retry-After" in tries[-1].headers


def test_renewed_the_one_before_is_dead(cast: Cast, token: str) -> None:
    with acting_as(cast.priya):
        row = Ask.objects.visible_to(cast.priya).select_related("asker").get()
        fresh = renew(row, by=cast.priya)
    assert knock(token).get("/f").status_code == 404
    assert knock(fresh).get("/f").status_code == 200


def test_taken_back_or_its_asker_gone_it_is_dead(cast: Cast, token: str) -> None:
    client = knock(token)
    with acting_as(cast.ade):
        leave(cast.priya)
    assert client.get("/f").status_code == 404


def test_no_longer_asked_it_is_dead(cast: Cast, token: str) -> None:
    with acting_as(cast.priya):
        row = Ask.objects.visible_to(cast.priya).get()
    signed_in(cast.priya).post(f"/feedback/asks/{row.id}/removal")
    assert knock(token).get("/f").status_code == 404


def test_only_a_digest_of_the_link_is_kept(cast: Cast, token: str) -> None:
    with acting_as(cast.priya):
        link = Link.objects.visible_to(cast.priya).get()
        assert link.digest not in token
        assert token.partition(".")[2] not in str(vars(link))
    for name in ("mario", "hana", "ade", "otto"):
        person = cast.everyone[name]
        with acting_as(person):
            assert not Link.objects.visible_to(person).exists()


def test_what_was_typed_wrongly_is_kept_and_the_link_lives(
    token: str, words: dict[str, str]
) -> None:
    client = knock(token)
    answer = client.post("/f", words | {"signed": "", "saw": ""})
    assert answer.status_code == 422
    assert words["led_to"] in answer.content.decode()
    assert client.post("/f", words | {"signed": "Joan"}).status_code == 200
