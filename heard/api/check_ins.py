"""Check-ins: one's own, and nobody else's."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from ninja import Router, Status
from pydantic import Field

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, page_of
from heard.api.reaching import refuse_stale
from heard.api.schemas import Change, SeenVersion, ShownChanging, left_out, words
from heard.conversations.checking_in import (
    check_in,
    forget,
    reader_of,
    readers_by_check_in,
    upward,
)
from heard.conversations.models import Pair
from heard.people.loading import load, load_to_change
from heard.people.models import Person
from heard.privacy.keys import keyring, of_person
from heard.wellbeing.answering import NOTE_MOST, WORD_MOST, habit_of
from heard.wellbeing.models import CheckIn
from heard.wellbeing.models.habit import Reader

router = Router(tags=["Check-ins"])

Answers = Annotated[
    dict[str, str],
    Field(
        min_length=1,
        max_length=20,
        description="Question to word, such as `week` to `mixed`; some may be left out.",
    ),
]


class ShownCheckIn(ShownChanging):
    """Only ever one's own."""

    on: dt.date
    pack: str
    answers: dict[str, str]
    word: str
    note: str
    reader: Literal["only_me", "pair"]


class SentCheckIn(Change):
    """Today's answers. Without `reader`, whoever read the last one does."""

    answers: Answers
    reader: Literal["only_me", "pair"] = left_out(
        description="`pair`: shown to whom you report to, until you take it back."
    )
    word: str = words(WORD_MOST, least=0)
    note: str = words(NOTE_MOST, least=0)


def shown_check_in(row: CheckIn, *, shown: bool) -> ShownCheckIn:
    return ShownCheckIn(
        id=row.id,
        version=row.version,
        created_at=row.created_at,
        on=row.on,
        pack=row.pack,
        answers=row.answers,
        word=row.word,
        note=row.note,
        reader="pair" if shown else "only_me",
    )


@router.get("/me/check-ins", response=Listed[ShownCheckIn], summary="One's own check-ins")
def check_ins(request: TokenRequest, page: Paged) -> Listed[ShownCheckIn]:
    """Oldest first. Nobody else is shown them, or that there are any."""
    person = request.person
    keyring().unlock([of_person(person.id)])
    found, following = page_of(CheckIn.objects.visible_to(person), page)
    shown = readers_by_check_in(found, reader=person)
    return Listed(
        items=[shown_check_in(row, shown=row.id in shown) for row in found], next=following
    )


@router.post(
    "/me/check-ins",
    response={200: ShownCheckIn, 201: ShownCheckIn},
    summary="Check in today, or change today's",
)
def check_in_answering(request: TokenRequest, sent: SentCheckIn) -> Status[ShownCheckIn]:
    """One a day: sent again, it is changed. What is left out is empty then."""
    person = request.person
    row = check_in(
        by=person,
        answers=sent.answers,
        reader=sent.reader if sent.has("reader") else _usual_reader(person),
        word=sent.word or "",
        note=sent.note or "",
        base=sent.version,
    )
    shown = bool(readers_by_check_in([row], reader=person))
    return Status(201 if row.version == 1 else 200, shown_check_in(row, shown=shown))


@router.get(
    "/me/check-ins/{uuid:check_in_id}", response=ShownCheckIn, summary="One of one's own check-ins"
)
def check_in_one(request: TokenRequest, check_in_id: UUID) -> ShownCheckIn:
    row = load(CheckIn, request.person, id=check_in_id)
    return shown_check_in(row, shown=bool(readers_by_check_in([row], reader=request.person)))


@router.delete(
    "/me/check-ins/{uuid:check_in_id}", response={204: None}, summary="Delete a check-in for good"
)
def check_in_deleting(request: TokenRequest, check_in_id: UUID, seen: SeenVersion) -> Status[None]:
    """With every copy of it. It cannot be brought back."""
    row = load_to_change(CheckIn, request.person, id=check_in_id)
    refuse_stale(row, seen, theirs=row.note)
    forget(row, by=request.person)
    return Status(204, None)


def _usual_reader(person: Person) -> str:
    pages = Pair.objects.visible_to(person).live().select_related("manager")
    return Reader(reader_of(habit_of(person), upward(pages, person)))
