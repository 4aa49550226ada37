"""What is wrong with a file or a row, said plainly: what it is, and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from heard.lib.refusals import Refusal
from heard.people.importing.faults import ONLY_THE_LINE, ONLY_TO_KNOW, Fault
from heard.people.importing.sentences import SENTENCES

SHOWN_LENGTH = 60


@dataclass(frozen=True)
class Problem:
    """One fault, with the row as a spreadsheet numbers it and the column as the file names it."""

    fault: Fault
    row: int | None = None
    column: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """What is wrong, as a sentence."""
        return str(SENTENCES[self.fault][0]) % self.details

    @property
    def mend(self) -> str:
        """What to do about it, as a sentence."""
        return str(SENTENCES[self.fault][1]) % self.details

    @property
    def holds_back(self) -> bool:
        """Whether the row stays out because of it."""
        return self.fault not in ONLY_THE_LINE | ONLY_TO_KNOW

    @property
    def spares_the_row(self) -> bool:
        """Whether the row goes in and only its reporting line stays as it was."""
        return self.fault in ONLY_THE_LINE

    def as_json(self) -> dict[str, object]:
        """For machines, and for a page that comes back to it later."""
        return {
            "kind": str(self.fault),
            "row": self.row,
            "column": self.column,
            "what": self.what,
            "mend": self.mend,
            "row_goes_in": not self.holds_back,
        }


class FileRefused(Refusal):
    """Nothing can be planned from this file or mapping; the message says why and what to do."""

    def __init__(self, fault: Fault, **details: str) -> None:
        self.problem = Problem(fault, details=details)
        field = "email_domain" if fault is Fault.DOMAIN_INVALID else "file"
        super().__init__(f"{self.problem.what} {self.problem.mend}", field)


def shown(value: str) -> str:
    """A value quoted back: on one line, and short enough to read."""
    value = " ".join(value.split())
    return value if len(value) <= SHOWN_LENGTH else value[: SHOWN_LENGTH - 1] + "…"
