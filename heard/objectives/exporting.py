"""Exporting: the objectives somebody may read, and of each just what they may read of it."""

import csv
import io

from heard.objectives.columns import BETWEEN, MEASURED, PLACES, WORDED, Column, guarded, headings
from heard.objectives.models import Objective, Priority
from heard.objectives.reading import open_keys, seen_by
from heard.people.models import Person

MOST = 20_000


def as_csv(reader: Person, *, own: bool = False) -> str:
    """Everything this person may read, or their own alone; in the order it was made."""
    rows = seen_by(reader).order_by("created_at", "id")
    found = list((rows.of(reader) if own else rows)[:MOST])
    open_keys(found)
    above = _above(found, reader)
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(headings())
    for row in found:
        cells = _cells(row, above)
        writer.writerow([guarded(cell) for cell in cells])
    return written.getvalue()


def _cells(row: Objective, above: dict[object, str]) -> list[str]:
    said = {column: str(getattr(row, name)) for column, name in WORDED.items()}
    said |= {
        Column.OWNER: row.owner.name,
        Column.KIND: row.kind,
        Column.STATE: row.state,
        Column.UNTIL: row.until.isoformat() if row.until else "",
        Column.VISIBILITY: row.visibility,
        Column.CONFIDENCE: row.confidence,
        Column.SERVES: above.get(row.aligned_to_priority_id or row.aligned_to_objective_id, ""),
        Column.STEPS: BETWEEN.join(step["text"] for step in row.stepped),
    }
    measures = row.measured + [{}] * len(PLACES)
    return [
        *(said[column] for column in Column),
        *(_number(measures[place - 1].get(name)) for place in PLACES for name in MEASURED),
    ]


def _above(rows: list[Objective], reader: Person) -> dict[object, str]:
    """What they serve, in words, as the page of each says it: what the reader sees; of what their
    own serves, the line its owner shows to a team."""
    priorities = Priority.objects.visible_to(reader)
    known: dict[object, str] = {one.id: one.sentence for one in priorities}
    wanted = {row.aligned_to_objective_id for row in rows if row.aligned_to_objective_id}
    mine = {row.aligned_to_objective_id for row in rows if row.owner_id == reader.id}
    seen = set(Objective.objects.visible_to(reader).values_list("id", flat=True))
    rest = Objective.objects.filter(id__in=wanted & (seen | mine)).exclude(
        state=Objective.State.DRAFT
    )
    shown = [one for one in rest if one.id in seen or one.visibility != Objective.Visibility.PAIR]
    open_keys(shown)
    return known | {one.id: one.sentence for one in shown}


def _number(value: object) -> str:
    """A number as somebody would write it; words as they are."""
    return f"{value:g}" if isinstance(value, float) else str(value or "")
