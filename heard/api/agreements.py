"""Agreements: sentences both accept."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

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
from heard.api.schemas import Change, MaybeDay, Sent, ShownChanging, Told, left_out, one_of, words
from heard.conversations import access
from heard.conversations.agreeing import agree, change_agreement
from heard.conversations.gathering import ITEM_MOST
from heard.conversations.models import Agreement
from heard.people.loading import load
from heard.people.models import Person

router = Router(tags=["Agreements"])

AgreementState = Annotated[str, one_of(Agreement.State.values)]


class ShownAgreement(ShownChanging):
    """Standing, changed (its earlier wording kept), or ended."""

    pair_id: UUID
    text: str
    review_on: dt.date | None
    state: AgreementState
    made_by_id: UUID
    accepted_at: Told | None = Field(description="When the other said yes; null until then.")
    ended_at: Told | None


class SentAgreement(Sent):
    """A new agreement."""

    text: str = words(ITEM_MOST, needed=True)
    review_on: MaybeDay = None


class ChangedAgreement(Change):
    """What is left out stays as it is."""

    text: str = words(ITEM_MOST)
    review_on: MaybeDay = left_out(description="null takes the day away.")
    state: Literal["ended"] = left_out(description="It no longer holds.")
    accepted: Literal[True] = left_out(description="Yes to the present wording.")


def shown_agreement(agreement: Agreement) -> ShownAgreement:
    return ShownAgreement(
        id=agreement.id,
        version=agreement.version,
        created_at=agreement.created_at,
        pair_id=agreement.pair_id,
        text=agreement.text,
        review_on=agreement.review_on,
        state=agreement.state,
        made_by_id=agreement.made_by_id,
        accepted_at=agreement.accepted_at,
        ended_at=agreement.ended_at,
    )


@router.get(
    "/pairs/{uuid:pair_id}/agreements",
    response=Listed[ShownAgreement],
    summary="A pair's agreements",
)
def agreements(request: TokenRequest, pair_id: UUID, page: Paged) -> Listed[ShownAgreement]:
    """Ended ones too."""
    pair = page_to_read(request.person, pair_id)
    rows = Agreement.objects.visible_to(request.person).filter(pair=pair)
    return listed(rows, page, shown_agreement)


@router.post(
    "/pairs/{uuid:pair_id}/agreements",
    response={201: ShownAgreement},
    summary="Write an agreement down",
)
def agreement_making(
    request: TokenRequest, pair_id: UUID, sent: SentAgreement
) -> Status[ShownAgreement]:
    """Written down during a conversation it stands; otherwise it waits for the other's yes."""
    me = request.person
    pair = page_to_write(me, pair_id)
    during = under_way(pair, me)
    made = agree(pair, by=me, text=sent.text, review_on=sent.review_on, during=during)
    return Status(201, shown_agreement(made))


@router.get("/agreements/{uuid:agreement_id}", response=ShownAgreement, summary="One agreement")
def agreement(request: TokenRequest, agreement_id: UUID) -> ShownAgreement:
    return shown_agreement(load(Agreement, request.person, id=agreement_id))


@router.patch(
    "/agreements/{uuid:agreement_id}", response=ShownAgreement, summary="Change an agreement"
)
def agreement_changing(
    request: TokenRequest, agreement_id: UUID, sent: ChangedAgreement
) -> ShownAgreement:
    """By either; other words wait for the other's yes again, and the earlier ones are kept."""
    me = request.person
    found = row_to_change(Agreement, me, agreement_id)
    allow(access.can_write(me, found.pair))
    yours = sent.text if sent.has("text") else found.text
    refuse_stale(found, sent, theirs=found.text, yours=yours)
    _change(found, sent, by=me)
    return shown_agreement(found)


def _change(agreement: Agreement, sent: ChangedAgreement, *, by: Person) -> None:
    if sent.has("text", "review_on"):
        if agreement.state == Agreement.State.ENDED:
            raise invalid("state", _("It has ended; write a new one down."))
        change_agreement(
            agreement,
            by=by,
            text=sent.text,
            review_on=sent.review_on if sent.has("review_on") else agreement.review_on,
            during=under_way(agreement.pair, by),
        )
    if sent.has("accepted"):
        agreement.accept(by=by)
    if sent.has("state"):
        agreement.end(by=by)
