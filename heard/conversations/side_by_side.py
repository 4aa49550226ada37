"""Side by side: what comes first here, what the manager is at, what the person wants; and where an
objective of the person's joins them.

Only what both of the two can read, so that both see the same: nothing is put beside something that
one of them may not know of.
"""

from dataclasses import dataclass, field
from uuid import UUID

from heard.blend.models import Wish
from heard.conversations.models import Pair, Told
from heard.objectives.models import Objective, Priority
from heard.people.models import Person
from heard.privacy.keys import keyring, of_organisation, of_pair

MOST = 8


@dataclass(frozen=True)
class Entry:
    """One line of a column."""

    id: UUID
    words: str


@dataclass(frozen=True)
class Join:
    """An objective, and what it joins on either side."""

    objective: Entry
    above: UUID | None
    wishes: tuple[UUID, ...]


@dataclass
class SideBySide:
    """Three columns, the objectives between them, and what nothing joins."""

    priorities: list[Entry] = field(default_factory=list)
    manager: list[Entry] = field(default_factory=list)
    wishes: list[Entry] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)

    @property
    def unserved(self) -> list[Entry]:
        """What comes first, or what the manager is at, that no objective serves."""
        served = {join.above for join in self.joins}
        return [one for one in [*self.priorities, *self.manager] if one.id not in served]

    @property
    def unmet(self) -> list[Entry]:
        """What the person wants, in no objective of theirs."""
        met = {wish for join in self.joins for wish in join.wishes}
        return [one for one in self.wishes if one.id not in met]

    @property
    def alone(self) -> list[Entry]:
        """Objectives that join nothing on either side."""
        return [join.objective for join in self.joins if join.above is None and not join.wishes]


def lay_side_by_side(pair: Pair, reader: Person) -> SideBySide:
    """What both can read, by the rule of each of the two."""
    keyring().unlock([of_pair(pair.id), of_organisation()])
    other = pair.other(reader)
    priorities = Priority.objects.visible_to(reader).filter(
        id__in=Priority.objects.visible_to(other).values("id")
    )
    objectives = (
        Objective.objects.visible_to(reader)
        .filter(id__in=Objective.objects.visible_to(other).values("id"))
        .active()
    )
    shown = Told.objects.visible_to(reader).filter(
        pair=pair, person=pair.employee, kind=Told.Kind.WISH
    )
    laid = SideBySide(
        priorities=[Entry(one.id, one.sentence) for one in priorities.standing()[:MOST]],
        manager=[
            Entry(one.id, one.sentence)
            for one in objectives.of(pair.manager).order_by("-touched_at", "id")[:MOST]
        ],
        wishes=[
            Entry(one.id, one.says["text"])
            for one in shown.shown().order_by("told_at", "id")
            if one.says["direction"] == Wish.Direction.MORE_OF
        ][:MOST],
    )
    known = {one.id for one in [*laid.priorities, *laid.manager]}
    for one in objectives.of(pair.employee).order_by("-touched_at", "id")[:MOST]:
        above = one.aligned_to_priority_id or one.aligned_to_objective_id
        laid.joins.append(
            Join(
                objective=Entry(one.id, one.sentence),
                above=above if above in known else None,
                wishes=tuple(
                    wish.id for wish in laid.wishes if _plays_to(one.plays_to, wish.words)
                ),
            )
        )
    return laid


def _plays_to(said: str, wish: str) -> bool:
    """Whether what it plays to is said in the words of the wish, or the other way round."""
    one, other = " ".join(said.casefold().split()), " ".join(wish.casefold().split())
    return bool(one) and bool(other) and (other in one or one in other)
