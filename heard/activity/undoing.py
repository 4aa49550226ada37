"""Undo instead of "are you sure?": every reversible act leaves a way back for its actor.

Higher layers say how to restore their rows in `RESTORERS`, a plain table filled at start-up.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from heard.activity.models import Undo
from heard.people.models import Person

REVERSIBLE_FOR = dt.timedelta(days=30)

Restorer = Callable[[Undo], None]
RESTORERS: dict[str, Restorer] = {}


class NothingToUndo(LookupError):
    """Already undone, too old, or overtaken by what happened since."""


def leave_way_back(
    kind: str,
    *,
    by: Person,
    subject_id: UUID,
    before: dict[str, Any],
    for_: dt.timedelta = REVERSIBLE_FOR,
) -> Undo:
    """Remember how it was: states and ids, never words."""
    return Undo.objects.create(
        kind=kind,
        person=by,
        subject_id=subject_id,
        before=before,
        expires_at=timezone.now() + for_,
    )


@transaction.atomic
def undo(way_back: Undo, *, by: Person) -> Undo:
    """Restore what was; once, and only by the one who acted."""
    taken = (
        Undo.objects.visible_to(by).usable().filter(id=way_back.id).update(undone_at=timezone.now())
    )
    if not taken:
        raise NothingToUndo(way_back.kind)
    way_back.person = by
    RESTORERS[way_back.kind](way_back)
    return way_back


def way_back_from(subject_id: UUID, *, by: Person) -> UUID | None:
    """The newest act of theirs on this row that they can still take back."""
    ways = Undo.objects.visible_to(by).usable().filter(subject_id=subject_id)
    return ways.order_by("-created_at").values_list("id", flat=True).first()
