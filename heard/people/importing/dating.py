"""Dates as exports write them: one order for the whole file, found out and said.

03/04/2024 is March or April. One value that can be read only one way settles it for all; where
none does, day first is assumed, and the preview says that it was.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.lib import text

EARLIEST_YEAR = 1900
LONGEST_DATE = 48
TIME_OF_DAY = re.compile(
    r"(?<=\d)[T ,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
YEAR_LEADS = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})|(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
YEAR_TRAILS = re.compile(r"(\d{1,2})([-/. ])\s*(\d{1,2})[-/. ]\s*(\d{4}|\d{2})")
IN_WORDS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-. ]*(?:de )?([^\W\d]{3,})[-., ]*(?:de )?(\d{4}|\d{2})"
)
MONTH_LEADS = re.compile(r"([^\W\d]{3,})[-. ]*(\d{1,2})(?:st|nd|rd|th)?[-., ]+(\d{4}|\d{2})")
# English, German, French, Spanish, Dutch, by as many letters as tell them apart; folded.
MONTHS = (
    ("jan", "ene"),
    ("feb", "fev"),
    ("mar", "mrz", "maa", "mrt"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mei"),
    ("jun", "juin"),
    ("jul", "juil"),
    ("aug", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt"),
    ("nov",),
    ("dec", "dez", "dic"),
)


class DateOrder(StrEnum):
    """In which order a file writes day, month and year."""

    YEAR_FIRST = "year_first"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"

    @property
    def label(self) -> str:
        return {
            DateOrder.YEAR_FIRST: _("year first"),
            DateOrder.DAY_FIRST: _("day first"),
            DateOrder.MONTH_FIRST: _("month first"),
        }[self]


@dataclass(frozen=True)
class DateReading:
    """How this file's dates are read, whether that is certain, and a date that shows it."""

    order: DateOrder
    certain: bool
    example: str = ""

    @property
    def sentence(self) -> str:
        """What the preview says about it; empty where the file has no dates."""
        day = read_date(self.example, self.order)
        if day is None:
            return ""
        shown = {
            "order": self.order.label,
            "example": self.example,
            "date": date_format(day, "j F Y"),
        }
        if self.certain:
            return _("Dates are read %(order)s: %(example)s is %(date)s.") % shown
        return (
            _(
                "The dates could be read either way. They are read %(order)s, "
                "so %(example)s is %(date)s. Change that if it is wrong."
            )
            % shown
        )


def detect_order(values: Iterable[str], told: DateOrder | None = None) -> DateReading:
    """The order that reads most of these values; what was told by somebody wins."""
    ambiguous, day_first, month_first, other = "", [], [], ""
    for value in values:
        match = YEAR_TRAILS.fullmatch(_bare(value))
        if match is None:
            other = other or (value if read_date(value, DateOrder.YEAR_FIRST) else "")
            continue
        first, separator, second = int(match[1]), match[2], int(match[3])
        if first > 12 >= second or (separator == "." and first <= 12 >= second):
            day_first.append(value)
        elif second > 12 >= first:
            month_first.append(value)
        elif first != second or not ambiguous:
            ambiguous = value
    if told is not None:
        example = next(iter([*day_first, *month_first, ambiguous, other]), "")
        return DateReading(told, certain=True, example=example)
    if day_first or month_first:
        if len(day_first) >= len(month_first):
            return DateReading(DateOrder.DAY_FIRST, certain=True, example=day_first[0])
        return DateReading(DateOrder.MONTH_FIRST, certain=True, example=month_first[0])
    if ambiguous:
        return DateReading(DateOrder.DAY_FIRST, certain=False, example=ambiguous)
    return DateReading(DateOrder.YEAR_FIRST, certain=True, example=other)


def read_date(value: str, order: DateOrder) -> dt.date | None:
    """The day this value means under that order, or None where it means none."""
    value = _bare(value)
    if match := YEAR_LEADS.fullmatch(value):
        year, month, day = (part for part in match.groups() if part)
        return _date(year, int(month), day)
    if match := YEAR_TRAILS.fullmatch(value):
        first, second, year = match[1], match[3], match[4]
        if order is DateOrder.MONTH_FIRST:
            first, second = second, first
        return _date(year, int(second), first)
    if match := IN_WORDS.fullmatch(value):
        return _date(match[3], _month(match[2]), match[1])
    if match := MONTH_LEADS.fullmatch(value):
        return _date(match[3], _month(match[1]), match[2])
    return None


def _bare(value: str) -> str:
    """Without the time of day that some exports write beside every date."""
    if len(value) > LONGEST_DATE:
        return ""
    return TIME_OF_DAY.sub("", value.strip()).strip()


def _month(name: str) -> int:
    name = text.folded(name)
    for number, beginnings in enumerate(MONTHS, 1):
        if name.startswith(beginnings):
            return number
    return 0


def _date(year: str, month: int, day: str) -> dt.date | None:
    full = int(year)
    if len(year) == 2:
        full += 2000 if full < 50 else 1900
    try:
        return dt.date(full, month, int(day)) if full >= EARLIEST_YEAR else None
    except ValueError:
        return None
