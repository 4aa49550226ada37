"""Raises: made, answered once or more, perhaps settled; each on its day, in the right order."""

import datetime as dt

from heard.conversations.models import Answer, Item, Raise
from heard.ops.demo import script
from heard.ops.demo.sheet import Sheet

MINUTE = dt.timedelta(minutes=1)


def tell_raise(sheet: Sheet, told: script.Item, item: Item, *, at: dt.datetime, days: int) -> None:
    """`days` is how long ago the days of its answers are counted from."""
    raise_ = sheet.add(Raise(pair=sheet.pair, item=item, raised_by=item.author, created_at=at))
    sheet.happened("raise_made", by=item.author, subject=raise_.id, at=at)
    latest = at
    for answer in told.answers:
        latest = _moment(sheet, days - answer.after, after=latest)
        _answer(sheet, answer, raise_, at=latest, day=sheet.clock.day(days - answer.after))
    if told.settled is not None:
        raise_.state = Raise.State.CLOSED
        raise_.settled_at = _moment(sheet, days - told.settled, after=latest)
        raise_.version += 1
        sheet.happened("raise_settled", by=item.author, subject=raise_.id, at=raise_.settled_at)


def _answer(
    sheet: Sheet, told: script.Answer, raise_: Raise, *, at: dt.datetime, day: dt.date
) -> None:
    by = sheet.pair.other(raise_.raised_by)
    again = sheet.clock.promised(day, told.look_again)
    sheet.add(
        Answer(
            pair=sheet.pair,
            raised=raise_,
            answered_by=by,
            outcome=told.outcome,
            sentence=told.sentence,
            look_again_on=again,
            given_in=sheet.under_way_at(at),
            created_at=at,
        )
    )
    raise_.state, raise_.look_again_on = told.outcome, again
    raise_.version += 1
    sheet.happened(f"raise_{told.outcome}", by=by, subject=raise_.id, at=at)


def _moment(sheet: Sheet, days: int, *, after: dt.datetime) -> dt.datetime:
    """While they talked, where they talked that day; and behind what came before it."""
    day = sheet.clock.day(days)
    meeting = sheet.held_on(day)
    wanted = sheet.clock.at(day, "11:20")
    if meeting is not None and meeting.started_at and meeting.ended_at:
        wanted = meeting.started_at + (meeting.ended_at - meeting.started_at) / 2
    return sheet.clock.by_now(max(wanted, after + MINUTE))
