"""Worth the time, who talked most: hidden until both have answered and neither keeps it back."""

import itertools

import pytest
from django.db import connection

from heard.activity.models import Event
from heard.conversations.agreeing import change_action, promise, say_how_sure
from heard.conversations.balancing import (
    HowItWas,
    how_it_was,
    manager_talked_most_twice_running,
    say_how_it_was,
    whose_were_covered,
)
from heard.conversations.gathering import add_item
from heard.conversations.holding import close, start
from heard.conversations.models import Conversation, Impression, Pair
from heard.conversations.models.impression import CHOICES, Question
from heard.conversations.planning import skip_next
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast


def seen_by(person: Person, conversation: Conversation, question: str = "worth") -> HowItWas:
    with acting_as(person):
        return how_it_was(conversation, person)[question]


def say(person: Person, conversation: Conversation, **answers: str) -> None:
    with acting_as(person):
        say_how_it_was(conversation, by=person, **answers)


def test_nothing_of_the_other_shows_until_both_have_answered(
    talking: Conversation, priya: Person, mario: Person
) -> None:
    say(priya, talking, worth="yes")
    assert seen_by(priya, talking) == HowItWas("worth", mine="yes")
    assert seen_by(mario, talking) == HowItWas("worth")
    say(mario, talking, worth="no")
    assert seen_by(priya, talking) == HowItWas("worth", mine="yes", theirs="no")
    assert seen_by(mario, talking) == HowItWas("worth", mine="no", theirs="yes")
    assert seen_by(mario, talking, "talked") == HowItWas("talked")


@pytest.mark.parametrize("question", Question.values)
def test_kept_back_and_not_answered_look_the_same_to_the_other(
    talking: Conversation, priya: Person, mario: Person, question: str
) -> None:
    """Whatever Mario does short of showing his, Priya sees one and the same thing."""
    say(priya, talking, **{question: CHOICES[Question(question)][0]})
    before = seen_by(priya, talking, question)
    with acting_as(priya):
        rows = list(Impression.objects.visible_to(priya).values_list("id", flat=True))
        events = Event.objects.visible_to(priya).count()
    say(mario, talking, **{question: "keep"})
    with acting_as(priya):
        assert list(Impression.objects.visible_to(priya).values_list("id", flat=True)) == rows
        assert Event.objects.visible_to(priya).count() == events
        talking.refresh_from_db(fields=["version"])
    assert seen_by(priya, talking, question) == before
    assert talking.version == 1


@pytest.mark.parametrize(
    ("hers", "his"), list(itertools.product(CHOICES[Question.TALKED], repeat=2))
)
def test_each_way_two_may_answer_who_talked_most(
    talking: Conversation, priya: Person, mario: Person, hers: str, his: str
) -> None:
    say(priya, talking, talked=hers)
    say(mario, talking, talked=his)
    shown = "keep" not in (hers, his)
    assert seen_by(priya, talking, "talked").theirs == (his if shown else "")
    assert seen_by(mario, talking, "talked").theirs == (hers if shown else "")


def test_an_answer_can_be_changed_until_both_are_shown_and_then_stays(
    talking: Conversation, priya: Person, mario: Person
) -> None:
    say(priya, talking, worth="no")
    say(priya, talking, worth="keep")
    say(mario, talking, worth="yes")
    assert not seen_by(mario, talking).is_shown
    say(priya, talking, worth="yes")
    assert seen_by(mario, talking).is_shown
    say(priya, talking, worth="yes")
    with acting_as(priya), pytest.raises(Refusal):
        say_how_it_was(talking, by=priya, worth="keep")
    assert seen_by(mario, talking).theirs == "yes"


def test_nobody_but_the_two_sees_any_of_it(
    talking: Conversation, cast: Cast, priya: Person, mario: Person
) -> None:
    say(priya, talking, worth="yes")
    say(mario, talking, worth="yes")
    for person in cast.everyone.values():
        with acting_as(person):
            seen = Impression.objects.visible_to(person).count()
        assert seen == (2 if person in (priya, mario) else 0), person


def test_the_database_itself_keeps_it_back(
    talking: Conversation, priya: Person, mario: Person
) -> None:
    """Past every filter of ours, PostgreSQL still gives Mario no row of hers."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no row-level security")
    say(priya, talking, worth="yes")
    with acting_as(mario):
        assert not Impression.objects.exists()
    say(mario, talking, worth="no")
    with acting_as(mario):
        assert Impression.objects.count() == 2


def test_the_answers_are_sealed(talking: Conversation, priya: Person) -> None:
    say(priya, talking, worth="no")
    with acting_as(priya), connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM conversations_impression")
        stored = bytes(cursor.fetchone()[0])
    assert len(stored) > 20
    assert stored != b"no"


@pytest.mark.parametrize("answer", ["", "maybe", "manager", "YES"])
def test_a_choice_that_is_none_of_the_three_is_refused(
    talking: Conversation, priya: Person, answer: str
) -> None:
    with acting_as(priya):
        with pytest.raises(Refusal) as refused:
            say_how_it_was(talking, by=priya, worth=answer)
        assert refused.value.field == "worth"
        assert not Impression.objects.exists()


def test_it_can_be_said_after_closing_and_not_before_beginning(
    pair: Pair, weekly: object, priya: Person, mario: Person
) -> None:
    with acting_as(priya):
        skipped = Conversation.objects.ahead().get()
        skip_next(pair, by=priya)
        with pytest.raises(Refusal):
            say_how_it_was(skipped, by=priya, worth="yes")
        held = close(start(pair, by=priya), by=priya)
    say(priya, held, worth="yes")
    say(mario, held, worth="yes")
    assert seen_by(priya, held).is_shown


def test_the_manager_talking_most_twice_running(pair: Pair, priya: Person, mario: Person) -> None:
    said: list[bool] = []
    for hers, his in [("manager", "manager")] * 2 + [("manager", "employee"), ("manager", "keep")]:
        with acting_as(priya):
            held = close(start(pair, by=priya), by=priya)
        say(priya, held, talked=hers)
        say(mario, held, talked=his)
        with acting_as(mario):
            said.append(manager_talked_most_twice_running(pair, mario))
    assert said == [False, True, False, False]


def test_whose_items_were_covered_counts_no_private_ones(
    pair: Pair, talking: Conversation, priya: Person, mario: Person
) -> None:
    with acting_as(priya):
        for audience in ("pair", "only_me"):
            item = add_item(pair, by=priya, text="The kit", audience=audience)
            item.settle("covered", by=priya, in_=talking)
        assert whose_were_covered(talking) == (1, 0)
    with acting_as(mario):
        item = add_item(pair, by=mario, text="The plan")
        item.settle("covered", by=mario, in_=talking)
        assert whose_were_covered(talking) == (1, 1)


def test_how_sure_somebody_is_and_what_would_lift_it(pair: Pair, priya: Person) -> None:
    with acting_as(priya):
        action = promise(pair, by=priya, text="Ask Ruth")
        assert not action.asks_for_lift
        say_how_sure(action, by=priya, sure=6, lift="An hour on Monday")
        action.refresh_from_db()
        assert (action.sureness, action.lift, action.asks_for_lift) == (
            6,
            "An hour on Monday",
            True,
        )
        say_how_sure(action, by=priya, sure=7)
        assert not action.asks_for_lift
        say_how_sure(action, by=priya, sure=None)
        assert action.sureness is None


@pytest.mark.parametrize("sure", [-1, 11, 100])
def test_sure_is_from_nought_to_ten(pair: Pair, priya: Person, sure: int) -> None:
    with acting_as(priya):
        action = promise(pair, by=priya, text="Ask Ruth")
        with pytest.raises(Refusal):
            say_how_sure(action, by=priya, sure=sure)
        action.refresh_from_db()
        assert action.sureness is None


def test_how_sure_one_was_says_nothing_of_the_next_owner(
    pair: Pair, priya: Person, mario: Person
) -> None:
    with acting_as(priya):
        action = promise(pair, by=priya, text="Ask Ruth")
        say_how_sure(action, by=priya, sure=3, lift="Time")
        change_action(action, by=priya, owner=mario)
        action.refresh_from_db()
        assert (action.sureness, action.lift) == (None, "")
