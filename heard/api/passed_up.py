"""Passing up: a question in agreed words to somebody who may know, and what comes back."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, listed
from heard.api.problems import invalid
from heard.api.raises import Outcome, ShownOutcome
from heard.api.reaching import allow, row_to_change
from heard.api.schemas import (
    MaybeDay,
    Sent,
    Shown,
    ShownChanging,
    Told,
    left_out,
    one_of,
    words,
)
from heard.conversations import access
from heard.conversations.models import CameBack, PassedUp, Raise
from heard.conversations.models.raise_ import ANSWER_MOST
from heard.conversations.passing_up import (
    WORDS_MOST,
    agree_to_words,
    answer_back,
    decline_words,
    pass_up,
    take_back_words,
)
from heard.people.loading import load, load_to_change
from heard.people.models import Person

router = Router(tags=["Passing up"])

PAIR = ("pair__employee", "pair__manager", "pair__organisation")
PassedState = Annotated[str, one_of(PassedUp.State.values)]


class ShownPassedUp(ShownChanging):
    """The words, who passes them up and to whom. Whoever is asked is told no raise and no page."""

    raise_id: UUID | None
    pair_id: UUID | None
    to_id: UUID
    asked_by_id: UUID
    text: str
    state: PassedState
    asked_at: Told | None


class SentPassedUp(Sent):
    """Words for a question, and whom to ask; it goes once its raiser has agreed."""

    to_id: UUID
    text: str = words(WORDS_MOST, needed=True)


class ShownCameBack(Shown):
    """What was answered to it; added to, never rewritten."""

    outcome: ShownOutcome
    sentence: str
    look_again_on: dt.date | None


class SentCameBack(Sent):
    """Every outcome needs a sentence; `looking` needs a day."""

    outcome: Outcome
    sentence: str = words(ANSWER_MOST, needed=True)
    look_again_on: MaybeDay = left_out()


def shown_passed(passed: PassedUp, reader: Person) -> ShownPassedUp:
    theirs = reader.id in (passed.raised_by_id, passed.asked_by_id)
    return ShownPassedUp(
        id=passed.id,
        version=passed.version,
        created_at=passed.created_at,
        raise_id=passed.raised_id if theirs else None,
        pair_id=passed.pair_id if theirs else None,
        to_id=passed.to_id,
        asked_by_id=passed.asked_by_id,
        text=passed.text,
        state=passed.state,
        asked_at=passed.asked_at,
    )


def shown_back(back: CameBack) -> ShownCameBack:
    return ShownCameBack(
        id=back.id,
        created_at=back.created_at,
        outcome=back.outcome,
        sentence=back.sentence,
        look_again_on=back.look_again_on,
    )


@router.get("/me/passed-up", response=Listed[ShownPassedUp], summary="What was passed up to me")
def passed_to_me(request: TokenRequest, page: Paged) -> Listed[ShownPassedUp]:
    """What has no answer for good yet; oldest first."""
    me = request.person
    rows = PassedUp.objects.visible_to(me).asked_of(me)
    return listed(rows, page, lambda passed: shown_passed(passed, me))


@router.get(
    "/raises/{uuid:raise_id}/passed-up",
    response=Listed[ShownPassedUp],
    summary="To whom a raise was passed up",
)
def passed_of(request: TokenRequest, raise_id: UUID, page: Paged) -> Listed[ShownPassedUp]:
    me = request.person
    found = load(Raise, me, id=raise_id)
    rows = PassedUp.objects.visible_to(me).filter(raised=found)
    return listed(rows, page, lambda passed: shown_passed(passed, me))


@router.post(
    "/raises/{uuid:raise_id}/passed-up", response={201: ShownPassedUp}, summary="Pass a raise up"
)
def passing_up(request: TokenRequest, raise_id: UUID, sent: SentPassedUp) -> Status[ShownPassedUp]:
    """By whoever owes the answer; nothing goes before the raiser agrees to the words."""
    me = request.person
    found = row_to_change(Raise, me, raise_id, "raised_by")
    allow(access.can_pass_up(me, found))
    to = Person.objects.visible_to(me).active().filter(id=sent.to_id).first()
    if to is None:
        raise invalid("to_id", _("Choose somebody else who works here."))
    return Status(201, shown_passed(pass_up(found, by=me, to=to, text=sent.text), me))


@router.get("/passed-up/{uuid:passed_id}", response=ShownPassedUp, summary="One passed-up question")
def passed_up(request: TokenRequest, passed_id: UUID) -> ShownPassedUp:
    return shown_passed(load(PassedUp, request.person, id=passed_id), request.person)


@router.post(
    "/passed-up/{uuid:passed_id}/agreement", response=ShownPassedUp, summary="Agree to its words"
)
def agreeing(request: TokenRequest, passed_id: UUID) -> ShownPassedUp:
    """By the one of the two who did not write them: now it goes."""
    found = load(PassedUp, request.person, *PAIR, id=passed_id)
    allow(access.can_agree_to_words(request.person, found))
    agree_to_words(found, by=request.person)
    return shown_passed(found, request.person)


@router.delete(
    "/passed-up/{uuid:passed_id}/agreement",
    response={204: None},
    summary="Don't pass it up, or take it back",
)
def disagreeing(request: TokenRequest, passed_id: UUID) -> Status[None]:
    """Before it went by either of the two; after that by whoever raised it."""
    me = request.person
    found = load(PassedUp, me, *PAIR, id=passed_id)
    if found.state == PassedUp.State.WORDED:
        allow(access.can_word_question(me, found))
        decline_words(found, by=me)
    else:
        allow(access.can_take_words_back(me, found))
        take_back_words(found, by=me)
    return Status(204, None)


@router.get(
    "/passed-up/{uuid:passed_id}/answers",
    response=Listed[ShownCameBack],
    summary="What came back",
)
def came_back(request: TokenRequest, passed_id: UUID, page: Paged) -> Listed[ShownCameBack]:
    found = load(PassedUp, request.person, id=passed_id)
    rows = CameBack.objects.visible_to(request.person).filter(passed=found)
    return listed(rows.select_related("passed"), page, shown_back)


@router.post(
    "/passed-up/{uuid:passed_id}/answers", response={201: ShownCameBack}, summary="Answer it"
)
def answering_back(
    request: TokenRequest, passed_id: UUID, sent: SentCameBack
) -> Status[ShownCameBack]:
    """By whoever is asked."""
    found = load_to_change(PassedUp, request.person, id=passed_id)
    allow(access.can_answer_back(request.person, found))
    back = answer_back(
        found,
        by=request.person,
        outcome=sent.outcome,
        sentence=sent.sentence,
        look_again_on=sent.look_again_on,
    )
    return Status(201, shown_back(back))
