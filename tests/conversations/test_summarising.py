"""The summary by mail: what both agreed, to the two who want it, once, and nothing private."""

from collections.abc import Callable

import pytest
from django.core import mail

from heard.conversations.agreeing import agree, promise
from heard.conversations.gathering import add_item
from heard.conversations.holding import close, start
from heard.conversations.models import Conversation, Pair
from heard.conversations.noting import add_note, keep_private_note
from heard.conversations.summarising import mail_summary, summary_text
from heard.people.leaving import leave
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in

SECRETS = ("Whether to move", "Not before spring", "Ask Sol about the grade")


@pytest.fixture
def told(pair: Pair, cast: Cast) -> Conversation:
    """A conversation with something of every kind, held a moment ago."""
    priya, mario = cast.priya, cast.mario
    with acting_as(mario):
        keep_private_note(pair, by=mario, text=SECRETS[2])
    with acting_as(priya):
        talking = start(pair, by=priya)
        private = add_item(pair, by=priya, text=SECRETS[0], audience="only_me")
        add_note(private, by=priya, text=SECRETS[1], during=talking)
        private.settle("covered", by=priya, in_=talking)
        shared = add_item(pair, by=priya, text="The rope man")
        add_note(shared, by=priya, text="He comes on Monday", during=talking)
        shared.settle("covered", by=priya, in_=talking)
        agree(pair, by=priya, text="Asked before announced", during=talking)
        promise(pair, by=priya, text="Tidy the drawing", owner=mario, during=talking)
        promise(pair, by=priya, text="Said another day")
        return close(talking, by=priya)


def text_for(told: Conversation, who: str, cast: Cast) -> str:
    person = cast.everyone[who]
    with acting_as(person):
        return summary_text(told, person)


@pytest.mark.parametrize("who", ["priya", "mario"])
def test_it_tells_what_this_conversation_agreed_and_no_more(
    told: Conversation, cast: Cast, who: str
) -> None:
    text = text_for(told, who, cast)
    assert "Asked before announced" in text
    assert "Mario: Tidy the drawing" in text
    for left_out in (*SECRETS, "Said another day", "The rope man", "He comes on Monday"):
        assert left_out not in text


@pytest.mark.parametrize("who", ["priya", "mario"])
def test_where_the_organisation_lets_notes_travel_private_ones_stay(
    told: Conversation, cast: Cast, who: str
) -> None:
    told.pair.organisation.mail_carries_notes = True
    text = text_for(told, who, cast)
    assert "He comes on Monday" in text
    for secret in SECRETS:
        assert secret not in text


def test_with_nothing_agreed_it_says_that_this_is_fine(pair: Pair, cast: Cast) -> None:
    with acting_as(cast.priya):
        held = close(start(pair, by=cast.priya), by=cast.priya)
    assert "No promises this time." in text_for(held, "priya", cast)


def test_only_those_of_the_two_who_want_it_and_are_here(told: Conversation, cast: Cast) -> None:
    with acting_as(cast.priya):
        told.pair.employee.summary_by_mail = False
        assert mail_summary(told) == [told.pair.manager]
        told.pair.employee.summary_by_mail = True
        leave(told.pair.manager)
        assert mail_summary(told) == [told.pair.employee]


def test_closing_twice_writes_once(
    pair: Pair,
    cast: Cast,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    with acting_as(cast.priya):
        start(pair, by=cast.priya)
    where = f"/with/{pair.address}/wrap"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        for person in (cast.priya, cast.mario, cast.priya):
            assert signed_in(person).post(where, {"do": "close"}).status_code == 302
    assert sorted(message.to for message in mail.outbox) == [
        [cast.mario.email],
        [cast.priya.email],
    ]
    for message in mail.outbox:
        assert message.cc == message.bcc == []
        other = "Priya" if message.to == [cast.mario.email] else "Mario"
        assert message.subject.startswith(f"{other} and you")
