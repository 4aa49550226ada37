"""What a row of the table says, and the people it speaks of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

CAST = ("priya", "mario", "sol", "pia", "fen", "hana", "ade", "otto", "lena", "nobody")
SIGNED_IN = frozenset({"priya", "mario", "sol", "pia", "fen", "hana", "ade", "otto"})
EVERYBODY = frozenset(CAST)
KEEPERS = frozenset({"hana", "ade"})
ADMINISTRATOR = frozenset({"ade"})
THE_TWO = frozenset({"priya", "mario"})
PRIYA = frozenset({"priya"})
MARIO = frozenset({"mario"})
HANA = frozenset({"hana"})

Kwargs = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """One address with one record: who may open it, and who may send to it.

    `sends` None: nothing can be sent there. `opens` None: it cannot be opened, only sent to.
    Whoever sees a record but may not change it so is refused in words (403), never told less.
    """

    route: str
    record: str
    opens: frozenset[str] | None
    sends: frozenset[str] | None = None
    refused: frozenset[str] = field(default_factory=frozenset)
    kwargs: Kwargs = lambda world: {}


def on(record: str, argument: str) -> Kwargs:
    """The address of this record."""
    return lambda world: {argument: world.rows[record].pk}
