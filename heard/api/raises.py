"""Raises: what needs an answer, the answers, and the settlement."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, listed
from heard.api.problems import invalid
from heard.api.reaching import allow, page_to_read, page_to_write, row_to_change
from heard.api.schemas import MaybeDay, Sent, Shown, ShownChanging, Told, left_out, one_of, words
from heard.conversations import access
from heard.conversations.agreeing import need_answer
from heard.conversations.gathering import ITEM_MOST, add_item
from heard.conversations.models import Answer, Raise, Reply
from heard.conversations.models.raise_ import ANSWER_MOST
from heard.lib.text import cleaned
from heard.people.loading import load

router = Router(tags=["Raises"])

# What it takes to read the words: a raise is its item's.
WITH_ITEM = ("item__pair",)

RaiseState = Annotated[str, one_of(Raise.State.values)]
ShownOutcome = Annotated[str, one_of(Answer.Outcome.values)]
Outcome = Literal["yes", "partly", "no", "not_ours", "looking"]


class ShownRaise(ShownChanging):
    """One matter, from raised to settled."""

    pair_id: UUID
    item_id: UUID
    text: str
    raised_by_id: UUID
    state: RaiseState
    look_again_on: dt.date | None
    settled_at: Told | None


class SentRaise(Sent):
    """A new item that needs an answer; to raise one that is there, change the item."""

    text: str = words(ITEM_MOST, needed=True)


class ShownAnswer(Shown):
    """What was answered; added to, never rewritten."""

    raise_id: UUID
    answered_by_id: UUID
    outcome: ShownOutcome
    sentence: str
    look_again_on: dt.date | None


class SentAnswer(Sent):
    """Every outcome needs a sentence; `looking` needs a day."""

    outcome: Outcome
    sentence: str = words(ANSWER_MOST, needed=True)
    look_again_on: MaybeDay = left_out()


def shown_raise(raise_: Raise) -> ShownRaise:
    return ShownRaise(
        id=raise_.id,
        version=raise_.version,
        created_at=raise_.created_at,
        pair_id=raise_.pair_id,
        item_id=raise_.item_id,
        text=raise_.item.text,
        raised_by_id=raise_.raised_by_id,
        state=raise_.state,
        look_again_on=raise_.look_again_on,
        settled_at=raise_.settled_at,
    )


def shown_answer(answer: Answer) -> ShownAnswer:
    return ShownAnswer(
        id=answer.id,
        created_at=answer.created_at,
        raise_id=answer.raised_id,
        answered_by_id=answer.answered_by_id,
        outcome=answer.outcome,
        sentence=answer.sentence,
        look_again_on=answer.look_again_on,
    )


@router.get("/pairs/{uuid:pair_id}/raises", response=Listed[ShownRaise], summary="What was raised")
def raises(request: TokenRequest, pair_id: UUID, page: Paged) -> Listed[ShownRaise]:
    pair = page_to_read(request.person, pair_id)
    rows = Raise.objects.visible_to(request.person).filter(pair=pair).select_related(*WITH_ITEM)
    return listed(rows, page, shown_raise)


@router.post(
    "/pairs/{uuid:pair_id}/raises", response={201: ShownRaise}, summary="Ask for an answer"
)
def raising(request: TokenRequest, pair_id: UUID, sent: SentRaise) -> Status[ShownRaise]:
    """By the employee."""
    pair = page_to_write(request.person, pair_id)
    item = add_item(pair, by=request.person, text=sent.text)
    allow(access.can_raise(request.person, item))
    return Status(201, shown_raise(need_answer(item, by=request.person)))


@router.get("/raises/{uuid:raise_id}", response=ShownRaise, summary="One raise")
def raise_(request: TokenRequest, raise_id: UUID) -> ShownRaise:
    return shown_raise(load(Raise, request.person, *WITH_ITEM, id=raise_id))


@router.get(
    "/raises/{uuid:raise_id}/answers",
    response=Listed[ShownAnswer],
    summary="What was answered so far",
)
def answers(request: TokenRequest, raise_id: UUID, page: Paged) -> Listed[ShownAnswer]:
    """Oldest first."""
    found = load(Raise, request.person, id=raise_id)
    return listed(
        Answer.objects.visible_to(request.person).filter(raised=found), page, shown_answer
    )


@router.post(
    "/raises/{uuid:raise_id}/answers", response={201: ShownAnswer}, summary="Answer a raise"
)
def answering(request: TokenRequest, raise_id: UUID, sent: SentAnswer) -> Status[ShownAnswer]:
    """By the other one, not the one who raised it."""
    found = row_to_change(Raise, request.person, raise_id)
    allow(access.can_answer(request.person, found))
    if found.state == Raise.State.CLOSED:
        raise invalid("outcome", _("It is settled already."))
    answer = found.answer(
        sent.outcome,
        by=request.person,
        sentence=cleaned(sent.sentence),
        look_again_on=sent.look_again_on,
    )
    return Status(201, shown_answer(answer))


class ShownReply(Shown):
    """*Not yet*, perhaps with a line; kept word for word."""

    raise_id: UUID
    text: str


class SentReply(Sent):
    """A line back."""

    text: str = words(ANSWER_MOST, needed=True)


def shown_reply(reply: Reply) -> ShownReply:
    return ShownReply(
        id=reply.id, created_at=reply.created_at, raise_id=reply.raised_id, text=reply.text
    )


@router.get(
    "/raises/{uuid:raise_id}/replies", response=Listed[ShownReply], summary="What was replied"
)
def replies(request: TokenRequest, raise_id: UUID, page: Paged) -> Listed[ShownReply]:
    """Oldest first."""
    found = load(Raise, request.person, id=raise_id)
    rows = Reply.objects.visible_to(request.person).filter(raised=found)
    return listed(rows, page, shown_reply)


@router.post("/raises/{uuid:raise_id}/replies", response={201: ShownReply}, summary="Not yet")
def replying(request: TokenRequest, raise_id: UUID, sent: SentReply) -> Status[ShownReply]:
    """By the one who raised it, with a line: it waits for an answer again."""
    found = row_to_change(Raise, request.person, raise_id)
    allow(access.can_settle_raise(request.person, found))
    if not cleaned(sent.text):
        raise invalid("text", _("Write a few words first."))
    found.not_yet(by=request.person, text=sent.text)
    last = Reply.objects.visible_to(request.person).filter(raised=found).latest("created_at", "id")
    return Status(201, shown_reply(last))


@router.post("/raises/{uuid:raise_id}/settlement", response=ShownRaise, summary="That settles it")
def settling(request: TokenRequest, raise_id: UUID) -> ShownRaise:
    """By the one who raised it, once it was answered. Saying so twice is saying it once."""
    found = row_to_change(Raise, request.person, raise_id, *WITH_ITEM)
    allow(access.can_settle_raise(request.person, found))
    found.settle(by=request.person)
    return shown_raise(found)


@router.delete("/raises/{uuid:raise_id}/settlement", response={204: None}, summary="Not yet")
def unsettling(request: TokenRequest, raise_id: UUID) -> Status[None]:
    """By the one who raised it: it waits for an answer again."""
    found = row_to_change(Raise, request.person, raise_id)
    allow(access.can_settle_raise(request.person, found))
    found.not_yet(by=request.person)
    return Status(204, None)
