"""How long a sign-in lasts: an hour unused, a day in all; in administration a quarter, half a day.

The session carries when it began and when it was last used; one that carries neither is over.
"""

import time

from django.contrib.sessions.backends.base import SessionBase

from heard.people.signing_out import IDLE_FOR, LASTS_FOR

ADMINISTRATION = "/admin/"
ADMINISTRATION_IDLE_FOR = 15 * 60
ADMINISTRATION_LASTS_FOR = 12 * 60 * 60
# Written no more often than this, so that reading pages stays reading.
NOTED_EVERY = 60

BEGAN, USED = "began_at", "used_at"


def begin(session: SessionBase) -> None:
    """From now on."""
    session[BEGAN] = session[USED] = int(time.time())


def is_over(session: SessionBase, path: str) -> bool:
    """Whether whoever comes with it has to sign in again before going there."""
    began, used = session.get(BEGAN), session.get(USED)
    if not isinstance(began, int) or not isinstance(used, int):
        return True
    now = time.time()
    idle, lasts = IDLE_FOR.total_seconds(), LASTS_FOR.total_seconds()
    if path.startswith(ADMINISTRATION):
        idle, lasts = ADMINISTRATION_IDLE_FOR, ADMINISTRATION_LASTS_FOR
    return now - used > idle or now - began > lasts


def note_use(session: SessionBase) -> None:
    """Used now."""
    now = int(time.time())
    if now - session[USED] >= NOTED_EVERY:
        session[USED] = now
