"""Signals: small named facts that make a talking point apt.

Each layer says in `SOURCES`, a plain table filled at start-up, which signals it can give and whose
records it reads. A source reads through `visible_to(asking.viewer)` and nothing else: what the one
it is for may not see can then never show in what they are offered.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models.expressions import Combinable

from heard.people.models import Person


class Whose(StrEnum):
    """Whose records a source reads."""

    PAIR = "pair"
    VIEWER = "viewer"
    SHARED = "shared with the viewer"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Asking:
    """For whom, with whom, and when. The layers below conversations know a page by its id."""

    viewer: Person
    other: Person
    employee: Person
    manager: Person
    page_id: UUID
    today: dt.date
    now: dt.datetime

    @property
    def viewer_is_employee(self) -> bool:
        return self.viewer.id == self.employee.id


@dataclass(frozen=True)
class Fired:
    """A signal that holds today, why in plain words, and what is known to fill a blank with.

    Where it makes only some of its prompts apt, `prompts` names those.
    """

    signal: str
    reason: str
    fills: tuple[str, ...] = ()
    subject_id: UUID | None = None
    prompts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Source:
    """A function that looks at one kind of record and says which signals hold.

    What is one value at most, `beside` asks for as expressions: read with the conversations of the
    page, they cost no statement of their own.
    """

    name: str
    whose: Whose
    gives: frozenset[str]
    read: Callable[[Asking], Iterable[Fired]]
    beside: Callable[[Asking], dict[str, Combinable]] | None = None


SOURCES: dict[str, Source] = {}


def register(*sources: Source) -> None:
    """Each by its name, so that starting twice changes nothing."""
    SOURCES.update({source.name: source for source in sources})
