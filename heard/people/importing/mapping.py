"""Which column is what, in a form that can be remembered for the next file with the same header."""

import hashlib
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import Any, Self

from heard.people.importing.dating import DateOrder
from heard.people.importing.faults import Fault
from heard.people.importing.headings import Target, key
from heard.people.importing.problems import FileRefused
from heard.people.importing.tables import Table

NOT_USED = ""


def signature(headings: Iterable[str]) -> str:
    """The same for two files with the same headings, whatever their order, case or spacing."""
    written = "\n".join(sorted(key(heading) or heading for heading in headings))
    return hashlib.sha256(written.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Mapping:
    """Targets and the headings of the columns that hold them.

    An empty heading means: not this, even if a column looks like it. `date_order` is set where
    somebody said how dates are to be read; otherwise the file is asked.
    """

    columns: Dict[Target, str] = field(default_factory=dict)
    date_order: DateOrder | None = None
    signature: str = ""

    def __contains__(self, target: Target) -> bool:
        return bool(self.columns.get(target))

    def as_json(self) -> dict[str, Any]:
        """What a mapping is remembered as."""
        return {
            "columns": {str(target): heading for target, heading in self.columns.items()},
            "date_order": str(self.date_order) if self.date_order else None,
            "signature": self.signature,
        }

    @classmethod
    def from_json(cls, kept: Dict[str, Any]) -> Self:
        """Back from `as_json`; what this version does not know is passed over."""
        known = set(Target)
        order = kept.get("date_order")
        return cls(
            columns={
                Target(target): str(heading)
                for target, heading in dict(kept.get("columns") or {}).items()
                if target in known
            },
            date_order=DateOrder(order) if order in set(DateOrder) else None,
            signature=str(kept.get("signature") or ""),
        )

    @classmethod
    def from_pairs(cls, pairs: Sequence[str]) -> Self:
        """From `TARGET=COLUMN` as typed on a command line."""
        columns: dict[Target, str] = {}
        for pair in pairs:
            target, _, heading = pair.partition("=")
            target = target.strip().casefold().replace("-", "_")
            if target not in set(Target):
                raise FileRefused(
                    Fault.TARGET_UNKNOWN, target=target, targets=", ".join(sorted(Target))
                )
            columns[Target(target)] = heading.strip()
        return cls(columns)

    def fitted(self, table: Table) -> Self:
        """With every heading as this file writes it; refuses what the file has not."""
        fitted = {target: _found(heading, table) for target, heading in self.columns.items()}
        used = [heading for heading in fitted.values() if heading]
        twice = next((heading for heading in used if used.count(heading) > 1), None)
        if twice:
            raise FileRefused(Fault.COLUMN_TWICE, column=twice)
        return type(self)(fitted, self.date_order, signature(table.headings))


def _found(heading: str, table: Table) -> str:
    if not heading or heading in table.header:
        return heading
    alike = next((name for name in table.header if key(name) and key(name) == key(heading)), None)
    if alike:
        return alike
    left_out = {column.heading for column in table.left_out}
    if heading in left_out or key(heading) in {key(name) for name in left_out}:
        raise FileRefused(Fault.COLUMN_LEFT_OUT, column=heading)
    raise FileRefused(Fault.COLUMN_UNKNOWN, column=heading, columns=", ".join(table.header))
