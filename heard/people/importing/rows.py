"""One row, read as one person: what it says about them, and what is wrong with it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from heard.people.importing.addresses import email_key, is_address, with_domain
from heard.people.importing.dating import DateReading, read_date
from heard.people.importing.faults import Fault
from heard.people.importing.headings import MANAGER_TARGETS, Target
from heard.people.importing.naming import name_key, plain, whole_name
from heard.people.importing.problems import Problem, shown
from heard.people.importing.standing import Standing, is_gone, standing
from heard.people.importing.tables import Row

# As the columns of a person are.
LONGEST = {Target.NAME: 160, Target.TITLE: 160, Target.TEAM: 160, Target.EMPLOYEE_NUMBER: 64}
LONGEST_CALLED = 80
REPLACEMENT = "\ufffd"


@dataclass(frozen=True)
class ListedPerson:
    """What one row says. None: it says nothing about that, and nothing about it changes."""

    row: int
    email: str | None
    employee_number: str | None
    name: str | None
    other_names: frozenset[str]
    called: str | None
    title: str | None
    team: str | None
    started_on: dt.date | None
    last_day: dt.date | None
    timezone: str | None
    standing: Standing | None
    is_gone: bool
    # How the manager is named; empty: nobody is.
    manager: Mapping[Target, str] | None


class RowReader:
    """One row under its mapping; collects what is wrong with it on the way."""

    def __init__(
        self,
        row: Row,
        columns: Mapping[Target, int],
        headings: Mapping[Target, str],
        domain: str | None,
        dates: DateReading,
    ) -> None:
        self.row, self.columns, self.headings = row, columns, headings
        self.domain, self.dates = domain, dates
        self.problems: list[Problem] = []

    def person(self, today: dt.date) -> ListedPerson:
        said = standing(self.cell(Target.STATUS) or "", self.headings.get(Target.STATUS, ""))
        last_day = self.date(Target.END_DATE)
        gone = is_gone(said, last_day, today)
        person = ListedPerson(
            row=self.row.number,
            email=self.email(),
            employee_number=self.text(Target.EMPLOYEE_NUMBER) or None,
            name=self.name(),
            other_names=self.other_names(),
            called=self.called(),
            title=self.text(Target.TITLE),
            team=self.text(Target.TEAM),
            started_on=self.date(Target.START_DATE),
            last_day=last_day,
            timezone=self.timezone(),
            standing=said,
            is_gone=gone,
            manager=self.manager(),
        )
        if gone:
            # Whoever has left is only looked up; the faults of an old row are nobody's business.
            self.problems.clear()
        return person

    def cell(self, target: Target) -> str | None:
        index = self.columns.get(target)
        return None if index is None else self.row.cells[index]

    def fault(self, fault: Fault, target: Target, **details: str) -> None:
        heading = self.headings.get(target)
        self.problems.append(Problem(fault, self.row.number, heading, details))

    def text(self, target: Target) -> str | None:
        value = self.cell(target)
        if value and REPLACEMENT in value:
            self.fault(Fault.LETTERS_LOST, target, value=shown(value))
        if value and len(value) > LONGEST[target]:
            self.too_long(target, value, LONGEST[target])
        return value

    def too_long(self, target: Target, value: str, most: int) -> None:
        self.fault(Fault.TOO_LONG, target, count=f"{len(value):,}", most=f"{most:,}")

    def email(self) -> str | None:
        value = self.cell(Target.EMAIL)
        if not value:
            if not self.cell(Target.EMPLOYEE_NUMBER):
                self.fault(Fault.EMAIL_MISSING, Target.EMAIL)
            return None
        whole = with_domain(value, self.domain)
        if is_address(whole):
            return email_key(whole)
        lacks_domain = "@" not in value and is_address(f"{value}@example.com")
        fault = Fault.EMAIL_NEEDS_DOMAIN if lacks_domain else Fault.EMAIL_INVALID
        self.fault(fault, Target.EMAIL, value=shown(value))
        return None

    def name(self) -> str | None:
        name = whole_name(
            name=self.cell(Target.NAME) or "",
            first=self.cell(Target.FIRST_NAME) or "",
            last=self.cell(Target.LAST_NAME) or "",
            preferred=self.cell(Target.PREFERRED_NAME) or "",
        )
        target = Target.NAME if Target.NAME in self.headings else Target.LAST_NAME
        if REPLACEMENT in name:
            self.fault(Fault.LETTERS_LOST, target, value=shown(name))
        if len(name) > LONGEST[Target.NAME]:
            self.too_long(target, name, LONGEST[Target.NAME])
        return name or None

    def other_names(self) -> frozenset[str]:
        """Every way in which another row may name this person as a manager."""
        first, last = self.cell(Target.FIRST_NAME), self.cell(Target.LAST_NAME)
        preferred, name = self.cell(Target.PREFERRED_NAME), self.cell(Target.NAME)
        names = [
            name,
            preferred,
            *(f"{given} {last}" for given in (first, preferred) if given and last),
        ]
        return frozenset(name_key(name) for name in names if name)

    def called(self) -> str | None:
        """The name between colleagues; the whole preferred name is not one."""
        preferred = self.cell(Target.PREFERRED_NAME) or ""
        first = self.cell(Target.FIRST_NAME) or ""
        called = plain(preferred if preferred and " " not in preferred else first)
        return called if called and len(called) <= LONGEST_CALLED else None

    def date(self, target: Target) -> dt.date | None:
        value = self.cell(target)
        if not value:
            return None
        day = read_date(value, self.dates.order)
        if day is None:
            order = self.dates.order.label
            self.fault(Fault.DATE_UNREADABLE, target, value=shown(value), order=order)
        return day

    def timezone(self) -> str | None:
        value = self.cell(Target.TIMEZONE)
        if not value or value in _timezones():
            return value or None
        self.fault(Fault.TIMEZONE_UNKNOWN, Target.TIMEZONE, value=shown(value))
        return None

    def manager(self) -> Mapping[Target, str] | None:
        cells = {target: self.cell(target) for target in MANAGER_TARGETS}
        if all(value is None for value in cells.values()):
            return None
        return {target: value for target, value in cells.items() if value}


@cache
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones())
