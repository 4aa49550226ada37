"""Rhythms as calendar arithmetic: local dates and times first, instants last.

A rhythm is kept as what people said (a day, a time, a zone). Dates are counted in local days, so a
clock change moves nothing; each becomes an instant by its own zone's rule on its own day. A time
that a clock change skips moves forward by the gap; one that happens twice is the first.
"""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KINDS = ("weekly", "fortnightly", "monthly", "quarterly", "custom", "as_needed")
UNITS = ("week", "month")
MOST_EVERY = 52
WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
FIRST_YEAR, LAST_YEAR = 1970, 2100
LAST = -1
# No gap in any zone moves a time by more than a day, so no date is further from its instant.
FURTHEST = dt.timedelta(days=2)


@dataclass(frozen=True)
class Recurrence:
    """How often, from when, at what local time, in which zone.

    `every` and `unit` count only for `custom`. By month, `by_weekday` repeats the weekday of
    `first_on` ("the second Tuesday"; a fifth one is the last), otherwise its day of the month, or
    the month's last day where it has fewer. `last` says that `first_on` was chosen as the last
    Friday, or the last day, of its month, where it could also be read as the fourth, or the 28th.
    """

    kind: str
    first_on: dt.date
    at: dt.time
    zone: str
    every: int = 1
    unit: str = "week"
    by_weekday: bool = True
    last: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(_("That rhythm isn't known."))
        if self.unit not in UNITS or not 1 <= self.every <= MOST_EVERY:
            raise ValueError(_("Every one to fifty-two weeks or months, please."))
        if self.at.tzinfo is not None:
            raise ValueError(_("The time is a local one; its zone is given beside it."))
        _check_year(self.first_on)
        zone_named(self.zone)
        if self.last and self.step[0] == "month" and not self._falls_last:
            raise ValueError(_("The first date isn't the last of its month."))

    @property
    def step(self) -> tuple[str, int]:
        """The unit and how many of them lie between two dates."""
        return {
            "weekly": ("week", 1),
            "fortnightly": ("week", 2),
            "monthly": ("month", 1),
            "quarterly": ("month", 3),
        }.get(self.kind, (self.unit, self.every))

    @property
    def week_of_month(self) -> int:
        """Which of its weekdays in the month: 1 to 4, or `LAST`.

        A month need not have a fifth Tuesday; its last one is what people mean.
        """
        number = (self.first_on.day - 1) // 7 + 1
        return LAST if self.last or number == 5 else number

    @property
    def is_last_day(self) -> bool:
        """By day of the month: its last day, whichever that is."""
        return self.last or self.first_on.day == 31

    @property
    def _falls_last(self) -> bool:
        days = calendar.monthrange(self.first_on.year, self.first_on.month)[1]
        return self.first_on.day > days - (7 if self.by_weekday else 1)


def zone_named(name: str) -> ZoneInfo:
    """The zone, or a sentence that names the unknown one."""
    if name not in _zone_names():
        raise ValueError(_("The time zone “%(name)s” isn't known.") % {"name": name})
    return ZoneInfo(name)


def instant(day: dt.date, at: dt.time, zone: str) -> dt.datetime:
    """The moment, in UTC, that a wall clock in `zone` shows this day and time.

    `fold=0` gives the offset before a change. In a gap that offset lands the time later by the
    gap's length, so 02:30 becomes 03:30; of a doubled hour it is the first.
    """
    _check_year(day)
    local = dt.datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=zone_named(zone))
    return local.astimezone(dt.UTC)


def occurrences(
    recurrence: Recurrence, *, after: dt.date, count: int
) -> list[tuple[dt.date, dt.datetime]]:
    """The next dates strictly after a moment, or after a local day: the local day, and UTC.

    Fewer than asked for where the calendar ends, with the year 2100; none when as needed.
    """
    if recurrence.kind == "as_needed":
        return []
    return list(islice(_following(recurrence, after), count))


def describe(recurrence: Recurrence) -> str:
    """The rhythm in a sentence."""
    if recurrence.kind == "as_needed":
        return _("No fixed dates")
    unit, every = recurrence.step
    words = {
        "weekday": WEEKDAY_NAMES[recurrence.first_on.weekday()],
        "day": recurrence.first_on.day,
        "time": f"{recurrence.at:%H:%M}",
        "every": every,
    }
    if unit == "month":
        return _by_month(recurrence) % words
    if every == 1:
        return _("Every %(weekday)s at %(time)s") % words
    if every == 2:
        return _("Every other %(weekday)s at %(time)s") % words
    sentence = ngettext(
        "Every %(every)s week on %(weekday)s at %(time)s",
        "Every %(every)s weeks on %(weekday)s at %(time)s",
        every,
    )
    return sentence % words


@cache
def _zone_names() -> frozenset[str]:
    """Asked for by name: `ZoneInfo` would also open `right/…`, which counts leap seconds."""
    return frozenset(available_timezones())


def _check_year(day: dt.date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(_("Choose a day between 1970 and 2100."))


def _following(recurrence: Recurrence, after: dt.date) -> Iterator[tuple[dt.date, dt.datetime]]:
    """Without end but the calendar's; instants are worked out only for days near or after."""
    _check_year(after)
    for day in _days(recurrence, _day_before_first(recurrence, after)):
        moment = instant(day, recurrence.at, recurrence.zone)
        if not isinstance(after, dt.datetime) or moment > after:
            yield day, moment


def _day_before_first(recurrence: Recurrence, after: dt.date) -> dt.date:
    """A day that no wanted date lies on or before."""
    if not isinstance(after, dt.datetime):
        return after
    if after.tzinfo is None:
        raise ValueError(_("A moment without its zone could be any of several."))
    return after.astimezone(dt.UTC).date() - FURTHEST


def _days(recurrence: Recurrence, after: dt.date) -> Iterator[dt.date]:
    """Local days after this one, counted from the first."""
    rule = _rule(recurrence)
    return (moment.date() for moment in rule.xafter(dt.datetime.combine(after, dt.time())))


def _rule(recurrence: Recurrence) -> rrule:
    unit, interval = recurrence.step
    first = recurrence.first_on
    start, until = dt.datetime.combine(first, dt.time()), dt.datetime(LAST_YEAR, 12, 31)  # noqa: DTZ001 - days, no moments
    if unit == "week":
        return rrule(WEEKLY, dtstart=start, until=until, interval=interval)
    if recurrence.by_weekday:
        weekday = WEEKDAYS[first.weekday()](recurrence.week_of_month)
        return rrule(MONTHLY, dtstart=start, until=until, interval=interval, byweekday=weekday)
    # The 31st, else the 30th, 29th, 28th: the last of these days that the month has.
    latest = 31 if recurrence.is_last_day else first.day
    days = range(min(first.day, 28), latest + 1)
    return rrule(
        MONTHLY, dtstart=start, until=until, interval=interval, bymonthday=days, bysetpos=LAST
    )


def _by_month(recurrence: Recurrence) -> "_StrPromise":
    if recurrence.by_weekday:
        return ON_WEEKDAY[recurrence.week_of_month]
    return ON_LAST_DAY if recurrence.is_last_day else ON_DAY


WEEKDAY_NAMES = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)

# Whole sentences, since "second" and "last" bend with the weekday in many languages.
ON_WEEKDAY = {
    1: ngettext_lazy(
        "The first %(weekday)s of each month at %(time)s",
        "Every %(every)s months on the first %(weekday)s at %(time)s",
        "every",
    ),
    2: ngettext_lazy(
        "The second %(weekday)s of each month at %(time)s",
        "Every %(every)s months on the second %(weekday)s at %(time)s",
        "every",
    ),
    3: ngettext_lazy(
        "The third %(weekday)s of each month at %(time)s",
        "Every %(every)s months on the third %(weekday)s at %(time)s",
        "every",
    ),
    4: ngettext_lazy(
        "The fourth %(weekday)s of each month at %(time)s",
        "Every %(every)s months on the fourth %(weekday)s at %(time)s",
        "every",
    ),
    LAST: ngettext_lazy(
        "The last %(weekday)s of each month at %(time)s",
        "Every %(every)s months on the last %(weekday)s at %(time)s",
        "every",
    ),
}
ON_DAY = ngettext_lazy(
    "Day %(day)s of each month at %(time)s",
    "Every %(every)s months on day %(day)s at %(time)s",
    "every",
)
ON_LAST_DAY = ngettext_lazy(
    "The last day of each month at %(time)s",
    "Every %(every)s months on the last day at %(time)s",
    "every",
)
