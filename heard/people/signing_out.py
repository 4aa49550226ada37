"""Where somebody is signed in, and ending that: one session, all the others, or all."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from heard.people.models import Person

# More than anybody has devices; the oldest ends when an eleventh begins.
MOST_SESSIONS = 10


def sessions_of(person: Person) -> list[UserSession]:
    """Each sign-in that still works, newest first: which browser, since when."""
    rows = list(UserSession.objects.filter(user_id=person.user_id).order_by("-created_at", "-id"))
    keys = [row.session_key for row in rows]
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list(
            "session_key", flat=True
        )
    )
    return [row for row in rows if row.session_key in alive]


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


def end_oldest(person: Person) -> None:
    """Keep the newest few."""
    _end(sessions_of(person)[MOST_SESSIONS:])


def _end(rows: list[UserSession]) -> None:
    Session.objects.filter(session_key__in=[row.session_key for row in rows]).delete()
    UserSession.objects.filter(pk__in=[row.pk for row in rows]).delete()
