"""Setting out: what the house puts first, and what people set out to do, with what became of it.

Told by the verbs themselves, as each person, and dated back after each: so every version, reason
and yes is as it would have been. Ways back are not laid.
"""

import datetime as dt
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils import timezone

from heard.activity.models import Event, Undo
from heard.conversations.models import Raise, SupportAsk
from heard.objectives.changing import achieve, pivot_objective, set_out
from heard.objectives.models import Objective, ObjectiveUpdate, Priority, Revision
from heard.objectives.models.priority_ask import PriorityAsk
from heard.objectives.pivoting import agree
from heard.objectives.prioritising import change_priority, put_first
from heard.objectives.updating import tick_step, update
from heard.people.models import Person
from heard.privacy.keys import acting_as

WORDS = (
    "sentence", "why", "cost", "fixed", "open_to_choice", "plays_to", "kind", "visibility",
    "measures", "steps",
)  # fmt: skip
HOUR = dt.time(15, 20)
DATED = (Revision, ObjectiveUpdate, Priority, Objective, PriorityAsk)


def tell_objectives(folder: Path, people: dict[str, Person], now: dt.datetime) -> None:
    """The whole file, or nothing where an organisation of the demo has none."""
    path = folder / "objectives.toml"
    told = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    first: dict[str, Priority] = {}
    changes: list[tuple[int, Any]] = []
    for one in told.get("priority", []):
        first[one["key"]] = _put_first(one, people, now)
        changes += [(change["days"], (one, change)) for change in one.get("changed", [])]
    objectives = [(one, _set_out(one, people, first, now)) for one in told.get("objective", [])]
    went: list[tuple[int, Any]] = [
        (step["days"], (one, made, step)) for one, made in objectives for step in one["went"]
    ]
    for days, what in sorted([*changes, *went], key=lambda entry: -entry[0]):
        if len(what) == 2:
            one, change = what
            _change_priority(first[one["key"]], one, change, people, now)
        else:
            one, made, step = what
            _go_on(one, made, step, days, people, now)
    for one, made in objectives:
        for asked in one.get("support", []):
            _ask_support(made, asked, people[one["by"]], now)
        _touch(made, one, people[one["by"]], now)


def _put_first(told: dict[str, Any], people: dict[str, Person], now: dt.datetime) -> Priority:
    by = people[told["by"]]
    with acting_as(by), _dated(by, now, told["days"]):
        return put_first(
            by=by,
            level=told["level"],
            sentence=told["sentence"],
            why=told.get("why", ""),
            until=_day(told, now),
        )


def _change_priority(
    priority: Priority,
    told: dict[str, Any],
    change: dict[str, Any],
    people: dict[str, Person],
    now: dt.datetime,
) -> None:
    by = people[told["by"]]
    words = {"sentence": change["sentence"], "until": _day(change, now)}
    with acting_as(by), _dated(by, now, change["days"]):
        change_priority(priority, by=by, words=words, reason=change["reason"], note=change["note"])


def _set_out(
    told: dict[str, Any], people: dict[str, Person], first: dict[str, Priority], now: dt.datetime
) -> Objective:
    by = people[told["by"]]
    words = {name: told[name] for name in WORDS if name in told}
    words |= {"until": _day(told, now), "aligned_to": first.get(told.get("serves", ""))}
    with acting_as(by), _dated(by, now, told["days"]):
        made = set_out(by=by, words=words, scope=told.get("scope", "personal"))
        for step in made.stepped[: told.get("done", 0)]:
            on = (now - dt.timedelta(days=told["days"] // 2)).date()
            tick_step(made, step["id"], by=by, done=True, on=on)
    return made


def _go_on(
    told: dict[str, Any],
    objective: Objective,
    step: dict[str, Any],
    days: int,
    people: dict[str, Person],
    now: dt.datetime,
) -> None:
    """A word with a line, or a pivot with its reason and the other's yes."""
    by = people[told["by"]]
    with acting_as(by), _dated(by, now, days):
        if step.get("achieved"):
            achieve(objective, by=by)
            return
        if "word" in step:
            about = step.get("about", "confidence")
            update(objective, by=by, word=step["word"], line=step.get("line", ""), about=about)
            return
        revision, _way_back = pivot_objective(
            objective,
            by=by,
            choice=step["choice"],
            reason=step.get("reason", ""),
            note=step.get("note", ""),
            sentence=step.get("sentence", step.get("becomes", "")),
            until=_day(step, now),
            kept=step.get("kept", ""),
        )
    if "agreed" in step:
        other = people[step["agreed"]]
        with acting_as(other), _dated(other, now, days - 1):
            agree(revision, objective, by=other)


def _ask_support(objective: Objective, told: dict[str, Any], by: Person, now: dt.datetime) -> None:
    """Beside what was raised for it on the page of the two: what kind, how much, until when."""
    with acting_as(by):
        raises = Raise.objects.visible_to(by).filter(pair=objective.page_id)
        raised = next(
            one for one in raises.select_related("item") if one.item.text.startswith(told["raised"])
        )
        SupportAsk(
            pair_id=raised.pair_id,
            raised=raised,
            objective=objective,
            kind=told["kind"],
            size=told["size"],
            line=told.get("line", ""),
            until=_day(told, now),
            created_at=raised.created_at,
        ).save()


def _day(told: dict[str, Any], now: dt.datetime) -> dt.date | None:
    return (now + dt.timedelta(days=told["until"])).date() if "until" in told else None


@contextmanager
def _dated(by: Person, now: dt.datetime, days: int) -> Iterator[None]:
    """Whatever is written inside was written so many days ago, and cannot be undone by anybody."""
    begun = timezone.now()
    yield
    at = dt.datetime.combine((now - dt.timedelta(days=days)).date(), HOUR, by.zone)
    acts = Q(kind__startswith="objective_") | Q(kind__startswith="priority_")
    Event.objects.filter(acts, created_at__gte=begun).update(created_at=at)
    for model in DATED:
        written = model._base_manager.filter(organisation_id=by.organisation_id)
        written.filter(created_at__gte=begun).update(created_at=at)
    mine = Revision.objects.filter(agreed_at__gte=begun)
    mine.update(agreed_at=at)
    Objective.objects.filter(ended_at__gte=begun).update(ended_at=at)
    Undo.objects.filter(person=by, created_at__gte=begun).delete()


def _touch(objective: Objective, told: dict[str, Any], by: Person, now: dt.datetime) -> None:
    """Last touched when the last thing was said of it."""
    last = min([told["days"], *(step["days"] for step in told["went"])])
    at = dt.datetime.combine((now - dt.timedelta(days=last)).date(), HOUR, by.zone)
    with acting_as(by):
        Objective.objects.filter(id=objective.id).update(touched_at=at)
        became = Objective.objects.filter(id=objective.id).values("became")
        Objective.objects.filter(id__in=list(became.values_list("became", flat=True))).update(
            touched_at=at
        )
