"""Dates in words: "fri", "in two weeks", "3 march".

`dateparser` knows the languages; what it does not know (ends of weeks and months) and what it
knows too well (a lone "May" or "march" is a name or a verb before it is a month) is settled here.
"""

import calendar
import datetime as dt
import re

from django.utils import translation

WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
NUMBERS = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"

# A phrase counts as a date only in one of these shapes.
SHAPES = re.compile(
    rf"""(?:
      (?:next\s+|this\s+)?{WEEKDAYS}
    | today | tomorrow
    | in\s+{NUMBERS}\s+(?:day|week|month|year)s?
    | next\s+(?:week|month|year)
    | (?:the\s+)?end\s+of\s+(?:the\s+|this\s+|next\s+)?(?:week|month|year)
    | \d{{1,2}}(?:st|nd|rd|th)?\s+{MONTHS}(?:\s+\d{{4}})?
    | {MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?
    | \d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?
    | \d{{4}}-\d{{2}}-\d{{2}}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
AT_THE_END = re.compile(
    rf"(?:^|\s+)(?:by|on|before|due|until|till)?\s*(?P<date>{SHAPES.pattern})[.!]?$",
    re.IGNORECASE | re.VERBOSE,
)


# No phrase above is longer; what is, is no date, and is not searched for one.
LONGEST = 60


def read_date(text: str, *, today: dt.date) -> dt.date | None:
    """The day somebody means, looking forward from today; None where it is no date."""
    if len(text) > LONGEST:
        return None
    words = " ".join(text.lower().split()).rstrip(".")
    if not words:
        return None
    found = _end_of(words, today)
    if found is not None:
        return found
    if SHAPES.fullmatch(words) or not _is_english():
        return _parsed(words, today)
    return None


def split_date(text: str, *, today: dt.date) -> tuple[str, dt.date | None]:
    """A line without the date at its end, and the date; the line whole where there is none."""
    line = text.strip()
    match = AT_THE_END.search(line, max(0, len(line) - LONGEST))
    if match is None:
        return line, None
    day = read_date(match["date"], today=today)
    rest = line[: match.start()].rstrip(" ,;:-")
    if day is None or not rest:
        return line, None
    return rest, day


def _end_of(words: str, today: dt.date) -> dt.date | None:
    """Friday of a week, the last day of a month or year."""
    match = re.fullmatch(r"(?:the )?end of (the |this |next )?(week|month|year)", words)
    if match is None:
        return None
    following = match[1] == "next "
    if match[2] == "week":
        friday = today + dt.timedelta(days=(4 - today.weekday()) % 7)
        return friday + dt.timedelta(days=7 * following)
    if match[2] == "year":
        return dt.date(today.year + following, 12, 31)
    month = today.replace(day=1)
    if following:
        month = (month + dt.timedelta(days=32)).replace(day=1)
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _parsed(words: str, today: dt.date) -> dt.date | None:
    # Imported on first use: it takes a sixth of a second that most processes never need.
    import dateparser

    language = (translation.get_language() or "en")[:2]
    found = dateparser.parse(
        re.sub(r"^(this|next) (?=" + WEEKDAYS + ")", "", words),
        languages=_known(language),
        settings={
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": dt.datetime.combine(today, dt.time(12)),
            "DATE_ORDER": "DMY",
        },
    )
    if found is None:
        return None
    day: dt.date = found.date()
    if re.search(r"\d", words) is None and day == today and words not in {"today"}:
        # A bare weekday said on that weekday means the next one.
        day += dt.timedelta(days=7)
    if day < today and not re.search(r"\d{4}", words):
        day = day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day
    return day


def _known(language: str) -> list[str]:
    """The reader's language, where it is one whose dates are known, and English."""
    from dateparser.data.languages_info import language_order

    return ["en"] if language == "en" or language not in language_order else [language, "en"]


def _is_english() -> bool:
    return (translation.get_language() or "en").startswith("en")
