"""Which signals the employee's objectives give today: read through the door, as whoever asks.

Nothing is a fault here: *off track* is what the owner said of it, *due soon* a day in a fortnight.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from heard.activity.signalling import Asking, Fired, Source, Whose
from heard.objectives.models import Choice, Objective, Revision
from heard.objectives.models.objective import STALE_AFTER
from heard.objectives.models.revision import PIVOTS
from heard.objectives.reading import open_keys

LATELY = dt.timedelta(days=30)
SOON = dt.timedelta(days=14)
MOST = 20
OFF_TRACK = (Objective.Confidence.WOBBLING, Objective.Confidence.STUCK)


def objectives_today(asking: Asking) -> Iterator[Fired]:
    """The employee's objectives that the one who asks may read."""
    alive = Q(state=Objective.State.ACTIVE) | Q(ended_at__gt=asking.now - LATELY)
    rows = Objective.objects.visible_to(asking.viewer).of(asking.employee).filter(alive)
    found = list(rows.exclude(state=Objective.State.DRAFT).order_by("touched_at")[:MOST])
    if not found:
        return
    open_keys(found)
    for objective in found:
        yield from _of_one(objective, asking)
    yield from _changed(found, asking)


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


def _changed(objectives: list[Objective], asking: Asking) -> Iterator[Fired]:
    """What was changed in the last month, each objective once."""
    lately = Revision.objects.visible_to(asking.viewer).filter(
        subject_kind=Objective.living_kind,
        subject_id__in=[objective.id for objective in objectives],
        created_at__gt=asking.now - LATELY,
        taken_back_at__isnull=True,
    )
    seen: set[tuple[object, bool]] = set()
    found = list(
        lately.exclude(choice__in=[Choice.KEEP, Choice.ACHIEVE]).order_by("-number")[:MOST]
    )
    open_keys(found)
    for revision in found:
        pivoted = revision.choice in PIVOTS
        if (revision.subject_id, pivoted) in seen:
            continue
        seen.add((revision.subject_id, pivoted))
        sentence = str(revision.says["sentence"])
        yield Fired(
            "pivot_recent" if pivoted else "objective_changed",
            _("Because “%(sentence)s” changed this month.") % {"sentence": _short(sentence)},
            fills=(sentence,),
            subject_id=revision.subject_id,
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
