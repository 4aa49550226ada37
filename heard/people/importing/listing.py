"""From a table and a mapping to people: each row read as one, or told why it cannot be."""

import datetime as dt
from dataclasses import dataclass, field

from heard.people.importing.addresses import checked_domain
from heard.people.importing.dating import DateReading, detect_order
from heard.people.importing.faults import Fault
from heard.people.importing.headings import MANAGER_TARGETS, Target
from heard.people.importing.mapping import Mapping
from heard.people.importing.problems import FileRefused, Problem
from heard.people.importing.rows import ListedPerson, RowReader
from heard.people.importing.tables import Table

DATES = (Target.START_DATE, Target.END_DATE)


@dataclass
class Listing:
    """Everyone in the file, in its order, with what is wrong and which rows that holds back."""

    dates: DateReading
    headings: dict[Target, str]
    people: list[ListedPerson] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    held_back: set[int] = field(default_factory=set)

    def add(self, *problems: Problem) -> None:
        """Remember what is wrong."""
        for problem in problems:
            self.problems.append(problem)
            if problem.holds_back and problem.row is not None:
                self.held_back.add(problem.row)

    @property
    def manager_column(self) -> str | None:
        """The heading of the column that names managers, the first where there are several."""
        return next((self.headings[one] for one in MANAGER_TARGETS if one in self.headings), None)


def list_people(
    table: Table, mapping: Mapping, *, email_domain: str | None, today: dt.date
) -> Listing:
    """Read every row. A column without a single value says nothing about anybody."""
    headings = {
        target: heading
        for target, heading in mapping.columns.items()
        if heading and table.column(heading)
    }
    if not {Target.EMAIL, Target.EMPLOYEE_NUMBER} & set(headings):
        raise FileRefused(Fault.NO_IDENTITY)
    values = [
        value for target in DATES if target in headings for value in table.column(headings[target])
    ]
    listing = Listing(detect_order(values, mapping.date_order), headings)
    listing.add(*table.problems)
    columns = {target: table.header.index(heading) for target, heading in headings.items()}
    domain = checked_domain(email_domain)
    for row in table.rows:
        reader = RowReader(row, columns, headings, domain, listing.dates)
        listing.people.append(reader.person(today))
        listing.add(*reader.problems)
    return listing
