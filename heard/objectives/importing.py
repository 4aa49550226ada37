"""Importing: one's own objectives from a list, looked at before anything is made of them.

A row that cannot be used says why and stays until it is mended or given up; the others go ahead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from heard.lib.refusals import Refusal
from heard.lib.text import folded
from heard.objectives.changing import check_words, set_out
from heard.objectives.columns import (
    BETWEEN,
    MEASURED,
    PLACES,
    WORDED,
    Column,
    known,
    measure_heading,
    unguarded,
)
from heard.objectives.models import Objective, ObjectiveImport, Priority
from heard.objectives.reading import open_keys, seen_by
from heard.people.importing.dating import DateOrder, detect_order, read_date
from heard.people.importing.reading import read
from heard.people.importing.tables import Row, Table
from heard.people.models import Person

# So many at a press; more than that is brought in by pressing again.
AT_ONCE = 500
BEGINS_AS = (Objective.State.DRAFT, Objective.State.ACTIVE)

Above = Mapping[str, Priority | Objective]


@dataclass
class Looked:
    """One row: what would be made of it, and what stands in its way."""

    number: int
    cells: dict[str, str]
    words: dict[str, Any] = field(default_factory=dict)
    draft: bool = True
    wrong: list[str] = field(default_factory=list)


@transaction.atomic
def begin(content: bytes | str, *, by: Person) -> ObjectiveImport:
    """What was brought, kept for its owner alone; a list brought before gives way to it."""
    table = read(content)
    found = {known(heading): heading for heading in table.header}
    if Column.SENTENCE not in found:
        raise Refusal(_("One column has to be called Sentence: it names the objective."), "file")
    wanted = [heading for heading in table.header if known(heading)]
    give_up(by=by)
    brought = ObjectiveImport(person=by)
    brought.keep(table.only(wanted))
    brought.save()
    return brought


def brought_by(person: Person) -> ObjectiveImport | None:
    """The list this person is looking at."""
    return ObjectiveImport.objects.visible_to(person).order_by("-created_at").first()


def look(brought: ObjectiveImport, *, by: Person) -> list[Looked]:
    """Every row with what is wrong with it; those the reader could not split among them."""
    table = brought.read
    order = detect_order(_values(table, Column.UNTIL)).order
    above = _above(by)
    taken = {folded(row.sentence) for row in _alive(by)}
    found = []
    for row in table.rows:
        looked = _look_at(table, row, order, above, by)
        sentence = folded(looked.words.get("sentence", ""))
        if sentence and sentence in taken:
            looked.wrong.append(_("You have an objective with these words already."))
        taken.add(sentence)
        found.append(looked)
    broken = [problem for problem in table.problems if problem.row and problem.holds_back]
    return found + [Looked(one.row or 0, {}, wrong=[one.what, one.mend]) for one in broken]


@transaction.atomic
def mend(
    brought: ObjectiveImport,
    *,
    by: Person,
    cells: Mapping[tuple[int, str], str],
    without: set[int],
) -> None:
    """Cells written anew, rows taken out."""
    brought.hold()
    brought.keep(brought.read.corrected(cells).without(without))
    brought.changed("table")


@transaction.atomic
def bring_in(brought: ObjectiveImport, *, by: Person) -> int:
    """The good rows, each as an objective of one's own; the others stay to be mended."""
    brought.hold()
    good = [row for row in look(brought, by=by) if not row.wrong][:AT_ONCE]
    done = set()
    for row in good:
        try:
            set_out(by=by, words=row.words, draft=row.draft)
        except Refusal:
            continue
        done.add(row.number)
    left = brought.read.without(done)
    if left.rows or any(problem.row and problem.holds_back for problem in left.problems):
        brought.keep(left)
        brought.changed("table")
    else:
        brought.delete()
    return len(done)


def give_up(*, by: Person) -> None:
    """Nothing of it is kept."""
    ObjectiveImport.objects.visible_to(by).delete()


def _look_at(table: Table, row: Row, order: DateOrder, above: Above, by: Person) -> Looked:
    pairs = zip(table.header, row.cells, strict=True)
    cells = {known(name) or name: unguarded(cell or "") for name, cell in pairs}
    looked = Looked(row.number, cells)
    looked.words = {name: cells.get(column, "") for column, name in WORDED.items()}
    looked.words["steps"] = cells.get(Column.STEPS, "").split(BETWEEN.strip())
    looked.words["measures"] = [
        {name: cells.get(measure_heading(name, place), "") for name in MEASURED}
        for place in PLACES
        if cells.get(measure_heading("what", place))
    ]
    owner = folded(cells.get(Column.OWNER, ""))
    if owner and owner not in {folded(by.name), folded(by.called), folded(by.email)}:
        looked.wrong.append(_("It names somebody else; only your own are brought in here."))
    _read_choice(looked, Column.KIND, "kind", Objective.Kind)
    _read_choice(looked, Column.VISIBILITY, "visibility", Objective.Visibility)
    state = _read_choice(looked, Column.STATE, "", Objective.State) or Objective.State.DRAFT
    if state not in BEGINS_AS:
        looked.wrong.append(_("Only a draft, or what is under way, is brought in."))
    looked.draft = state != Objective.State.ACTIVE
    _read_until(looked, order)
    _read_serves(looked, above)
    _try_out(looked)
    return looked


def _read_choice(looked: Looked, column: Column, name: str, choices: Any) -> str:
    """A word of ours, or what people call it."""
    said = folded(looked.cells.get(column, ""))
    if not said:
        return ""
    for value, label in choices.choices:
        if said in {folded(value), folded(str(label))}:
            if name:
                looked.words[name] = value
            return str(value)
    words = {"column": column, "known": ", ".join(choices.values)}
    looked.wrong.append(_("%(column)s: one of %(known)s.") % words)
    return ""


def _read_until(looked: Looked, order: DateOrder) -> None:
    said = looked.cells.get(Column.UNTIL, "")
    looked.words["until"] = read_date(said, order) if said else None
    if said and looked.words["until"] is None:
        looked.wrong.append(_("Until: that day isn't clear. Write it as 2027-09-30."))


def _read_serves(looked: Looked, above: Above) -> None:
    said = folded(looked.cells.get(Column.SERVES, ""))
    if said:
        looked.words["aligned_to"] = above.get(said)
        if looked.words["aligned_to"] is None:
            looked.wrong.append(_("Serves: you see no priority or objective with these words."))


def _try_out(looked: Looked) -> None:
    """What setting it out would refuse, in its own words."""
    try:
        check_words(looked.words)
    except Refusal as refusal:
        looked.wrong.append(refusal.message)


def _values(table: Table, column: Column) -> list[str]:
    heading = next((name for name in table.header if known(name) == column), None)
    return table.column(heading) if heading else []


def _alive(person: Person) -> list[Objective]:
    rows = list(seen_by(person).of(person).exclude(state__in=["achieved", "stopped"]))
    open_keys(rows)
    return rows


def _above(person: Person) -> dict[str, Priority | Objective]:
    """What one may serve, by its words."""
    rows = list(seen_by(person).active()[:5_000])
    open_keys(rows)
    found: dict[str, Priority | Objective] = {folded(row.sentence): row for row in rows}
    priorities = Priority.objects.visible_to(person).standing()
    return found | {folded(one.sentence): one for one in priorities}
