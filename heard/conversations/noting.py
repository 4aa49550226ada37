"""Notes under items, and notes for oneself."""

from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.models import Conversation, Item, Note, Pair, PrivateNote
from heard.lib.refusals import within
from heard.lib.text import cleaned
from heard.people.models import Person

NOTE_MOST = 20_000

N = TypeVar("N", Note, PrivateNote)


@transaction.atomic
def add_note(item: Item, *, by: Person, text: str, during: Conversation | None = None) -> Note:
    """A note under an item, for whoever sees the item."""
    note = Note(
        pair=item.pair,
        item=item,
        author=by,
        only_for=item.author if item.is_private else None,
        conversation=during,
        text=within(cleaned(text), NOTE_MOST),
    )
    note.save()
    record("note_added", by=by, page_id=item.pair_id, subject_id=note.id, private=item.is_private)
    Item.objects.filter(id=item.id).update(touched_at=timezone.now())
    return note


@transaction.atomic
def keep_private_note(pair: Pair, *, by: Person, text: str) -> PrivateNote:
    """Something only the writer will read."""
    note = PrivateNote(pair=pair, author=by, text=within(cleaned(text), NOTE_MOST))
    note.save()
    record("private_note_added", by=by, page_id=pair.id, subject_id=note.id, private=True)
    return note


@transaction.atomic
def reword_note(note: N, *, by: Person, text: str, base: int | None) -> N:
    """Other words; the earlier ones are kept."""
    note.rewrite(within(cleaned(text), NOTE_MOST), by=by, base=base)
    return note


@transaction.atomic
def remove_note(note: Note | PrivateNote, *, by: Person) -> None:
    """Taken off the page by its author; it can be brought back for thirty days."""
    note.removed_at = timezone.now()
    note.changed("removed_at")
    private = isinstance(note, PrivateNote)
    leave_way_back(
        "private_note_removed" if private else "note_removed",
        by=by,
        subject_id=note.id,
        before={},
    )
    record(
        "note_removed",
        by=by,
        page_id=note.pair_id,
        subject_id=note.id,
        private=private or note.only_for_id is not None,
    )
