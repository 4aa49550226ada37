"""Leaving, long leave, and coming back. Nobody is ever deleted here."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from heard.people.models import AccessToken, Person, ReportingLine
from heard.people.reporting import LineChange, change_lines, manager_of
from heard.people.signing_out import end_sessions

# What somebody was looking after in a higher layer goes on through this plain list, filled by that
# layer at start-up: the one who leaves, and whom they reported to until now.
LEFT: list[Callable[[Person, Person | None], None]] = []


@transaction.atomic
def leave(person: Person, *, on: dt.date | None = None) -> None:
    """They have left: sign-in, sessions and tokens end at once; their lines end on the day."""
    person.left_on = on or person.today()
    person.paused_on = None
    person.save(update_fields=["left_on", "paused_on"])
    _shut_the_doors(person)
    manager = manager_of(person)
    changes = [LineChange(person=person, was=manager, becomes=None, on=person.left_on)]
    changes += [
        LineChange(person=line.person, was=person, becomes=None, on=person.left_on)
        for line in ReportingLine.objects.current().filter(manager=person).select_related("person")
    ]
    change_lines([change for change in changes if change.was is not None])
    for handler in LEFT:
        handler(person, manager)


@transaction.atomic
def pause(person: Person, *, on: dt.date | None = None) -> None:
    """Long leave: everything stays as it is for the return; nobody can sign in meanwhile."""
    person.paused_on = on or person.today()
    person.save(update_fields=["paused_on"])
    _shut_the_doors(person)


@transaction.atomic
def come_back(person: Person) -> None:
    """Back from leave, or back in the organisation."""
    person.left_on = None
    person.paused_on = None
    person.save(update_fields=["left_on", "paused_on"])
    if person.user is not None:
        person.user.is_active = True
        person.user.save(update_fields=["is_active"])


def _shut_the_doors(person: Person) -> None:
    AccessToken.objects.filter(person=person, ended_at__isnull=True).update(ended_at=timezone.now())
    if person.user is None:
        return
    person.user.is_active = False
    person.user.save(update_fields=["is_active"])
    end_sessions(person)
