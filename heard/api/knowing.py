"""What we know: what the other of a page chose to show."""

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

from ninja import Router
from pydantic import Field

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, listed
from heard.api.reaching import page_to_read
from heard.api.schemas import Shown, one_of
from heard.api.schemas import Told as Moment
from heard.conversations.models import Told
from heard.conversations.telling import mark_seen

router = Router(tags=["What we know"])

Kind = Annotated[str, one_of(Told.Kind.values)]


class ShownKnown(Shown):
    """In the other's words. What is not shown leaves no trace here."""

    kind: Kind
    person_id: UUID
    shown_at: Moment
    changed_at: Moment
    says: dict[str, Any] = Field(
        description=(
            "An element: element, name, in_my_words, matters, how_it_is. A wish: direction, text, "
            "because, instead, tags. A statement: kind, text. A check-in: on, pack, answers, note."
        )
    )


def shown_known(told: Told) -> ShownKnown:
    at: dt.datetime = told.told_at
    return ShownKnown(
        id=told.id,
        created_at=at,
        kind=told.kind,
        person_id=told.person_id,
        shown_at=at,
        changed_at=told.changed_at,
        says=told.says,
    )


@router.get(
    "/pairs/{uuid:pair_id}/what-we-know",
    response=Listed[ShownKnown],
    summary="What the other chose to show",
)
def what_we_know(request: TokenRequest, pair_id: UUID, page: Paged) -> Listed[ShownKnown]:
    """In the order it was first shown."""
    me = request.person
    pair = page_to_read(me, pair_id)
    if pair.is_live:
        mark_seen(pair, by=me)
    rows = Told.objects.visible_to(me).filter(pair=pair).to(me)
    return listed(rows, page, shown_known, order=("told_at", "id"))
