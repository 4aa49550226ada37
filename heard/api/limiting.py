"""How much one token and one person may ask in a while.

Counted in fixed windows in the cache: the embedded one counts for each process by itself, so a
deployment with several gives each its share.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache

from heard.api.problems import Problem


@dataclass(frozen=True)
class Limit:
    """So many in so many seconds."""

    name: str
    most: int
    seconds: int


REQUESTS = Limit("requests", 600, 60 * 60)
WRITES = Limit("writes", 120, 60)


def count(limit: Limit, who: UUID) -> None:
    """One more; beyond the limit, a 429 that says when there is room again."""
    now = time.time()
    window = int(now // limit.seconds)
    key = f"api:{limit.name}:{who}:{window}"
    cache.add(key, 0, limit.seconds)
    if cache.incr(key) > limit.most:
        wait = (window + 1) * limit.seconds - int(now)
        raise Problem("too-many-requests", headers={"Retry-After": str(wait)})
