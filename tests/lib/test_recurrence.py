"""Rhythms against a slow oracle that walks day by day, over zones, years and clock changes."""

import calendar
import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.lib.recurrence import Recurrence, describe, instant, occurrences

ZONES = [
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Africa/Casablanca",
    "UTC",
]
DAY = dt.timedelta(days=1)


def every_day(first: dt.date) -> Iterator[dt.date]:
    while True:
        yield first
        first += DAY


def falls_on(rule: Recurrence, day: dt.date) -> bool:
    """The rule in the words people use, asked of one day."""
    unit, every = rule.step
    first = rule.first_on
    if unit == "week":
        return day.weekday() == first.weekday() and (day - first).days // 7 % every == 0
    months = (day.year - first.year) * 12 + day.month - first.month
    if months % every:
        return False
    days = calendar.monthrange(day.year, day.month)[1]
    if not rule.by_weekday:
        return day.day == (days if rule.last else min(first.day, days))
    number = (first.day - 1) // 7 + 1
    if day.weekday() != first.weekday():
        return False
    if rule.last or number == 5:
        return day.day > days - 7
    return (day.day - 1) // 7 + 1 == number


def shown_by_a_clock(day: dt.date, at: dt.time, zone: str) -> dt.datetime:
    """The first moment of that day, minute by minute, whose wall clock shows the time or, where
    the clock jumps over it, as far behind the jump as the time lay inside it."""
    begins = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC) - dt.timedelta(hours=30)
    wanted = dt.datetime.combine(day, at)
    before = None
    for minute in range(72 * 60):
        moment = begins + dt.timedelta(minutes=minute)
        wall = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        if wall == wanted:
            return moment
        if (
            before is not None
            and before < wanted < wall
            and wall - before > dt.timedelta(minutes=1)
        ):
            return moment + (wanted - before) - dt.timedelta(minutes=1)
        before = wall
    raise AssertionError("no clock ever showed it")


kinds = st.sampled_from(["weekly", "fortnightly", "monthly", "quarterly", "custom"])
days = st.dates(dt.date(2001, 1, 1), dt.date(2060, 12, 31))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0))


@st.composite
def rules(draw: st.DrawFn) -> Recurrence:
    first, by_weekday = draw(days), draw(st.booleans())
    length = calendar.monthrange(first.year, first.month)[1]
    falls_last = first.day > length - (7 if by_weekday else 1)
    return Recurrence(
        kind=draw(kinds),
        first_on=first,
        at=draw(times),
        zone=draw(st.sampled_from(ZONES)),
        every=draw(st.integers(1, 5)),
        unit=draw(st.sampled_from(["week", "month"])),
        by_weekday=by_weekday,
        last=draw(st.booleans()) if falls_last else False,
    )


@settings(max_examples=60)
@given(rules(), st.integers(-400, 800))
def test_the_days_are_those_a_calendar_shows(rule: Recurrence, later: int) -> None:
    after = rule.first_on + later * DAY
    found = [day for day, _moment in occurrences(rule, after=after, count=4)]
    walk = (day for day in every_day(max(rule.first_on, after + DAY)) if falls_on(rule, day))
    assert found == [next(walk) for _day in found]
    assert len(found) == 4


@settings(max_examples=60)
@given(rules(), st.integers(-400, 800))
def test_what_is_next_after_a_moment_is_the_first_one_behind_it(
    rule: Recurrence, later: int
) -> None:
    asked = dt.datetime.combine(rule.first_on, dt.time(12), tzinfo=dt.UTC) + later * DAY
    found = occurrences(rule, after=asked, count=3)
    moments = [moment for _day, moment in found]
    assert moments == sorted(set(moments))
    assert moments[0] > asked
    for before in every_day(found[0][0] - 3 * DAY):
        if before == found[0][0]:
            break
        if before >= rule.first_on and falls_on(rule, before):
            assert instant(before, rule.at, rule.zone) <= asked


@settings(max_examples=40)
@given(
    st.sampled_from(
        [
            (dt.date(2026, 3, 29), "Europe/London"),
            (dt.date(2026, 10, 25), "Europe/London"),
            (dt.date(2026, 3, 8), "America/New_York"),
            (dt.date(2026, 11, 1), "America/New_York"),
            (dt.date(2026, 4, 5), "Australia/Lord_Howe"),
            (dt.date(2026, 10, 4), "Australia/Lord_Howe"),
            (dt.date(2018, 11, 4), "America/Sao_Paulo"),
            (dt.date(2026, 6, 15), "Asia/Kathmandu"),
        ]
    ),
    times,
)
def test_the_moment_is_the_one_a_clock_on_the_wall_shows(
    changing: tuple[dt.date, str], at: dt.time
) -> None:
    day, zone = changing
    assert instant(day, at, zone) == shown_by_a_clock(day, at, zone)


def test_a_gap_moves_forward_and_an_overlap_takes_the_first() -> None:
    assert instant(dt.date(2026, 3, 29), dt.time(1, 30), "Europe/London") == dt.datetime(
        2026, 3, 29, 1, 30, tzinfo=dt.UTC
    )
    assert instant(dt.date(2026, 10, 25), dt.time(1, 30), "Europe/London") == dt.datetime(
        2026, 10, 25, 0, 30, tzinfo=dt.UTC
    )


def test_ten_stays_ten_across_a_clock_change() -> None:
    rule = Recurrence("weekly", dt.date(2026, 3, 26), dt.time(10), "Europe/London")
    found = occurrences(rule, after=dt.date(2026, 3, 25), count=2)
    assert [moment.hour for _day, moment in found] == [10, 9]


def test_the_last_friday_is_not_the_fourth() -> None:
    february = dt.date(2026, 2, 27)
    after = dt.date(2026, 4, 28)
    made = {
        last: Recurrence("monthly", february, dt.time(10), "UTC", last=last)
        for last in (False, True)
    }
    days = {last: occurrences(rule, after=after, count=1)[0][0] for last, rule in made.items()}
    assert days == {False: dt.date(2026, 5, 22), True: dt.date(2026, 5, 29)}
    assert describe(made[True]) != describe(made[False])


def test_the_last_day_of_february_is_the_last_day_of_march() -> None:
    rule = Recurrence(
        "monthly", dt.date(2026, 2, 28), dt.time(10), "UTC", by_weekday=False, last=True
    )
    found = [day.day for day, _moment in occurrences(rule, after=dt.date(2026, 2, 1), count=4)]
    assert found == [28, 31, 30, 31]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "daily"},
        {"every": 0, "kind": "custom"},
        {"every": 53, "kind": "custom"},
        {"unit": "day", "kind": "custom"},
        {"zone": "Mars/Olympus"},
        {"zone": "right/UTC"},
        {"first_on": dt.date(1969, 12, 31)},
        {"first_on": dt.date(2101, 1, 1)},
        {"kind": "monthly", "last": True},
        {"at": dt.time(10, tzinfo=dt.UTC)},
    ],
)
def test_what_is_no_rhythm_is_refused_in_words(wrong: dict[str, object]) -> None:
    usual: dict[str, object] = {
        "kind": "weekly",
        "first_on": dt.date(2026, 2, 3),
        "at": dt.time(10),
        "zone": "UTC",
    }
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        Recurrence(**{**usual, **wrong})  # type: ignore[arg-type]


def test_as_needed_has_no_dates_and_the_calendar_ends() -> None:
    asked = dt.date(2100, 12, 25)
    never = Recurrence("as_needed", dt.date(2026, 2, 3), dt.time(10), "UTC")
    weekly = Recurrence("weekly", dt.date(2026, 2, 3), dt.time(10), "UTC")
    assert occurrences(never, after=asked, count=3) == []
    assert len(occurrences(weekly, after=asked, count=3)) <= 1
