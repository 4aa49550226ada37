"""Notes under items, and notes for oneself."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.models import Conversation, Item, Note, Pair, PrivateNote
from heard.lib.refusals import within
from heard.lib.text import cleaned
from heard.people.models import Person

NOTE_MOST = 20_000


@transaction.atomic
def add_note(item: Item, *, by: Person, text: str, during: Conversation | None = None) -> Note:
    """A note under an item, for whoever sees the item."""
    item.hold()
    note = Note(
        pair=item.pair,
        item=item,
        author=by,
        only_for=item.author if item.is_private else None,
        conversation=during,
        text=within(cleaned(text), NOTE_MOST),
    )
    note.save()
    _tell("note_added", note, by)
    item.stay()
    return note


@transaction.atomic
def keep_private_note(pair: Pair, *, by: Person, text: str) -> PrivateNote:
    """Something only the writer will read."""
    pair.hold()
    note = PrivateNote(pair=pair, author=by, text=within(cleaned(text), NOTE_MOST))
    note.save()
    _tell("private_note_added", note, by)
    return note


@transaction.atomic
def reword_note(
    note: Note | PrivateNote, *, by: Person, text: str, base: int | None
) -> Note | PrivateNote:
    """Other words; the earlier ones are kept."""
    if note.rewrite(within(cleaned(text), NOTE_MOST), by=by, base=base):
        _tell("note_reworded", note, by)
    return note


@transaction.atomic
def remove_note(note: Note | PrivateNote, *, by: Person) -> UUID | None:
    """Taken off the page by its author; it can be brought back for thirty days, by this way."""
    note.hold()
    if note.removed_at is not None:
        return None
    note.removed_at = timezone.now()
    note.changed("removed_at")
    _tell("note_removed", note, by)
    kind = "private_note_removed" if isinstance(note, PrivateNote) else "note_removed"
    return leave_way_back(kind, by=by, subject_id=note.id, before={}).id


def _tell(kind: str, note: Note | PrivateNote, by: Person) -> None:
    private = isinstance(note, PrivateNote) or note.only_for_id is not None
    record(kind, by=by, page_id=note.pair_id, subject_id=note.id, private=private)
