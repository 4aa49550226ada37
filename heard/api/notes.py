"""Notes under items, for whoever sees the item."""

from uuid import UUID

from ninja import Router, Status

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, listed
from heard.api.reaching import allow, refuse_stale, row_to_change, under_way
from heard.api.schemas import Change, SeenVersion, Sent, ShownChanging, words
from heard.conversations import access
from heard.conversations.models import Item, Note
from heard.conversations.noting import NOTE_MOST, add_note, remove_note, reword_note
from heard.people.loading import load

router = Router(tags=["Notes"])


class ShownNote(ShownChanging):
    """A note under an item."""

    item_id: UUID
    text: str
    author_id: UUID


class SentNote(Sent):
    """A new note."""

    text: str = words(NOTE_MOST, needed=True)


class ChangedNote(Change):
    """Other words for a note."""

    text: str = words(NOTE_MOST, needed=True)


def shown_note(note: Note) -> ShownNote:
    return ShownNote(
        id=note.id,
        version=note.version,
        created_at=note.created_at,
        item_id=note.item_id,
        text=note.text,
        author_id=note.author_id,
    )


@router.get(
    "/items/{uuid:item_id}/notes", response=Listed[ShownNote], summary="The notes under an item"
)
def notes(request: TokenRequest, item_id: UUID, page: Paged) -> Listed[ShownNote]:
    """Oldest first. What was taken off the page is not here."""
    item = load(Item, request.person, id=item_id)
    return listed(Note.objects.visible_to(request.person).filter(item=item), page, shown_note)


@router.post(
    "/items/{uuid:item_id}/notes", response={201: ShownNote}, summary="Write a note under an item"
)
def note_adding(request: TokenRequest, item_id: UUID, sent: SentNote) -> Status[ShownNote]:
    item = row_to_change(Item, request.person, item_id, "author")
    allow(access.can_write(request.person, item.pair))
    during = under_way(item.pair, request.person)
    return Status(201, shown_note(add_note(item, by=request.person, text=sent.text, during=during)))


@router.get("/notes/{uuid:note_id}", response=ShownNote, summary="One note")
def note(request: TokenRequest, note_id: UUID) -> ShownNote:
    return shown_note(load(Note, request.person, id=note_id))


@router.patch("/notes/{uuid:note_id}", response=ShownNote, summary="Reword a note")
def note_changing(request: TokenRequest, note_id: UUID, sent: ChangedNote) -> ShownNote:
    """By its author; the earlier words are kept."""
    found = row_to_change(Note, request.person, note_id)
    allow(access.can_word(request.person, found))
    refuse_stale(found, sent, theirs=found.text, yours=sent.text)
    reword_note(found, by=request.person, text=sent.text, base=None)
    return shown_note(found)


@router.delete("/notes/{uuid:note_id}", response={204: None}, summary="Take a note off the page")
def note_removing(request: TokenRequest, note_id: UUID, seen: SeenVersion) -> Status[None]:
    """By its author; it can be brought back in the product for thirty days."""
    found = row_to_change(Note, request.person, note_id)
    allow(access.can_word(request.person, found))
    refuse_stale(found, seen, theirs=found.text)
    remove_note(found, by=request.person)
    return Status(204, None)
