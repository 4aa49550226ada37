"""Rhythms as calendar arithmetic: local dates and times first, instants last.

A rhythm is kept as what people said (a day, a time, a zone). Dates are counted in local days, so a
clock change moves nothing; each becomes an instant by its own zone's rule on its own day. A time
that a clock change skips moves forward by the gap; one that happens twice is the first.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

KINDS = ("weekly", "fortnightly", "monthly", "quarterly", "custom", "as_needed")
UNITS = ("week", "month")
WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
FIRST_YEAR, LAST_YEAR = 1970, 2100
LAST_WEEK = 5


@dataclass(frozen=True)
class Recurrence:
    """How often, from when, at what local time, in which zone.

    `every` and `unit` count only for `custom`. By month, `by_weekday` means "the second Tuesday"
    (a fifth one is the last); otherwise the day of the month, the last day where it has fewer.
    """

    kind: str
    first_on: dt.date
    at: dt.time
    zone: str
    every: int = 1
    unit: str = "week"
    by_weekday: bool = True

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(_("That rhythm isn't known."))
        if self.unit not in UNITS or not 1 <= self.every <= 52:
            raise ValueError(_("Every one to fifty-two weeks or months, please."))
        if not FIRST_YEAR <= self.first_on.year <= LAST_YEAR:
            raise ValueError(_("Choose a day in this century."))
        zone_named(self.zone)

    @property
    def step(self) -> tuple[str, int]:
        """The unit and how many of them lie between two dates."""
        return {
            "weekly": ("week", 1),
            "fortnightly": ("week", 2),
            "monthly": ("month", 1),
            "quarterly": ("month", 3),
        }.get(self.kind, (self.unit, self.every))


def zone_named(name: str) -> ZoneInfo:
    """The zone, or a sentence that names the unknown one."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ModuleNotFoundError, LookupError) as error:
        raise ValueError(_("The time zone “%(name)s” isn't known.") % {"name": name}) from error


def instant(day: dt.date, at: dt.time, zone: str) -> dt.datetime:
    """The moment, in UTC, that a wall clock in `zone` shows this day and time.

    `fold=0` gives the offset before a change. In a gap that offset lands the time later by the
    gap's length, so 02:30 becomes 03:30; of a doubled hour it is the first.
    """
    local = dt.datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=zone_named(zone))
    return local.astimezone(dt.UTC)


def occurrences(
    recurrence: Recurrence, *, after: dt.datetime, count: int
) -> list[tuple[dt.date, dt.datetime]]:
    """The next dates strictly after a moment: the local day, and the instant in UTC."""
    if recurrence.kind == "as_needed":
        return []
    return list(islice(_after(recurrence, after), count))


def _after(recurrence: Recurrence, after: dt.datetime) -> Iterator[tuple[dt.date, dt.datetime]]:
    for day in _days(recurrence):
        if day.year > LAST_YEAR:
            return
        at = instant(day, recurrence.at, recurrence.zone)
        if at > after:
            yield day, at


def _days(recurrence: Recurrence) -> Iterator[dt.date]:
    """Local days without end, counted from the first one."""
    unit, interval = recurrence.step
    first = recurrence.first_on
    start = dt.datetime.combine(first, dt.time())
    if unit == "week":
        rule = rrule(WEEKLY, dtstart=start, interval=interval)
    elif recurrence.by_weekday:
        number = (first.day - 1) // 7 + 1
        # A month need not have a fifth Tuesday; its last one is what people mean.
        number = -1 if number == LAST_WEEK else number
        weekday = WEEKDAYS[first.weekday()](number)
        rule = rrule(MONTHLY, dtstart=start, interval=interval, byweekday=weekday)
    else:
        # The 31st, else the 30th, 29th, 28th: the last of these days that the month has.
        days = range(min(first.day, 28), first.day + 1)
        rule = rrule(MONTHLY, dtstart=start, interval=interval, bymonthday=days, bysetpos=-1)
    return (moment.date() for moment in rule)


def describe(recurrence: Recurrence) -> str:
    """The rhythm in a sentence."""
    if recurrence.kind == "as_needed":
        return _("As needed, no fixed dates")
    unit, interval = recurrence.step
    words = {
        "weekday": formats.date_format(recurrence.first_on, "l"),
        "hour": recurrence.at.strftime("%H:%M"),
        "every": interval,
        "which": _which(recurrence),
    }
    if unit == "week" and interval == 1:
        return _("Every %(weekday)s at %(hour)s") % words
    if unit == "week" and interval == 2:
        return _("Every other %(weekday)s at %(hour)s") % words
    if unit == "week":
        return _("Every %(every)s weeks on %(weekday)s at %(hour)s") % words
    return (
        ngettext(
            "%(which)s of each month at %(hour)s",
            "%(which)s of every %(every)s months at %(hour)s",
            interval,
        )
        % words
    )


def _which(recurrence: Recurrence) -> str:
    """`The second Tuesday`, `The last Friday`, or `Day 31`."""
    first = recurrence.first_on
    if not recurrence.by_weekday:
        return _("Day %(day)s") % {"day": first.day}
    names = [_("first"), _("second"), _("third"), _("fourth"), _("last")]
    return _("The %(which)s %(weekday)s") % {
        "which": names[(first.day - 1) // 7],
        "weekday": formats.date_format(first, "l"),
    }
