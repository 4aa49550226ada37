"""Projects on a page: each line with its weeks, the last word being what stands."""

import datetime as dt

from heard.conversations.models import ProjectLine, ProjectWord
from heard.lib.ordering import keys_after
from heard.ops.demo import script
from heard.ops.demo.sheet import Sheet


def tell_projects(sheet: Sheet) -> None:
    """In the order they were begun; what was put away keeps its weeks."""
    positions = keys_after(None, len(sheet.story.projects))
    for told, position in zip(sheet.story.projects, positions, strict=True):
        _line(sheet, told, position)


def _line(sheet: Sheet, told: script.Project, position: str) -> None:
    first, last = told.said[0], told.said[-1]
    begun = sheet.clock.at(sheet.clock.day(first.days), "15:20")
    said_at = sheet.clock.at(sheet.clock.day(last.days), "15:30")
    line = sheet.add(
        ProjectLine(
            pair=sheet.pair,
            text=told.name,
            word=last.word,
            note=last.note,
            said_at=said_at,
            said_by=sheet.who(last.by),
            position=position,
            version=1 + len(told.said) + sum(bool(said.note) for said in told.said),
            created_at=begun,
        )
    )
    sheet.happened("project_line_added", by=sheet.who(first.by), subject=line.id, at=begun)
    # Two days may fall on one working day: the last thing said that day is what stood.
    by_day = {sheet.clock.day(said.days): said for said in told.said}
    for on, said in by_day.items():
        _word(sheet, line, said, on)
    if told.ended is not None:
        line.ended_at = max(said_at, sheet.clock.at(sheet.clock.day(told.ended), "15:40"))
        line.version += 1
        sheet.happened("project_line_ended", by=sheet.employee, subject=line.id, at=line.ended_at)


def _word(sheet: Sheet, line: ProjectLine, said: script.Said, on: dt.date) -> None:
    at = sheet.clock.at(on, "15:30")
    by = sheet.who(said.by)
    sheet.add(
        ProjectWord(
            pair=sheet.pair,
            line=line,
            on=on,
            word=said.word,
            note=said.note,
            by=by,
            created_at=at,
        )
    )
    sheet.happened("project_word", by=by, subject=line.id, at=at)
