"""Pairing: a page opens with a reporting line and ends with it.

On a change of manager the new page begins with the rhythm and the open
actions; everything else stays on the old page, which becomes read-only (decisions 9).
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.conversations.holding import leave_off
from heard.conversations.models import Conversation, Pair, Told
from heard.conversations.passing_on import pass_on
from heard.conversations.reopening import BATCH, batches, reopen
from heard.lib.ids import short_id
from heard.lib.refusals import Refusal
from heard.objectives.passing_on import ask_anew, move_objectives
from heard.people.models import Person
from heard.people.reporting import LineChange


@transaction.atomic
def open_pair(
    *, employee: Person, manager: Person, kind: str = Pair.Kind.MANAGER, by: Person | None = None
) -> Pair:
    """The live pair of these two, made if there is none."""
    if employee.id == manager.id:
        raise Refusal(_("A pair is two people."), "manager_id")
    pair = (
        Pair.objects.live()
        .select_related("employee", "manager")
        .filter(employee=employee, manager=manager, kind=kind)
        .first()
    )
    if pair is not None:
        return pair
    pair = Pair(employee=employee, manager=manager, kind=kind)
    pair.save()
    if by is not None:
        record("pair_opened", by=by, page_id=pair.id, subject_id=pair.id)
    return pair


def follow_lines(changes: Sequence[LineChange]) -> None:
    """What `people.reporting` starts here: old pages end, new ones open."""
    _end_pairs({(change.person.id, change.was.id) for change in changes if change.was is not None})
    reopen([change for change in changes if change.taken_back])
    wanted = [change for change in changes if change.becomes is not None]
    live = _live({change.person.id for change in wanted})
    opening = [
        Pair(
            organisation_id=change.person.organisation_id,
            employee=change.person,
            manager=change.becomes,
        )
        for change in wanted
        if change.becomes is not None and (change.person.id, change.becomes.id) not in live
    ]
    _give_addresses(opening)
    Pair.objects.bulk_create(opening, batch_size=BATCH)
    former = _former({pair.employee_id for pair in opening})
    for pair in opening:
        if pair.employee_id in former:
            pass_on(former[pair.employee_id], pair)
    _pass_objectives_on({change.person.id for change in wanted})
    for batch in batches({change.person.id for change in changes}):
        ask_anew(batch)


def _pass_objectives_on(employees: set[UUID]) -> None:
    """Objectives go by themselves, to the page there is now."""
    for batch in batches(employees):
        live = Pair.objects.live().filter(kind=Pair.Kind.MANAGER, employee__in=batch)
        move_objectives(dict(live.values_list("employee_id", "id")))


def _give_addresses(opening: Sequence[Pair]) -> None:
    """An address each: six letters meet by chance where thousands of pages open at once."""
    taken: set[str] = set()
    for start in range(0, len(opening), BATCH):
        batch = opening[start : start + BATCH]
        drawn = [pair.short_id for pair in batch]
        taken |= set(Pair.objects.filter(short_id__in=drawn).values_list("short_id", flat=True))
        for pair in batch:
            while pair.short_id in taken:
                pair.short_id = short_id()
            taken.add(pair.short_id)


def _live(employees: set[UUID]) -> set[tuple[UUID, UUID]]:
    """Who has a page with which manager already."""
    return {
        both
        for batch in batches(employees)
        for both in Pair.objects.live()
        .filter(kind=Pair.Kind.MANAGER, employee__in=batch)
        .values_list("employee_id", "manager_id")
    }


def _former(employees: set[UUID]) -> dict[UUID, Pair]:
    """The page each had last, even where weeks without a manager lie between."""
    return {
        pair.employee_id: pair
        for batch in batches(employees)
        for pair in Pair.objects.filter(
            kind=Pair.Kind.MANAGER, employee__in=batch, ended_at__isnull=False
        ).order_by("ended_at")
    }


def _end_pairs(ending: set[tuple[UUID, UUID]]) -> None:
    """Read-only from now on: no next date, and nothing left open that nobody could close."""
    for batch in batches({employee_id for employee_id, _manager_id in ending}):
        pairs = [
            pair
            for pair in Pair.objects.live().filter(kind=Pair.Kind.MANAGER, employee__in=batch)
            if (pair.employee_id, pair.manager_id) in ending
        ]
        ids = [pair.id for pair in pairs]
        Conversation.objects.filter(pair__in=ids).ahead().delete()
        for conversation in Conversation.objects.filter(pair__in=ids).under_way():
            leave_off(conversation)
        Told.objects.filter(pair__in=ids).shown().destroy()
        Pair.objects.filter(id__in=ids).update(ended_at=timezone.now(), next_at=None)
