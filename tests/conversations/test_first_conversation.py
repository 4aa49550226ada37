"""The first date of somebody new is in this week, as the organisation counts weeks."""

import datetime as dt

import pytest

from heard.conversations.first_conversation import _soon

# A Thursday.
TODAY = dt.date(2026, 11, 26)
SUNDAY = dt.date(2026, 11, 29)
FRIDAY = dt.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("week_starts_on", "wanted", "becomes"),
    [
        (0, FRIDAY, FRIDAY),
        (0, SUNDAY, SUNDAY),
        (6, SUNDAY, FRIDAY),
        (5, SUNDAY, FRIDAY),
        (0, dt.date(2026, 12, 1), FRIDAY),
    ],
)
def test_this_week_or_the_next_working_day(
    week_starts_on: int, wanted: dt.date, becomes: dt.date
) -> None:
    assert _soon(TODAY, wanted, week_starts_on=week_starts_on) == becomes
