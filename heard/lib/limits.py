"""So many tries in so much time, and how long to wait for the next.

Counted in the cache of the one web process. Whose tries they are is kept as a digest.
"""

import hashlib
import threading
import time
from dataclasses import dataclass

from django.core.cache import cache

_turn = threading.Lock()


@dataclass(frozen=True)
class Limit:
    """At most `times` within any `seconds`."""

    name: str
    times: int
    seconds: int

    def wait(self, whose: str) -> int:
        """Seconds until another try may be made; none where it may be made now."""
        tries = self._recent(whose)
        if len(tries) < self.times:
            return 0
        return max(1, round(tries[-self.times] + self.seconds - time.time()))

    def count(self, whose: str) -> None:
        """One try was made."""
        with _turn:
            tries = [*self._recent(whose), time.time()][-self.times :]
            cache.set(self._key(whose), tries, self.seconds)

    def give_back(self, whose: str) -> None:
        """The last try turned out to be no guess."""
        with _turn:
            cache.set(self._key(whose), self._recent(whose)[:-1], self.seconds)

    def _recent(self, whose: str) -> list[float]:
        tries: list[float] = cache.get(self._key(whose), [])
        return [at for at in tries if at > time.time() - self.seconds]

    def _key(self, whose: str) -> str:
        digest = hashlib.sha256(whose.encode()).hexdigest()
        return f"limit:{self.name}:{digest}"


def longest_wait(tries: list[tuple[Limit, str]]) -> int:
    """Until all of these allow another."""
    return max((limit.wait(whose) for limit, whose in tries), default=0)
