"""Reading an objective out of a form, and putting one into it."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import QueryDict

from heard.objectives.changing import MEASURES_MOST, MORE
from heard.objectives.models import Objective, Priority
from heard.people.models import Person
from heard.web.forms import reading
from heard.web.objective_rows import number


def words_of(form: QueryDict, *, by: Person) -> dict[str, Any]:
    """What the form says; a field that is not on it says nothing."""
    found: dict[str, Any] = {
        name: form[name] for name in ("sentence", *MORE, "kind", "visibility") if name in form
    }
    if "until" in form:
        found["until"] = reading.date(form, "until", today=by.today())
    if "what_1" in form:
        found["measures"] = _measures(form)
    if "steps" in form:
        found["steps"] = form.get("steps", "").split("\n")
    if "aligned_to" in form:
        found["aligned_to"] = aligned(form.get("aligned_to", ""), by)
    return found


def aligned(value: str, person: Person) -> Priority | Objective | None:
    """What an objective may serve, among what this person can see; anything else is nothing."""
    kind, _colon, row_id = value.partition(":")
    try:
        wanted = UUID(row_id)
    except ValueError:
        return None
    if kind == "priority":
        return Priority.objects.visible_to(person).filter(id=wanted).first()
    return Objective.objects.visible_to(person).filter(id=wanted).first()


def filled(objective: Objective | None, form: QueryDict | None = None) -> dict[str, Any]:
    """Every field with its value: what was typed, else what the row says."""
    names = ("sentence", *MORE, "kind", "visibility", "until", "steps", "aligned_to")
    values: dict[str, Any] = dict.fromkeys(names, "")
    values |= {"kind": "deliver", "visibility": "pair"}
    measures: list[dict[str, Any]] = []
    if objective is not None:
        values |= {name: getattr(objective, name) for name in ("sentence", *MORE)}
        values |= {"kind": objective.kind, "visibility": objective.visibility}
        values["until"] = objective.until.isoformat() if objective.until else ""
        values["aligned_to"] = alignment(objective)
        measures = objective.measured
    if form is not None:
        values |= {name: form[name] for name in names if name in form}
        measures = [
            {name: form.get(f"{name}_{place}", "") for name in ("what", "start", "target", "now")}
            for place in _places()
        ]
    values["measures"] = [_slot(place, measures) for place in _places()]
    return values


def alignment(objective: Objective) -> str:
    """The value of the choice that stands for what it serves."""
    if objective.aligned_to_priority_id:
        return f"priority:{objective.aligned_to_priority_id}"
    if objective.aligned_to_objective_id:
        return f"objective:{objective.aligned_to_objective_id}"
    return ""


def day_of(form: QueryDict, *, today: dt.date) -> dt.date | None:
    """The new date of a pivot; *no date* says so beside the field."""
    return None if form.get("no_date") else reading.date(form, "until", today=today)


def _places() -> range:
    return range(1, MEASURES_MOST + 1)


def _slot(place: int, measures: list[dict[str, Any]]) -> dict[str, Any]:
    measure = measures[place - 1] if place <= len(measures) else {}
    return {
        "place": place,
        "what": measure.get("what", ""),
        **{
            name: value if isinstance(value, str) else number(value)
            for name in ("start", "target", "now")
            for value in [measure.get(name)]
        },
    }


def _measures(form: QueryDict) -> list[dict[str, Any]]:
    return [
        {name: form.get(f"{name}_{place}", "") for name in ("what", "start", "target", "now")}
        for place in _places()
        if form.get(f"what_{place}", "").strip()
    ]
