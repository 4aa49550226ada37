"""Pairs: one's own, and opening another."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import BaseModel, PlainSerializer, StrictBool, StrictInt

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, listed
from heard.api.problems import invalid
from heard.api.reaching import PEOPLE, allow
from heard.api.schemas import Day, Hour, Sent, ShownChanging, Told, Zone, left_out, one_of
from heard.conversations import access
from heard.conversations.models import Pair, Rhythm
from heard.conversations.pairing import open_pair
from heard.conversations.planning import keep_rhythm, suggested_rhythm
from heard.lib.refusals import Refusal
from heard.lib.text import cleaned
from heard.people.loading import load
from heard.people.models import Person
from heard.people.reporting import manager_of

router = Router(tags=["Pairs"])

PairKind = Literal["manager", "skip_level", "mentor", "peer"]
RhythmKind = Literal["weekly", "fortnightly", "monthly", "quarterly", "custom", "as_needed"]


class ShownRhythm(BaseModel):
    """How often, in local time; the zone says whose."""

    kind: str
    first_on: dt.date
    at: Annotated[dt.time, PlainSerializer(lambda at: f"{at:%H:%M}", return_type=str)]
    zone: str
    minutes: int
    every: int
    unit: str
    by_weekday: bool
    last: bool
    where: str
    version: int


class ShownPair(ShownChanging):
    """Two people and their page."""

    employee_id: UUID
    manager_id: UUID
    kind: Annotated[str, one_of(Pair.Kind.values)]
    next_at: Told | None
    last_held_at: Told | None
    ended_at: Told | None
    rhythm: ShownRhythm | None


class SentRhythm(Sent):
    """What is left out is taken from the organisation's usual."""

    kind: RhythmKind
    first_on: Day = left_out()
    at: Hour = left_out()
    zone: Zone = left_out()
    minutes: StrictInt = left_out(ge=5, le=240)
    every: StrictInt = left_out(ge=1, le=52)
    unit: Literal["week", "month"] = left_out()
    by_weekday: StrictBool = left_out()
    last: StrictBool = left_out()
    where: str = left_out(max_length=200)


class SentPair(Sent):
    """Who talks with whom. The caller is one of the two."""

    employee_id: UUID
    manager_id: UUID
    kind: PairKind = "manager"
    rhythm: SentRhythm = left_out()


def shown_pair(pair: Pair) -> ShownPair:
    return ShownPair(
        id=pair.id,
        version=pair.version,
        created_at=pair.created_at,
        employee_id=pair.employee_id,
        manager_id=pair.manager_id,
        kind=pair.kind,
        next_at=pair.next_at,
        last_held_at=pair.last_held_at,
        ended_at=pair.ended_at,
        rhythm=shown_rhythm(getattr(pair, "rhythm", None)),
    )


def shown_rhythm(rhythm: Rhythm | None) -> ShownRhythm | None:
    if rhythm is None:
        return None
    return ShownRhythm(
        kind=rhythm.kind,
        first_on=rhythm.first_on,
        at=rhythm.at,
        zone=rhythm.zone,
        minutes=rhythm.minutes,
        every=rhythm.every,
        unit=rhythm.unit,
        by_weekday=rhythm.by_weekday,
        last=rhythm.last,
        where=rhythm.where,
        version=rhythm.version,
    )


@router.get("/pairs", response=Listed[ShownPair], summary="The pairs one is half of")
def pairs(request: TokenRequest, page: Paged) -> Listed[ShownPair]:
    """Ended ones too, as long as one may still read them."""
    rows = Pair.objects.visible_to(request.person).select_related("rhythm")
    return listed(rows, page, shown_pair)


@router.get("/pairs/{uuid:pair_id}", response=ShownPair, summary="One pair")
def pair(request: TokenRequest, pair_id: UUID) -> ShownPair:
    return shown_pair(load(Pair, request.person, "rhythm", id=pair_id))


@router.post(
    "/pairs", response={200: ShownPair, 201: ShownPair}, summary="Open a page with somebody"
)
def pair_opening(request: TokenRequest, sent: SentPair) -> Status[ShownPair]:
    """201 where it is new; 200 with the live pair of these two where there is one already.

    A manager's page follows the reporting line. With `rhythm`, that is its rhythm from now on.
    """
    me = request.person
    employee = _somebody(me, "employee_id", sent.employee_id)
    manager = _somebody(me, "manager_id", sent.manager_id)
    allow(access.can_open_pair(me, employee=employee, manager=manager))
    if sent.kind == "manager" and manager_of(employee) != manager:
        raise invalid("kind", _("A manager's page follows the reporting line."))
    there = Pair.objects.visible_to(me).live()
    there = there.filter(employee=employee, manager=manager, kind=sent.kind)
    status = 200 if there.exists() else 201
    opened = open_pair(employee=employee, manager=manager, kind=sent.kind, by=me)
    found = load(Pair, me, *PEOPLE, id=opened.id)
    if "rhythm" in sent.model_fields_set:
        _keep(found, sent.rhythm, by=me)
        found = load(Pair, me, *PEOPLE, id=opened.id)
    return Status(status, shown_pair(found))


def _somebody(me: Person, field: str, person_id: UUID) -> Person:
    """Somebody of one's own organisation who is here."""
    found = Person.objects.visible_to(me).active().filter(id=person_id).first()
    if found is None:
        raise invalid(field, _("Nobody here has this id."))
    return found


def _keep(pair: Pair, sent: SentRhythm, *, by: Person) -> None:
    """The usual rhythm, but for what was sent."""
    now: Rhythm | None = getattr(pair, "rhythm", None)
    wanted = now or suggested_rhythm(pair)
    for name in sent.model_fields_set:
        setattr(wanted, name, getattr(sent, name))
    wanted.where = cleaned(wanted.where)
    try:
        keep_rhythm(pair, wanted, by=by)
    except Refusal as refusal:
        raise invalid(f"rhythm.{refusal.field}", refusal.message) from refusal
