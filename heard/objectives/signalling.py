"""Which signals the employee's objectives give today: read through the door, as whoever asks.

Nothing is a fault here: *off track* is what the owner said of it, *due soon* a day in a fortnight.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from heard.activity.signalling import Asking, Fired, Source, Whose
from heard.objectives.models import Choice, Objective, Revision
from heard.objectives.models.objective import STALE_AFTER
from heard.objectives.models.revision import PIVOTS, RevisionQuerySet
from heard.objectives.reading import open_keys

LATELY = dt.timedelta(days=30)
SOON = dt.timedelta(days=14)
MOST = 20
PIVOTED = [choice for choice in PIVOTS if choice != Choice.KEEP]
OFF_TRACK = (Objective.Confidence.WOBBLING, Objective.Confidence.STUCK)


def objectives_today(asking: Asking) -> Iterator[Fired]:
    """The employee's objectives that the one who asks may read."""
    alive = Q(state=Objective.State.ACTIVE) | Q(ended_at__gt=asking.now - LATELY)
    rows = Objective.objects.visible_to(asking.viewer).of(asking.employee).filter(alive)
    lately = _lately(asking)
    found = list(
        rows.exclude(state=Objective.State.DRAFT)
        .annotate(
            pivoted=Exists(lately.filter(choice__in=PIVOTED)),
            reworded=Exists(lately.filter(choice=Choice.EDIT)),
        )
        .order_by("touched_at")[:MOST]
    )
    open_keys(found)
    for objective in found:
        yield from _of_one(objective, asking)
        yield from _changed(objective, asking)


def _of_one(objective: Objective, asking: Asking) -> Iterator[Fired]:
    words = {"sentence": _short(objective.sentence)}
    if objective.state == Objective.State.ACHIEVED:
        yield _fired("objective_achieved", _("Because “%(sentence)s” came true."), objective, words)
        return
    if not objective.is_active:
        return
    if objective.touched_at < asking.now - STALE_AFTER:
        reason = _("Because nothing was said of “%(sentence)s” for a month.")
        yield _fired("objective_stale", reason, objective, words)
    if objective.confidence in OFF_TRACK:
        words["word"] = objective.get_confidence_display()
        reason = _("Because “%(sentence)s” is said to be: %(word)s.")
        yield _fired("objective_off_track", reason, objective, words)
    if objective.until and asking.today <= objective.until <= asking.today + SOON:
        reason = _("Because “%(sentence)s” is set for the next two weeks.")
        yield _fired("objective_due_soon", reason, objective, words)


def _changed(objective: Objective, asking: Asking) -> Iterator[Fired]:
    """What was changed in the last month, by a pivot or in other words."""
    reason = _("Because “%(sentence)s” changed this month.")
    words = {"sentence": _short(objective.sentence)}
    if getattr(objective, "pivoted"):  # noqa: B009 - annotated above
        yield _fired("pivot_recent", reason, objective, words)
    if getattr(objective, "reworded"):  # noqa: B009 - annotated above
        yield _fired("objective_changed", reason, objective, words)


def _lately(asking: Asking) -> RevisionQuerySet:
    """The changes of the last month that this viewer may see, of the objective beside them."""
    return Revision.objects.visible_to(asking.viewer).filter(
        subject_kind=Objective.living_kind,
        subject_id=OuterRef("pk"),
        created_at__gt=asking.now - LATELY,
        taken_back_at__isnull=True,
    )


def _fired(signal: str, reason: str, objective: Objective, words: dict[str, str]) -> Fired:
    return Fired(signal, reason % words, fills=(objective.sentence,), subject_id=objective.id)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 80 else f"{sentence[:79].rstrip()}…"


SOURCES = (
    Source(
        "objectives",
        Whose.PAIR,
        frozenset(
            {
                "objective_stale",
                "objective_off_track",
                "objective_due_soon",
                "objective_achieved",
                "objective_changed",
                "pivot_recent",
            }
        ),
        objectives_today,
    ),
)
