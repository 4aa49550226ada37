"""Cascading: when a priority changes, whoever serves it is asked what that means, once.

Whoever changed it learns how many have answered, never who or what: a number from five people up,
below that only whether all have.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from heard.objectives.models import Objective, Priority, PriorityAsk, Revision
from heard.people.models import Person

# Fewer than this are never counted aloud.
COUNTED_FROM = 5


@dataclass(frozen=True)
class Answered:
    """How it stands: the numbers only where they point at nobody."""

    everybody: bool
    answered: int | None = None
    asked: int | None = None


@transaction.atomic
def ask_owners(priority: Priority, revision: Revision) -> None:
    """Each once: what is not answered yet is asked about both changes together."""
    waiting = {
        ask.objective_id: ask for ask in PriorityAsk.objects.filter(priority=priority).open()
    }
    serving = Objective.objects.active().filter(aligned_to_priority=priority)
    for objective in serving.select_related("owner"):
        ask = waiting.get(objective.id)
        if ask is None:
            ask = PriorityAsk(
                priority=priority, objective=objective, person=objective.owner, first=revision
            )
        ask.last, ask.answer = revision, None
        ask.save()


def take_answer(objective: Objective, revision: Revision, *, by: Person) -> None:
    """Whatever the owner chooses of the five answers everything asked about it."""
    if by.id == objective.owner_id:
        for ask in PriorityAsk.objects.visible_to(by).open().filter(objective=objective):
            ask.answer = revision
            ask.save(update_fields=["answer"])


def asked_about(objective: Objective, person: Person) -> list[PriorityAsk]:
    """What this person is asked about this objective, the oldest first."""
    asks = PriorityAsk.objects.visible_to(person).open().filter(objective=objective)
    return list(
        asks.select_related("objective", "priority", "first", "last").order_by("created_at")
    )


def answered_to(priority: Priority) -> Answered | None:
    """How many of those asked about its last change have answered; none, where nobody was."""
    last = Revision.objects.of(priority).in_force().last()
    if last is None:
        return None
    asks = PriorityAsk.objects.filter(priority=priority, last=last)
    done = Q(answer__isnull=False, answer__taken_back_at__isnull=True)
    ended = ~Q(objective__state=Objective.State.ACTIVE)
    asked = set(asks.values_list("person", flat=True))
    waiting = set(asks.exclude(done | ended).values_list("person", flat=True))
    if not asked:
        return None
    if len(asked) < COUNTED_FROM:
        return Answered(everybody=not waiting)
    return Answered(not waiting, answered=len(asked - waiting), asked=len(asked))
