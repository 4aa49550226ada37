"""Work done after the answer, so that how long it takes tells nobody anything.

Lost if the process stops before it is done: only for what somebody would simply ask for again.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import connections

log = logging.getLogger(__name__)

_hands = ThreadPoolExecutor(max_workers=2, thread_name_prefix="afterwards")


def afterwards(work: Callable[[], None]) -> None:
    """Do it soon, elsewhere; at once where the settings say so, as tests do."""
    if settings.WORK_AFTERWARDS:
        _hands.submit(_undisturbed, work)
    else:
        work()


def _undisturbed(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:
        log.exception("work after an answer stopped")
    finally:
        connections.close_all()
