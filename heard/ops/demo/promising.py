"""Agreements and actions: made at the end of a conversation, and what became of them since."""

import datetime as dt

from heard.conversations.models import Action, Agreement, Conversation
from heard.objectives.models import Choice, Reason
from heard.ops.demo import script
from heard.ops.demo.arranged import Change, tell_change
from heard.ops.demo.sheet import Sheet

MINUTE = dt.timedelta(minutes=1)


def tell_promises(sheet: Sheet, told: script.PastConversation, conversation: Conversation) -> None:
    """They are written in the last minutes, in the order of the script."""
    assert conversation.ended_at is not None
    made = conversation.ended_at - MINUTE
    for agreement in told.agreements:
        _agreement(sheet, agreement, conversation, made, told.held_days)
    for action in told.actions:
        _action(sheet, action, conversation, made, told.held_days)


def _action(
    sheet: Sheet, told: script.Action, conversation: Conversation, made: dt.datetime, days: int
) -> None:
    owner = sheet.who(told.owner)
    action = sheet.add(
        Action(
            pair=sheet.pair,
            owner=owner,
            made_by=owner,
            text=told.text,
            if_it_slips=told.if_it_slips,
            due_on=sheet.clock.promised(sheet.clock.day(days), told.due),
            made_in=conversation,
            created_at=made,
        )
    )
    sheet.happened("action_made", by=owner, subject=action.id, at=made)
    ends = {
        Action.State.DONE: told.done,
        Action.State.DROPPED: told.dropped,
        Action.State.HANDED_ON: told.handed_on,
    }
    for state, after in ends.items():
        if after is None:
            continue
        action.state = state
        action.settled_at = _later(sheet, days - after, "15:40", made)
        action.version += 1
        # Handing on is what the change of manager did, not one of the two.
        if state != Action.State.HANDED_ON:
            sheet.happened(f"action_{state}", by=owner, subject=action.id, at=action.settled_at)


def _agreement(
    sheet: Sheet, told: script.Agreement, conversation: Conversation, made: dt.datetime, days: int
) -> None:
    agreement = sheet.add(
        Agreement(
            pair=sheet.pair,
            made_by=sheet.employee,
            text=told.text,
            review_on=sheet.clock.promised(sheet.clock.day(days), told.review),
            made_in=conversation,
            accepted_at=made,
            created_at=made,
        )
    )
    sheet.happened("agreement_made", by=sheet.employee, subject=agreement.id, at=made)
    if told.changed is not None:
        _change(sheet, told, agreement, _later(sheet, days - told.changed, "10:30", made))
    if told.ended is not None:
        said = agreement.says()
        agreement.state = Agreement.State.ENDED
        agreement.ended_at = _later(sheet, days - told.ended, "10:40", made)
        agreement.version += 1
        change = Change(Choice.STOP, Reason.OTHER)
        tell_change(sheet, agreement, said, change, by=sheet.employee, at=agreement.ended_at)


def _change(sheet: Sheet, told: script.Agreement, agreement: Agreement, at: dt.datetime) -> None:
    """Other words, which the other agreed to at once; what it said is kept, and why it changed."""
    said = agreement.says()
    agreement.text = told.became
    agreement.state = Agreement.State.CHANGED
    agreement.text_version, agreement.version = agreement.version + 1, agreement.version + 2
    agreement.accepted_at = at
    change = Change(Choice.EMPHASIS, Reason.LEARNED, told.because)
    tell_change(sheet, agreement, said, change, by=sheet.employee, at=at)


def _later(sheet: Sheet, days: int, hour: str, made: dt.datetime) -> dt.datetime:
    """While they talked, where they talked that day, else at that hour; never before it began."""
    day = sheet.clock.day(days)
    meeting = sheet.held_on(day)
    wanted = sheet.clock.at(day, hour)
    if meeting is not None and meeting.started_at is not None:
        wanted = meeting.started_at + 2 * MINUTE
    return sheet.clock.by_now(max(wanted, made + MINUTE))
