"""The wrap-up through its door: what was agreed, a sentence each, how it was, close and keep."""

import datetime as dt

import pytest
import time_machine
from django.core import mail

from heard.conversations.agreeing import promise
from heard.conversations.gathering import add_item
from heard.conversations.holding import start
from heard.conversations.models import Action, Conversation, Item, Pair
from heard.conversations.planning import met_elsewhere
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in


@pytest.fixture
def talking(cast: Cast, pair: Pair) -> Conversation:
    """Priya and Mario are talking, with one thing covered and one not."""
    with acting_as(cast.priya):
        conversation = start(pair, by=cast.priya)
        covered = add_item(pair, by=cast.priya, text="The rope man")
        add_item(pair, by=cast.priya, text="Phase two")
        covered.settle("covered", by=cast.priya, in_=conversation)
    return conversation


def wrap_page(reader: Person, pair: Pair) -> str:
    return signed_in(reader).get(f"/with/{pair.address}/wrap").content.decode()


def test_it_lists_what_is_not_covered_and_says_when_nothing_was_promised(
    cast: Cast, pair: Pair, talking: Conversation
) -> None:
    page = wrap_page(cast.priya, pair)
    assert "No promises today. That&#x27;s fine." in page or "No promises today." in page
    left = page[page.index("Not covered") :]
    assert "Phase two" in left
    assert "The rope man" not in left


def test_closing_keeps_the_sentence_and_carries_the_rest(
    cast: Cast, pair: Pair, talking: Conversation
) -> None:
    response = signed_in(cast.priya).post(
        f"/with/{pair.address}/wrap", {"do": "close", "sentence": "Asked before announced"}
    )
    assert response.headers["Location"] == f"/with/{pair.address}"
    with acting_as(cast.mario):
        held = Conversation.objects.get(id=talking.id)
        assert held.state == "held"
        assert held.employee_sentence == "Asked before announced"
        carried = {item.text: item.carried for item in Item.objects.filter(pair=pair)}
    assert carried == {"The rope man": 0, "Phase two": 1}
    assert "2nd time" in signed_in(cast.mario).get(f"/with/{pair.address}").content.decode()


def test_a_sentence_too_long_closes_nothing_and_is_kept(
    cast: Cast, pair: Pair, talking: Conversation
) -> None:
    response = signed_in(cast.priya).post(
        f"/with/{pair.address}/wrap", {"do": "close", "sentence": "x" * 501}
    )
    assert response.status_code == 422
    assert b"x" * 501 in response.content
    with acting_as(cast.priya):
        assert Conversation.objects.get(id=talking.id).is_under_way


def test_how_it_was_is_shown_when_both_would_show_it(
    cast: Cast, pair: Pair, talking: Conversation
) -> None:
    where = f"/conversations/{talking.id}/impression"
    signed_in(cast.priya).post(where, {"worth": "yes", "talked": "employee"})
    assert "You: " not in wrap_page(cast.mario, pair)
    signed_in(cast.mario).post(where, {"worth": "no", "talked": "keep"})
    assert "You: No. Priya: Yes." in wrap_page(cast.mario, pair)
    assert "You: Yes. Mario: No." in wrap_page(cast.priya, pair)
    assert "Mario: Keep" not in wrap_page(cast.priya, pair)


def test_what_was_tapped_on_the_page_is_kept_by_closing(
    cast: Cast, pair: Pair, talking: Conversation
) -> None:
    for person in (cast.mario, cast.priya):
        signed_in(person).post(
            f"/conversations/{talking.id}/impression", {"worth": "yes", "talked": "keep"}
        )
    # Both have answered the first question, so its fields are gone; closing must not trip over it.
    response = signed_in(cast.priya).post(
        f"/with/{pair.address}/wrap", {"do": "close", "worth": "yes", "talked": "manager"}
    )
    assert response.status_code == 302
    with acting_as(cast.priya):
        assert Conversation.objects.get(id=talking.id).state == "held"


def test_only_the_owner_says_how_sure_and_a_low_one_asks_what_would_lift_it(
    cast: Cast, pair: Pair, talking: Conversation
) -> None:
    with acting_as(cast.priya):
        action = promise(pair, by=cast.priya, text="Tidy the drawing", during=talking)
    assert "How sure are you?" in wrap_page(cast.priya, pair)
    assert "How sure are you?" not in wrap_page(cast.mario, pair)
    where = f"/actions/{action.id}/sureness"
    assert signed_in(cast.mario).post(where, {"sure": "5"}).status_code == 403
    shown = signed_in(cast.priya).post(where, {"sure": "5"}, headers={"HX-Request": "true"})
    assert "What would lift it by one?" in shown.content.decode()
    signed_in(cast.priya).post(where, {"sure": "5", "lift": "A free morning"})
    with acting_as(cast.priya):
        kept = Action.objects.get(id=action.id)
        assert (kept.sureness, kept.lift) == (5, "A free morning")
    assert signed_in(cast.priya).post(where, {"sure": "11"}).status_code == 422


def test_the_summary_goes_to_both_and_says_no_note(
    cast: Cast,
    pair: Pair,
    talking: Conversation,
    django_capture_on_commit_callbacks: object,
) -> None:
    with acting_as(cast.priya):
        promise(pair, by=cast.priya, text="Tidy the drawing", during=talking)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        signed_in(cast.mario).post(f"/with/{pair.address}/wrap", {"do": "close"})
    assert sorted(message.to[0] for message in mail.outbox) == [cast.mario.email, cast.priya.email]
    for message in mail.outbox:
        assert "Tidy the drawing" in message.body
        assert "The rope man" not in message.body
        assert "Tidy" not in message.subject


def test_having_met_elsewhere_today_shows_no_length_that_nobody_knows(
    cast: Cast, pair: Pair
) -> None:
    with acting_as(cast.priya):
        met = met_elsewhere(pair, by=cast.priya, on=cast.priya.today(), line="On the ferry")
    browser = signed_in(cast.mario)
    page = browser.get(f"/with/{pair.address}")
    assert page.status_code == 200
    assert "On the ferry" in page.content.decode()
    assert met.started_at is not None
    record = browser.get(f"/with/{pair.address}/{cast.priya.today()}").content.decode()
    assert 'value="None"' not in record


@pytest.mark.parametrize(
    ("sent", "words", "due_on"),
    [
        ({"text": "Ask Ruth by friday"}, "Ask Ruth", dt.date(2026, 2, 6)),
        ({"text": "Ask Ruth by friday", "due_on": ""}, "Ask Ruth", dt.date(2026, 2, 6)),
        (
            {"text": "Ask Ruth by friday", "due_on": "2026-02-20"},
            "Ask Ruth by friday",
            dt.date(2026, 2, 20),
        ),
        ({"text": "Ask Ruth"}, "Ask Ruth", None),
    ],
)
def test_a_day_typed_at_the_end_of_an_action_is_its_day(
    cast: Cast, pair: Pair, sent: dict[str, str], words: str, due_on: dt.date | None
) -> None:
    """As it is in the field of the conversation; a day in the field of its own comes first."""
    with time_machine.travel(dt.datetime(2026, 2, 3, 9, tzinfo=dt.UTC), tick=False):
        signed_in(cast.priya).post(f"/with/{pair.address}/actions", sent)
    with acting_as(cast.priya):
        made = Action.objects.get()
        assert (made.text, made.due_on) == (words, due_on)
