"""Whatever day the demo is loaded on, its dates make sense."""

from datetime import date, timedelta

import pytest

from heard.ops.demo.dating import WEEKDAYS, next_date, past_date, shift_of, working_day
from heard.ops.demo.reading import otherwise, tidewater
from heard.ops.demo.script import Story

STORIES = [*tidewater().stories, *otherwise().stories]
MONDAY = date(2026, 2, 2)
WEEK = [MONDAY + timedelta(days=days) for days in range(7)]

every_day = pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%A}")
stories = pytest.mark.parametrize("story", STORIES, ids=lambda s: "-".join(s.people))


def story_of(employee: str, manager: str) -> Story:
    return next(s for s in STORIES if s.people == (employee, manager))


@every_day
@stories
def test_conversations_fall_on_the_pairs_weekday_and_in_the_past(story: Story, today: date) -> None:
    dates = [past_date(story, today, c.days) for c in story.conversations]
    assert dates == sorted({*dates})
    for conversation, day in zip(story.conversations, dates, strict=True):
        held = past_date(story, today, conversation.held_days)
        assert held < today
        assert held.weekday() < 5
        if story.rhythm.weekday:
            assert day.weekday() == WEEKDAYS.index(story.rhythm.weekday)


@every_day
@stories
def test_the_next_one_falls_on_it_too_and_not_in_the_past(story: Story, today: date) -> None:
    day = next_date(story, today)
    if story.next is None:
        assert day is None
        return
    assert day is not None
    assert day >= today
    assert day.weekday() < 5
    if story.rhythm.weekday:
        assert day.weekday() == WEEKDAYS.index(story.rhythm.weekday)


@every_day
def test_what_was_typed_keeps_its_order_and_is_never_later_than_today(today: date) -> None:
    for story in STORIES:
        days = sorted({item.days for item in story.page if item.days is not None})[::-1]
        dates = [past_date(story, today, day) for day in days]
        assert dates == sorted(dates)
        assert all(day <= today for day in dates)


@pytest.mark.parametrize("today", WEEK[:4], ids=lambda day: f"{day:%A}")
def test_on_most_days_priya_meets_mario_tomorrow(today: date) -> None:
    story = story_of("priya", "mario")
    assert shift_of(story, today) == 0
    assert next_date(story, today) == today + timedelta(days=1)


def test_on_a_friday_priya_meets_mario_on_monday() -> None:
    assert next_date(story_of("priya", "mario"), WEEK[4]) == MONDAY + timedelta(days=7)


@pytest.mark.parametrize("today", WEEK[:5], ids=lambda day: f"{day:%A}")
def test_on_any_working_day_mario_meets_pia_today(today: date) -> None:
    assert next_date(story_of("pia", "mario"), today) == today


def test_at_the_weekend_priya_meets_mario_on_monday() -> None:
    for today in WEEK[5:]:
        assert next_date(story_of("priya", "mario"), today) == MONDAY + timedelta(days=7)


def test_a_weekend_becomes_a_working_day() -> None:
    saturday, sunday, monday = WEEK[5], WEEK[6], MONDAY + timedelta(days=7)
    assert working_day(saturday, forward=False) == working_day(sunday, forward=False) == WEEK[4]
    assert working_day(saturday, forward=True) == working_day(sunday, forward=True) == monday
    assert working_day(WEEK[2], forward=True) == working_day(WEEK[2], forward=False) == WEEK[2]
