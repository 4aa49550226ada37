"""Work wishes: more of, less of, and what came of each."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from ninja import Router, Status
from pydantic import Field

from heard.api.authentication import TokenRequest
from heard.api.blend import audiences, copies_of
from heard.api.pagination import Listed, Paged, page_of
from heard.api.reaching import refuse_stale
from heard.api.schemas import Change, SeenVersion, Sent, ShownChanging, left_out, one_of, words
from heard.blend.models import Wish
from heard.blend.wishing import (
    REASON_MOST,
    TAG_MOST,
    TAGS_MOST,
    TEXT_MOST,
    reword_wish,
    wish,
    withdraw,
)
from heard.conversations.models import Told, WishStep
from heard.conversations.sharing import MATCHING, ONLY_ME, PAIR, share_wish, wish_audience
from heard.conversations.stepping import last_steps
from heard.people.loading import load, load_to_change
from heard.people.models import Person
from heard.privacy.keys import keyring, of_person

router = Router(tags=["Work wishes"])

Direction = Annotated[str, one_of(Wish.Direction.values)]
AudienceWord = Annotated[str, one_of([ONLY_ME, PAIR, MATCHING])]
MINE, SHARED = "mine", "shared"
WishState = Annotated[str, one_of([MINE, SHARED, *WishStep.State.values])]
Tags = Annotated[
    list[Annotated[str, Field(json_schema_extra={"maxLength": TAG_MOST})]],
    Field(json_schema_extra={"maxItems": TAGS_MOST}),
]


class ShownWish(ShownChanging):
    """One's own; `state` says what came of it."""

    text: str
    direction: Direction
    because: str
    instead: str
    tags: list[str]
    audience: AudienceWord
    state: WishState


class SentWish(Sent):
    """A new wish, for oneself alone unless it says otherwise."""

    text: str = words(TEXT_MOST, needed=True)
    direction: Direction
    because: str = words(REASON_MOST, least=0)
    instead: str = words(REASON_MOST, least=0)
    tags: Tags = []
    audience: AudienceWord = ONLY_ME


class ChangedWish(Change):
    """What is left out stays as it is."""

    text: str = words(TEXT_MOST)
    direction: Direction = left_out()
    because: str = words(REASON_MOST, least=0)
    instead: str = words(REASON_MOST, least=0)
    tags: Tags = left_out()
    audience: AudienceWord = left_out(
        description="`pair`: shown to whom you report to; `matching`: and compared with openings."
    )


def shown_wish(row: Wish, copies: Sequence[Told], step: WishStep | None) -> ShownWish:
    audience = wish_audience(row, copies)
    state = MINE if audience == ONLY_ME else SHARED
    if step is not None and audience in (PAIR, MATCHING):
        state = step.stands_as(row.person.today())
    return ShownWish(
        id=row.id,
        version=row.version,
        created_at=row.created_at,
        text=row.text,
        direction=row.direction,
        because=row.because,
        instead=row.instead,
        tags=row.tag_list,
        audience=audience,
        state=state,
    )


def _shown(person: Person, row: Wish) -> ShownWish:
    step = WishStep.objects.visible_to(person).filter(wish_id=row.id, person=person)
    return shown_wish(row, copies_of(person, row.id), step.order_by("created_at").last())


def _load(person: Person, wish_id: UUID) -> Wish:
    return load_to_change(Wish, person, "person__organisation", id=wish_id, withdrawn_at=None)


@router.get("/me/wishes", response=Listed[ShownWish], summary="One's own work wishes")
def wishes(request: TokenRequest, page: Paged) -> Listed[ShownWish]:
    """The strongest first. Nobody else is shown what is not shared, or that there is any."""
    person = request.person
    keyring().unlock([of_person(person.id)])
    rows = Wish.objects.visible_to(person).standing().select_related("person__organisation")
    found, following = page_of(rows, page, order=("position", "id"))
    copies = Told.copies_of(person)
    taken = WishStep.objects.visible_to(person).filter(person=person).order_by("created_at")
    steps = last_steps(taken)
    return Listed(
        items=[shown_wish(row, copies.get(row.id, []), steps.get(row.id)) for row in found],
        next=following,
    )


@router.post("/me/wishes", response={201: ShownWish}, summary="Wish for work")
def wish_making(request: TokenRequest, sent: SentWish) -> Status[ShownWish]:
    """Behind those there are."""
    me = request.person
    row = wish(
        by=me,
        direction=sent.direction,
        text=sent.text,
        because=sent.because or "",
        instead=sent.instead or "",
        tags=sent.tags,
    )
    if sent.audience != ONLY_ME:
        share_wish(row, sent.audience, audiences(me), by=me)
    return Status(201, _shown(me, row))


@router.get("/me/wishes/{uuid:wish_id}", response=ShownWish, summary="One wish")
def wish_one(request: TokenRequest, wish_id: UUID) -> ShownWish:
    row = load(Wish, request.person, "person__organisation", id=wish_id, withdrawn_at=None)
    return _shown(request.person, row)


@router.patch("/me/wishes/{uuid:wish_id}", response=ShownWish, summary="Change a wish")
def wish_changing(request: TokenRequest, wish_id: UUID, sent: ChangedWish) -> ShownWish:
    """The words, the list it is in, and who knows of it."""
    me = request.person
    row = _load(me, wish_id)
    yours = sent.text if sent.has("text") else row.text
    refuse_stale(row, sent, theirs=row.text, yours=yours)
    reword_wish(
        row,
        by=me,
        direction=sent.direction,
        text=sent.text,
        because=sent.because,
        instead=sent.instead,
        tags=sent.tags,
    )
    if sent.has("audience"):
        share_wish(row, sent.audience, audiences(me), by=me)
    return _shown(me, row)


@router.delete("/me/wishes/{uuid:wish_id}", response={204: None}, summary="Withdraw a wish")
def wish_withdrawing(request: TokenRequest, wish_id: UUID, seen: SeenVersion) -> Status[None]:
    """Whoever was shown it is shown it no more. It can be brought back for thirty days."""
    row = _load(request.person, wish_id)
    refuse_stale(row, seen, theirs=row.text)
    withdraw(row, by=request.person)
    return Status(204, None)
