"""Turns the script's days into dates: one shift for a whole pair, then working days.

Everything of a pair moves together by the same few days, so that its conversations fall on
the pair's weekday and nothing changes its order. A rhythm of a week or longer always leaves
such a shift: the last conversation stays in the past and the next one does not.
"""

from datetime import date, timedelta

from heard.ops.demo.script import Story

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
SATURDAY = 5


def shift_of(story: Story, today: date) -> int:
    """By how many days all dates of this pair move: the least that will do.

    A next conversation planned for a later day stays on a later day if it can, so that it has
    not passed already when the demo is loaded in the afternoon.
    """
    to_today = -story.next.in_days if story.next else None
    return min(
        _shifts(story, today),
        key=lambda days: (days == to_today and days != 0, abs(days), days),
        default=0,
    )


def past_date(story: Story, today: date, days_ago: int) -> date:
    """The date of something that was `days_ago`: a working day, today at the latest."""
    moved = today + timedelta(days=shift_of(story, today) - days_ago)
    return working_day(min(moved, today), forward=False)


def next_date(story: Story, today: date) -> date | None:
    """The date of the planned conversation, if one is."""
    if story.next is None:
        return None
    days = shift_of(story, today) + story.next.in_days
    return working_day(today + timedelta(days=days), forward=True)


def working_day(day: date, *, forward: bool) -> date:
    """A weekend becomes the Monday after, or the Friday before."""
    if day.weekday() < SATURDAY:
        return day
    step = 7 - day.weekday() if forward else SATURDAY - 1 - day.weekday()
    return day + timedelta(days=step)


def _shifts(story: Story, today: date) -> list[int]:
    earliest = -story.next.in_days if story.next else -6
    latest = story.conversations[-1].held_days - 1 if story.conversations else 6
    return [days for days in range(earliest, min(latest, 6) + 1) if _fits(story, today, days)]


def _fits(story: Story, today: date, shift: int) -> bool:
    """Whether the pair's conversations fall on its weekday, or on any working day without one."""
    anchor = story.next.in_days if story.next else 0
    if not story.next and story.conversations:
        anchor = -story.conversations[-1].days
    weekday = (today + timedelta(days=anchor + shift)).weekday()
    if story.rhythm.weekday is None:
        return weekday < SATURDAY
    return weekday == WEEKDAYS.index(story.rhythm.weekday)
