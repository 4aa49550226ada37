"""The tree as flat values: one branch each, with what serves it below."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from heard.objectives.aligning import Node
from heard.objectives.models import Objective, Priority
from heard.people.models import Person
from heard.web.objective_rows import confidence_word

# Deeper than this is no longer set further in: on a phone nothing would be left of the line.
DEEPEST = 7


@dataclass(frozen=True)
class Branch:
    """One line: a priority, an objective, or no more of it than its sentence and its state."""

    sentence: str
    url: str
    priority: bool
    mine: bool
    # Whose it is and how it stands.
    words: tuple[str, ...]
    below: tuple["Branch", ...]


def branches(nodes: Iterable[Node], reader: Person, *, depth: int = 1) -> tuple[Branch, ...]:
    """Each with what is below it, down to where nothing is set further in."""
    if depth < DEEPEST:
        return tuple(
            _branch(node, reader, branches(node.below, reader, depth=depth + 1)) for node in nodes
        )
    return tuple(_branch(node, reader, ()) for node in _one_by_one(nodes))


def _one_by_one(nodes: Iterable[Node]) -> list[Node]:
    """Each, and right behind it everything below it."""
    found, waiting = [], list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += node.below[::-1]
    return found


def _branch(node: Node, reader: Person, below: tuple[Branch, ...]) -> Branch:
    if node.priority is not None:
        return _of_priority(node.priority, below)
    assert node.objective is not None
    return _of_objective(node.objective, reader, below, seen=node.seen)


def _of_priority(priority: Priority, below: tuple[Branch, ...]) -> Branch:
    return Branch(
        sentence=priority.sentence,
        url=reverse("priority", args=[priority.id]),
        priority=True,
        mine=False,
        words=_told(
            _("Priority"),
            priority.owner.called if priority.level == Priority.Level.TEAM else "",
            _("Ended") if priority.ended_at is not None else "",
        ),
        below=below,
    )


def _of_objective(
    objective: Objective, reader: Person, below: tuple[Branch, ...], *, seen: bool
) -> Branch:
    """Not seen whole, it is a sentence and a state: neither whose it is nor how it goes."""
    mine = objective.owner_id == reader.id
    going = confidence_word(objective.confidence) if objective.is_active else ""
    state = "" if objective.is_active else objective.get_state_display()
    whose = _("You") if mine else objective.owner.called
    return Branch(
        sentence=objective.sentence,
        url=reverse("objective", args=[objective.id]) if seen else "",
        priority=False,
        mine=mine,
        words=_told(whose, going, state) if seen else (objective.get_state_display(),),
        below=below,
    )


def _told(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if word)
