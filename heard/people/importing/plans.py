"""A plan: who is new, changed, returning or leaving, field by field, before and after."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heard.people.importing.dating import DateReading
from heard.people.importing.mapping import Mapping
from heard.people.importing.problems import Problem
from heard.people.importing.tables import LeftOut


class Outcome(StrEnum):
    """What would happen to one person."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    RETURNING = "returning"
    LEAVING = "leaving"
    # Left before they were ever here.
    NOT_BROUGHT_IN = "not_brought_in"


class Field(StrEnum):
    """What an import can change about a person."""

    NAME = "name"
    CALLED = "called"
    EMAIL = "email"
    EMPLOYEE_NUMBER = "employee_number"
    TITLE = "title"
    TEAM = "team"
    MANAGER = "manager"
    STARTED_ON = "started_on"
    TIMEZONE = "timezone"

    @property
    def label(self) -> str:
        """As the preview names it."""
        return str(LABELS[self])


LABELS: dict[Field, str | Promise] = {
    Field.NAME: _("name"),
    Field.CALLED: _("called"),
    Field.EMAIL: _("e-mail"),
    Field.EMPLOYEE_NUMBER: _("employee number"),
    Field.TITLE: _("title"),
    Field.TEAM: _("team"),
    Field.MANAGER: _("manager"),
    Field.STARTED_ON: _("started"),
    Field.TIMEZONE: _("time zone"),
}


@dataclass(frozen=True)
class Reference:
    """Somebody a change points to: here already, by id, or new in this file, by row."""

    name: str
    id: UUID | None = None
    row: int | None = None

    def __str__(self) -> str:
        return self.name


Value = str | dt.date | Reference | None


@dataclass(frozen=True)
class Change:
    """One field, as it is and as it will be; empty where there is nothing."""

    field: Field
    before: Value
    after: Value

    def as_json(self) -> dict[str, Any]:
        """For machines; a date in ISO form, a manager by name."""
        return {
            "field": str(self.field),
            "before": _plain(self.before),
            "after": _plain(self.after),
        }


def _plain(value: Value) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True)
class PlannedPerson:
    """One person and what would happen to them.

    `row` is None and `proposed` true for somebody a complete file does not name: they are never
    marked as leaving unless somebody agrees.
    """

    outcome: Outcome
    name: str
    row: int | None = None
    existing_id: UUID | None = None
    changes: tuple[Change, ...] = ()
    leaves_on: dt.date | None = None
    proposed: bool = False

    def after(self, field: Field) -> Value:
        """What the field becomes, or None where it stays as it is."""
        return next((change.after for change in self.changes if change.field is field), None)

    def changes_field(self, field: Field) -> bool:
        """Whether this field changes; a manager may change to nobody."""
        return any(change.field is field for change in self.changes)

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "outcome": str(self.outcome),
            "row": self.row,
            "id": str(self.existing_id) if self.existing_id else None,
            "name": self.name,
            "changes": [change.as_json() for change in self.changes],
            "leaves_on": self.leaves_on.isoformat() if self.leaves_on else None,
            "proposed": self.proposed,
        }


@dataclass(frozen=True)
class ImportPlan:
    """The whole preview: people, problems, and how the file was understood."""

    people: tuple[PlannedPerson, ...]
    problems: tuple[Problem, ...]
    mapping: Mapping
    not_used: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    dates: DateReading
    encoding: str
    delimiter: str
    full_file: bool = False

    def of(self, *outcomes: Outcome) -> tuple[PlannedPerson, ...]:
        """Those to whom this happens; proposals among the leaving are told by `proposed`."""
        return tuple(person for person in self.people if person.outcome in outcomes)

    @property
    def summary(self) -> Dict[str, int]:
        """Counts: each outcome, proposals apart, rows held back, lines left as they were."""
        counts = Counter(str(person.outcome) for person in self.people if not person.proposed)
        return {
            **{str(outcome): counts[str(outcome)] for outcome in Outcome},
            "proposed_leaving": sum(person.proposed for person in self.people),
            "rows_held_back": len({one.row for one in self.problems if one.holds_back}),
            "lines_left": len({one.row for one in self.problems if one.spares_the_row}),
        }

    @property
    def changes_anything(self) -> bool:
        """Whether applying it would do anything without further agreement."""
        still = (Outcome.UNCHANGED, Outcome.NOT_BROUGHT_IN)
        return any(one.outcome not in still and not one.proposed for one in self.people)

    @property
    def fingerprint(self) -> str:
        """Equal for two plans that do the same; what is applied must be what was shown."""
        people = json.dumps([person.as_json() for person in self.people], sort_keys=True)
        return hashlib.sha256(people.encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """The answer to `--json`."""
        return {
            "summary": dict(self.summary),
            "columns": {str(target): name for target, name in self.mapping.columns.items()},
            "left_out": [{"column": one.heading, "why": str(one.why)} for one in self.left_out],
            "not_used": list(self.not_used),
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "dates": self.dates.sentence,
            "people": [person.as_json() for person in self.people],
            "problems": [problem.as_json() for problem in self.problems],
        }
