"""Taking an import back: what it changed is as it was, unless somebody has changed it since.

Newcomers go again, where nothing hangs on them. Whoever has joined meanwhile, or on whose page
something stands, is kept and marked as left: nothing that was written is ever lost to an undo.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import PROTECT, ManyToOneRel

from heard.people.importing.applying import batches
from heard.people.importing.plans import Field
from heard.people.importing.present import current_managers
from heard.people.leaving import come_back, leave
from heard.people.models import Person
from heard.people.reporting import LineChange, change_lines

# Filled by higher layers at start-up: take away what opened by itself with these people (a page
# on which nothing stands), so that they can go.
NEWCOMERS_GO: list[Callable[[Collection[UUID]], None]] = []


@dataclass(frozen=True)
class TakenBack:
    """What was restored, and how many things somebody had changed since and so were let be."""

    removed: int
    marked_as_left: int
    restored: int
    let_be: int


@transaction.atomic
def take_back(way_back: Mapping[str, Any], *, by: Person) -> TakenBack:
    """Undo one import by what `Applied.way_back` kept of it."""
    today = by.today()
    restored, let_be = _restore_fields(way_back["changed"])
    for id_, left_on in way_back["left"].items():
        person = Person.objects.filter(id=id_, left_on=left_on).first()
        if person:
            come_back(person)
    let_be += _restore_lines(way_back["lines"], today)
    for id_, left_on in way_back["returned"].items():
        person = Person.objects.filter(id=id_, left_on__isnull=True).first()
        if person:
            leave(person, on=dt.date.fromisoformat(left_on))
    removed, marked = _send_away([UUID(id_) for id_ in way_back["new"]], today)
    return TakenBack(removed, marked, restored + len(way_back["left"]), let_be)


def _restore_fields(changed: Mapping[str, Mapping[str, Sequence[str | None]]]) -> tuple[int, int]:
    restored = let_be = 0
    ids = list(changed)
    for portion in batches(ids):
        people = Person.objects.select_for_update().in_bulk([UUID(id_) for id_ in portion])
        for person in people.values():
            for field, (before, after) in changed[str(person.id)].items():
                if _told(getattr(person, field)) != after or _taken(person, field, before):
                    let_be += 1
                    continue
                setattr(person, field, _read(field, before))
            restored += 1
        fields = [str(field) for field in Field if field is not Field.MANAGER]
        Person.objects.bulk_update(people.values(), fields)
    return restored, let_be


def _taken(person: Person, field: str, value: str | None) -> bool:
    """Whether somebody else has come to have what only one may have."""
    if not value or field not in (Field.EMAIL, Field.EMPLOYEE_NUMBER):
        return False
    return Person.objects.filter(**{field: value}).exclude(id=person.id).exists()


def _told(value: object) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _read(field: str, kept: str | None) -> str | dt.date | None:
    if field != Field.STARTED_ON:
        return kept or ""
    return dt.date.fromisoformat(kept) if kept else None


def _restore_lines(lines: Mapping[str, Sequence[str | None]], today: dt.date) -> int:
    """Every line as it was, where it still is as the import drew it."""
    now = {str(one): str(manager) for one, manager in current_managers().items()}
    open_ = {one: before for one, (before, after) in lines.items() if now.get(one) == after}
    wanted = {UUID(id_) for pair in lines.items() for id_ in (pair[0], *pair[1]) if id_}
    people = Person.objects.in_bulk(wanted)
    changes = []
    for id_, before in open_.items():
        person, becomes = people.get(UUID(id_)), people.get(UUID(before)) if before else None
        was = people.get(UUID(now[id_])) if id_ in now else None
        if person is None or (before and (becomes is None or becomes.left_on)):
            continue
        if was != becomes:
            changes.append(
                LineChange(person=person, was=was, becomes=becomes, on=today, taken_back=True)
            )
    if changes:
        change_lines(changes)
    return len(lines) - len(open_)


def _send_away(ids: Sequence[UUID], today: dt.date) -> tuple[int, int]:
    joined = set()
    for portion in batches(ids):
        joined |= set(
            Person.objects.filter(id__in=portion, user__isnull=False).values_list("id", flat=True)
        )
    waiting = [id_ for id_ in ids if id_ not in joined]
    for handler in NEWCOMERS_GO:
        handler(waiting)
    needed = joined | _needed(waiting)
    removed = 0
    for portion in batches([id_ for id_ in ids if id_ not in needed]):
        removed += len(Person.objects.filter(id__in=portion))
        Person.objects.filter(id__in=portion).delete()
    stay = [id_ for id_ in ids if id_ in needed]
    for person in Person.objects.in_bulk(stay).values():
        leave(person, on=today)
    return removed, len(stay)


def _needed(ids: Sequence[UUID]) -> set[UUID]:
    """Those whom some row of the organisation protects: somebody wrote on a page of theirs."""
    needed: set[UUID] = set()
    for relation in Person._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel) or relation.on_delete is not PROTECT:
            continue
        name = relation.field.attname
        for portion in batches(ids):
            rows = relation.related_model._default_manager.filter(**{f"{name}__in": portion})
            needed |= set(rows.values_list(name, flat=True))
    return needed
