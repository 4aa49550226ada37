"""What the preview of an import prints: who would change, what has to be mended, what was read."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from heard.people.importing.decoding import PASTED
from heard.people.importing.faults import Fault
from heard.people.importing.headings import Target
from heard.people.importing.mapping import Mapping
from heard.people.importing.plans import Change, Field, ImportPlan, Outcome, PlannedPerson
from heard.people.importing.problems import Problem
from heard.people.importing.tables import Row, Table
from heard.web.rows import day

LISTED = 50
MENDED_AT_ONCE = 25
# As many as a form may carry besides everything else in it.
AGREED_AT_ONCE = 1_000
CELL = re.compile(r"cell-(\d{1,6})-(\d{1,3})")
# Faults that name no column: the cells by which somebody is known.
BY_IDENTITY = {Fault.PERSON_TWICE, Fault.IDENTITY_CONFLICT, Fault.IDENTITY_UNSURE}
TOLD_OF_NEW = (Field.TITLE, Field.TEAM, Field.MANAGER, Field.EMAIL)


def groups(one: ImportPlan) -> list[dict[str, Any]]:
    """Those who change first; each group with its first lines."""
    proposed = [person for person in one.people if person.proposed]
    told = [
        ("new", _("New"), one.of(Outcome.NEW)),
        ("changed", _("Changed"), one.of(Outcome.CHANGED)),
        ("returning", _("Back again"), one.of(Outcome.RETURNING)),
        (
            "leaving",
            _("Leaving"),
            [person for person in one.of(Outcome.LEAVING) if not person.proposed],
        ),
        ("missing", _("Not in this list: have they left?"), proposed),
        ("gone", _("Gone already, not brought in"), one.of(Outcome.NOT_BROUGHT_IN)),
        ("unchanged", _("Unchanged"), one.of(Outcome.UNCHANGED)),
    ]
    return [
        {"key": key, "label": label, "count": len(people), "people": people}
        for key, label, people in told
        if people
    ]


def group_shown(group: dict[str, Any], first: int = 0) -> dict[str, Any]:
    """The group with lines for its people from one on, and where the next ones are."""
    most = AGREED_AT_ONCE if group["key"] == "missing" else LISTED
    people: Sequence[PlannedPerson] = group["people"][first : first + most]
    last = first + len(people)
    return group | {
        "lines": [person_line(person) for person in people],
        "open": group["key"] in {"new", "changed", "returning", "leaving", "missing"},
        "next": last if last < group["count"] else 0,
        "first": first + 1,
        "last": last,
    }


def person_line(person: PlannedPerson) -> dict[str, Any]:
    """One person and what would change about them, before and after."""
    is_new = person.outcome is Outcome.NEW
    changes = [] if is_new else [change_line(change) for change in person.changes]
    told = [person.after(field) for field in TOLD_OF_NEW] if is_new else []
    if is_new and told[2]:
        told[2] = _("with %(name)s") % {"name": told[2]}
    return {
        "name": person.name,
        "row": person.row,
        "id": person.existing_id,
        "told": [str(value) for value in told if value],
        "changes": changes,
        "leaves": _("left %(day)s") % {"day": day(person.leaves_on)} if person.leaves_on else "",
    }


def change_line(change: Change) -> dict[str, str]:
    nothing = _("nothing")
    return {
        "label": change.field.label,
        "before": str(change.before or nothing),
        "after": str(change.after or nothing),
    }


def rows_to_mend(one: ImportPlan, table: Table) -> list[dict[str, Any]]:
    """Every row that cannot go in as it is, with the cells to write anew."""
    wrong: dict[int, list[Problem]] = {}
    for problem in one.problems:
        if problem.row is not None and (problem.holds_back or problem.spares_the_row):
            wrong.setdefault(problem.row, []).append(problem)
    rows = {row.number: row for row in table.rows}
    return [
        _row_to_mend(number, problems, rows.get(number), table, one.mapping)
        for number, problems in wrong.items()
    ]


def _row_to_mend(
    number: int, problems: Sequence[Problem], row: Row | None, table: Table, mapping: Mapping
) -> dict[str, Any]:
    return {
        "number": number,
        "name": _name_on(row, table, mapping) if row else "",
        "problems": problems,
        "stays_out": any(problem.holds_back for problem in problems),
        "fields": _cells(row, _columns_of(problems, mapping), table) if row else [],
    }


def _columns_of(problems: Iterable[Problem], mapping: Mapping) -> list[str]:
    """The columns the faults are in, each once."""
    identity = [mapping.columns.get(one, "") for one in (Target.EMAIL, Target.EMPLOYEE_NUMBER)]
    columns: list[str] = []
    for problem in problems:
        columns += identity if problem.fault in BY_IDENTITY else [problem.column or ""]
    return [column for column in dict.fromkeys(columns) if column]


def _cells(row: Row, columns: Iterable[str], table: Table) -> list[dict[str, str]]:
    found = []
    for column in columns:
        index = table.header.index(column)
        name = f"cell-{row.number}-{index}"
        found.append({"name": name, "label": column, "value": row.cells[index] or ""})
    return found


def _name_on(row: Row, table: Table, mapping: Mapping) -> str:
    """Whose row it is, as far as it says."""

    def cell(target: Target) -> str:
        heading = mapping.columns.get(target)
        return (row.cells[table.header.index(heading)] or "") if heading else ""

    parts = " ".join(filter(None, (cell(Target.FIRST_NAME), cell(Target.LAST_NAME))))
    named = cell(Target.NAME) or parts or cell(Target.EMAIL) or cell(Target.EMPLOYEE_NUMBER)
    return named[:80]


def cells_written(form: QueryDict, table: Table) -> dict[tuple[int, str], str]:
    """The cells of the form that are not as they were; what was never a cell is passed over."""
    rows = {row.number: row for row in table.rows}
    written: dict[tuple[int, str], str] = {}
    for name, value in form.items():
        match = CELL.fullmatch(name)
        if match is None:
            continue
        row, index = rows.get(int(match[1])), int(match[2])
        if row and index < len(table.header) and (row.cells[index] or "") != str(value):
            written[row.number, table.header[index]] = str(value)
    return written


def rows_taken_out(form: QueryDict) -> set[int]:
    return {int(one) for one in form.getlist("out") if one.isascii() and one.isdigit()}


def remarks(one: ImportPlan) -> list[dict[str, Any]]:
    """What is worth knowing and holds nothing up."""
    return [
        {"row": problem.row, "what": problem.what, "mend": problem.mend}
        for problem in one.problems
        if not problem.holds_back and not problem.spares_the_row
    ][:LISTED]


def how_it_was_read(table: Table) -> str:
    """Encoding and separator in one sentence."""
    separators = {
        "comma": _("commas"),
        "semicolon": _("semicolons"),
        "tab": _("tabs"),
        "vertical bar": _("vertical bars"),
    }
    told = {"encoding": table.encoding, "separator": separators[table.delimiter]}
    if table.encoding == PASTED:
        return _("Pasted, with its columns separated by %(separator)s.") % told
    return _("Written in %(encoding)s, with its columns separated by %(separator)s.") % told
