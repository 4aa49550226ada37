"""Priorities: what the organisation, or a team, puts first."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from ninja import Router, Status
from pydantic import Field

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, listed
from heard.api.reaching import allow, refuse_stale
from heard.api.schemas import (
    Change,
    MaybeDay,
    Sent,
    ShownChanging,
    Told,
    left_out,
    one_of,
    words,
)
from heard.objectives import access
from heard.objectives.models import Priority
from heard.objectives.prioritising import SENTENCE_MOST, WHY_MOST, change_priority, put_first
from heard.people.loading import load, load_to_change

router = Router(tags=["Priorities"])

Level = Annotated[str, one_of(Priority.Level.values)]


class ShownPriority(ShownChanging):
    """In clear, and read by everyone it is meant for."""

    sentence: str
    why: str
    until: dt.date | None
    level: Level
    owner_id: UUID
    ended_at: Told | None


class SentPriority(Sent):
    """A new priority of the one who sends it."""

    sentence: str = words(SENTENCE_MOST, needed=True)
    why: str = Field("", json_schema_extra={"maxLength": WHY_MOST})
    until: MaybeDay = None
    level: Literal["organisation", "team"] = "team"


class ChangedPriority(Change):
    """What is left out stays as it is; what it said before is kept."""

    sentence: str = words(SENTENCE_MOST)
    why: str = left_out(json_schema_extra={"maxLength": WHY_MOST})
    until: MaybeDay = left_out(description="null takes the day away.")
    state: Literal["ended"] = left_out(description="It is no longer put first.")


def shown_priority(priority: Priority) -> ShownPriority:
    return ShownPriority(
        id=priority.id,
        version=priority.version,
        created_at=priority.created_at,
        sentence=priority.sentence,
        why=priority.why,
        until=priority.until,
        level=priority.level,
        owner_id=priority.owner_id,
        ended_at=priority.ended_at,
    )


@router.get("/priorities", response=Listed[ShownPriority], summary="Priorities")
def priorities(request: TokenRequest, page: Paged) -> Listed[ShownPriority]:
    """The organisation's, and those of the teams one belongs to; ended ones too."""
    return listed(Priority.objects.visible_to(request.person), page, shown_priority)


@router.post("/priorities", response={201: ShownPriority}, summary="Put something first")
def priority_making(request: TokenRequest, sent: SentPriority) -> Status[ShownPriority]:
    """A team's by whoever has one; the organisation's by the people team or its head."""
    me = request.person
    allow(sent.level in access.levels_for(me))
    made = put_first(
        by=me, level=sent.level, sentence=sent.sentence, why=sent.why, until=sent.until
    )
    return Status(201, shown_priority(made))


@router.get("/priorities/{uuid:priority_id}", response=ShownPriority, summary="One priority")
def priority(request: TokenRequest, priority_id: UUID) -> ShownPriority:
    return shown_priority(load(Priority, request.person, id=priority_id))


@router.patch("/priorities/{uuid:priority_id}", response=ShownPriority, summary="Change a priority")
def priority_changing(
    request: TokenRequest, priority_id: UUID, sent: ChangedPriority
) -> ShownPriority:
    """By whose it is; each change stays readable."""
    me = request.person
    found = load_to_change(Priority, me, "owner", id=priority_id)
    allow(access.can_change_priority(me, found))
    yours = sent.sentence if sent.has("sentence") else found.sentence
    refuse_stale(found, sent, theirs=found.sentence, yours=yours)
    names = ("sentence", "why", "until", "state")
    given = {name: getattr(sent, name) for name in names if sent.has(name)}
    change_priority(found, by=me, words=given)
    return shown_priority(found)
