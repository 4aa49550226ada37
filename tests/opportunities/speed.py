"""How long a hundred thousand wishes take, and how much memory.

`python -m tests.opportunities.speed` says so.

Made-up vectors and words of the labelled set; no database.
"""

import base64
import os
import random
import resource
import time
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.settings")

import django

if __name__ == "__main__":
    django.setup()

from heard.opportunities.comparing import nearest
from heard.opportunities.meaning import embedder
from heard.opportunities.remembering import Shelf
from tests.opportunities.labels import labelled

WISHES = 100_000


def full_shelf(count: int) -> Shelf:
    """So many wishes, each of a few words that people use, with a meaning of its own."""
    import numpy

    draw, numbers = random.Random(1), numpy.random.default_rng(1)
    words = " ".join(wish.text for wish in labelled().wishes).split()
    vectors = numbers.normal(size=(count, 384))
    vectors = (vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True) * 127).round()
    packed = vectors.astype("int8")
    kept = Shelf()
    kept.put(
        (
            (
                UUID(int=at),
                " ".join(draw.choices(words, k=9)),
                (draw.choice(words),),
                base64.b64encode(packed[at].tobytes()).decode(),
            )
            for at in range(count)
        ),
        embedder(),
    )
    return kept


def seconds_for_one(kept: Shelf) -> float:
    """Warm, the middle of nine openings."""
    taken = []
    for opening in labelled().openings[:10]:
        begun = time.perf_counter()
        nearest(kept, opening, [])
        taken.append(time.perf_counter() - begun)
    return sorted(taken[1:])[4]


if __name__ == "__main__":
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    embedder()
    model = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    shelf = full_shelf(WISHES)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mib = [(model - before) // 1024, (after - model) // 1024]
    print(f"{WISHES:,} wishes, one opening: {seconds_for_one(shelf) * 1000:.0f} ms")  # noqa: T201
    print(f"memory: model {mib[0]} MB, wishes at most {mib[1]} MB")  # noqa: T201
