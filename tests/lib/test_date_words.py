"""Dates in words, looking forward from a Wednesday in 2026."""

import datetime as dt
import time

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.lib.date_words import read_date, split_date

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("fri", (2026, 11, 27)),
        ("Friday", (2026, 11, 27)),
        ("wed", (2026, 12, 2)),
        ("tomorrow", (2026, 11, 26)),
        ("today", (2026, 11, 25)),
        ("in two weeks", (2026, 12, 9)),
        ("in 3 days", (2026, 11, 28)),
        ("in a week", (2026, 12, 2)),
        ("3 march", (2027, 3, 3)),
        ("March 3", (2027, 3, 3)),
        ("3 march 2028", (2028, 3, 3)),
        ("12/3/2027", (2027, 3, 12)),
        ("2027-01-05", (2027, 1, 5)),
        ("end of the week", (2026, 11, 27)),
        ("end of next month", (2026, 12, 31)),
        ("end of the year", (2026, 12, 31)),
        ("29 february", (2028, 2, 29)),
    ],
)
def test_days_as_people_say_them(words: str, day: tuple[int, int, int]) -> None:
    assert read_date(words, today=TODAY) == dt.date(*day)


@pytest.mark.parametrize(
    "words", ["", "  ", "May", "march", "second", "31/2", "soon", "before launch", "x" * 5_000]
)
def test_words_that_are_no_day(words: str) -> None:
    assert read_date(words, today=TODAY) is None


@pytest.mark.parametrize(
    ("line", "rest", "day"),
    [
        ("Ask Ruth by fri", "Ask Ruth", (2026, 11, 27)),
        ("Ask Ruth, in two weeks.", "Ask Ruth", (2026, 12, 9)),
        ("Ask Ruth 3 march", "Ask Ruth", (2027, 3, 3)),
        ("Ask May", "Ask May", None),
        ("fri", "fri", None),
        ("A walk on sun cream", "A walk on sun cream", None),
    ],
)
def test_a_line_and_the_day_at_its_end(
    line: str, rest: str, day: tuple[int, int, int] | None
) -> None:
    assert split_date(line, today=TODAY) == (rest, dt.date(*day) if day else None)


WORDS = (
    "in next this end of the week month year fri 31 3rd march may 2027 99 by on / . - é ١٢ 12/13"
)
words = st.sampled_from(WORDS.split(" "))


@settings(max_examples=60)
@given(
    st.lists(words, max_size=5).map(" ".join) | st.text(max_size=30),
    st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)),
)
def test_nothing_that_is_typed_stops_it(typed: str, today: dt.date) -> None:
    found = read_date(typed, today=today)
    assert found is None or isinstance(found, dt.date)
    rest, day = split_date(typed, today=today)
    assert day is None or rest


@pytest.mark.parametrize("language", ["de", "ar", "xx", "zh-hans", "en-gb"])
def test_nor_any_language(language: str) -> None:
    with translation.override(language):
        assert read_date("2027-01-05", today=TODAY) == dt.date(2027, 1, 5)
        read_date("freitag", today=TODAY)


@pytest.mark.parametrize("line", [" " * 100_000 + "x", "by " * 30_000, "a " * 50_000 + "fri"])
def test_a_long_line_takes_no_time(line: str) -> None:
    began = time.process_time()
    split_date(line, today=TODAY)
    assert time.process_time() - began < 1
