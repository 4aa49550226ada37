"""Private notes: what one of the two keeps for themselves."""

from uuid import UUID

from ninja import Router, Status

from heard.api.authentication import TokenRequest
from heard.api.notes import ChangedNote, SentNote
from heard.api.pagination import Listed, Paged, listed
from heard.api.reaching import allow, page_to_read, page_to_write, refuse_stale, row_to_change
from heard.api.schemas import SeenVersion, ShownChanging
from heard.conversations import access
from heard.conversations.models import PrivateNote
from heard.conversations.noting import keep_private_note, remove_note, reword_note
from heard.people.loading import load

router = Router(tags=["Private notes"])


class ShownPrivateNote(ShownChanging):
    """Only ever one's own."""

    pair_id: UUID
    text: str


def shown_private_note(note: PrivateNote) -> ShownPrivateNote:
    return ShownPrivateNote(
        id=note.id,
        version=note.version,
        created_at=note.created_at,
        pair_id=note.pair_id,
        text=note.text,
    )


@router.get(
    "/pairs/{uuid:pair_id}/private-notes",
    response=Listed[ShownPrivateNote],
    summary="One's own private notes",
)
def private_notes(request: TokenRequest, pair_id: UUID, page: Paged) -> Listed[ShownPrivateNote]:
    """Oldest first. Nobody else is shown them, or that there are any."""
    pair = page_to_read(request.person, pair_id)
    rows = PrivateNote.objects.visible_to(request.person).filter(pair=pair)
    return listed(rows, page, shown_private_note)


@router.post(
    "/pairs/{uuid:pair_id}/private-notes",
    response={201: ShownPrivateNote},
    summary="Keep something for oneself",
)
def private_note_adding(
    request: TokenRequest, pair_id: UUID, sent: SentNote
) -> Status[ShownPrivateNote]:
    pair = page_to_write(request.person, pair_id)
    kept = keep_private_note(pair, by=request.person, text=sent.text)
    return Status(201, shown_private_note(kept))


@router.get("/private-notes/{uuid:note_id}", response=ShownPrivateNote, summary="One private note")
def private_note(request: TokenRequest, note_id: UUID) -> ShownPrivateNote:
    return shown_private_note(load(PrivateNote, request.person, id=note_id))


@router.patch(
    "/private-notes/{uuid:note_id}", response=ShownPrivateNote, summary="Reword a private note"
)
def private_note_changing(
    request: TokenRequest, note_id: UUID, sent: ChangedNote
) -> ShownPrivateNote:
    found = row_to_change(PrivateNote, request.person, note_id)
    allow(access.can_word(request.person, found))
    refuse_stale(found, sent, theirs=found.text, yours=sent.text)
    reword_note(found, by=request.person, text=sent.text, base=None)
    return shown_private_note(found)


@router.delete(
    "/private-notes/{uuid:note_id}", response={204: None}, summary="Take a private note away"
)
def private_note_removing(request: TokenRequest, note_id: UUID, seen: SeenVersion) -> Status[None]:
    """It can be brought back in the product for thirty days."""
    found = row_to_change(PrivateNote, request.person, note_id)
    allow(access.can_word(request.person, found))
    refuse_stale(found, seen, theirs=found.text)
    remove_note(found, by=request.person)
    return Status(204, None)
