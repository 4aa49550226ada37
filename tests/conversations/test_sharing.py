"""Who is shown what: several at a press, taken back, brought back; and what comes of a wish."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo
from heard.blend.choosing import choose, put_away
from heard.blend.models import Element, Wish
from heard.blend.wishing import wish, withdraw
from heard.conversations.models import Pair, Told, WishStep
from heard.conversations.sharing import (
    MANAGER,
    TEAM,
    Audience,
    audience_named,
    audiences_of,
    keep_back,
    share_wish,
    show,
    wish_audience,
)
from heard.conversations.stepping import take_step
from heard.conversations.telling import mark_seen
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of
from tests.taking_back import take, take_back_last


def audiences(person: Person) -> list[Audience]:
    pages = Pair.objects.visible_to(person).live().select_related("employee", "manager")
    return audiences_of(person, pages)


def seen_by(cast: Cast, name: str) -> list[str]:
    person = cast.everyone[name]
    with acting_as(person):
        copies = Told.objects.visible_to(person).to(person).order_by("told_at")
        return [told.says.get("element") or told.says["text"] for told in copies]


def chosen(person: Person) -> list[Element]:
    return [choose(by=person, element=one) for one in ("learning", "craft")]


def test_upward_and_to_ones_people(cast: Cast) -> None:
    with acting_as(cast.mario):
        found = audiences(cast.mario)
        assert [(one.key, one.name, len(one.pairs)) for one in found] == [
            (MANAGER, "Sol", 1),
            (TEAM, "your people", 2),
        ]
        show(chosen(cast.mario), audience_named(TEAM, found), by=cast.mario)
    for name in ("priya", "pia"):
        assert seen_by(cast, name) == ["learning", "craft"]
    for name in ("sol", "fen", "hana", "ade", "lena", "otto"):
        assert seen_by(cast, name) == []


def test_nobody_above_is_nobody_to_show_it_to(cast: Cast) -> None:
    with acting_as(cast.hana):
        assert audiences(cast.hana) == []
        row = wish(by=cast.hana, direction="more_of", text="Teaching")
        with pytest.raises(Refusal):
            share_wish(row, "pair", audiences(cast.hana), by=cast.hana)


def test_several_at_a_press_are_one_way_back(cast: Cast) -> None:
    with acting_as(cast.priya):
        rows = chosen(cast.priya)
        way = show(rows, audiences(cast.priya)[0], by=cast.priya)
        assert show(rows, audiences(cast.priya)[0], by=cast.priya) is None
    assert seen_by(cast, "mario") == ["learning", "craft"]
    with acting_as(cast.priya):
        take(way, cast.priya)
    assert seen_by(cast, "mario") == []
    with acting_as(cast.priya):
        show(rows, audiences(cast.priya)[0], by=cast.priya)
        way = keep_back(rows[:1], audiences(cast.priya)[0], by=cast.priya)
    assert seen_by(cast, "mario") == ["craft"]
    with acting_as(cast.priya):
        take(way, cast.priya)
    assert sorted(seen_by(cast, "mario")) == ["craft", "learning"]


def test_put_away_it_is_shown_no_more_and_undo_shows_it_again(cast: Cast) -> None:
    with acting_as(cast.priya):
        learning, craft = chosen(cast.priya)
        show([learning, craft], audiences(cast.priya)[0], by=cast.priya)
        keep_back([craft], audiences(cast.priya)[0], by=cast.priya)
        put_away(learning, by=cast.priya)
        put_away(craft, by=cast.priya)
    assert seen_by(cast, "mario") == []
    with acting_as(cast.priya):
        for row in (learning, craft):
            take_back_last(row.id, cast.priya)
    # What was kept back before it went stays kept back.
    assert seen_by(cast, "mario") == ["learning"]


def test_the_audience_of_a_wish(cast: Cast) -> None:
    with acting_as(cast.priya):
        row = wish(by=cast.priya, direction="more_of", text="Presenting")
        for wanted in ("pair", "matching", "pair", "only_me"):
            share_wish(row, wanted, audiences(cast.priya), by=cast.priya)
            assert wish_audience(row, Told.copies_of(cast.priya).get(row.id, [])) == wanted
            assert row.for_matching == (wanted == "matching")
        with pytest.raises(Refusal):
            share_wish(row, "everyone", audiences(cast.priya), by=cast.priya)
        share_wish(row, "matching", audiences(cast.priya), by=cast.priya)
        withdraw(row, by=cast.priya)
        assert not Wish.objects.get(id=row.id).for_matching
    assert seen_by(cast, "mario") == []
    with acting_as(cast.priya):
        take_back_last(row.id, cast.priya)
        assert Wish.objects.get(id=row.id).for_matching
    assert seen_by(cast, "mario") == ["Presenting"]


@pytest.fixture
def told(cast: Cast) -> Told:
    with acting_as(cast.priya):
        row = wish(by=cast.priya, direction="more_of", text="Presenting")
        share_wish(row, "pair", audiences(cast.priya), by=cast.priya)
        return Told.objects.select_related("pair").get(source_id=row.id)


def test_not_now_needs_a_reason_and_a_day_to_come(cast: Cast, told: Told) -> None:
    today = cast.mario.today()
    with acting_as(cast.mario):
        for reason, day, field in (
            ("", today + dt.timedelta(days=9), "reason"),
            ("The team is full", None, "look_again_on"),
            ("The team is full", today, "look_again_on"),
        ):
            with pytest.raises(Refusal) as refused:
                take_step(told, by=cast.mario, state="not_now", reason=reason, look_again_on=day)
            assert refused.value.field == field
        for state in ("", "again", "done"):
            with pytest.raises(Refusal):
                take_step(told, by=cast.mario, state=state)
    assert not _steps(cast.priya)


def _steps(person: Person) -> list[str]:
    with acting_as(person):
        rows = WishStep.objects.visible_to(person).order_by("created_at")
        return [step.stands_as(person.today()) for step in rows]


def test_it_comes_back_on_its_day_by_itself_to_both(cast: Cast, told: Told) -> None:
    start = timezone.now()
    with time_machine.travel(start) as clock:
        with acting_as(cast.mario):
            day = cast.mario.today() + dt.timedelta(days=30)
            take_step(
                told, by=cast.mario, state="not_now", reason="Full until May", look_again_on=day
            )
        assert _steps(cast.priya) == _steps(cast.mario) == ["not_now"]
        clock.move_to(start + dt.timedelta(days=31))
        assert _steps(cast.priya) == _steps(cast.mario) == ["again"]


def test_either_says_what_came_of_it_and_can_take_it_back(cast: Cast, told: Told) -> None:
    with acting_as(cast.mario):
        take_step(told, by=cast.mario, state="trying")
    with acting_as(cast.priya):
        step = take_step(told, by=cast.priya, state="happening", reason="Every Tuesday")
    assert _steps(cast.mario) == ["trying", "happening"]
    with acting_as(cast.mario), pytest.raises(Undo.DoesNotExist):
        Undo.objects.visible_to(cast.mario).get(subject_id=step.id)
    with acting_as(cast.priya):
        take_back_last(step.id, cast.priya)
    assert _steps(cast.mario) == ["trying"]


def test_a_step_something_followed_stands(cast: Cast, told: Told) -> None:
    with acting_as(cast.mario):
        step = take_step(told, by=cast.mario, state="trying")
        take_step(told, by=cast.mario, state="happening")
        with pytest.raises(NothingToUndo):
            take_back_last(step.id, cast.mario)


def test_taken_back_it_takes_no_more_steps_and_the_other_sees_none(cast: Cast, told: Told) -> None:
    with acting_as(cast.mario):
        take_step(told, by=cast.mario, state="trying")
    with acting_as(cast.priya):
        row = Wish.objects.get(id=told.source_id)
        share_wish(row, "only_me", audiences(cast.priya), by=cast.priya)
    assert (_steps(cast.mario), _steps(cast.priya)) == ([], ["trying"])
    with acting_as(cast.mario), pytest.raises(Refusal):
        take_step(told, by=cast.mario, state="happening")


def test_a_stranger_takes_no_step(cast: Cast, told: Told) -> None:
    with acting_as(cast.pia), pytest.raises(Refusal):
        take_step(told, by=cast.pia, state="trying")


def test_opened_again_after_a_change_it_is_seen_again(cast: Cast) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        with acting_as(cast.priya):
            (row, _craft) = chosen(cast.priya)
            show([row], audiences(cast.priya)[0], by=cast.priya)
            page = pair_of(cast.priya, cast.mario)
        seen = []
        for days, change in ((1, False), (2, False), (3, True), (4, False)):
            clock.move_to(start + dt.timedelta(days=days))
            with acting_as(cast.priya):
                if change:
                    row.in_my_words = "Otherwise"
                    row.changed("in_my_words")
                    clock.move_to(start + dt.timedelta(days=days, hours=1))
            with acting_as(cast.mario):
                mark_seen(page, by=cast.mario)
                at = Told.objects.get(source_id=row.id).seen_at
                assert at is not None
                seen.append((at - start).days)
    assert seen == [1, 1, 3, 3]
