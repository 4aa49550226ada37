"""Taking a change of lines back: the page there was goes on, the empty one that had come goes.

Nothing that somebody wrote is ever lost to it: a page on which anything stands stays.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from heard.conversations.models import Action, Conversation, Look, Pair
from heard.conversations.passing_on import hand_on
from heard.conversations.planning import plan_next
from heard.people.reporting import LineChange

BATCH = 500


def batches(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    """As many as one question to the database can name."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def reopen(changes: Sequence[LineChange]) -> None:
    """The page each had with the manager who is theirs again, and the promises passed from it."""
    ended = _ended({change.person.id for change in changes})
    interim: list[UUID] = []
    for change in changes:
        former = change.becomes and ended.get((change.person.id, change.becomes.id))
        if not former or former.ended_at is None:
            continue
        since, former.ended_at = former.ended_at, None
        former.save(update_fields=["ended_at"])
        between = change.was and ended.get((change.person.id, change.was.id))
        if between:
            _bring_back(former, between, since)
            interim.append(between.id)
        plan_next(former, after=timezone.now())
    _take_away(interim)


def take_away_pages(newcomers: Collection[UUID]) -> None:
    """The pages that opened by themselves with these people, where nothing stands on them."""
    for batch in batches(newcomers):
        pages = Pair.objects.filter(Q(employee__in=batch) | Q(manager__in=batch))
        _take_away(list(pages.values_list("id", flat=True)))


def _ended(employees: Collection[UUID]) -> dict[tuple[UUID, UUID], Pair]:
    """The last page of each with each manager that has ended."""
    return {
        (pair.employee_id, pair.manager_id): pair
        for batch in batches(employees)
        for pair in Pair.objects.filter(
            kind=Pair.Kind.MANAGER, employee__in=batch, ended_at__isnull=False
        )
        .select_related("employee", "manager", "organisation")
        .order_by("ended_at")
    }


def _bring_back(former: Pair, between: Pair, since: dt.datetime) -> None:
    """What was handed on and is as it was goes on where it came from; what changed follows."""
    copies = list(Action.objects.filter(pair=between).open())
    for action in Action.objects.filter(
        pair=former, state=Action.State.HANDED_ON, settled_at__gte=since
    ):
        copy = next((one for one in copies if one.created_at == action.created_at), None)
        if copy is not None and copy.version == 1:
            copies.remove(copy)
            copy.delete()
            action.state, action.settled_at = Action.State.OPEN, None
            action.changed("state", "settled_at")
    for copy in copies:
        hand_on(copy, former)


def _take_away(pages: Collection[UUID]) -> None:
    for batch in batches(pages):
        empty = list(set(batch) - _written_on(batch))
        if not _delete(empty):
            for page in empty:
                _delete([page])


def _written_on(pages: list[UUID]) -> set[UUID]:
    """Those on which something stands, or was held, as far as whoever acts can see."""
    written: set[UUID] = set()
    for relation in Pair._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if not relation.one_to_many or model is Look or not isinstance(model, type):
            continue
        rows = model._default_manager.filter(pair__in=pages)
        if model is Conversation:
            rows = rows.exclude(state=Conversation.State.PLANNED)
        written |= set(rows.values_list("pair_id", flat=True))
    return written


def _delete(pages: Collection[UUID]) -> bool:
    """Gone, unless a private row stands there that nobody but its author can see."""
    try:
        with transaction.atomic():
            Pair.objects.filter(id__in=pages).delete()
            if connection.vendor == "postgresql":
                # Row-level security hides such a row from us; its reference does not give way.
                connection.check_constraints()
    except IntegrityError:
        return False
    return True
