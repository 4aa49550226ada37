"""The catalogue: twenty-four things that move people, as data, ready to choose from.

Shipped as it stands in `data/`; an element of one's own needs no entry here.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

FILE = Path(__file__).parent / "data" / "blend-elements.csv"

WORK, BOTH, LIFE = "work", "both", "life"
# What one switch shows at once; what lies beyond work is shown one by one, by name.
WORK_SIDE = frozenset({WORK, BOTH})
# The first six to be offered on an empty page.
OFFERED_FIRST = 6


@dataclass(frozen=True)
class Motivator:
    """One of the twenty-four, in the words of the file."""

    id: str
    side: str
    plain_name: str
    plain_description: str
    plain_prompt: str

    @property
    def name(self) -> str:
        return _(self.plain_name)

    @property
    def description(self) -> str:
        return _(self.plain_description)

    @property
    def prompt(self) -> str:
        """A gentle question about it."""
        return _(self.plain_prompt)


@cache
def motivators() -> dict[str, Motivator]:
    """By id, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["id"]: Motivator(
                id=row["id"],
                side=row["side"],
                plain_name=row["name"],
                plain_description=row["description"],
                plain_prompt=row["gentle_prompt"],
            )
            for row in csv.DictReader(lines)
        }


def motivator_named(element_id: str) -> Motivator | None:
    """The entry of this id; an element of somebody's own has none."""
    return motivators().get(element_id)


def name_of(element_id: str, own_name: str) -> str:
    """As its person calls it, else as the catalogue does."""
    found = motivator_named(element_id)
    return own_name or (found.name if found else "")


def is_work_side(element_id: str) -> bool:
    """Whether the one switch covers it. Nobody can say of an own one, so it goes by name."""
    found = motivator_named(element_id)
    return found is not None and found.side in WORK_SIDE
