"""Where somebody is signed in, and ending that: one session, all the others, or all."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from heard.people.models import Person

# More than anybody has devices; the oldest ends when an eleventh begins.
MOST_SESSIONS = 10
# A sign-in ends when it was not used for so long, and after so long in any case.
IDLE_FOR = dt.timedelta(minutes=60)
LASTS_FOR = dt.timedelta(hours=24)


def sessions_of(person: Person) -> list[UserSession]:
    """Each sign-in that still works, newest first: which browser, since when.

    A session is kept for a day from its last use, so what is left of it tells when that was.
    """
    rows = list(UserSession.objects.filter(user_id=person.user_id).order_by("-created_at", "-id"))
    keys = [row.session_key for row in rows]
    now = timezone.now()
    alive = set(
        Session.objects.filter(
            session_key__in=keys, expire_date__gt=now + LASTS_FOR - IDLE_FOR
        ).values_list("session_key", flat=True)
    )
    return [row for row in rows if row.session_key in alive and row.created_at > now - LASTS_FOR]


@transaction.atomic
def end_session(person: Person, session_id: int) -> bool:
    """End one of their own; whether there was one."""
    row = UserSession.objects.filter(user_id=person.user_id, pk=session_id).first()
    if row is None:
        return False
    _end([row])
    return True


@transaction.atomic
def end_sessions(person: Person, *, but: str | None = None) -> int:
    """Sign them out everywhere, or everywhere but here; how many ended."""
    rows = [row for row in sessions_of(person) if row.session_key != but]
    _end(rows)
    return len(rows)


def session_renamed(*, was: str | None, becomes: str | None) -> None:
    """The same sign-in under a new key, as after a change of password."""
    UserSession.objects.filter(session_key=was).update(session_key=becomes)


def end_oldest(person: Person) -> None:
    """Keep the newest few."""
    _end(sessions_of(person)[MOST_SESSIONS:])


def _end(rows: list[UserSession]) -> None:
    Session.objects.filter(session_key__in=[row.session_key for row in rows]).delete()
    UserSession.objects.filter(pk__in=[row.pk for row in rows]).delete()
