"""What words mean, as numbers that can be compared: on this machine, with nothing fetched.

`Embedder` is all that the rest knows; which one there is, or none, is a setting (HEARD_MATCHING).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

if TYPE_CHECKING:
    import numpy

    Vectors = numpy.ndarray[tuple[int, int], numpy.dtype[numpy.float32]]


class Embedder(Protocol):
    """Makes of each text a vector of length one; alike in meaning is near in angle."""

    name: str
    version: str
    dimensions: int

    def knows(self, text: str) -> bool:
        """Whether it was taught the language of this text."""
        ...

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One row a text."""
        ...


def embedder() -> Embedder | None:
    """The one in use; none where the setting, or the installation, does without."""
    return _made() if settings.MATCHING == "meaning" else None


@lru_cache(maxsize=1)
def _made() -> Embedder | None:
    """Made once a process, when it is first asked for: the model takes a second and memory."""
    try:
        from heard.opportunities.meaning.minilm import MiniLM

        return MiniLM()
    except ImportError:
        return None


def model_of(one: Embedder) -> str:
    """By which model a vector was made, as kept beside it."""
    return f"{one.name} {one.version}"
