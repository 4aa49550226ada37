"""When things happened in one pair's story: the script's days as moments, never later than now."""

import datetime as dt
from dataclasses import dataclass

from heard.lib.recurrence import instant
from heard.ops.demo.dating import next_date, past_date, working_day
from heard.ops.demo.script import Story


@dataclass(frozen=True)
class Clock:
    """The pair's own zone, and the moment at which the demo is loaded."""

    story: Story
    zone: str
    now: dt.datetime

    @property
    def today(self) -> dt.date:
        return self.now.date()

    def day(self, days_ago: int) -> dt.date:
        """The date of something `days_ago`, moved with everything else of the pair."""
        return past_date(self.story, self.today, days_ago)

    def turn(self, days_ago: int) -> dt.date:
        """A day on which a page began or ended: it goes with the reporting line, not the pair."""
        return working_day(self.today - dt.timedelta(days=days_ago), forward=False)

    def at(self, day: dt.date, hour: str, *, minutes: float = 0) -> dt.datetime:
        """That hour of the day where the pair is."""
        moment = instant(day, dt.time.fromisoformat(hour), self.zone)
        return self.by_now(moment + dt.timedelta(minutes=minutes))

    def by_now(self, moment: dt.datetime) -> dt.datetime:
        """The moment, or now where it would be still to come."""
        return min(moment, self.now)

    def promised(self, day: dt.date, after: int | None) -> dt.date | None:
        """A working day so many days later, which may well be to come."""
        if after is None:
            return None
        return working_day(day + dt.timedelta(days=after), forward=True)

    def next(self) -> tuple[dt.date, dt.datetime] | None:
        """The planned conversation: its day, and the moment."""
        day = next_date(self.story, self.today)
        if day is None or self.story.next is None:
            return None
        return day, instant(day, dt.time.fromisoformat(self.story.next.at), self.zone)
