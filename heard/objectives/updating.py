"""Updating: how it is going, in one word and a line; steps; where each measure stands."""

import datetime as dt
import json
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.lib.refusals import Refusal, at_most, within
from heard.lib.text import cleaned
from heard.objectives.models import Objective, ObjectiveUpdate
from heard.objectives.models.objective import COURSE_MOST
from heard.objectives.models.objective_update import About, Is
from heard.people.models import Person

LINE_MOST = 500
STEP_MOST = 200
STEPS_MOST = 20

# One letter a word, for the line that the list draws.
LETTERS = {
    Objective.Confidence.ON_COURSE: "o",
    Objective.Confidence.WOBBLING: "w",
    Objective.Confidence.STUCK: "s",
}
SIGNALS = {About.TIME: "time_is", About.BUDGET: "budget_is", About.SUPPORT: "support_is"}


@transaction.atomic
def update(
    objective: Objective, *, by: Person, word: str, line: str = "", about: str = About.CONFIDENCE
) -> tuple[ObjectiveUpdate, UUID]:
    """On course, wobbling or stuck; or how time, budget or support is. A line if there is one."""
    if about not in About.values:
        raise Refusal(_("Choose one of these."), "about")
    known = Objective.Confidence.values if about == About.CONFIDENCE else Is.values
    if word not in known:
        raise Refusal(_("Choose one of the three words."), "word")
    objective.hold()
    if not objective.is_active:
        raise Refusal(_("Only what is under way can be updated."), "state")
    owner = objective.sealing_owner()
    said = ObjectiveUpdate(
        objective=objective,
        by=by,
        about=about,
        word=word,
        line=at_most(cleaned(line), LINE_MOST, "line"),
        key_kind=owner.kind,
        key_id=owner.id,
    )
    said.save()
    touched_at, objective.touched_at = objective.touched_at, said.created_at
    keep_course(objective)
    objective.changed("confidence", "course", *SIGNALS.values(), "touched_at")
    record("objective_updated", by=by, page_id=objective.page_id, subject_id=objective.id)
    before = {"touched_at": touched_at.isoformat()}
    way_back = leave_way_back("objective_update", by=by, subject_id=said.id, before=before)
    return said, way_back.id


def keep_course(objective: Objective) -> None:
    """What the list shows, worked out from the updates themselves."""
    said = list(
        ObjectiveUpdate.objects.filter(objective=objective)
        .order_by("-created_at", "-id")
        .values_list("about", "word")
    )
    words = [word for about, word in said if about == About.CONFIDENCE]
    objective.confidence = words[0] if words else ""
    objective.course = "".join(
        LETTERS[Objective.Confidence(word)] for word in reversed(words[:COURSE_MOST])
    )
    for about, field in SIGNALS.items():
        setattr(objective, field, next((word for one, word in said if one == about), ""))


def new_step(words: str) -> dict[str, Any]:
    """A step, not done yet."""
    text = within(cleaned(words), STEP_MOST, "step")
    return {"id": uuid4().hex[:8], "text": text, "done_on": None}


@transaction.atomic
def add_step(objective: Objective, *, by: Person, words: str) -> Objective:
    """One more, at the end."""
    step = new_step(words)
    objective.hold()
    steps = objective.stepped
    if len(steps) >= STEPS_MOST:
        raise Refusal(_("Twenty steps at most."), "step")
    return _step(objective, [*steps, step], by=by)


@transaction.atomic
def tick_step(
    objective: Objective, step_id: str, *, by: Person, done: bool, on: dt.date
) -> Objective:
    """Done, or not done after all. Saying it twice is still once."""
    objective.hold()
    steps = objective.stepped
    for step in steps:
        if step["id"] == step_id:
            step["done_on"] = (step["done_on"] or on.isoformat()) if done else None
    return _step(objective, steps, by=by)


@transaction.atomic
def drop_step(objective: Objective, step_id: str, *, by: Person) -> Objective:
    """It is not a step any more."""
    objective.hold()
    return _step(objective, [step for step in objective.stepped if step["id"] != step_id], by=by)


@transaction.atomic
def read_measure(objective: Objective, number: int, *, by: Person, now: float | None) -> Objective:
    """Where a measure stands now."""
    objective.hold()
    measures = objective.measured
    if not 0 <= number < len(measures):
        raise Refusal(_("There is no such measure."), "now")
    measures[number]["now"] = now
    objective.measures = json.dumps(measures)
    objective.touched_at = timezone.now()
    objective.changed("measures", "touched_at")
    record("objective_measured", by=by, page_id=objective.page_id, subject_id=objective.id)
    return objective


def as_number(value: Any, field: str = "measures") -> float | None:
    """What somebody typed as a number, or nothing where they typed nothing."""
    if value is None or value == "":
        return None
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        raise Refusal(_("A number, please."), field) from None
    if not -1e12 < number < 1e12:
        raise Refusal(_("A smaller number, please."), field)
    return number


def _step(objective: Objective, steps: list[dict[str, Any]], *, by: Person) -> Objective:
    objective.steps = json.dumps(steps)
    objective.touched_at = timezone.now()
    objective.changed("steps", "touched_at")
    draft = objective.state == Objective.State.DRAFT
    record(
        "objective_step",
        by=by,
        page_id=None if draft else objective.page_id,
        subject_id=objective.id,
        private=draft,
    )
    return objective
