"""The rules of choice, one by one, on the page of Priya and Mario."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.utils import timezone

from heard.conversations.agreeing import need_answer, promise
from heard.conversations.focusing import choose_focus
from heard.conversations.gathering import add_item
from heard.conversations.holding import close, start, wrap_up
from heard.conversations.models import Conversation, Pair
from heard.conversations.suggesting.asking import asking_for
from heard.conversations.suggesting.bank import bank
from heard.conversations.suggesting.choosing import Suggestion, candidates_for, suggestions
from heard.conversations.suggesting.using import add_suggestion, decline
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of

DAY = dt.timedelta(days=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    at = timezone.now().replace(hour=10, minute=0)
    with time_machine.travel(at, tick=False) as clock:
        yield clock


def offered(pair: Pair, viewer: Person) -> dict[str, Suggestion]:
    """Everything that could be offered to this viewer now, rests not yet cut short."""
    with acting_as(viewer):
        rows = candidates_for(asking_for(pair_of(pair.employee, pair.manager), viewer))
    return {one.prompt.id: one for one in rows if one.order[0] == 0}


def talk(pair: Pair, *, times: int = 1) -> None:
    with acting_as(pair.employee):
        for _time in range(times):
            close(start(pair, by=pair.employee), by=pair.employee)


def later(clock: time_machine.Traveller, days: int) -> None:
    clock.move_to(timezone.now() + days * DAY)


def test_the_same_on_the_same_day_and_others_on_another(
    cast: Cast, pair: Pair, clock: time_machine.Traveller
) -> None:
    with acting_as(cast.priya):
        first = [one.prompt.id for one in suggestions(pair, cast.priya)]
        clock.shift(3600)
        assert [one.prompt.id for one in suggestions(pair, cast.priya)] == first
        seen = set()
        for _day in range(10):
            later(clock, 1)
            seen |= {one.prompt.id for one in suggestions(pair, cast.priya)}
    assert len(seen) > len(first)


def test_what_is_owed_goes_first(cast: Cast, pair: Pair, clock: time_machine.Traveller) -> None:
    with acting_as(cast.priya):
        need_answer(add_item(pair, by=cast.priya, text="A day with Yusuf"), by=cast.priya)
    later(clock, 22)
    for person in (cast.priya, cast.mario):
        with acting_as(person):
            assert suggestions(pair, person)[0].signal == "raise_unanswered"


def test_a_late_promise_of_the_employees_is_nothing_until_it_was_late_twice(
    cast: Cast, pair: Pair, clock: time_machine.Traveller
) -> None:
    with acting_as(cast.priya):
        due = cast.priya.today() + DAY
        promise(pair, by=cast.priya, text="Ask Ruth", owner=cast.priya, due_on=due)
    later(clock, 3)
    talk(pair)
    assert "PRO08" not in offered(pair, cast.priya)
    later(clock, 3)
    talk(pair)
    assert offered(pair, cast.priya)["PRO08"].fills == ("Ask Ruth",)
    assert "PRO04" in offered(pair, cast.mario)


def test_deep_ones_wait_for_three_conversations_or_the_employees_own_choice(
    cast: Cast, pair: Pair, clock: time_machine.Traveller
) -> None:
    def deep(viewer: Person) -> bool:
        return any(one.prompt.depth == "deep" for one in offered(pair, viewer).values())

    talk(pair, times=2)
    assert not deep(cast.mario)
    with acting_as(cast.mario):
        choose_focus(pair, "career", by=cast.mario)
    assert not deep(cast.mario)
    with acting_as(cast.priya):
        choose_focus(pair, "", by=cast.priya)
        choose_focus(pair, "career", by=cast.priya)
    assert deep(cast.mario)
    with acting_as(cast.priya):
        choose_focus(pair, "", by=cast.priya)
    talk(pair)
    assert deep(cast.mario)


@pytest.mark.parametrize(("kind", "days"), [("not_now", 60), ("not_for_us", None)])
def test_what_was_declined_rests(
    cast: Cast, pair: Pair, clock: time_machine.Traveller, kind: str, days: int | None
) -> None:
    with acting_as(cast.priya):
        decline(pair, by=cast.priya, prompt_id="PRG12", kind=kind)
    assert "PRG12" not in offered(pair, cast.priya)
    later(clock, 59)
    assert "PRG12" not in offered(pair, cast.priya)
    later(clock, 2)
    assert ("PRG12" in offered(pair, cast.priya)) == (days is not None)


def test_what_was_used_rests_ninety_days_and_its_category_two_conversations(
    cast: Cast, pair: Pair, clock: time_machine.Traveller
) -> None:
    with acting_as(cast.priya):
        item = add_suggestion(pair, by=cast.priya, prompt_id="PRG12", values=["it held"])
    assert "PRG05" not in offered(pair, cast.mario)
    with acting_as(cast.priya):
        item.settle("let_go", by=cast.priya)
    later(clock, 7)
    talk(pair)
    assert "PRG05" not in offered(pair, cast.mario)
    later(clock, 7)
    talk(pair)
    assert "PRG05" in offered(pair, cast.mario)
    assert "PRG12" not in offered(pair, cast.priya)
    later(clock, 77)
    assert "PRG12" in offered(pair, cast.priya)


def test_three_are_left_when_everything_rests_but_what_is_not_for_us(
    cast: Cast, pair: Pair, clock: time_machine.Traveller
) -> None:
    mine = [one for one in bank() if bank()[one].asked_by != "manager"]
    with acting_as(cast.priya):
        for name in offered(pair, cast.priya):
            decline(pair, by=cast.priya, prompt_id=name, kind="not_now")
        three = suggestions(pair, cast.priya)
        assert len({one.prompt.category for one in three}) == 3
        for one in three:
            decline(pair, by=cast.priya, prompt_id=one.prompt.id, kind="not_for_us")
        again = suggestions(pair, cast.priya)
    assert {one.prompt.id for one in again} <= set(mine)
    assert not {one.prompt.id for one in again} & {one.prompt.id for one in three}


def test_openings_before_and_closings_at_the_end(
    cast: Cast, pair: Pair, clock: time_machine.Traveller
) -> None:
    def categories() -> set[str]:
        return {one.prompt.category for one in offered(pair, cast.mario).values()}

    assert "opening" in categories()
    assert "closing" not in categories()
    with acting_as(cast.priya):
        talking = start(pair, by=cast.priya)
    clock.shift(12 * 60)
    assert not {"opening", "closing"} & categories()
    clock.shift(10 * 60)
    assert "closing" in categories()
    assert not {"opening", "career"} & categories()
    with acting_as(cast.priya):
        wrap_up(talking, by=cast.priya)
        assert talking.state == Conversation.State.WRAPPING
    assert not any(one.prompt.depth == "deep" for one in offered(pair, cast.mario).values())
