"""Raises: made, answered once or more, perhaps settled; each on its day, in the right order."""

import datetime as dt

from heard.conversations.models import Answer, CameBack, Item, PassedUp, Raise, Reply
from heard.ops.demo import script
from heard.ops.demo.sheet import Sheet

MINUTE = dt.timedelta(minutes=1)


def tell_raise(sheet: Sheet, told: script.Item, item: Item, *, at: dt.datetime, days: int) -> None:
    """`days` is how long ago the days of its answers are counted from."""
    raise_ = sheet.add(Raise(pair=sheet.pair, item=item, raised_by=item.author, created_at=at))
    sheet.happened("raise_made", by=item.author, subject=raise_.id, at=at)
    latest = at
    said: list[script.Answer | script.NotYet] = [*told.answers, *told.not_yet]
    for one in sorted(said, key=lambda one: one.after):
        latest = _moment(sheet, days - one.after, after=latest)
        if isinstance(one, script.NotYet):
            _not_yet(sheet, one, raise_, at=latest)
        else:
            _answer(sheet, one, raise_, at=latest, day=sheet.clock.day(days - one.after))
    for passed in told.passed_up:
        _pass_up(sheet, passed, raise_, days=days)
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


def _not_yet(sheet: Sheet, told: script.NotYet, raise_: Raise, *, at: dt.datetime) -> None:
    by = raise_.raised_by
    sheet.add(
        Reply(
            pair=sheet.pair,
            raised=raise_,
            by=by,
            reopens=not raise_.is_waiting,
            text=told.text,
            created_at=at,
        )
    )
    if not raise_.is_waiting:
        raise_.state, raise_.look_again_on = Raise.State.RAISED, None
    raise_.version += 1
    sheet.happened("raise_reopened", by=by, subject=raise_.id, at=at)


def _pass_up(sheet: Sheet, told: script.PassedUp, raise_: Raise, *, days: int) -> None:
    """Worded, agreed to within the hour, answered days later."""
    worded = sheet.clock.at(sheet.clock.day(days - told.after), "14:10")
    agreed, to = worded + dt.timedelta(minutes=35), sheet.people[told.to]
    by = sheet.pair.other(raise_.raised_by)
    passed = sheet.add(
        PassedUp(
            pair=sheet.pair,
            raised=raise_,
            raised_by=raise_.raised_by,
            asked_by=by,
            to=to,
            worded_by=by,
            version=2,
            text=told.text,
            state=PassedUp.State.ASKED,
            asked_at=agreed,
            created_at=worded,
        )
    )
    day = sheet.clock.day(days - told.answered)
    back = sheet.clock.at(day, "16:40")
    sheet.add(
        CameBack(
            passed=passed,
            outcome=told.outcome,
            sentence=told.sentence,
            look_again_on=sheet.clock.promised(day, told.look_again),
            created_at=back,
        )
    )
    for kind, who, at in (
        ("passed_up_worded", by, worded),
        ("passed_up_asked", raise_.raised_by, agreed),
        ("passed_up_answered", to, back),
    ):
        sheet.happened(kind, by=who, subject=passed.id, at=at)


def _moment(sheet: Sheet, days: int, *, after: dt.datetime) -> dt.datetime:
    """While they talked, where they talked that day; and behind what came before it."""
    day = sheet.clock.day(days)
    meeting = sheet.held_on(day)
    wanted = sheet.clock.at(day, "11:20")
    if meeting is not None and meeting.started_at and meeting.ended_at:
        wanted = meeting.started_at + (meeting.ended_at - meeting.started_at) / 2
    return sheet.clock.by_now(max(wanted, after + MINUTE))
