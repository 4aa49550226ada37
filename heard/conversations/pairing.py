"""Pairing: a page opens with a reporting line and ends with it.

On a change of manager the new page begins with the rhythm and the open
actions; everything else stays on the old page, which becomes read-only (decisions 9).
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from heard.activity.recording import record
from heard.conversations.holding import leave_off
from heard.conversations.models import Action, Conversation, Pair, Rhythm
from heard.conversations.planning import plan_next
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.people.reporting import LineChange

BATCH = 500


@transaction.atomic
def open_pair(
    *, employee: Person, manager: Person, kind: str = Pair.Kind.MANAGER, by: Person | None = None
) -> Pair:
    """The live pair of these two, made if there is none."""
    if employee.id == manager.id:
        raise Refusal("A pair is two people.", "manager_id")
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
    Pair.objects.bulk_create(opening, batch_size=BATCH)
    former = _former({pair.employee_id for pair in opening})
    for pair in opening:
        if pair.employee_id in former:
            _pass_on(former[pair.employee_id], pair)


def _live(employees: set[UUID]) -> set[tuple[UUID, UUID]]:
    """Who has a page with which manager already."""
    return {
        both
        for batch in _batches(employees)
        for both in Pair.objects.live()
        .filter(kind=Pair.Kind.MANAGER, employee__in=batch)
        .values_list("employee_id", "manager_id")
    }


def _former(employees: set[UUID]) -> dict[UUID, Pair]:
    """The page each had last, even where weeks without a manager lie between."""
    return {
        pair.employee_id: pair
        for batch in _batches(employees)
        for pair in Pair.objects.filter(
            kind=Pair.Kind.MANAGER, employee__in=batch, ended_at__isnull=False
        ).order_by("ended_at")
    }


def _end_pairs(ending: set[tuple[UUID, UUID]]) -> None:
    """Read-only from now on: no next date, and nothing left open that nobody could close."""
    for batch in _batches({employee_id for employee_id, _manager_id in ending}):
        pairs = [
            pair
            for pair in Pair.objects.live().filter(kind=Pair.Kind.MANAGER, employee__in=batch)
            if (pair.employee_id, pair.manager_id) in ending
        ]
        ids = [pair.id for pair in pairs]
        Conversation.objects.filter(pair__in=ids).ahead().delete()
        for conversation in Conversation.objects.filter(pair__in=ids).under_way():
            leave_off(conversation)
        Pair.objects.filter(id__in=ids).update(ended_at=timezone.now(), next_at=None)


def _batches(ids: set[UUID]) -> Iterator[list[UUID]]:
    """As many as one question to the database can name."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def _pass_on(former: Pair, pair: Pair) -> None:
    """The rhythm and the open actions go by themselves; nothing else does."""
    rhythm = Rhythm.objects.filter(pair=former).first()
    if rhythm is not None:
        kept = ("kind", "first_on", "at", "zone", "minutes", "every", "unit", "by_weekday", "last")
        Rhythm(pair=pair, **{name: getattr(rhythm, name) for name in kept}).save()
        plan_next(pair, after=timezone.now())
    for action in Action.objects.filter(pair=former).open():
        _hand_on(action, pair)


def _hand_on(action: Action, pair: Pair) -> None:
    """The same promise on the new page, under the new pair's key; the old one says so."""
    owner = pair.employee if action.owner_id == pair.employee_id else pair.manager
    Action(
        pair=pair,
        owner=owner,
        made_by=pair.employee,
        text=action.text,
        if_it_slips=action.if_it_slips,
        due_on=action.due_on,
        created_at=action.created_at,
    ).save()
    action.state = Action.State.HANDED_ON
    action.settled_at = timezone.now()
    action.changed("state", "settled_at")
