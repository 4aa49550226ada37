"""Who reports to whom: lines begin, change and end, each with its dates.

What hangs on a line in a higher layer (the pair and its page) follows through `LINES_CHANGED`, a
plain list of handlers filled by that layer at start-up. They run in the same transaction, so that
nobody ever has a new manager and no page with them, or the reverse.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from heard.people.models import Person, ReportingLine


@dataclass(frozen=True)
class LineChange:
    """One person's line, before and after; either may be absent.

    `taken_back`: an earlier change is undone, so that what hung on the line there was goes on.
    """

    person: Person
    was: Person | None
    becomes: Person | None
    on: dt.date
    taken_back: bool = False


LINES_CHANGED: list[Callable[[Sequence[LineChange]], None]] = []


class LoopInLines(ValueError):
    """The change would make somebody their own manager's manager."""


def manager_of(person: Person) -> Person | None:
    """Whom this person reports to today."""
    line = ReportingLine.objects.current().select_related("manager").filter(person=person).first()
    return line.manager if line else None


def report_to(person: Person, manager: Person | None, *, on: dt.date | None = None) -> None:
    """From a day on, `person` reports to `manager`, or to nobody; today's line stays as it is."""
    day = on or person.today()
    was = manager_of(person)
    if (was.id if was else None) == (manager.id if manager else None):
        return
    if manager is not None:
        _refuse_loop(person, manager)
    change_lines([LineChange(person=person, was=was, becomes=manager, on=day)])


@transaction.atomic
def change_lines(changes: Sequence[LineChange]) -> None:
    """Many at once, as an import needs: lines written in bulk, then the handlers once.

    The caller has made sure that the result has no loop.
    """
    by_day: dict[dt.date, list[Person]] = {}
    for change in changes:
        by_day.setdefault(change.on, []).append(change.person)
    for day, people in by_day.items():
        for start in range(0, len(people), 500):
            ReportingLine.objects.current().filter(
                person__in=[person.id for person in people[start : start + 500]]
            ).update(until=day)
    ReportingLine.objects.bulk_create(
        [
            ReportingLine(
                organisation_id=change.person.organisation_id,
                person=change.person,
                manager=change.becomes,
                since=change.on,
            )
            for change in changes
            if change.becomes is not None
        ],
        batch_size=500,
    )
    for handler in LINES_CHANGED:
        handler(changes)


def _refuse_loop(person: Person, manager: Person) -> None:
    """Walk up from the new manager; meeting the person on the way is a loop."""
    seen: list[Person] = []
    above: Person | None = manager
    while above is not None:
        seen.append(above)
        if above.id == person.id:
            raise LoopInLines(" → ".join(step.name for step in [person, *seen]))
        if len(seen) > 100:
            raise LoopInLines("more than a hundred levels")
        above = manager_of(above)
