"""Applying a plan: all of it or nothing, in bulk, and with the way back written down.

New people first, so that they can be somebody's manager; then what changes, who returns, and who
reports to whom; last who leaves, so that nobody loses a manager whom the file replaces.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from heard.people.importing.plans import Field, ImportPlan, Outcome, PlannedPerson, Reference
from heard.people.importing.present import current_managers
from heard.people.leaving import come_back, leave
from heard.people.models import Organisation, Person
from heard.people.reporting import LineChange, change_lines
from heard.people.tenancy import current_organisation_id

BATCH = 500
Progress = Callable[[int, int], None]
Thing = TypeVar("Thing")

# The fields of a person that a plan sets; the manager is a line of its own.
WRITTEN = tuple(field for field in Field if field is not Field.MANAGER)


@dataclass(frozen=True)
class Applied:
    """How many of what, and what `taking_back.take_back` needs to undo it: JSON, nothing else."""

    new: int
    changed: int
    returning: int
    leaving: int
    lines: int
    way_back: dict[str, Any]


@transaction.atomic
def apply(
    plan: ImportPlan,
    *,
    by: Person | None,
    agreed_leaving: Collection[UUID] = (),
    progress: Progress | None = None,
) -> Applied:
    """Do what the plan says, in the organisation in force; `by` is nobody for a command.

    Of those only proposed as leaving, the ones in `agreed_leaving` leave. The plan must have been
    made from the people as they are now: plan again just before, and compare fingerprints.
    """
    return _Application(plan, by, frozenset(agreed_leaving), progress).run()


def batches(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    """In portions that every database takes in one statement."""
    for start in range(0, len(things), BATCH):
        yield things[start : start + BATCH]


class _Application:
    """One plan on its way into the database."""

    def __init__(
        self,
        plan: ImportPlan,
        by: Person | None,
        agreed: frozenset[UUID],
        progress: Progress | None,
    ) -> None:
        self.organisation = Organisation.objects.get(id=current_organisation_id())
        self.today = (by or self.organisation).today()
        self.new = plan.of(Outcome.NEW)
        self.kept = plan.of(Outcome.CHANGED, Outcome.RETURNING)
        self.leaving = tuple(
            one for one in plan.of(Outcome.LEAVING) if not one.proposed or one.existing_id in agreed
        )
        self.with_lines = [
            one for one in (*self.new, *self.kept) if one.changes_field(Field.MANAGER)
        ]
        self.people: dict[UUID, Person] = {}
        self.by_row: dict[int, Person] = {}
        self.progress, self.done = progress, 0
        self.total = sum(map(len, (self.new, self.kept, self.leaving, self.with_lines)))

    def run(self) -> Applied:
        managers_before = current_managers()
        self._load()
        way_back: dict[str, Any] = {
            "new": self._create(),
            "changed": self._change(),
            "returned": self._return(),
        }
        self._draw_lines()
        way_back["left"] = self._leave()
        way_back["lines"] = _differences(managers_before, current_managers())
        returning = len(way_back["returned"])
        return Applied(
            new=len(self.new),
            changed=len(self.kept) - returning,
            returning=returning,
            leaving=len(self.leaving),
            lines=len(self.with_lines),
            way_back=way_back,
        )

    def _load(self) -> None:
        ids = {one.existing_id for one in (*self.kept, *self.leaving) if one.existing_id}
        for one in self.with_lines:
            for change in one.changes:
                references = (change.before, change.after)
                ids |= {ref.id for ref in references if isinstance(ref, Reference) and ref.id}
        # Locked where the database can: what was planned is what is written.
        self.people = Person.objects.select_for_update().in_bulk(ids)

    def _create(self) -> list[str]:
        for portion in batches(self.new):
            people = [self._newcomer(one) for one in portion]
            Person.objects.bulk_create(people)
            self.by_row |= {one.row or 0: new for one, new in zip(portion, people, strict=True)}
            self._advance(len(portion))
        return [str(person.id) for person in self.by_row.values()]

    def _newcomer(self, one: PlannedPerson) -> Person:
        person = Person(organisation=self.organisation)
        for field in WRITTEN:
            if one.changes_field(field):
                setattr(person, field, one.after(field))
        person.called = person.called or person.name.split(" ")[0][:80]
        return person

    def _change(self) -> dict[str, dict[str, list[str | None]]]:
        before: dict[str, dict[str, list[str | None]]] = {}
        for portion in batches(self.kept):
            people = [self._person(one) for one in portion]
            for one, person in zip(portion, people, strict=True):
                values = {
                    str(change.field): [_kept(change.before), _kept(change.after)]
                    for change in one.changes
                    if change.field in WRITTEN
                }
                for field in values:
                    setattr(person, field, one.after(Field(field)))
                if values:
                    before[str(person.id)] = values
            Person.objects.bulk_update(people, [str(field) for field in WRITTEN])
            self._advance(len(portion))
        return before

    def _return(self) -> dict[str, str]:
        returned: dict[str, str] = {}
        for one in self.kept:
            if one.outcome is Outcome.RETURNING:
                person = self._person(one)
                returned[str(person.id)] = str(person.left_on)
                come_back(person)
        return returned

    def _draw_lines(self) -> None:
        changes = [
            LineChange(
                person=self._person(one),
                was=self._named(one, "before"),
                becomes=self._named(one, "after"),
                on=self.today,
            )
            for one in self.with_lines
        ]
        if changes:
            change_lines(changes)
            self._advance(len(changes))

    def _leave(self) -> dict[str, str]:
        left: dict[str, str] = {}
        for one in self.leaving:
            person = self._person(one)
            leave(person, on=one.leaves_on)
            left[str(person.id)] = str(person.left_on)
            self._advance(1)
        return left

    def _person(self, one: PlannedPerson) -> Person:
        return self.people[one.existing_id] if one.existing_id else self.by_row[one.row or 0]

    def _named(self, one: PlannedPerson, side: str) -> Person | None:
        change = next(change for change in one.changes if change.field is Field.MANAGER)
        reference = change.before if side == "before" else change.after
        if not isinstance(reference, Reference):
            return None
        return self.people[reference.id] if reference.id else self.by_row[reference.row or 0]

    def _advance(self, count: int) -> None:
        self.done += count
        if self.progress:
            self.progress(self.done, self.total)


def _kept(value: object) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _differences(before: dict[UUID, UUID], after: dict[UUID, UUID]) -> dict[str, list[str | None]]:
    """Each line that changed, as it was and as it is."""
    return {
        str(person): [_kept(before.get(person)), _kept(after.get(person))]
        for person in before.keys() | after.keys()
        if before.get(person) != after.get(person)
    }
