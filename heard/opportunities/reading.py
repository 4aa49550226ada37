"""Reading: openings as somebody sees them, in few queries."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, Q

from heard.opportunities.models import (
    Interest,
    Match,
    Opening,
    OpeningStep,
    Raising,
    SetAside,
)
from heard.people.models import Person, ReportingLine

PAGE = 50


@dataclass(frozen=True)
class Seen:
    """One opening in somebody's list: what they said of it, and what they told us that it meets."""

    opening: Opening
    match: Match | None
    interest: Interest | None
    aside: SetAside | None
    unanswered: int = 0


@dataclass(frozen=True)
class Lists:
    """What the first page shows."""

    going_on: list[Seen]
    aside: list[Seen]
    mine: list[Seen]
    behind: list[Seen]


def lists_for(person: Person) -> Lists:
    """What is open to them, what they set aside, what they posted, and what is behind: those they
    posted or showed interest in. Newest first; what meets a wish before what does not."""
    rows = Opening.objects.visible_to(person).select_related("posted_by")
    newest = ("-created_at", "-id")
    going_on = list(rows.going_on().order_by(*newest)[: PAGE * 2])
    closed = (Opening.State.FILLED, Opening.State.WITHDRAWN)
    own = rows.filter(state__in=closed)
    touched = Interest.objects.filter(person=person, taken_back_at__isnull=True).values("opening")
    behind = own.filter(posted_by=person) | own.filter(id__in=touched)
    ended = list(behind.order_by(*newest)[:PAGE])
    seen = _seen([*going_on, *ended], person)
    open_ = [one for one in seen if one.opening.is_going_on]
    return Lists(
        going_on=sorted(
            (one for one in open_ if one.opening.posted_by_id != person.id and not one.aside),
            key=lambda one: one.match is None,
        ),
        aside=[one for one in open_ if one.aside],
        mine=[one for one in open_ if one.opening.posted_by_id == person.id],
        behind=[one for one in seen if not one.opening.is_going_on],
    )


def seen_one(opening: Opening, person: Person) -> Seen:
    return _seen([opening], person)[0]


def _seen(openings: Collection[Opening], person: Person) -> list[Seen]:
    interests = Interest.objects.visible_to(person).standing().filter(opening__in=openings)
    own: dict[UUID, Interest] = {}
    waiting: dict[UUID, int] = {}
    for interest in interests.select_related("person"):
        if interest.person_id == person.id:
            own[interest.opening_id] = interest
        elif not interest.answer and interest.person.left_on is None:
            waiting[interest.opening_id] = waiting.get(interest.opening_id, 0) + 1
    matches = Match.objects.visible_to(person).filter(person=person, opening__in=openings)
    by_match = {match.opening_id: match for match in matches.select_related("offer")}
    asides = SetAside.objects.visible_to(person).filter(opening__in=openings)
    by_aside = {aside.opening_id: aside for aside in asides}
    return [
        Seen(
            opening,
            by_match.get(opening.id),
            own.get(opening.id),
            by_aside.get(opening.id),
            waiting.get(opening.id, 0),
        )
        for opening in openings
    ]


def matches_of(opening: Opening, poster: Person) -> list[Match]:
    """Who told us they want this, best first."""
    rows = (
        Match.objects.visible_to(poster).filter(opening=opening).select_related("person", "offer")
    )
    return list(rows.best_first())


def interests_of(opening: Opening, poster: Person) -> list[Interest]:
    """Who would like it, in the order they said so."""
    rows = Interest.objects.visible_to(poster).standing().filter(opening=opening)
    return list(rows.select_related("person", "answered_by").order_by("shown_at", "id"))


def raisings_of(openings: Iterable[Opening], reader: Person) -> dict[tuple[UUID, UUID], Raising]:
    """What was raised, by opening and person."""
    rows = Raising.objects.visible_to(reader).filter(opening__in=list(openings))
    found = rows.select_related("asked", "pair__employee", "pair__manager", "person", "by")
    return {(raising.opening_id, raising.person_id): raising for raising in found}


def steps_of(opening: Opening, reader: Person) -> list[OpeningStep]:
    """What became of it, oldest first."""
    rows = OpeningStep.objects.visible_to(reader).filter(opening=opening)
    return list(rows.select_related("by", "to").order_by("created_at", "id")[:200])


def may_be_news(person: Person, *, since: dt.datetime) -> Q:
    """Whether there may be news for somebody: asked together with their pages, so it looks at what
    is theirs by a column and no closer."""
    led = ReportingLine.objects.current().filter(manager=person).values("person")
    matches = Match.objects.filter(Q(person=person) | Q(person__in=led), created_at__gt=since)
    answers = Interest.objects.filter(person=person, answered_at__gt=since)
    asked = Raising.objects.waiting().filter(asked=person)
    passed = OpeningStep.objects.filter(to=person, created_at__gt=since)
    return Q(Exists(matches) | Exists(answers) | Exists(asked) | Exists(passed))
