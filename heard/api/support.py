"""Support: what an objective's owner asked for, and what was decided."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status

from heard.api.authentication import TokenRequest
from heard.api.objectives import OWNER
from heard.api.pagination import AS_MADE, Listed, Paged, page_of
from heard.api.problems import invalid
from heard.api.raises import RaiseState, ShownOutcome
from heard.api.reaching import allow
from heard.api.schemas import MaybeDay, Sent, Shown, Told, one_of, words
from heard.conversations import access
from heard.conversations.models import SupportAsk
from heard.conversations.supporting import (
    LINE_MOST,
    SIZE_MOST,
    Supported,
    ask_for_support,
    page_to_ask,
    with_answers,
)
from heard.objectives.models import Objective
from heard.people.loading import load, load_to_change

router = Router(tags=["Objectives"])


class ShownSupport(Shown):
    """What was asked; answered as the raise it is."""

    objective_id: UUID
    raise_id: UUID
    pair_id: UUID
    kind: Annotated[str, one_of(SupportAsk.Kind.values)]
    size: str
    until: dt.date | None
    line: str
    state: RaiseState
    decision: ShownOutcome | None
    sentence: str | None
    decided_at: Told | None


class SentSupport(Sent):
    """What would help: what kind, how much in words, until when, a line."""

    kind: Literal["time", "people", "budget", "training", "tools", "access", "other"]
    size: str = words(SIZE_MOST, needed=True)
    until: MaybeDay = None
    line: str = words(LINE_MOST, least=0)


def shown_support(one: Supported) -> ShownSupport:
    ask, answer = one.ask, one.answer
    return ShownSupport(
        id=ask.id,
        created_at=ask.created_at,
        objective_id=ask.objective_id,
        raise_id=ask.raised_id,
        pair_id=ask.pair_id,
        kind=ask.kind,
        size=ask.size,
        until=ask.until,
        line=ask.line,
        state=ask.raised.state,
        decision=answer.outcome if answer else None,
        sentence=answer.sentence if answer else None,
        decided_at=answer.created_at if answer else None,
    )


@router.get(
    "/objectives/{uuid:objective_id}/support",
    response=Listed[ShownSupport],
    summary="What support was asked for an objective",
)
def support(request: TokenRequest, objective_id: UUID, page: Paged) -> Listed[ShownSupport]:
    """For the two of the page it was asked on; oldest first."""
    found = load(Objective, request.person, id=objective_id)
    rows = SupportAsk.objects.visible_to(request.person).filter(objective=found)
    shown, following = page_of(rows.select_related("raised"), page, order=AS_MADE)
    return Listed(items=[shown_support(one) for one in with_answers(shown)], next=following)


@router.post(
    "/objectives/{uuid:objective_id}/support",
    response={201: ShownSupport},
    summary="Ask for support",
)
def support_asking(
    request: TokenRequest, objective_id: UUID, sent: SentSupport
) -> Status[ShownSupport]:
    """By its owner, of whom they report to: an item on their page that needs an answer."""
    me = request.person
    found = load_to_change(Objective, me, *OWNER, id=objective_id)
    allow(access.can_ask_support(me, found))
    if page_to_ask(found, me) is None:
        raise invalid("kind", _("You share no page with anybody you report to just now."))
    ask, _way_back = ask_for_support(
        found, by=me, kind=sent.kind, size=sent.size, until=sent.until, line=sent.line or ""
    )
    return Status(201, shown_support(Supported(ask, None)))
