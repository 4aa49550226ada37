"""Notes under items, and notes for oneself."""

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
def reword_note(
    note: Note | PrivateNote, *, by: Person, text: str, base: int | None
) -> Note | PrivateNote:
    """Other words; the earlier ones are kept."""
    note.rewrite(within(cleaned(text), NOTE_MOST), by=by, base=base)
    return note


@transaction.atomic
def remove_note(note: Note | PrivateNote, *, by: Person) -> None:
    """Taken off the page by its author; it can be brought back for thirty days."""
    note.removed_at = timezone.now()
    note.changed("removed_at")
    is_own = isinstance(note, PrivateNote)
    leave_way_back(
        "private_note_removed" if is_own else "note_removed",
        by=by,
        subject_id=note.id,
        before={},
    )
    record(
        "note_removed",
        by=by,
        page_id=note.pair_id,
        subject_id=note.id,
        private=isinstance(note, PrivateNote) or note.only_for_id is not None,
    )
