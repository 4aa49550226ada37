"""Heard: everything one raised, of whatever kind, as one stream with its dated steps."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import BaseModel

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Page, Paged
from heard.api.problems import invalid
from heard.api.schemas import Shown, Told, one_of
from heard.conversations.following import (
    ANSWERED,
    CHANGE,
    CLOSED,
    NO,
    OPEN,
    WAITING,
    Matter,
    raised_by,
)
from heard.opportunities.recounting import recounted

router = Router(tags=["Raises"])

SALT = "api.cursor.heard"


class ShownStep(BaseModel):
    """One thing that happened to it."""

    at: Told
    kind: str
    by_id: UUID | None
    outcome: str
    words: str
    until: dt.date | None
    about: str


class ShownMatter(Shown):
    """One thing one raised; its id is the raise's, the arrangement's, or the wish's."""

    kind: Annotated[str, one_of(["raise", "wish", "arrangement"])]
    pair_id: UUID
    text: str
    stage: Annotated[str, one_of([WAITING, ANSWERED, CLOSED])]
    state: str
    came_of_it: Annotated[str, one_of([CHANGE, NO, OPEN])]
    look_again_on: dt.date | None
    answered_at: Told | None
    steps: list[ShownStep]


def shown_matter(matter: Matter) -> ShownMatter:
    return ShownMatter(
        id=matter.wish_id or matter.id,
        created_at=matter.since,
        kind=matter.kind,
        pair_id=matter.pair.id,
        text=matter.words,
        stage=matter.stage,
        state=matter.state,
        came_of_it=matter.came,
        look_again_on=matter.until,
        answered_at=matter.answered_at,
        steps=[
            ShownStep(
                at=step.at,
                kind=step.kind,
                by_id=step.by.id if step.by is not None else None,
                outcome=step.outcome,
                words=step.words,
                until=step.until,
                about=step.about,
            )
            for step in matter.steps
        ],
    )


@router.get("/me/heard", response=Listed[ShownMatter], summary="What came of what I raised")
def heard(request: TokenRequest, page: Paged) -> Listed[ShownMatter]:
    """On every page of mine, ended ones too; the latest first."""
    matters = _behind(recounted(raised_by(request.person), request.person), page)
    found = matters[: page.limit]
    following = None
    if len(matters) > len(found):
        following = signing.dumps(_place(found[-1]), salt=SALT)
    return Listed(items=[shown_matter(matter) for matter in found], next=following)


def _behind(matters: list[Matter], page: Page) -> list[Matter]:
    if not page.cursor:
        return matters
    try:
        place: list[str] = signing.loads(page.cursor, salt=SALT)
    except signing.BadSignature as error:
        raise invalid("cursor", _("This isn't a cursor of this list.")) from error
    return [matter for matter in matters if _place(matter) < place]


def _place(matter: Matter) -> list[str]:
    return [matter.since.isoformat(), str(matter.id)]
