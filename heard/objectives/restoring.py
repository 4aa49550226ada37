"""Restoring: what undo means for objectives and for anything agreed."""

from django.utils.dateparse import parse_datetime

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, Restorer
from heard.objectives.models import ObjectiveUpdate
from heard.objectives.pivoting import take_back
from heard.objectives.updating import keep_course


def take_update_back(way_back: Undo) -> None:
    """It was not said, and the line that the list draws says so too."""
    visible = ObjectiveUpdate.objects.visible_to(way_back.person).select_related("objective")
    said = visible.filter(id=way_back.subject_id, by=way_back.person).first()
    if said is None:
        raise NothingToUndo(way_back.kind)
    objective = said.objective
    objective.hold()
    if objective.touched_at == said.created_at:
        before = parse_datetime(way_back.before["touched_at"])
        objective.touched_at = before or objective.touched_at
    said.delete()
    keep_course(objective)
    objective.changed("confidence", "course", "time_is", "budget_is", "support_is", "touched_at")


RESTORERS: dict[str, Restorer] = {"revision": take_back, "objective_update": take_update_back}
