"""Actions: who does what, by when."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Page, listed
from heard.api.problems import invalid
from heard.api.reaching import (
    allow,
    page_to_read,
    page_to_write,
    refuse_stale,
    row_to_change,
    under_way,
)
from heard.api.schemas import Change, MaybeDay, Sent, ShownChanging, Told, left_out, one_of, words
from heard.conversations import access
from heard.conversations.agreeing import change_action, promise
from heard.conversations.gathering import ITEM_MOST
from heard.conversations.models import Action, Pair
from heard.people.loading import load
from heard.people.models import Person

router = Router(tags=["Actions"])

ActionState = Literal["open", "done", "dropped"]
ShownState = Annotated[str, one_of(Action.State.values)]
EveryState = Literal["open", "done", "dropped", "handed_on"]


class ShownAction(ShownChanging):
    """A promise of one of the two."""

    pair_id: UUID
    text: str
    owner_id: UUID
    due_on: dt.date | None
    if_it_slips: str
    state: ShownState
    settled_at: Told | None


class SentAction(Sent):
    """A new action; without an owner it is the writer's."""

    text: str = words(ITEM_MOST, needed=True)
    owner_id: UUID = left_out()
    due_on: MaybeDay = None
    if_it_slips: str = words(ITEM_MOST, least=0)


class ChangedAction(Change):
    """What is left out stays as it is."""

    text: str = words(ITEM_MOST)
    owner_id: UUID = left_out()
    due_on: MaybeDay = left_out(description="null takes the day away.")
    if_it_slips: str = words(ITEM_MOST, least=0)
    state: ActionState = left_out()


class ActionsPage(Page):
    state: EveryState = left_out(description="Only those in this state.")


def shown_action(action: Action) -> ShownAction:
    return ShownAction(
        id=action.id,
        version=action.version,
        created_at=action.created_at,
        pair_id=action.pair_id,
        text=action.text,
        owner_id=action.owner_id,
        due_on=action.due_on,
        if_it_slips=action.if_it_slips,
        state=action.state,
        settled_at=action.settled_at,
    )


@router.get(
    "/pairs/{uuid:pair_id}/actions", response=Listed[ShownAction], summary="A pair's actions"
)
def actions(
    request: TokenRequest, pair_id: UUID, page: Annotated[ActionsPage, Query()]
) -> Listed[ShownAction]:
    pair = page_to_read(request.person, pair_id)
    rows = Action.objects.visible_to(request.person).filter(pair=pair)
    if page.state is not None:
        rows = rows.filter(state=page.state)
    return listed(rows, page, shown_action)


@router.post(
    "/pairs/{uuid:pair_id}/actions", response={201: ShownAction}, summary="Promise something"
)
def action_making(request: TokenRequest, pair_id: UUID, sent: SentAction) -> Status[ShownAction]:
    me = request.person
    pair = page_to_write(me, pair_id)
    made = promise(
        pair,
        by=me,
        text=sent.text,
        owner=_one_of(pair, sent.owner_id) if sent.owner_id else None,
        due_on=sent.due_on,
        if_it_slips=sent.if_it_slips or "",
        during=under_way(pair, me),
    )
    return Status(201, shown_action(made))


@router.get("/actions/{uuid:action_id}", response=ShownAction, summary="One action")
def action(request: TokenRequest, action_id: UUID) -> ShownAction:
    return shown_action(load(Action, request.person, id=action_id))


@router.patch("/actions/{uuid:action_id}", response=ShownAction, summary="Change an action")
def action_changing(request: TokenRequest, action_id: UUID, sent: ChangedAction) -> ShownAction:
    """By either of the two."""
    me = request.person
    found = row_to_change(Action, me, action_id, "owner")
    allow(access.can_write(me, found.pair))
    yours = sent.text if sent.has("text") else found.text
    refuse_stale(found, sent, theirs=found.text, yours=yours)
    if sent.has("text", "owner_id", "due_on", "if_it_slips"):
        change_action(
            found,
            by=me,
            text=sent.text,
            owner=_one_of(found.pair, sent.owner_id) if sent.owner_id else None,
            due_on=sent.due_on if sent.has("due_on") else found.due_on,
            if_it_slips=sent.if_it_slips,
        )
    if sent.has("state"):
        found.settle(sent.state, by=me)
    return shown_action(found)


def _one_of(pair: Pair, person_id: UUID) -> Person:
    """One of the two; anybody else is not known here."""
    for person in (pair.employee, pair.manager):
        if person.id == person_id:
            return person
    raise invalid("owner_id", _("An action belongs to one of the two of you."))
