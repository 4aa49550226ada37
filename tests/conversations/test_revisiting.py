"""Is it still right? What the two agreed changes in one step, and what it said stays readable."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from heard.activity.undoing import NothingToUndo
from heard.conversations.agreeing import agree, change_agreement
from heard.conversations.arranging import ask_for, say_why, say_yes
from heard.conversations.models import Agreement, Arrangement, ArrangementWhy, Item, Pair, Rhythm
from heard.conversations.planning import keep_rhythm
from heard.conversations.revisiting import revisit
from heard.lib.refusals import Conflict, Refusal
from heard.objectives.models import Revision
from heard.objectives.pivoting import agree as agree_to
from heard.objectives.pivoting import talk_about
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.conversations.conftest import take_back, thursdays

MAY = dt.date(2027, 5, 3)
WORDS: dict[str, Any] = {
    "text": "Fridays and Mondays at home",
    "where_when": "From home",
    "on": MAY,
}


@pytest.fixture(params=["agreement", "arrangement"])
def agreed(request: pytest.FixtureRequest, pair: Pair, cast: Any) -> Any:
    """Made by Priya, with Mario's yes."""
    made: Agreement | Arrangement
    with acting_as(cast.priya):
        if request.param == "agreement":
            made = agree(pair, by=cast.priya, text="Fridays at home")
        else:
            made = ask_for(pair, by=cast.priya, what="Fridays at home", where_when="At home")
    with acting_as(cast.mario):
        if isinstance(made, Agreement):
            made.accept(by=cast.mario)
        else:
            say_yes(made, by=cast.mario)
    return made


def test_keep_says_still_right_and_asks_nobody(agreed: Any, as_priya: Person) -> None:
    said = agreed.says()
    revision, _way = revisit(agreed, by=as_priya, choice="keep")
    assert revision.asked is None
    assert agreed.accepted_at is not None
    assert agreed.text == said["text"]
    assert agreed.review_on == timezone.localdate() + dt.timedelta(days=90)


@pytest.mark.parametrize("choice", ["emphasis", "timing", "rethink", "stop"])
def test_a_change_holds_at_once_and_waits_for_the_others_yes(
    agreed: Any, as_priya: Person, mario: Person, choice: str
) -> None:
    said = agreed.says()
    revision, _way = revisit(agreed, by=as_priya, choice=choice, reason="capacity", **WORDS)
    assert (revision.said, revision.says) == (said, agreed.says())
    assert revision.says != said
    assert revision.awaits(mario)
    with acting_as(mario):
        fresh = type(agreed).objects_for(mario).get(id=agreed.id)
        asked = Revision.objects.visible_to(mario).waiting().get()
        agree_to(asked, fresh, by=mario)
        assert fresh.ended_at or fresh.accepted_at is not None
        assert not fresh.awaits(mario)
        assert not Revision.objects.visible_to(mario).waiting().exists()


@pytest.mark.parametrize("choice", ["emphasis", "timing", "rethink", "stop"])
def test_everything_but_keep_needs_a_reason(agreed: Any, as_priya: Person, choice: str) -> None:
    said = agreed.says()
    with pytest.raises(Refusal) as refusal:
        revisit(agreed, by=as_priya, choice=choice, **WORDS)
    assert refusal.value.field == "reason"
    assert agreed.says() == said


@pytest.mark.parametrize("choice", ["keep", "emphasis", "timing", "rethink", "stop"])
def test_undo_brings_back_words_and_yes(agreed: Any, as_priya: Person, choice: str) -> None:
    said, accepted = agreed.says(), agreed.accepted_at
    revisit(agreed, by=as_priya, choice=choice, reason="learned", **WORDS)
    take_back(as_priya)
    agreed.refresh_from_db()
    assert (agreed.says(), agreed.accepted_at) == (said, accepted)
    assert Revision.objects.visible_to(as_priya).get(choice=choice).taken_back_at is not None


def test_not_once_something_else_holds(agreed: Any, as_priya: Person, mario: Person) -> None:
    revisit(agreed, by=as_priya, choice="emphasis", reason="learned", **WORDS)
    with acting_as(mario):
        fresh = type(agreed).objects_for(mario).get(id=agreed.id)
        revisit(fresh, by=mario, choice="stop", reason="capacity")
    with pytest.raises(NothingToUndo):
        take_back(as_priya)


def test_what_was_read_before_a_change_does_not_overrule_it(agreed: Any, as_priya: Person) -> None:
    revisit(agreed, by=as_priya, choice="timing", reason="learned", on=MAY)
    with pytest.raises(Conflict):
        revisit(agreed, by=as_priya, choice="stop", reason="capacity", base=0)


def test_what_has_ended_is_not_changed(agreed: Any, as_priya: Person) -> None:
    revisit(agreed, by=as_priya, choice="stop", reason="capacity")
    with pytest.raises(Refusal):
        revisit(agreed, by=as_priya, choice="keep")


def test_rather_talking_puts_it_on_the_page(agreed: Any, as_priya: Person, mario: Person) -> None:
    revision, _way = revisit(agreed, by=as_priya, choice="stop", reason="capacity")
    with acting_as(mario):
        fresh = type(agreed).objects_for(mario).get(id=agreed.id)
        talk_about(revision, fresh, by=mario)
        item = Item.objects.visible_to(mario).get()
    assert "Fridays at home" in item.text
    assert item.author == mario


def test_other_words_are_a_change_too(pair: Pair, as_priya: Person) -> None:
    made = agree(pair, by=as_priya, text="Fridays at home")
    change_agreement(made, by=as_priya, text="Fridays and Mondays at home")
    revision = Revision.objects.visible_to(as_priya).get()
    assert revision.said["text"] == "Fridays at home"
    assert revision.choice == "edit"


def test_on_trial_until_a_day_then_kept_it_stands(
    pair: Pair, as_priya: Person, mario: Person
) -> None:
    asked = ask_for(pair, by=as_priya, what="Mondays from Leeds")
    assert asked.state == "asked"
    say_yes(asked, by=as_priya)
    assert asked.accepted_at is None, "nobody agrees with themselves"
    until = timezone.localdate() + dt.timedelta(days=60)
    with acting_as(mario):
        fresh = Arrangement.objects_for(mario).get(id=asked.id)
        with pytest.raises(Refusal):
            say_yes(fresh, by=mario, until=mario.today())
        say_yes(fresh, by=mario, until=until)
        assert (fresh.state, fresh.looks_again_on) == ("on_trial", until)
        revisit(fresh, by=mario, choice="keep")
        assert fresh.state == "standing"


def test_why_may_stay_with_whoever_asks(pair: Pair, as_priya: Person, mario: Person) -> None:
    asked = ask_for(pair, by=as_priya, what="Mondays off", why="My mother", why_for_me=True)
    with acting_as(mario):
        assert not ArrangementWhy.objects.visible_to(mario).exists()
        assert Arrangement.objects.visible_to(mario).filter(id=asked.id).exists()
    say_why(asked, by=as_priya, why="My mother", for_me=False)
    with acting_as(mario):
        assert ArrangementWhy.objects.visible_to(mario).get().text == "My mother"
    say_why(asked, by=as_priya, why="", for_me=False)
    assert not ArrangementWhy.objects.visible_to(as_priya).exists()


def test_the_rhythm_keeps_what_it_was_and_why(
    pair: Pair, weekly: Rhythm, as_priya: Person, mario: Person
) -> None:
    monthly = thursdays(pair, kind="monthly")
    keep_rhythm(pair, monthly, by=as_priya, reason="capacity", note="A full autumn")
    revision = Revision.objects.visible_to(as_priya).get()
    assert (revision.choice, revision.reason, revision.note) == (
        "timing",
        "capacity",
        "A full autumn",
    )
    assert (revision.said["kind"], revision.says["kind"]) == ("weekly", "monthly")
    assert revision.awaits(mario)
    take_back(as_priya, kind="rhythm")
    revision.refresh_from_db()
    assert revision.taken_back_at is not None
    assert Rhythm.objects.visible_to(as_priya).get().kind == "weekly"


def test_a_page_that_has_ended_is_only_read(agreed: Any, pair: Pair, as_priya: Person) -> None:
    revisit(agreed, by=as_priya, choice="timing", reason="learned", on=MAY)
    Pair.objects.filter(id=pair.id).update(ended_at=timezone.now())
    with pytest.raises(Refusal):
        revisit(agreed, by=as_priya, choice="keep")
    with pytest.raises(NothingToUndo), time_machine.travel(timezone.now(), tick=False):
        take_back(as_priya)


def test_a_yes_to_older_words_is_no_yes_to_newer_ones(
    agreed: Any, as_priya: Person, mario: Person
) -> None:
    first, _way = revisit(agreed, by=as_priya, choice="emphasis", reason="learned", **WORDS)
    second, _way = revisit(
        agreed, by=as_priya, choice="emphasis", reason="learned", **{**WORDS, "text": "Never here"}
    )
    with acting_as(mario):
        agree_to(first, agreed, by=mario)
        assert agreed.accepted_at is None
        agree_to(second, agreed, by=mario)
        assert agreed.accepted_at is not None
