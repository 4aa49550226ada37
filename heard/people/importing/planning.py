"""What an import would do, before it does anything.

A plan is computed from the file and from who is here, and changes neither. Applied and planned
again, it says that nothing changes.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from uuid import UUID

from heard.people.importing.absence import propose_leaving
from heard.people.importing.addresses import checked_domain, email_key, number_key
from heard.people.importing.directory import Directory, Node
from heard.people.importing.faults import Fault
from heard.people.importing.headings import Target
from heard.people.importing.listing import Listing, list_people
from heard.people.importing.mapping import Mapping
from heard.people.importing.matching import ExistingPerson, Matching, match
from heard.people.importing.plans import (
    Change,
    Field,
    ImportPlan,
    Outcome,
    PlannedPerson,
    Reference,
)
from heard.people.importing.problems import Problem
from heard.people.importing.reporting_lines import told_lines
from heard.people.importing.rows import ListedPerson
from heard.people.importing.tables import Table

NOBODY = ExistingPerson(id=UUID(int=0), email="", name="")


def plan(
    table: Table,
    mapping: Mapping,
    existing: Sequence[ExistingPerson],
    *,
    email_domain: str | None = None,
    today: dt.date,
    full_file: bool = False,
) -> ImportPlan:
    """Everything this file would change about these people, and everything wrong with it.

    Only where `full_file` says that the file names everybody are those it does not name listed as
    leaving, and then as a proposal: somebody has to agree to each.
    """
    mapping = mapping.fitted(table)
    table = table.only(heading for heading in mapping.columns.values() if heading)
    domain = checked_domain(email_domain)
    listing = list_people(table, mapping, email_domain=domain, today=today)
    matching = match(listing, existing)
    _hold_back_incomplete_newcomers(listing, matching)
    directory = Directory(listing, matching, existing, domain)
    lines = told_lines(listing, directory, existing)
    planner = _Planner(listing, directory, lines, today)
    people = [
        planner.planned(person, matching.existing.get(person.row))
        for person in listing.people
        if person.row not in listing.held_back and person.row not in matching.passed_over
    ]
    if full_file:
        people += propose_leaving(listing, matching, existing)
    return ImportPlan(
        people=tuple(people),
        problems=tuple(sorted(listing.problems, key=lambda problem: problem.row or 0)),
        mapping=mapping,
        not_used=table.not_used,
        left_out=table.left_out,
        dates=listing.dates,
        encoding=table.encoding,
        delimiter=table.delimiter,
        full_file=full_file,
    )


def _hold_back_incomplete_newcomers(listing: Listing, matching: Matching) -> None:
    """Somebody new needs an address and a name; somebody known may come without."""
    for person in listing.people:
        if person.is_gone or person.row in matching.existing or person.row in listing.held_back:
            continue
        if person.email is None:
            listing.add(
                Problem(Fault.EMAIL_MISSING, person.row, listing.headings.get(Target.EMAIL))
            )
        elif person.name is None:
            listing.add(Problem(Fault.NAME_MISSING, person.row, listing.headings.get(Target.NAME)))


class _Planner:
    """Compares what rows say with who is here."""

    def __init__(
        self, listing: Listing, directory: Directory, lines: dict[int, Node | None], today: dt.date
    ) -> None:
        self.listing, self.directory, self.lines, self.today = listing, directory, lines, today

    def planned(self, person: ListedPerson, known: ExistingPerson | None) -> PlannedPerson:
        outcome, changes = self._outcome(person, known)
        return PlannedPerson(
            outcome=outcome,
            name=person.name or (known.name if known else ""),
            row=person.row,
            existing_id=known.id if known else None,
            changes=changes,
            leaves_on=self._last_day(person) if outcome is Outcome.LEAVING else None,
        )

    def _outcome(
        self, person: ListedPerson, known: ExistingPerson | None
    ) -> tuple[Outcome, tuple[Change, ...]]:
        if person.is_gone:
            if known is None:
                return Outcome.NOT_BROUGHT_IN, ()
            if known.active and known.administrates:
                self._say(Fault.ADMINISTRATOR_STAYS, Target.STATUS, person, name=known.name)
                return Outcome.UNCHANGED, ()
            return (Outcome.LEAVING if known.active else Outcome.UNCHANGED), ()
        changes = tuple(self._changes(person, known))
        if known is None:
            return Outcome.NEW, changes
        if not known.active:
            return Outcome.RETURNING, changes
        return (Outcome.CHANGED if changes else Outcome.UNCHANGED), changes

    def _changes(self, person: ListedPerson, known: ExistingPerson | None) -> Iterator[Change]:
        was = known or NOBODY
        for field, before, after, key in (
            (Field.NAME, was.name, person.name, str),
            (Field.EMAIL, was.email, self._address(person, was), email_key),
            (Field.EMPLOYEE_NUMBER, was.employee_number, person.employee_number, number_key),
            (Field.TITLE, was.title, person.title, str),
            (Field.TEAM, was.team, person.team, str),
            # A time zone somebody has is theirs; an export only fills an empty one.
            (Field.TIMEZONE, was.timezone, was.timezone or person.timezone, str),
        ):
            if after is not None and key(before) != key(after):
                yield Change(field, before, after)
        if person.started_on is not None and was.started_on != person.started_on:
            yield Change(Field.STARTED_ON, was.started_on, person.started_on)
        if known is None and person.called and person.called != (person.name or "").split(" ")[0]:
            yield Change(Field.CALLED, "", person.called)
        if person.row in self.lines and self.lines[person.row] != was.manager_id:
            after_node = self.lines[person.row]
            yield Change(
                Field.MANAGER, self._reference(was.manager_id), self._reference(after_node)
            )

    def _address(self, person: ListedPerson, was: ExistingPerson) -> str | None:
        """The address from now on; one that opens somebody's account is theirs to change."""
        if person.email and was.has_joined and person.email != email_key(was.email):
            details = {"name": was.name, "before": was.email, "value": person.email}
            self._say(Fault.ADDRESS_THEIRS, Target.EMAIL, person, **details)
            return None
        return person.email

    def _say(self, fault: Fault, target: Target, person: ListedPerson, **details: str) -> None:
        column = self.listing.headings.get(target)
        self.listing.add(Problem(fault, person.row, column, details))

    def _reference(self, node: Node | None) -> Reference | None:
        if node is None:
            return None
        name = self.directory.names.get(node, "")
        return Reference(name, row=node) if isinstance(node, int) else Reference(name, id=node)

    def _last_day(self, person: ListedPerson) -> dt.date:
        """The day the file gives, where it is over; otherwise today."""
        return min(person.last_day or self.today, self.today)
