"""Items and the notes under them: those talked about, and those on the page today."""

import datetime as dt
from collections.abc import Sequence

from heard.conversations.models import Conversation, Item, Note, PrivateNote
from heard.lib.ordering import keys_after
from heard.ops.demo import script
from heard.ops.demo.raising import tell_raise
from heard.ops.demo.sheet import Sheet

MINUTE = dt.timedelta(minutes=1)


def tell_covered(sheet: Sheet, told: script.PastConversation, conversation: Conversation) -> None:
    """What the two talked about, one item after the other, the whole time divided among them."""
    assert conversation.started_at is not None
    assert conversation.ended_at is not None
    share = (conversation.ended_at - conversation.started_at) / (len(told.items) + 1)
    positions = keys_after(None, len(told.items))
    for number, (one, position) in enumerate(zip(told.items, positions, strict=True)):
        begun = conversation.started_at + share * number
        item = _item(sheet, one, position, added=_put_on(sheet, one, conversation, number))
        step = share / (len(one.notes) + 2)
        moments = [begun + step * (place + 1) for place in range(len(one.notes))]
        _notes(sheet, one.notes, item, moments, conversation)
        _settle(sheet, item, one, conversation, at=begun + share - step)
        if one.needs_answer:
            tell_raise(sheet, one, item, at=begun, days=told.held_days)


def tell_page(sheet: Sheet) -> None:
    """What lies on the page today, in its order, and what each keeps for themselves."""
    last: dict[str, str | None] = {"employee": None, "manager": None}
    for number, one in enumerate(sheet.story.page):
        section = sheet.pair.side_of(sheet.who(one.by).id)
        position = last[section] = keys_after(last[section], 1)[0]
        added = _added(sheet, one, number)
        item = _item(sheet, one, position, added=added)
        step = min(23 * MINUTE, (sheet.clock.now - added) / (len(one.notes) + 1))
        moments = [added + step * (place + 1) for place in range(len(one.notes))]
        _notes(sheet, one.notes, item, moments, None)
        if one.needs_answer:
            tell_raise(sheet, one, item, at=added, days=one.days or 0)
    for note in sheet.story.private_notes:
        _private_note(sheet, note)


def _put_on(
    sheet: Sheet, told: script.Item, conversation: Conversation, number: int
) -> dt.datetime:
    """The day before the first conversation it was there for, and after the one before that."""
    assert conversation.started_at is not None
    starts = conversation.started_at
    came_through = len([row for row in sheet.closed if row.ended_at and row.ended_at <= starts])
    first = came_through - told.carried
    there_for = sheet.closed[first] if told.carried else conversation
    assert there_for.started_at is not None
    before = sheet.closed[first - 1].ended_at if first else sheet.pair.created_at
    assert before is not None
    wanted = there_for.started_at - dt.timedelta(hours=18, minutes=13 * number)
    earliest = min(before + MINUTE * (number + 1), there_for.started_at - MINUTE)
    return max(wanted, earliest)


def _added(sheet: Sheet, told: script.Item, number: int) -> dt.datetime:
    """In the afternoon; behind each conversation it did not come through, before those it did."""
    days = told.days or 0
    waits = told.needs_answer and not told.answers
    # How long an answer is owed is said on the page, so it is as long as the script says.
    day = sheet.clock.today - dt.timedelta(days=days) if waits else sheet.clock.day(days)
    moment = sheet.clock.at(day, "16:10", minutes=7 * number % 40)
    if told.private:
        return moment
    first = len(sheet.closed) - told.carried
    ends = [row.ended_at + MINUTE * (number + 1) for row in sheet.closed[:first] if row.ended_at]
    starts = [row.started_at - MINUTE for row in sheet.closed[first:] if row.started_at]
    return sheet.clock.by_now(min([max([moment, *ends]), *starts]))


def _item(sheet: Sheet, told: script.Item, position: str, *, added: dt.datetime) -> Item:
    author = sheet.who(told.by)
    item = sheet.add(
        Item(
            pair=sheet.pair,
            author=author,
            section=sheet.pair.side_of(author.id),
            audience=Item.Audience.ONLY_ME if told.private else Item.Audience.PAIR,
            text=told.text,
            position=position,
            # Closing counts what is shared, and nothing that is private.
            carried=0 if told.private else told.carried,
            version=1 + (0 if told.private else told.carried) + told.needs_answer,
            created_at=added,
            touched_at=added,
        )
    )
    sheet.happened("item_added", by=author, subject=item.id, at=added, private=told.private)
    return item


def _settle(
    sheet: Sheet, item: Item, told: script.Item, conversation: Conversation, *, at: dt.datetime
) -> None:
    item.state = Item.State.LET_GO if told.let_go else Item.State.COVERED
    item.covered_in = None if told.let_go else conversation
    item.settled_at = item.touched_at = at
    item.version += 1
    sheet.happened(
        f"item_{item.state}", by=item.author, subject=item.id, at=at, private=item.is_private
    )


def _notes(
    sheet: Sheet,
    told: Sequence[script.Note],
    item: Item,
    moments: Sequence[dt.datetime],
    during: Conversation | None,
) -> None:
    for note, at in zip(told, moments, strict=True):
        author = sheet.who(note.by)
        row = sheet.add(
            Note(
                pair=sheet.pair,
                item=item,
                author=author,
                only_for=item.author if item.is_private else None,
                conversation=during,
                text=note.text,
                created_at=at,
            )
        )
        item.touched_at = at
        sheet.happened("note_added", by=author, subject=row.id, at=at, private=item.is_private)


def _private_note(sheet: Sheet, told: script.PrivateNote) -> None:
    author = sheet.who(told.by)
    at = sheet.clock.at(sheet.clock.day(told.days), "18:05")
    row = sheet.add(PrivateNote(pair=sheet.pair, author=author, text=told.text, created_at=at))
    sheet.happened("private_note_added", by=author, subject=row.id, at=at, private=True)
