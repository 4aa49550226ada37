"""Dates: one order for the file, found out, and said aloud where it was only assumed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.people.importing.dating import DateOrder, detect_order, read_date

DAY, MONTH, YEAR = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST


@pytest.mark.parametrize(
    ("values", "order", "certain"),
    [
        (["2024-05-31", "2024-06-01"], YEAR, True),
        (["03/04/2024", "31/12/2023"], DAY, True),
        (["03/04/2024", "12/31/2023"], MONTH, True),
        (["03.04.2024", "01.02.2023"], DAY, True),
        (["03/04/2024", "01/02/2023"], DAY, False),
        (["3-4-24", "13-4-24"], DAY, True),
        (["31/12/2023", "30/11/2023", "12/31/2023"], DAY, True),
        (["12/31/2023", "11/30/2023", "31/12/2023"], MONTH, True),
        (["17 June 1987", "2 May 2020"], YEAR, True),
        ([], YEAR, True),
        (["soon", "?"], YEAR, True),
    ],
)
def test_the_order_is_that_of_the_whole_column(
    values: list[str], order: DateOrder, certain: bool
) -> None:
    reading = detect_order(values)
    assert (reading.order, reading.certain) == (order, certain)


def test_an_order_somebody_told_wins() -> None:
    assert detect_order(["03/04/2024"], told=MONTH).order == MONTH
    assert detect_order(["31/12/2024"], told=MONTH).order == MONTH


def test_what_was_assumed_is_said_with_an_example_that_shows_the_difference() -> None:
    sentence = detect_order(["04/04/2024", "03/04/2024"]).sentence
    assert "either way" in sentence
    assert "day first, so 03/04/2024 is 3 April 2024" in sentence


def test_what_is_certain_is_said_shortly() -> None:
    assert detect_order(["12/31/2023"]).sentence == (
        "Dates are read month first: 12/31/2023 is 31 December 2023."
    )
    assert detect_order([]).sentence == ""


@pytest.mark.parametrize(
    ("value", "order", "day"),
    [
        ("1987-06-17", YEAR, "1987-06-17"),
        ("1987/6/7", YEAR, "1987-06-07"),
        ("19870617", YEAR, "1987-06-17"),
        ("1987-06-17T00:00:00Z", YEAR, "1987-06-17"),
        ("1987-06-17 00:00:00+01:00", YEAR, "1987-06-17"),
        ("6/17/1987 12:00:00 AM", MONTH, "1987-06-17"),
        ("06/17/1987", MONTH, "1987-06-17"),
        ("17.06.1987", DAY, "1987-06-17"),
        ("17. 6. 1987", DAY, "1987-06-17"),
        ("17/6/87", DAY, "1987-06-17"),
        ("17/6/24", DAY, "2024-06-17"),
        ("17-Jun-1987", DAY, "1987-06-17"),
        ("17 June 1987", MONTH, "1987-06-17"),
        ("Jun 17, 1987", DAY, "1987-06-17"),
        ("June 1st, 2020", DAY, "2020-06-01"),
        ("17. März 2019", DAY, "2019-03-17"),
        ("17 août 2019", DAY, "2019-08-17"),
        ("17 de enero de 2019", DAY, "2019-01-17"),
        ("17 mei 2019", DAY, "2019-05-17"),
        ("1987-06-17", DAY, "1987-06-17"),
    ],
)
def test_a_date_is_read_however_it_is_written(value: str, order: DateOrder, day: str) -> None:
    assert read_date(value, order) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "value",
    [
        "31/02/2024",
        "13/13/2024",
        "soon",
        "45444",
        "0000-00-00",
        "1899-12-31",
        "",
        "1/1",
        "9" * 5000,
    ],
)
def test_what_is_no_date_is_none(value: str) -> None:
    assert read_date(value, DAY) is None


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2049, 12, 31)))
def test_every_day_comes_back_from_each_way_of_writing_it(day: dt.date) -> None:
    assert read_date(day.strftime("%d/%m/%Y"), DAY) == day
    assert read_date(day.strftime("%m/%d/%Y"), MONTH) == day
    assert read_date(day.strftime("%d.%m.%y"), DAY) == day
    assert read_date(day.isoformat(), YEAR) == day
    assert read_date(day.strftime("%d %b %Y"), MONTH) == day


@given(st.lists(st.text(max_size=30), max_size=5), st.sampled_from(DateOrder))
def test_no_text_breaks_the_reading(values: list[str], order: DateOrder) -> None:
    reading = detect_order([*values, "03/04/2024"])
    assert reading.sentence
    for value in values:
        day = read_date(value, order)
        assert day is None or day.year >= 1900
