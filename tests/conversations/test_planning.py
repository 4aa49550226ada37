"""One date or the rhythm: moved, skipped, met elsewhere; this one, or all from now."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from heard.conversations.gathering import add_item
from heard.conversations.holding import close, start
from heard.conversations.models import Conversation, Pair, Rhythm
from heard.conversations.planning import (
    keep_rhythm,
    met_elsewhere,
    move_next,
    plan_next,
    skip_next,
    suggested_rhythm,
)
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in
from tests.conversations.conftest import TUESDAY, thursdays

DAY = dt.timedelta(days=1)
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def on_thursdays(pair: Pair, as_priya: Person) -> Pair:
    """It is Tuesday, 3 February 2026; they talk on Thursdays at ten, from the 5th on."""
    keep_rhythm(pair, thursdays(pair), by=as_priya)
    pair.refresh_from_db(fields=["next_at"])
    return pair


@pytest.fixture(autouse=True)
def tuesday() -> object:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        yield clock


def next_of(pair: Pair) -> str:
    """What the page and home say is next; both say the same."""
    pair.refresh_from_db(fields=["next_at"])
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    assert pair.next_at == (planned.planned_at if planned else None)
    return f"{pair.next_at.astimezone(LONDON):%d %b %H:%M}" if pair.next_at else ""


def test_moving_is_for_this_one_alone(on_thursdays: Pair, as_priya: Person) -> None:
    moved = move_next(on_thursdays, by=as_priya, day=dt.date(2026, 2, 6), at=dt.time(15))
    assert (next_of(on_thursdays), moved.moved) == ("06 Feb 15:00", True)
    assert moved.rhythm_on == dt.date(2026, 2, 5)
    skip_next(on_thursdays, by=as_priya)
    assert next_of(on_thursdays) == "12 Feb 10:00"


def test_changing_the_rhythm_is_for_this_one_and_all_from_now(
    on_thursdays: Pair, as_priya: Person
) -> None:
    later = thursdays(on_thursdays, at=dt.time(14), kind="fortnightly")
    keep_rhythm(on_thursdays, later, by=as_priya)
    assert next_of(on_thursdays) == "05 Feb 14:00"
    skip_next(on_thursdays, by=as_priya)
    assert next_of(on_thursdays) == "19 Feb 14:00"
    assert Rhythm.objects.filter(pair=on_thursdays).count() == 1


def test_a_date_that_was_moved_follows_a_new_rhythm(on_thursdays: Pair, as_priya: Person) -> None:
    move_next(on_thursdays, by=as_priya, day=dt.date(2026, 2, 6), at=dt.time(15))
    keep_rhythm(on_thursdays, thursdays(on_thursdays, at=dt.time(9)), by=as_priya)
    assert next_of(on_thursdays) == "05 Feb 09:00"
    assert not Conversation.objects.ahead().get().moved


def test_as_needed_has_no_date_and_can_still_begin(on_thursdays: Pair, as_priya: Person) -> None:
    keep_rhythm(on_thursdays, thursdays(on_thursdays, kind="as_needed"), by=as_priya)
    assert next_of(on_thursdays) == ""
    close(start(on_thursdays, by=as_priya), by=as_priya)
    assert next_of(on_thursdays) == ""
    assert Conversation.objects.held().count() == 1


def test_skipping_says_why_and_goes_on_to_the_next(on_thursdays: Pair, as_priya: Person) -> None:
    following = skip_next(on_thursdays, by=as_priya, line="Both away")
    assert following is not None
    skipped = Conversation.objects.get(state="skipped")
    assert (skipped.line, next_of(on_thursdays)) == ("Both away", "12 Feb 10:00")


@pytest.mark.parametrize(
    ("on", "stands_for", "then"),
    [
        (dt.date(2026, 2, 3), True, "12 Feb 10:00"),
        (dt.date(2026, 2, 1), True, "12 Feb 10:00"),
        (dt.date(2026, 1, 28), False, "05 Feb 10:00"),
    ],
)
def test_having_met_near_a_date_stands_for_it(
    on_thursdays: Pair, as_priya: Person, on: dt.date, stands_for: bool, then: str
) -> None:
    planned = Conversation.objects.ahead().get()
    met = met_elsewhere(on_thursdays, by=as_priya, on=on, line="On the ferry")
    assert (met == planned, met.state, met.line) == (stands_for, "held", "On the ferry")
    assert next_of(on_thursdays) == then
    on_thursdays.refresh_from_db(fields=["last_held_at"])
    assert on_thursdays.last_held_at == met.started_at
    assert met.minutes is None


def test_meeting_elsewhere_covers_and_carries_nothing(on_thursdays: Pair, as_priya: Person) -> None:
    item = add_item(on_thursdays, by=as_priya, text="The kit")
    met_elsewhere(on_thursdays, by=as_priya, on=as_priya.today())
    item.refresh_from_db()
    assert (item.state, item.carried) == ("open", 0)


def test_a_date_that_passed_was_not_held_and_the_next_comes(
    on_thursdays: Pair, as_priya: Person, tuesday: time_machine.Traveller
) -> None:
    tuesday.move_to(TUESDAY + 4 * DAY)
    plan_next(on_thursdays, after=TUESDAY + 4 * DAY)
    assert Conversation.objects.filter(state="not_held").count() == 1
    assert next_of(on_thursdays) == "12 Feb 10:00"


def test_beginning_near_a_date_is_that_date_and_far_from_it_another(
    on_thursdays: Pair, as_priya: Person, tuesday: time_machine.Traveller
) -> None:
    between = start(on_thursdays, by=as_priya)
    close(between, by=as_priya)
    assert between.planned_at is None
    assert next_of(on_thursdays) == "05 Feb 10:00"
    tuesday.move_to(dt.datetime(2026, 2, 4, 16, tzinfo=dt.UTC))
    early = start(on_thursdays, by=as_priya)
    close(early, by=as_priya)
    assert early.rhythm_on == dt.date(2026, 2, 5)
    assert next_of(on_thursdays) == "12 Feb 10:00"


def test_ten_in_the_morning_stays_ten_when_the_clocks_change(
    pair: Pair, as_priya: Person, tuesday: time_machine.Traveller
) -> None:
    tuesday.move_to(dt.datetime(2026, 3, 25, 9, tzinfo=dt.UTC))
    keep_rhythm(pair, thursdays(pair, first_on=dt.date(2026, 3, 26)), by=as_priya)
    before = Conversation.objects.ahead().get().planned_at
    skip_next(pair, by=as_priya)
    after = Conversation.objects.ahead().get().planned_at
    assert before is not None
    assert after is not None
    assert (before.hour, after.hour) == (10, 9)
    assert next_of(pair) == "02 Apr 10:00"


@pytest.mark.parametrize(
    ("day", "at"),
    [(dt.date(2026, 2, 2), dt.time(15)), (dt.date(2026, 2, 3), dt.time(8, 30))],
)
def test_a_time_that_has_passed_is_refused(
    on_thursdays: Pair, as_priya: Person, day: dt.date, at: dt.time
) -> None:
    with pytest.raises(Refusal) as refused:
        move_next(on_thursdays, by=as_priya, day=day, at=at)
    assert refused.value.field == "day"
    assert next_of(on_thursdays) == "05 Feb 10:00"


def test_what_is_still_to_come_was_not_met(on_thursdays: Pair, as_priya: Person) -> None:
    with pytest.raises(Refusal):
        met_elsewhere(on_thursdays, by=as_priya, on=as_priya.today() + DAY)
    assert next_of(on_thursdays) == "05 Feb 10:00"


def test_there_is_nothing_to_skip_without_a_date(pair: Pair, as_priya: Person) -> None:
    with pytest.raises(Refusal):
        skip_next(pair, by=as_priya)
    assert not Conversation.objects.exists()


def test_a_first_date_can_be_set_without_a_rhythm(pair: Pair, as_priya: Person) -> None:
    move_next(pair, by=as_priya, day=dt.date(2026, 2, 6), at=dt.time(15))
    assert next_of(pair) == "06 Feb 15:00"
    assert not Conversation.objects.ahead().get().moved


def test_already_filled_in_is_the_weekday_of_the_managers_other_ones(
    pair: Pair, cast: Cast
) -> None:
    with acting_as(cast.pia):
        other = Pair.objects.get(employee=cast.pia, manager=cast.mario)
        monday = dt.date(2026, 2, 9)
        keep_rhythm(other, thursdays(other, first_on=monday, at=dt.time(11)), by=cast.pia)
    with acting_as(cast.priya):
        suggested = suggested_rhythm(pair)
    assert (suggested.first_on.weekday(), suggested.at, suggested.kind) == (
        0,
        dt.time(11),
        "fortnightly",
    )


def test_either_of_the_two_and_nobody_else(cast: Cast, pair: Pair) -> None:
    where = f"/with/{pair.address}/rhythm/next"
    sent = {"do": "move", "day": "2026-02-06", "at": "15:00"}
    for person in (cast.sol, cast.pia, cast.hana, cast.otto):
        assert signed_in(person).post(where, sent).status_code == 404
    with acting_as(cast.priya):
        assert next_of(pair) == ""
    assert signed_in(cast.mario).post(where, sent).status_code == 302
    with acting_as(cast.priya):
        assert next_of(pair) == "06 Feb 15:00"
