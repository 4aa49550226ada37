"""Conversations: planned, held, closed, looked back on."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import Field

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, listed
from heard.api.problems import invalid
from heard.api.reaching import (
    allow,
    page_to_read,
    page_to_write,
    refuse_stale,
    row_to_change,
    under_way,
)
from heard.api.schemas import Change, Moment, Sent, ShownChanging, Told, left_out, one_of, words
from heard.conversations import access
from heard.conversations.holding import SUMMARY_MOST, amend, close, start, wrap_up
from heard.conversations.models import Conversation, Focus, Pair
from heard.conversations.planning import move_next, skip_next, zone_of
from heard.conversations.summarising import mail_summary
from heard.people.loading import load
from heard.people.models import Person

router = Router(tags=["Conversations"])

State = Conversation.State
OF_NOW = (State.PLANNED, State.OPEN, State.WRAPPING)


class ShownConversation(ShownChanging):
    """One meeting of a pair."""

    pair_id: UUID
    planned_at: Told | None
    state: Annotated[str, one_of(State.values)]
    started_at: Told | None
    ended_at: Told | None
    elsewhere: bool = Field(description="Held, only not with this page.")
    focus: str = Field(
        description=f"What it was about: {', '.join(Focus.About.values)}, or nothing."
    )
    summary: str


class SentConversation(Sent):
    """With `planned_at`, the next date; without, a conversation that begins now."""

    planned_at: Moment = left_out()


class ChangedConversation(Change):
    """What is left out stays as it is."""

    planned_at: Moment = left_out(description="Moves a planned one.")
    state: Literal["open", "wrapping", "skipped"] = left_out(
        description="Start or skip a planned one; turn an open one to its wrap-up."
    )
    summary: str = words(SUMMARY_MOST, least=0)


def shown_conversation(conversation: Conversation) -> ShownConversation:
    return ShownConversation(
        id=conversation.id,
        version=conversation.version,
        created_at=conversation.created_at,
        pair_id=conversation.pair_id,
        planned_at=conversation.planned_at,
        state=conversation.state,
        started_at=conversation.started_at,
        ended_at=conversation.ended_at,
        focus=conversation.focus,
        elsewhere=conversation.elsewhere,
        summary=conversation.summary,
    )


@router.get(
    "/pairs/{uuid:pair_id}/conversations",
    response=Listed[ShownConversation],
    summary="A pair's conversations",
)
def conversations(request: TokenRequest, pair_id: UUID, page: Paged) -> Listed[ShownConversation]:
    """Planned, held and skipped ones, in the order they were entered."""
    pair = page_to_read(request.person, pair_id)
    rows = Conversation.objects.visible_to(request.person).filter(pair=pair)
    return listed(rows, page, shown_conversation)


@router.post(
    "/pairs/{uuid:pair_id}/conversations",
    response={200: ShownConversation, 201: ShownConversation},
    summary="Plan the next conversation, or begin one now",
)
def conversation_making(
    request: TokenRequest, pair_id: UUID, sent: SentConversation
) -> Status[ShownConversation]:
    """200 with the one that is planned or under way already, moved or as it is; else 201."""
    me = request.person
    pair = page_to_write(me, pair_id)
    there = Conversation.objects.visible_to(me).filter(pair=pair)
    before = set(there.filter(state__in=OF_NOW).values_list("id", flat=True))
    if sent.planned_at is not None:
        made = _plan(pair, sent.planned_at, by=me)
    else:
        made = start(pair, by=me)
    return Status(200 if made.id in before else 201, shown_conversation(made))


@router.get(
    "/conversations/{uuid:conversation_id}", response=ShownConversation, summary="One conversation"
)
def conversation(request: TokenRequest, conversation_id: UUID) -> ShownConversation:
    return shown_conversation(load(Conversation, request.person, id=conversation_id))


@router.patch(
    "/conversations/{uuid:conversation_id}",
    response=ShownConversation,
    summary="Move, start, skip, wrap up, or amend a conversation",
)
def conversation_changing(
    request: TokenRequest, conversation_id: UUID, sent: ChangedConversation
) -> ShownConversation:
    """By either of the two. A summary is added to one that was held."""
    me = request.person
    found = row_to_change(Conversation, me, conversation_id)
    allow(access.can_write(me, found.pair))
    yours = sent.summary if sent.has("summary") else found.summary
    refuse_stale(found, sent, theirs=found.summary, yours=yours)
    if sent.has("planned_at"):
        _refuse_unless(found, "planned_at", State.PLANNED)
        _plan(found.pair, sent.planned_at, by=me)
    if sent.has("state"):
        _turn(found, sent.state, by=me)
    if sent.has("summary"):
        amend(found, by=me, summary=sent.summary)
    return shown_conversation(load(Conversation, me, id=found.id))


@router.post(
    "/conversations/{uuid:conversation_id}/closing",
    response=ShownConversation,
    summary="Close a conversation",
)
def closing(request: TokenRequest, conversation_id: UUID) -> ShownConversation:
    """What was not covered is carried; the summary goes out by mail. Closing twice is closing
    once."""
    found = row_to_change(Conversation, request.person, conversation_id)
    allow(access.can_write(request.person, found.pair))
    if found.state != State.HELD:
        found = close(found, by=request.person)
        found.pair.refresh_from_db(fields=["next_at"])
        mail_summary(found)
    return shown_conversation(found)


def _plan(pair: Pair, at: dt.datetime, *, by: Person) -> Conversation:
    """On the clock of the pair's rhythm, which is how dates are kept."""
    local = at.astimezone(ZoneInfo(zone_of(pair)))
    return move_next(
        pair, by=by, day=local.date(), at=local.time().replace(second=0, microsecond=0)
    )


def _turn(conversation: Conversation, state: str, *, by: Person) -> None:
    if state == State.OPEN:
        _refuse_unless(conversation, "state", State.PLANNED, State.OPEN)
        if conversation.state == State.PLANNED:
            _begin(conversation, by=by)
    elif state == State.WRAPPING:
        _refuse_unless(conversation, "state", State.OPEN, State.WRAPPING)
        wrap_up(conversation, by=by)
    else:
        _refuse_unless(conversation, "state", State.PLANNED, State.SKIPPED)
        if conversation.state == State.PLANNED:
            skip_next(conversation.pair, by=by)


def _begin(conversation: Conversation, *, by: Person) -> None:
    """This one, not another: where one is under way, or the date is far off, that is said."""
    if under_way(conversation.pair, by) is not None:
        raise invalid("state", _("Another conversation is under way; close it first."))
    if start(conversation.pair, by=by).id != conversation.id:
        raise invalid("state", _("Its date is too far off; begin one now, or move the date."))


def _refuse_unless(conversation: Conversation, field: str, *states: str) -> None:
    if conversation.state not in states:
        raise invalid(field, _("This conversation isn't at that point."))
