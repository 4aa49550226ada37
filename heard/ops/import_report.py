"""An import told in a terminal: how the file was read, what would change, what has to be mended."""

import sys
import time
from collections.abc import Iterator

from heard.people.importing.headings import Target
from heard.people.importing.plans import ImportPlan, Outcome, PlannedPerson
from heard.people.importing.problems import Problem

LISTED = 20
PROBLEMS_LISTED = 100
QUIET_FOR = 2.0


class Progress:
    """Says how far it is, once two seconds are over; on standard error, out of a machine's way."""

    def __init__(self) -> None:
        self.began = self.last = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.began > QUIET_FOR and (now - self.last > 1 or done == total):
            self.last = now
            self.say(f"{done:,} of {total:,} changes")

    @staticmethod
    def say(words: str) -> None:
        sys.stderr.write(words + "\n")
        sys.stderr.flush()


def as_read(one: ImportPlan) -> Iterator[str]:
    """Encoding, separator, dates, columns."""
    yield f"Read as {one.encoding}, separated by {one.delimiter}. {one.dates.sentence}".rstrip()
    yield "Columns:"
    for target, heading in one.mapping.columns.items():
        if heading:
            yield f"  {heading} is {Target(target).label.lower()}"
    if one.left_out:
        told = ", ".join(f"{column.heading} ({column.why.label})" for column in one.left_out)
        yield f"Left out, and kept nowhere: {told}"
    if one.not_used:
        yield f"Not used: {', '.join(one.not_used)}"


def what_changes(one: ImportPlan) -> Iterator[str]:
    """Counts, then the first of each kind with before and after."""
    counts = one.summary
    said = (Outcome.NEW, Outcome.CHANGED, Outcome.RETURNING, Outcome.LEAVING, Outcome.UNCHANGED)
    yield ", ".join(f"{counts[kind]:,} {kind}" for kind in said)
    for outcome in said[:-1]:
        people = one.of(outcome)
        for person in people[:LISTED]:
            yield f"  {outcome}: {person.name}{_changes(person)}"
        if len(people) > LISTED:
            yield f"  {outcome}: and {len(people) - LISTED:,} more"


def _changes(person: PlannedPerson) -> str:
    if person.outcome is Outcome.NEW or not person.changes:
        return ""
    told = (
        f"{change.field.label} “{change.before or ''}” → “{change.after or ''}”"
        for change in person.changes
    )
    return f" ({'; '.join(told)})"


def what_is_wrong(one: ImportPlan) -> Iterator[str]:
    """Each row with its number, the reason and the fix."""
    for problem in one.problems[:PROBLEMS_LISTED]:
        where = f"Row {problem.row}: " if problem.row else ""
        yield f"{where}{problem.what} {problem.mend}{_standing(problem)}"
    if len(one.problems) > PROBLEMS_LISTED:
        yield f"And {len(one.problems) - PROBLEMS_LISTED:,} more; --json lists them all."


def _standing(problem: Problem) -> str:
    if problem.holds_back:
        return " (The row stays out.)"
    return " (The row goes in; the manager stays as it is.)" if problem.spares_the_row else ""
