"""Who each row is here: by employee number, then by address; in doubt nobody, and it says so.

A wrong match would hand one person's pages to another, so a number or an address that has passed
to somebody with a wholly different name is held back for a person to decide.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from heard.people.importing.addresses import email_key, number_key
from heard.people.importing.faults import Fault
from heard.people.importing.headings import Target
from heard.people.importing.listing import Listing
from heard.people.importing.naming import name_key, share_a_word
from heard.people.importing.problems import Problem, shown
from heard.people.importing.rows import ListedPerson

MOST_NAMED = 10


@dataclass(frozen=True)
class ExistingPerson:
    """Somebody in the organisation, with what an export could change about them.

    `active` is false for those who have left; somebody on long leave is still here. An address with
    which somebody signs in is never changed by a file, nor is an administrator put out by one:
    either would be a way to take over an account or to lock everybody out.
    """

    id: UUID
    email: str
    name: str
    employee_number: str = ""
    title: str = ""
    team: str = ""
    manager_id: UUID | None = None
    active: bool = True
    timezone: str = ""
    started_on: dt.date | None = None
    has_joined: bool = False
    administrates: bool = False


@dataclass
class Matching:
    """Which rows are whom. Rows of people who have left and say nothing new are passed over."""

    existing: dict[int, ExistingPerson] = field(default_factory=dict)
    passed_over: set[int] = field(default_factory=set)


def match(listing: Listing, existing: Sequence[ExistingPerson]) -> Matching:
    """Find everyone who is here already; doubts become problems of the listing."""
    matching = Matching()
    _pass_over_old_rows(listing.people, matching)
    staying = [person for person in listing.people if not person.is_gone]
    _report_twice(listing, staying, Fault.EMAIL_TWICE, Target.EMAIL, lambda one: one.email)
    _report_twice(listing, staying, Fault.NUMBER_TWICE, Target.EMPLOYEE_NUMBER, _number)
    by_number = {number_key(one.employee_number): one for one in existing if one.employee_number}
    by_email = {email_key(one.email): one for one in existing}
    for person in listing.people:
        if person.row in listing.held_back or person.row in matching.passed_over:
            continue
        numbered = by_number.get(_number(person) or "")
        addressed = by_email.get(person.email or "")
        problem = _doubt(person, numbered, addressed)
        found = numbered or addressed
        if problem:
            listing.add(problem)
        elif found:
            matching.existing[person.row] = found
    _report_one_person_twice(listing, matching)
    _look_after_nameless_leavers(listing, matching, existing)
    return matching


def _number(person: ListedPerson) -> str | None:
    return number_key(person.employee_number) if person.employee_number else None


def _pass_over_old_rows(people: Sequence[ListedPerson], matching: Matching) -> None:
    """Somebody who left and came back has two rows in a full export; the present one counts."""
    seen: set[str] = set()
    for person in sorted(people, key=lambda person: person.is_gone):
        keys = {f"@{person.email}", f"#{_number(person)}"} - {"@None", "#None"}
        if person.is_gone and keys & seen:
            matching.passed_over.add(person.row)
        seen |= keys


def _report_twice(
    listing: Listing,
    people: Iterable[ListedPerson],
    fault: Fault,
    target: Target,
    identity: Callable[[ListedPerson], str | None],
) -> None:
    """None of them goes in: to take the first would be to guess which one is right."""
    rows: dict[str, list[int]] = defaultdict(list)
    for person in people:
        if value := identity(person):
            rows[value].append(person.row)
    for value, numbers in rows.items():
        if len(numbers) > 1:
            details = {"value": shown(value), "rows": _listed(numbers)}
            column = listing.headings.get(target)
            listing.add(*(Problem(fault, number, column, details) for number in numbers))


def _doubt(
    person: ListedPerson, numbered: ExistingPerson | None, addressed: ExistingPerson | None
) -> Problem | None:
    if numbered and addressed and numbered.id != addressed.id:
        details = {"by_number": numbered.name, "by_email": addressed.name}
        return Problem(Fault.IDENTITY_CONFLICT, person.row, details=details)
    found = numbered or addressed
    if found is None or (numbered and addressed) or not person.name:
        return None
    if share_a_word(person.name, found.name):
        return None
    value = person.employee_number if numbered else person.email
    details = {"value": shown(value or ""), "name": found.name, "listed": shown(person.name)}
    return Problem(Fault.IDENTITY_UNSURE, person.row, details=details)


def _report_one_person_twice(listing: Listing, matching: Matching) -> None:
    """One row by number and another by address may both be the same person here."""
    rows: dict[UUID, list[int]] = defaultdict(list)
    matched = [person for person in listing.people if person.row in matching.existing]
    for person in matched:
        if not person.is_gone:
            rows[matching.existing[person.row].id].append(person.row)
    for numbers in rows.values():
        if len(numbers) > 1:
            name = matching.existing[numbers[0]].name
            details = {"rows": _listed(numbers), "name": name}
            listing.add(*(Problem(Fault.PERSON_TWICE, row, details=details) for row in numbers))
    for person in matched:
        if person.is_gone and matching.existing[person.row].id in rows:
            matching.passed_over.add(person.row)


def _look_after_nameless_leavers(
    listing: Listing, matching: Matching, existing: Sequence[ExistingPerson]
) -> None:
    """A leaver's row may have lost its address; one who bears a name from here is not let slip."""
    here = {name_key(one.name) for one in existing if one.active}
    for person in listing.people:
        unknown = person.email is None and person.employee_number is None
        if person.is_gone and unknown and person.name and name_key(person.name) in here:
            column = listing.headings.get(Target.EMAIL)
            listing.add(Problem(Fault.EMAIL_MISSING, person.row, column))


def _listed(numbers: Sequence[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:MOST_NAMED])
    return f"{named}, …" if len(numbers) > MOST_NAMED else named
