"""Reading: the objectives somebody sees, in the order a page shows them, in few queries."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from heard.objectives.models import Objective, ObjectiveUpdate, Priority, Revision
from heard.objectives.models.objective import ObjectiveQuerySet
from heard.people.models import Person
from heard.privacy.keyed import Keyed
from heard.privacy.keys import keyring

PAGE = 50
HISTORY_MOST = 200


@dataclass(frozen=True)
class Lists:
    """What the first page shows."""

    mine: list[Objective]
    shared: list[Objective]
    behind: list[Objective]
    waiting: list[Revision]


@dataclass(frozen=True)
class Above:
    """One step up from an objective: a sentence and a state, and the row where one may read it."""

    sentence: str
    state: str
    priority: Priority | None = None
    objective: Objective | None = None


def seen_by(person: Person) -> ObjectiveQuerySet:
    """Everything this person may read, with whose it is."""
    return Objective.objects.visible_to(person).select_related("owner")


def lists_for(person: Person) -> Lists:
    """Mine, what others show me, what is behind me; the newest word first. Keys in one look-up."""
    newest = ("-touched_at", "-id")
    rows = seen_by(person)
    alive = [Objective.State.DRAFT, Objective.State.ACTIVE]
    lists = Lists(
        mine=list(rows.of(person).filter(state__in=alive).order_by(*newest)[:PAGE]),
        shared=list(rows.exclude(owner=person).active().order_by(*newest)[: PAGE + 1]),
        behind=list(rows.of(person).behind().order_by("-ended_at", "-id")[: PAGE + 1]),
        waiting=waiting_for(person),
    )
    open_keys([*lists.mine, *lists.shared, *lists.behind, *lists.waiting])
    return lists


def older(rows: ObjectiveQuerySet, field: str, before: dt.datetime) -> list[Objective]:
    """The next page of a list, behind where the last one ended."""
    found = list(rows.filter(**{f"{field}__lt": before}).order_by(f"-{field}", "-id")[: PAGE + 1])
    open_keys(found)
    return found


def waiting_for(person: Person) -> list[Revision]:
    """Changes that wait for this person's yes, the oldest first."""
    rows = Revision.objects.filter(asked=person, subject_kind=Objective.living_kind).waiting()
    return list(
        rows.filter(subject_id__in=Objective.objects.visible_to(person).values("id"))
        .select_related("proposed_by", "asked")
        .order_by("created_at")[:PAGE]
    )


def history_of(
    objective: Objective, reader: Person
) -> tuple[list[Revision], list[ObjectiveUpdate]]:
    """Every change and update this reader was meant to see, newest first, each in one query."""
    revisions = (
        Revision.objects.visible_to(reader)
        .of(objective)
        .select_related("proposed_by", "asked", "agreed_by")
    )
    updates = (
        ObjectiveUpdate.objects.visible_to(reader)
        .filter(objective=objective)
        .select_related("by")
        .order_by("-created_at", "-id")
    )
    return list(revisions.reverse()[:HISTORY_MOST]), list(updates[:HISTORY_MOST])


def open_keys(rows: Iterable[Keyed]) -> None:
    """The keys of all these in one look-up."""
    keyring().unlock({row.sealing_owner() for row in rows})


def above(objective: Objective, reader: Person) -> list[Above]:
    """What it serves, step by step: whole where the reader sees it, else one line, else nothing."""
    steps: list[Above] = []
    at: Objective | None = objective
    while at is not None and len(steps) < 20:
        if at.aligned_to_priority_id is not None:
            seen = Priority.objects.visible_to(reader).filter(id=at.aligned_to_priority_id).first()
            return steps + ([Above(seen.sentence, "", priority=seen)] if seen else [])
        if at.aligned_to_objective_id is None:
            return steps
        following = Objective.objects.select_related("owner").get(id=at.aligned_to_objective_id)
        line = line_of(following, reader, serves=objective.owner_id == reader.id)
        if line is None:
            return steps
        steps.append(line)
        at = following
    return steps


def line_of(objective: Objective, reader: Person, *, serves: bool) -> Above | None:
    """Title and state to those whose own work serves it, of what its owner shows to a team."""
    sees = Objective.objects.visible_to(reader).filter(id=objective.id).exists()
    if not sees and not (serves and objective.is_shown_above):
        return None
    return Above(objective.sentence, objective.state, objective=objective if sees else None)


def linked_and_seen(rows: Sequence[Objective], reader: Person) -> set[UUID]:
    """Of what these serve and what became of them, the ids of what this reader may see."""
    priorities = {row.aligned_to_priority_id for row in rows if row.aligned_to_priority_id}
    linked = (one for row in rows for one in (row.aligned_to_objective_id, row.became_id))
    objectives = {one for one in linked if one}
    seen: set[UUID] = set()
    if priorities:
        found = Priority.objects.visible_to(reader).filter(id__in=priorities)
        seen |= set(found.values_list("id", flat=True))
    if objectives:
        among = Objective.objects.visible_to(reader).filter(id__in=objectives)
        seen |= set(among.values_list("id", flat=True))
    return seen


def choices_above(person: Person) -> tuple[list[Priority], list[Objective]]:
    """What an objective of this person's can serve: standing priorities, and others' objectives."""
    priorities = list(Priority.objects.visible_to(person).standing().select_related("owner"))
    objectives = list(
        seen_by(person).active().exclude(owner=person).order_by("-touched_at", "-id")[:PAGE]
    )
    own = list(seen_by(person).active().of(person).order_by("-touched_at", "-id")[:PAGE])
    open_keys([*objectives, *own])
    return priorities, [*objectives, *own]
