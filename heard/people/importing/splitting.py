"""From text to records: which separator, where a record begins and ends."""

import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from heard.people.importing.faults import Fault
from heard.people.importing.problems import FileRefused

if TYPE_CHECKING:
    from _csv import Reader

MOST_ROWS = 20_000
MOST_COLUMNS = 500
ROWS_ABOVE = 10
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
LOOKED_AT = 30

# Its number as a spreadsheet counts rows, and its cells.
Record = tuple[int, list[str]]


def records(written: str) -> tuple[str, list[Record]]:
    """The separator's name and every record, blank ones too: they count in a spreadsheet."""
    told, written = _told_separator(written)
    lines = list(io.StringIO(written, newline=""))
    separator = told or max(SEPARATORS, key=lambda candidate: _agreement(lines, candidate))
    return SEPARATORS[separator], list(_numbered(lines, separator, first=2 if told else 1))


def _told_separator(written: str) -> tuple[str | None, str]:
    """Some spreadsheets say it in a first line of its own: `sep=;`."""
    line, _, rest = written.partition("\n")
    line = line.rstrip("\r").casefold()
    if line.startswith("sep=") and line[4:] in SEPARATORS:
        return line[4:], rest
    return None, written


def _agreement(lines: Sequence[str], separator: str) -> tuple[bool, float, int]:
    """How well the first rows agree with their headings, were this the separator."""
    try:
        sample = [
            record
            for record in itertools.islice(_csv(lines, separator), LOOKED_AT)
            if any(cell.strip() for cell in record)
        ]
    except csv.Error:
        return (False, 0.0, 0)
    width = next((len(record) for record in sample if len(record) > 1), 1)
    alike = sum(len(record) == width for record in sample) / max(len(sample), 1)
    return (width > 1, round(alike, 1), width)


def _csv(lines: Sequence[str], separator: str) -> "Reader":
    # A space after the separator is written by hand before a quotation mark.
    return csv.reader(lines, delimiter=separator, skipinitialspace=True)


def _numbered(lines: Sequence[str], separator: str, first: int) -> Iterator[Record]:
    reader = _csv(lines, separator)
    number, began_at = first - 1, 0
    try:
        for number, record in enumerate(reader, first):
            if number - first > MOST_ROWS + ROWS_ABOVE:
                raise FileRefused(Fault.TOO_MANY_ROWS, most=f"{MOST_ROWS:,}")
            if len(record) > MOST_COLUMNS:
                raise FileRefused(Fault.TOO_MANY_COLUMNS, most=str(MOST_COLUMNS))
            if reader.line_num == len(lines) and reader.line_num - began_at > 1:
                _refuse_open_quote(lines[began_at:], separator, number)
            yield number, record
            began_at = reader.line_num
    except csv.Error as error:
        raise FileRefused(Fault.CELL_ENDLESS, row=str(number + 1)) from error


def _refuse_open_quote(last_record: Sequence[str], separator: str, number: int) -> None:
    """A mark that is never closed swallows every row to the end of the file in silence."""
    try:
        list(csv.reader(last_record, delimiter=separator, skipinitialspace=True, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise FileRefused(Fault.QUOTE_OPEN, row=str(number)) from error
