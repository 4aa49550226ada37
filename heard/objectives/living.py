"""What a living agreement is: anything agreed that may change, with a reason, and stays readable.

An objective, an agreement, a rhythm, a wish, an arrangement, a priority: each says what it says now
and can take on other words. Everything else about changing (`pivoting.py`) is the same for all.
Each layer says in `LIVING`, a plain table filled at start-up, how a person reaches its rows.
"""

from collections.abc import Callable
from typing import Any, ClassVar, Protocol
from uuid import UUID

from heard.people.models import Person
from heard.privacy.keys import KeyOwner

# What it says now, by field: texts, days as `2027-03-12`, lists of such. Never an object.
Says = dict[str, Any]


class Living(Protocol):
    """A row that takes part."""

    id: UUID
    living_kind: ClassVar[str]

    def hold(self) -> None:
        """The row as it stands, for us alone until the transaction ends."""

    def says(self) -> Says:
        """Everything a change can change; the present, as it will be kept word for word."""

    def take_on(self, says: Says, *, by: Person) -> None:
        """Say this from now on, and save it."""

    def decided_by(self) -> set[UUID]:
        """Who may change it at once; everybody else only proposes."""

    def asked(self, by: Person) -> Person | None:
        """Who is asked to agree when this person changes it; nobody, where nobody is concerned."""

    def page(self) -> UUID | None:
        """The page of the two it is talked about on."""

    def sealing_owner(self) -> KeyOwner:
        """Whose key its words lie under, and the words of its changes."""


Reach = Callable[[Person], Any]
LIVING: dict[str, Reach] = {}


def reach(kind: str, row_id: UUID, person: Person) -> Living | None:
    """The row a change belongs to, if this person may see it."""
    found: Living | None = LIVING[kind](person).filter(id=row_id).first()
    return found
