"""Flexible arrangements: when and where somebody works."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import Field

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, listed
from heard.api.problems import invalid
from heard.api.reaching import allow, page_to_write, refuse_stale, row_to_change, under_way
from heard.api.schemas import Change, MaybeDay, Sent, ShownChanging, Told, left_out, one_of, words
from heard.conversations import access
from heard.conversations.arranging import ask_for, say_why, say_yes
from heard.conversations.gathering import ITEM_MOST
from heard.conversations.models import Arrangement, ArrangementWhy
from heard.conversations.revisiting import revisit
from heard.objectives.models import Choice, Reason
from heard.people.loading import load
from heard.people.models import Person

router = Router(tags=["Arrangements"])

ArrangementState = Annotated[str, one_of(Arrangement.State.values)]
WhyChanged = Annotated[str, one_of(Reason.values)]


class ShownArrangement(ShownChanging):
    """Asked, agreed, on trial until `review_on`, standing, changed, ended."""

    pair_id: UUID
    what: str
    why: str = Field(description="Empty where none was given, or none that you may read.")
    where_when: str
    state: ArrangementState
    review_on: dt.date | None
    asked_by_id: UUID
    accepted_at: Told | None = Field(description="When the other said yes; null until then.")
    ended_at: Told | None


class SentArrangement(Sent):
    """Something asked for, on a page of yours."""

    pair_id: UUID
    what: str = words(ITEM_MOST, needed=True)
    where_when: str = words(ITEM_MOST, least=0)
    why: str = words(ITEM_MOST, least=0)
    why_audience: Literal["pair", "only_me"] = left_out(description="`pair` unless you say so.")
    review_on: MaybeDay = None


class ChangedArrangement(Change):
    """What is left out stays as it is. All but `accepted` and `why` say why with `reason`."""

    what: str = words(ITEM_MOST)
    where_when: str = words(ITEM_MOST, least=0)
    why: str = words(ITEM_MOST, least=0)
    why_audience: Literal["pair", "only_me"] = left_out()
    review_on: MaybeDay = left_out(description="null takes the day away.")
    state: Literal["agreed", "on_trial", "standing", "ended"] = left_out(
        description="`agreed` and `on_trial` (until `review_on`) by the one who was asked; "
        "`standing` keeps it; `ended` stops it."
    )
    reason: WhyChanged = left_out(description="Why it changes; `other` unless you say so.")


def shown_arrangement(row: Arrangement, why: str) -> ShownArrangement:
    return ShownArrangement(
        id=row.id,
        version=row.version,
        created_at=row.created_at,
        pair_id=row.pair_id,
        what=row.text,
        why=why,
        where_when=row.where_when,
        state=row.state,
        review_on=row.review_on,
        asked_by_id=row.asked_by_id,
        accepted_at=row.accepted_at,
        ended_at=row.ended_at,
    )


def _shown(row: Arrangement, reader: Person) -> ShownArrangement:
    why = ArrangementWhy.objects.visible_to(reader).filter(arrangement=row).first()
    return shown_arrangement(row, why.text if why else "")


@router.get("/arrangements", response=Listed[ShownArrangement], summary="Your arrangements")
def arrangements(request: TokenRequest, page: Paged) -> Listed[ShownArrangement]:
    """On every page of yours; ended ones too."""
    me = request.person
    whys = ArrangementWhy.objects.visible_to(me)
    reasons = {why.arrangement_id: why for why in whys}

    def shown(row: Arrangement) -> ShownArrangement:
        why = reasons.get(row.id)
        return shown_arrangement(row, why.text if why else "")

    return listed(Arrangement.objects.visible_to(me), page, shown)


@router.post("/arrangements", response={201: ShownArrangement}, summary="Ask for an arrangement")
def arrangement_asking(request: TokenRequest, sent: SentArrangement) -> Status[ShownArrangement]:
    """It waits for the other's yes."""
    me = request.person
    pair = page_to_write(me, sent.pair_id)
    made = ask_for(
        pair,
        by=me,
        what=sent.what,
        where_when=sent.where_when or "",
        why=sent.why or "",
        why_for_me=sent.why_audience == "only_me",
        review_on=sent.review_on,
    )
    return Status(201, _shown(made, me))


@router.get(
    "/arrangements/{uuid:arrangement_id}", response=ShownArrangement, summary="One arrangement"
)
def arrangement(request: TokenRequest, arrangement_id: UUID) -> ShownArrangement:
    return _shown(load(Arrangement, request.person, id=arrangement_id), request.person)


@router.patch(
    "/arrangements/{uuid:arrangement_id}", response=ShownArrangement, summary="Change one"
)
def arrangement_changing(
    request: TokenRequest, arrangement_id: UUID, sent: ChangedArrangement
) -> ShownArrangement:
    """By either. It holds at once, what it said is kept, and the other is asked again."""
    me = request.person
    found = row_to_change(Arrangement, me, arrangement_id)
    allow(access.can_write(me, found.pair))
    yours = sent.what if sent.has("what") else found.text
    refuse_stale(found, sent, theirs=found.text, yours=yours)
    _change(found, sent, by=me)
    return _shown(found, me)


def _change(found: Arrangement, sent: ChangedArrangement, *, by: Person) -> None:
    during = under_way(found.pair, by)
    yes = sent.state in ("agreed", "on_trial")
    if sent.has("why", "why_audience"):
        allow(access.can_say_why(by, found))
        _say_why(found, sent, by=by)
    on = sent.review_on if sent.has("review_on") else found.review_on
    reason = sent.reason or Reason.OTHER.value
    if sent.has("what", "where_when"):
        text = sent.what if sent.has("what") else found.text
        place = sent.where_when if sent.has("where_when") else found.where_when
        revisit(
            found,
            by=by,
            choice=Choice.EMPHASIS,
            reason=reason,
            text=text,
            where_when=place,
            during=during,
        )
    if sent.has("review_on") and not yes and sent.state != "standing":
        revisit(found, by=by, choice=Choice.TIMING, reason=reason, on=on, during=during)
    if yes:
        if sent.state == "on_trial" and on is None:
            raise invalid("review_on", _("Say until when it is tried."))
        say_yes(found, by=by, until=on if sent.state == "on_trial" else None, during=during)
    elif sent.state == "standing":
        revisit(found, by=by, choice=Choice.KEEP, on=on)
    elif sent.state == "ended":
        revisit(found, by=by, choice=Choice.STOP, reason=reason, during=during)


def _say_why(found: Arrangement, sent: ChangedArrangement, *, by: Person) -> None:
    """Words or audience alone: the other stays as it is."""
    before = ArrangementWhy.objects.visible_to(by).filter(arrangement=found).first()
    said = before.text if before else ""
    for_me = before is not None and before.only_for_id is not None
    if sent.has("why_audience"):
        for_me = sent.why_audience == "only_me"
    say_why(found, by=by, why=sent.why if sent.has("why") else said, for_me=for_me)
