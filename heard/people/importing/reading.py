"""From a file or a paste to a table, whatever wrote it.

Encoding and separator are found out, not asked for. A file that cannot be read is refused in one
sentence; a row that cannot be read is named by its number and the others go on.
"""

import re
from collections.abc import Iterator, Sequence

from heard.lib import text
from heard.people.importing.decoding import decoded
from heard.people.importing.faults import Fault
from heard.people.importing.headings import LONGEST_HEADING
from heard.people.importing.leaving_out import why_left_out
from heard.people.importing.problems import FileRefused, Problem
from heard.people.importing.splitting import MOST_ROWS, ROWS_ABOVE, Record, records
from heard.people.importing.tables import LeftOut, Row, Table

NEVER_WRITTEN = re.compile(r"[\x00-\x08\x0e-\x1f]")
ANY_WORD = re.compile(r"\w")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def read(content: bytes | str) -> Table:
    """Everything in this file but the columns that are none of our business."""
    written, encoding = decoded(content)
    problems: list[Problem] = []
    _refuse_no_text(written)
    if "\0" in written:
        written = written.replace("\0", "")
        problems.append(Problem(Fault.NULLS_REMOVED))
    if not ANY_WORD.search(written):
        raise FileRefused(Fault.EMPTY)
    separator, found = records(written)
    position = _header_position(found)
    if any(any(cells) for _, cells in found[:position]):
        problems.append(Problem(Fault.ROWS_ABOVE_HEADINGS))
    header, body = found[position][1], found[position + 1 :]
    if _names_somebody(header):
        raise FileRefused(Fault.NO_HEADINGS)
    kept, left_out = _columns(header, body, problems)
    rows = tuple(_rows(body, len(header), list(kept), problems))
    if len(rows) > MOST_ROWS:
        raise FileRefused(Fault.TOO_MANY_ROWS, most=f"{MOST_ROWS:,}")
    if not rows and not any(problem.holds_back for problem in problems):
        raise FileRefused(Fault.ONLY_HEADINGS)
    return Table(
        header=tuple(kept.values()),
        rows=rows,
        encoding=encoding,
        delimiter=separator,
        left_out=left_out,
        problems=tuple(problems),
    )


def _refuse_no_text(written: str) -> None:
    """A stray null is an exporter's slip; many, or other controls, are something never written."""
    if len(NEVER_WRITTEN.findall(written)) > 3 + len(written) // 100:
        raise FileRefused(Fault.NOT_TEXT)


def _header_position(found: Sequence[Record]) -> int:
    """The first row that names columns; a report's title and date above it are passed over."""
    filled = [sum(bool(cell.strip()) for cell in cells) for _, cells in found[: ROWS_ABOVE + 1]]
    first = next((index for index, count in enumerate(filled) if count), None)
    if first is None:
        raise FileRefused(Fault.EMPTY)
    wide = next((index for index, count in enumerate(filled) if count > 1), first)
    return first if _names_somebody(found[wide][1]) else wide


def _names_somebody(cells: Sequence[str]) -> bool:
    """A row with an address in it is somebody, not headings."""
    return any(ADDRESS.fullmatch(cell.strip()[:LONGEST_HEADING]) for cell in cells)


def _columns(
    header: Sequence[str], body: Sequence[Record], problems: list[Problem]
) -> tuple[dict[int, str], tuple[LeftOut, ...]]:
    """Positions and headings of what is kept; headings and reasons of what is dropped."""
    kept: dict[int, str] = {}
    left_out: list[LeftOut] = []
    taken: set[str] = set()
    for index, raw in enumerate(header):
        named = _one_line(raw)[:LONGEST_HEADING]
        if not named and not any(index < len(cells) and cells[index].strip() for _, cells in body):
            continue
        heading = _unlike(named or f"#{index + 1}", taken)
        taken.add(heading)
        if named and heading != named:
            problems.append(
                Problem(Fault.HEADING_TWICE, details={"heading": named, "renamed": heading})
            )
        why = why_left_out(heading)
        if why:
            left_out.append(LeftOut(heading, why))
        else:
            kept[index] = heading
    return kept, tuple(left_out)


def _unlike(heading: str, taken: set[str]) -> str:
    """The heading, numbered where another column already has it."""
    renamed, count = heading, 1
    while renamed in taken:
        count += 1
        renamed = f"{heading} ({count})"
    return renamed


def _rows(
    body: Sequence[Record], width: int, kept: Sequence[int], problems: list[Problem]
) -> Iterator[Row]:
    for number, cells in body:
        if not any(cell.strip() for cell in cells):
            continue
        fault = _shape_fault(cells, width)
        if fault:
            counts = {"found": str(len(cells)), "expected": str(width)}
            problem = Problem(fault, number, details=counts)
            problems.append(problem)
            if problem.holds_back:
                continue
        yield Row(
            number,
            tuple(_one_line(cells[index]) if index < len(cells) else None for index in kept),
        )


def _shape_fault(cells: Sequence[str], width: int) -> Fault | None:
    if any(cell.strip() for cell in cells[width:]):
        return Fault.ROW_LONG
    if len(cells) >= width:
        return None
    # Several lines that then stop short: a quotation mark has swallowed what follows.
    broken = any("\n" in cell or "\r" in cell for cell in cells)
    return Fault.ROW_BROKEN if broken else Fault.ROW_SHORT


def _one_line(cell: str) -> str:
    """As typed, on one line, in one Unicode form; a formula stays the text it is."""
    return " ".join(text.cleaned(cell).split())
