"""One noun a file."""

from heard.objectives.models.objective import Objective
from heard.objectives.models.objective_import import ObjectiveImport
from heard.objectives.models.objective_update import ObjectiveUpdate
from heard.objectives.models.priority import Priority
from heard.objectives.models.priority_ask import PriorityAsk
from heard.objectives.models.revision import Choice, Reason, Revision

__all__ = [
    "Choice",
    "Objective",
    "ObjectiveImport",
    "ObjectiveUpdate",
    "Priority",
    "PriorityAsk",
    "Reason",
    "Revision",
]
