"""Restoring: what undo means for each reversible act on a page."""

import datetime as dt

from django.utils import timezone

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, Restorer
from heard.conversations.models import (
    Action,
    Agreement,
    Conversation,
    Item,
    Note,
    PrivateNote,
    Raise,
    Rhythm,
)
from heard.conversations.models.conversation import redate
from heard.conversations.models.item import recount
from heard.conversations.planning import keep_rhythm


def restore_item(way_back: Undo) -> None:
    """Back to the state it had; the words were never touched."""
    item = Item.objects.select_related("pair").get(id=way_back.subject_id)
    before = way_back.before
    item.state = before["state"]
    item.carried = before["carried"]
    item.covered_in_id = before["covered_in"]
    item.settled_at = None if item.state == Item.State.OPEN else item.settled_at
    item.changed("state", "carried", "covered_in", "settled_at")
    recount(item.pair)


def take_item_back(way_back: Undo) -> None:
    """An item added by mistake goes again, unless something hangs on it by now."""
    item = Item.objects.select_related("pair").filter(id=way_back.subject_id).first()
    if item is None or item.version > 1 or item.notes.exists():
        raise NothingToUndo(way_back.kind)
    if Raise.objects.filter(item=item).exists():
        raise NothingToUndo(way_back.kind)
    pair = item.pair
    item.delete()
    recount(pair)


def restore_action(way_back: Undo) -> None:
    action = Action.objects.get(id=way_back.subject_id)
    action.state = way_back.before["state"]
    action.settled_at = None if action.state == Action.State.OPEN else timezone.now()
    action.changed("state", "settled_at")


def restore_agreement(way_back: Undo) -> None:
    agreement = Agreement.objects.get(id=way_back.subject_id)
    agreement.state = way_back.before["state"]
    agreement.ended_at = None
    agreement.changed("state", "ended_at")


def restore_note(way_back: Undo) -> None:
    note = Note.objects.get(id=way_back.subject_id)
    note.removed_at = None
    note.changed("removed_at")


def restore_private_note(way_back: Undo) -> None:
    note = PrivateNote.objects.get(id=way_back.subject_id)
    note.removed_at = None
    note.changed("removed_at")


def restore_date(way_back: Undo) -> None:
    """The date it had before it was moved."""
    conversation = Conversation.objects.select_related("pair").get(id=way_back.subject_id)
    if conversation.state != Conversation.State.PLANNED:
        raise NothingToUndo(way_back.kind)
    before = way_back.before["planned_at"]
    conversation.planned_at = dt.datetime.fromisoformat(before) if before else None
    conversation.moved = way_back.before["moved"]
    conversation.changed("planned_at", "moved")
    redate(conversation.pair)


def take_skip_back(way_back: Undo) -> None:
    """The skipped one is the next again; the one computed behind it goes."""
    conversation = Conversation.objects.select_related("pair").get(id=way_back.subject_id)
    if conversation.planned_at is None or conversation.planned_at < timezone.now():
        raise NothingToUndo(way_back.kind)
    Conversation.objects.filter(pair=conversation.pair).ahead().delete()
    conversation.state = Conversation.State.PLANNED
    conversation.changed("state")
    redate(conversation.pair)


def restore_rhythm(way_back: Undo) -> None:
    """The rhythm as it was; the next date follows it again."""
    rhythm = Rhythm.objects.select_related("pair__organisation").get(pair_id=way_back.subject_id)
    before = dict(way_back.before)
    before["first_on"] = dt.date.fromisoformat(before["first_on"])
    before["at"] = dt.time.fromisoformat(before["at"])
    keep_rhythm(rhythm.pair, Rhythm(pair=rhythm.pair, **before), by=way_back.person)


RESTORERS: dict[str, Restorer] = {
    "item_state": restore_item,
    "item_added": take_item_back,
    "action_state": restore_action,
    "agreement_state": restore_agreement,
    "note_removed": restore_note,
    "private_note_removed": restore_private_note,
    "conversation_moved": restore_date,
    "conversation_skipped": take_skip_back,
    "rhythm": restore_rhythm,
}
