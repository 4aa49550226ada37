"""Recalling: which objectives ask something of somebody today, and which have their day soon.

A priority that one's own serves has changed; somebody's change waits for one's yes; nothing was
said of one's own for a month. Asked gently: nothing here is ever late.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from heard.objectives.models import Objective, PriorityAsk, Revision
from heard.objectives.models.objective import STALE_AFTER
from heard.objectives.reading import open_keys, seen_by
from heard.people.models import Person

# As far ahead as a day is worth a line.
SOON = dt.timedelta(days=21)
MOST = 20


@dataclass(frozen=True)
class Recalled:
    """An objective, the priority that changed above it, and whether a change waits for a yes."""

    objective: Objective
    priority: str | None
    waits: bool


def recall(person: Person) -> list[Recalled]:
    """What has been changed first, then what nothing was said of for longest; in one query."""
    asks = PriorityAsk.objects.visible_to(person).open().filter(objective=OuterRef("pk"))
    waiting = Revision.objects.waiting().filter(
        asked=person, subject_kind=Objective.living_kind, subject_id=OuterRef("pk")
    )
    rows = list(
        seen_by(person)
        .annotate(
            asked_about=Subquery(asks.order_by("created_at").values("priority__sentence")[:1]),
            waits=Exists(waiting),
        )
        .filter(Q(asked_about__isnull=False) | Q(waits=True) | quiet_or_soon(person))
        .order_by("touched_at", "id")[:MOST]
    )
    open_keys(rows)
    found = [
        Recalled(row, row.asked_about, row.waits)  # type: ignore[attr-defined]
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.priority is None, not one.waits))


def quiet_or_soon(person: Person) -> Q:
    """One's own that nothing was said of for a month, or whose day is near."""
    today = person.today()
    quiet = Q(touched_at__lt=timezone.now() - STALE_AFTER)
    return Q(owner=person, state=Objective.State.ACTIVE) & (
        quiet | Q(until__range=(today, today + SOON))
    )
