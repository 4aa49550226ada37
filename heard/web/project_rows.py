"""Project lines as flat values."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats

from heard.conversations.keeping_lines import LineNow
from heard.conversations.models import ProjectLine
from heard.people.models import Person
from heard.web.rows import day


@dataclass(frozen=True)
class WordChoice:
    """One of the three words."""

    id: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class LineRow:
    """One piece of work."""

    id: str
    text: str
    note: str
    words: list[WordChoice]
    said: str
    by: str
    week: list[tuple[str, str, str]]
    version: int
    url: str


def line_row(now: LineNow, reader: Person) -> LineRow:
    """A line as it stands, with its week from the oldest day on."""
    line = now.line
    people = {line.pair.employee_id: line.pair.employee, line.pair.manager_id: line.pair.manager}
    by = people.get(line.said_by_id) if line.said_by_id else None
    labels = dict(ProjectLine.Word.choices)
    return LineRow(
        id=str(line.id),
        text=line.text,
        note=line.note,
        words=[
            WordChoice(str(word), str(label), word == line.word) for word, label in labels.items()
        ],
        said=day(line.said_at) if line.said_at else "",
        by=by.called if by else "",
        week=[(formats.date_format(on, "D"), word, str(labels[word])) for on, word in now.days],
        version=line.version,
        url=reverse("project-line", args=[line.id]),
    )
