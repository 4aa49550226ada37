"""Signals: feedback tells its receiver alone; thanks, and what is said upward, tell the two."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from heard.conversations.bringing_feedback import talk_about
from heard.conversations.holding import close, start
from heard.conversations.models import Pair
from heard.conversations.suggesting.asking import asking_for
from heard.conversations.suggesting.declaring import listen
from heard.feedback.giving import give, withdraw
from heard.feedback.models import Feedback
from heard.feedback.receiving import put_away
from heard.feedback.thanking import thank
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of

OURS = {"feedback_new", "feedback_none_90", "recognition_gap"}
UPWARD = {"upward_none_60"}
WORDS = {"moment": "Monday", "saw": "You asked first", "led_to": "They answered"}
LATER = dt.timedelta(days=100)


@pytest.fixture
def talked(cast: Cast) -> None:
    """They have talked once, on a page that is old enough by the time of the test."""
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        close(start(pair, by=cast.priya), by=cast.priya)


def heard_by(cast: Cast, viewer: Person, days: int = 100, ours: set[str] = OURS) -> set[str]:
    with time_machine.travel(timezone.now() + dt.timedelta(days=days)), acting_as(viewer):
        pair: Pair = pair_of(cast.priya, cast.mario)
        return {fired.signal for fired in listen(asking_for(pair, viewer))} & ours


def test_nothing_in_a_quarter_is_the_receivers_to_know(cast: Cast, talked: None) -> None:
    assert heard_by(cast, cast.priya) == {"feedback_none_90", "recognition_gap"}
    assert heard_by(cast, cast.mario) == {"recognition_gap"}
    assert heard_by(cast, cast.priya, days=1) == set()


def test_new_feedback_tells_its_receiver_until_they_talk(cast: Cast, talked: None) -> None:
    with time_machine.travel(timezone.now() + LATER), acting_as(cast.pia):
        give(cast.priya, by=cast.pia, words=WORDS)
    assert heard_by(cast, cast.priya) == {"feedback_new", "recognition_gap"}
    assert heard_by(cast, cast.mario) == {"recognition_gap"}
    with time_machine.travel(timezone.now() + LATER), acting_as(cast.priya):
        talk_about(Feedback.objects.visible_to(cast.priya).get(), by=cast.priya, text="A talk")
    assert heard_by(cast, cast.priya) == {"recognition_gap"}


def test_thanks_of_others_change_nothing_for_the_manager(cast: Cast, talked: None) -> None:
    with time_machine.travel(timezone.now() + LATER):
        with acting_as(cast.pia):
            thank([cast.priya], by=cast.pia, text="For the phone")
        assert heard_by(cast, cast.mario, days=0) == {"recognition_gap"}
        with acting_as(cast.mario):
            thank([cast.priya], by=cast.mario, text="For the boards")
        assert heard_by(cast, cast.mario, days=0) == set()
        assert heard_by(cast, cast.priya, days=0) == {"feedback_none_90"}


@pytest.mark.parametrize("days", [0, 59, 61])
def test_what_the_manager_was_told_is_upward_for_sixty_days(
    cast: Cast, talked: None, days: int
) -> None:
    """Either of the two knows of it; after two months it is a topic again."""
    two = (cast.priya, cast.mario)
    assert [heard_by(cast, one, days, UPWARD) for one in two] == [UPWARD, UPWARD]
    with acting_as(cast.priya):
        give(cast.mario, by=cast.priya, words=WORDS)
    quiet = set() if days < 60 else UPWARD
    assert [heard_by(cast, one, days, UPWARD) for one in two] == [quiet, quiet]


def test_it_is_read_before_they_first_talk_as_well(cast: Cast) -> None:
    assert heard_by(cast, cast.mario, 0, UPWARD) == UPWARD
    with acting_as(cast.priya):
        give(cast.mario, by=cast.priya, words=WORDS)
    assert heard_by(cast, cast.mario, 0, UPWARD) == set()


def test_nothing_else_that_is_said_counts_as_upward(cast: Cast, talked: None) -> None:
    """Not what others tell this manager, what Priya tells others, nor what Mario tells her."""
    for giver, to in ((cast.pia, cast.mario), (cast.priya, cast.pia), (cast.mario, cast.priya)):
        with acting_as(giver):
            give(to, by=giver, words=WORDS)
    assert heard_by(cast, cast.priya, 0, UPWARD) == UPWARD
    assert heard_by(cast, cast.mario, 0, UPWARD) == UPWARD


def test_what_is_out_of_the_managers_sight_counts_for_its_giver_alone(
    cast: Cast, talked: None
) -> None:
    with acting_as(cast.priya):
        given = give(cast.mario, by=cast.priya, words=WORDS)
    with acting_as(cast.mario):
        put_away(Feedback.objects.visible_to(cast.mario).get(), by=cast.mario)
    assert heard_by(cast, cast.priya, 0, UPWARD) == set()
    assert heard_by(cast, cast.mario, 0, UPWARD) == UPWARD
    with acting_as(cast.priya):
        withdraw(given, by=cast.priya)
    assert heard_by(cast, cast.priya, 0, UPWARD) == UPWARD
