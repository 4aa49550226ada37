"""A table as it was read: headings, rows with their spreadsheet numbers, and what was dropped."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from heard.people.importing.faults import Fault
from heard.people.importing.leaving_out import Sensitivity
from heard.people.importing.problems import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """A number as a spreadsheet counts, from 1 at the top, and the cells under the headings.

    A cell is None where the row was too short to have it: nothing was said, so nothing changes.
    """

    number: int
    cells: tuple[str | None, ...] = field(repr=False)


@dataclass(frozen=True)
class LeftOut:
    """A column that was recognised as none of our business, and why."""

    heading: str
    why: Sensitivity


@dataclass(frozen=True)
class Table:
    """What could be read. Cells stay out of `repr`, and so out of logs and error reports."""

    header: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    encoding: str
    delimiter: str
    left_out: tuple[LeftOut, ...] = ()
    not_used: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading of the file, with those whose values were dropped."""
        return self.header + self.not_used + tuple(column.heading for column in self.left_out)

    def column(self, heading: str) -> list[str]:
        """The values under one heading, without the empty ones."""
        index = self.header.index(heading)
        return [cell for row in self.rows if (cell := row.cells[index])]

    def only(self, headings: Iterable[str]) -> Self:
        """The same table with every other column's values gone."""
        wanted = set(headings)
        kept = [index for index, heading in enumerate(self.header) if heading in wanted]
        return replace(
            self,
            header=tuple(self.header[index] for index in kept),
            not_used=self.not_used + tuple(name for name in self.header if name not in wanted),
            rows=tuple(
                Row(row.number, tuple(row.cells[index] for index in kept)) for row in self.rows
            ),
        )

    def corrected(self, corrections: Mapping[tuple[int, str], str]) -> Self:
        """The same table with single cells, named by row number and heading, written anew."""
        by_row: dict[int, dict[str, str]] = {}
        for (number, heading), value in corrections.items():
            by_row.setdefault(number, {})[heading] = value
        return replace(
            self, rows=tuple(self._mended(row, by_row.get(row.number, {})) for row in self.rows)
        )

    def without(self, rows: Collection[int]) -> Self:
        """The same table with whole rows gone, and with them what was wrong with them."""
        gone = set(rows)
        return replace(
            self,
            rows=tuple(row for row in self.rows if row.number not in gone),
            problems=tuple(problem for problem in self.problems if problem.row not in gone),
        )

    def _mended(self, row: Row, values: Mapping[str, str]) -> Row:
        if not values:
            return row
        pairs = zip(self.header, row.cells, strict=True)
        return Row(row.number, tuple(values.get(heading, cell) for heading, cell in pairs))

    def as_json(self) -> dict[str, Any]:
        """To be kept between the preview and the moment it is applied; narrow it first."""
        return {
            "header": list(self.header),
            "rows": [[row.number, *row.cells] for row in self.rows],
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "not_used": list(self.not_used),
            "left_out": [[column.heading, str(column.why)] for column in self.left_out],
            "problems": [
                [str(problem.fault), problem.row, problem.column, dict(problem.details)]
                for problem in self.problems
            ],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Back from `as_json`."""
        return cls(
            header=tuple(kept["header"]),
            rows=tuple(Row(number, tuple(cells)) for number, *cells in kept["rows"]),
            encoding=kept["encoding"],
            delimiter=kept["delimiter"],
            not_used=tuple(kept["not_used"]),
            left_out=tuple(LeftOut(name, Sensitivity(why)) for name, why in kept["left_out"]),
            problems=tuple(
                Problem(Fault(fault), row, column, details)
                for fault, row, column, details in kept.get("problems", ())
            ),
        )
