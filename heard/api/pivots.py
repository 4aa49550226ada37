"""Pivots: how an objective changed, why, and who agreed."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import Field

from heard.api.authentication import TokenRequest
from heard.api.objectives import OWNER
from heard.api.pagination import AS_MADE, Listed, Paged, page_of
from heard.api.problems import invalid
from heard.api.reaching import allow
from heard.api.schemas import MaybeDay, Sent, Shown, Told, left_out, one_of, words
from heard.objectives import access
from heard.objectives.changing import NAME_MOST, NAMES_MOST, SENTENCE_MOST, pivot_objective
from heard.objectives.living import reach
from heard.objectives.models import Objective, Reason, Revision
from heard.objectives.models.revision import PIVOTS
from heard.objectives.pivoting import NOTE_MOST, agree
from heard.objectives.reading import open_keys
from heard.people.loading import load, load_to_change

router = Router(tags=["Objectives"])


class ShownPivot(Shown):
    """What it was, what it becomes, and why. Word for word, for good."""

    objective_id: UUID
    number: int
    choice: Annotated[str, one_of([choice.value for choice in PIVOTS])]
    reason: str | None
    note: str
    was: dict[str, Any]
    becomes: dict[str, Any]
    proposed_by: UUID
    agreed_by: UUID | None
    agreed_at: Told | None
    in_force: bool = Field(description="false while it is only proposed, or was taken back.")
    taken_back_at: Told | None


class SentPivot(Sent):
    """What becomes of it, and why."""

    choice: Literal["keep", "emphasis", "timing", "rethink", "stop"]
    reason: Annotated[str, one_of(Reason.values)] = left_out(
        description="Required unless `choice` is `keep`."
    )
    note: str = Field("", json_schema_extra={"maxLength": NOTE_MOST})
    until: MaybeDay = left_out(description="For `timing`; null is *no date*.")
    sentence: str = words(SENTENCE_MOST)
    kept: str = Field("", description="For `stop`: what we keep from it.")
    tell: list[Annotated[str, Field(max_length=NAME_MOST)]] = Field(
        default=[],
        max_length=NAMES_MOST,
        description="For `stop`: who should know; each becomes an action of the owner's.",
    )


def shown_pivot(row: Revision) -> ShownPivot:
    return ShownPivot(
        id=row.id,
        created_at=row.created_at,
        objective_id=row.subject_id,
        number=row.number,
        choice=row.choice,
        reason=row.reason or None,
        note=row.note,
        was=row.said,
        becomes=row.says,
        proposed_by=row.proposed_by_id,
        agreed_by=row.agreed_by_id,
        agreed_at=row.agreed_at,
        in_force=row.in_force is not None and row.taken_back_at is None,
        taken_back_at=row.taken_back_at,
    )


@router.get(
    "/objectives/{uuid:objective_id}/pivots",
    response=Listed[ShownPivot],
    summary="How an objective changed",
)
def pivots(request: TokenRequest, objective_id: UUID, page: Paged) -> Listed[ShownPivot]:
    """Every pivot with its reason, as they were made; those taken back too."""
    found = load(Objective, request.person, id=objective_id)
    rows = Revision.objects.visible_to(request.person).of(found).pivots()
    shown, following = page_of(rows, page, order=AS_MADE)
    open_keys(shown)
    return Listed(items=[shown_pivot(row) for row in shown], next=following)


@router.post(
    "/objectives/{uuid:objective_id}/pivots",
    response={201: ShownPivot},
    summary="Pivot an objective",
)
def pivoting(request: TokenRequest, objective_id: UUID, sent: SentPivot) -> Status[ShownPivot]:
    """By its owner it holds at once; by the manager it is proposed, and the owner decides."""
    me = request.person
    found = load_to_change(Objective, me, *OWNER, id=objective_id)
    allow(access.can_change(me, found) or access.is_managed_by(found, me))
    if sent.choice == "timing" and "until" not in sent.model_fields_set:
        raise invalid("until", _("Say which day; null is no date."))
    revision, _way_back = pivot_objective(
        found,
        by=me,
        choice=sent.choice,
        reason=sent.reason or "",
        note=sent.note,
        sentence=sent.sentence or "",
        until=sent.until,
        kept=sent.kept,
        tell="\n".join(sent.tell),
    )
    return Status(201, shown_pivot(revision))


@router.post("/pivots/{uuid:pivot_id}/agreement", response=ShownPivot, summary="Agree to a change")
def pivot_agreeing(request: TokenRequest, pivot_id: UUID) -> ShownPivot:
    """The yes of whoever was asked; a proposal holds from then on."""
    me = request.person
    found = load(Revision, me, id=pivot_id, subject_kind=Objective.living_kind)
    allow(found.asked_id == me.id)
    subject = reach(found.subject_kind, found.subject_id, me)
    assert subject is not None
    return shown_pivot(agree(found, subject, by=me))
