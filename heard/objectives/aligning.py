"""Aligning: priorities, what serves them, and what serves that, as one reader may see it.

An objective hangs under what it serves where its reader sees that; and where their own work serves
it, by its sentence and its state alone, as on the page of their own objective (`reading.above`).
Anything else stands on its own, just like what serves nothing: no gap and no number tells that
something lies between.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from heard.objectives.models import Objective, Priority
from heard.objectives.models.objective import ObjectiveQuerySet
from heard.objectives.reading import open_keys, seen_by
from heard.people.models import Person

# So many objectives are shown, those with the newest word first.
MOST = 500
# So many steps up from what is under way.
STEPS = 20


@dataclass
class Node:
    """A priority, or an objective; whole where the reader sees it, else one line. What serves it
    is below."""

    priority: Priority | None = None
    objective: Objective | None = None
    seen: bool = True
    below: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Tree:
    """What comes first with what serves it, and what stands on its own."""

    first: list[Node]
    alone: list[Node]
    is_whole: bool


def tree_for(person: Person) -> Tree:
    """In a number of queries that knows only how many steps up there are."""
    rows = list(seen_by(person).active().order_by("-touched_at", "-id")[: MOST + 1])
    known = {row.id: Node(objective=row) for row in rows[:MOST]}
    _climb(known, person)
    open_keys(_objectives(known))
    served = {row.aligned_to_priority_id for row in _objectives(known)}
    standing = Q(ended_at__isnull=True) | Q(id__in=served)
    priorities = (
        Priority.objects.visible_to(person)
        .filter(standing)
        .select_related("owner")
        .order_by("level", "created_at", "id")
    )
    first = {row.id: Node(priority=row) for row in priorities}
    alone = _hang(known, first)
    return Tree(list(first.values()), alone, is_whole=len(rows) <= MOST)


def _climb(known: dict[UUID, Node], person: Person) -> None:
    """What the known ones serve, step by step, as far as the reader may know of it."""
    asked: set[tuple[UUID, bool]] = set()
    for _step in range(STEPS):
        own = _served_by_own(known, person)
        above = {row.aligned_to_objective_id for row in _objectives(known)}
        wanted = {(one, one in own) for one in above if one is not None and one not in known}
        if not wanted - asked:
            return
        asked |= wanted
        for row in _with_whether_seen(person).filter(id__in=[one for one, _own in wanted]):
            seen = bool(getattr(row, "seen"))  # noqa: B009 - annotated below
            if seen or (row.id in own and row.is_shown_above):
                known[row.id] = Node(objective=row, seen=seen)


def _served_by_own(known: dict[UUID, Node], person: Person) -> set[UUID]:
    """Everything above the reader's own, up to where nothing is known any more."""
    found: set[UUID] = set()
    for row in _objectives(known):
        at: Objective | None = row if row.owner_id == person.id else None
        while at is not None and (above := at.aligned_to_objective_id) and above not in found:
            found.add(above)
            at = known[above].objective if above in known else None
    return found


def _with_whether_seen(person: Person) -> ObjectiveQuerySet:
    seen = Objective.objects.visible_to(person).filter(pk=OuterRef("pk"))
    return Objective.objects.select_related("owner").annotate(seen=Exists(seen))


def _hang(known: dict[UUID, Node], first: dict[UUID, Node]) -> list[Node]:
    """Each under what it serves, in the order they were set out; the rest is returned."""
    alone: list[Node] = []
    for row in sorted(_objectives(known), key=lambda one: (one.created_at, one.id)):
        above = known.get(row.aligned_to_objective_id) if row.aligned_to_objective_id else None
        if row.aligned_to_priority_id is not None:
            above = first.get(row.aligned_to_priority_id)
        if above is not None and _serves(above, row, known):
            above = None
        (alone if above is None else above.below).append(known[row.id])
    return alone


def _serves(node: Node, row: Objective, known: dict[UUID, Node]) -> bool:
    """Whether the way up from this node comes by the row: the verbs refuse it, two at once may not
    have been seen."""
    passed: set[UUID] = set()
    at: Node | None = node
    while at is not None and at.objective is not None and at.objective.id not in passed:
        if at.objective.id == row.id:
            return True
        passed.add(at.objective.id)
        above = at.objective.aligned_to_objective_id
        at = known.get(above) if above else None
    return False


def _objectives(known: dict[UUID, Node]) -> list[Objective]:
    return [node.objective for node in known.values() if node.objective is not None]
