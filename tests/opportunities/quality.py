"""How good the matching is, by the labelled set: three ways beside one another.

`python -m tests.opportunities.quality` prints the report that docs/matching.md shows. No database.
"""

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.settings")

import django

if __name__ == "__main__":
    django.setup()

from heard.opportunities.comparing import nearest
from heard.opportunities.meaning import embedder
from heard.opportunities.remembering import Shelf, packed
from tests.opportunities.labels import LabelledSet, labelled

Ranked = list[list[int]]
ROUNDS = 2000


@dataclass(frozen=True)
class Score:
    """Of what is shown first, how much is right; of what is right, how much is shown."""

    precision_at_3: float
    recall_at_10: float


def shelf_of(known: LabelledSet, *, meaning: bool) -> Shelf:
    """Everything that would be offered."""
    one = embedder() if meaning else None
    kept = Shelf()
    texts = [wish.text for wish in known.offered]
    meanings = [""] * len(texts)
    if one is not None:
        for at, vector in enumerate(one.embed(texts)):
            meanings[at] = packed(vector) if one.knows(texts[at]) else ""
    kept.put(
        (
            (UUID(int=at), wish.text, wish.tags, meanings[at])
            for at, wish in enumerate(known.offered)
        ),
        one,
    )
    return kept


def by_product(known: LabelledSet) -> Ranked:
    kept = shelf_of(known, meaning=True)
    return [[found.id.int for found in nearest(kept, words, [])] for words in known.openings]


def by_tags(known: LabelledSet) -> Ranked:
    kept = shelf_of(known, meaning=False)
    return [sorted(id_.int for id_ in kept.by_tags(words, [])) for words in known.openings]


def by_words(known: LabelledSet) -> Ranked:
    kept = shelf_of(known, meaning=False)
    found = [kept.by_words(words, 100) for words in known.openings]
    return [
        [id_.int for id_, _share in sorted(one.items(), key=lambda row: -row[1])] for one in found
    ]


def each_score(known: LabelledSet, ranked: Ranked) -> list[Score]:
    """One an opening. What is not shown is neither right nor wrong; showing nothing is nought."""
    scores = []
    for at, order in enumerate(ranked):
        right = {n for n, wish in enumerate(known.offered) if wish.is_wanted and wish.opening == at}
        first = order[:3]
        precision = sum(n in right for n in first) / len(first) if first else 0.0
        recall = sum(n in right for n in order[:10]) / len(right)
        scores.append(Score(precision, recall))
    return scores


def mean(scores: Sequence[Score]) -> Score:
    count = len(scores)
    return Score(
        sum(score.precision_at_3 for score in scores) / count,
        sum(score.recall_at_10 for score in scores) / count,
    )


def interval(scores: Sequence[Score], what: Callable[[Score], float]) -> tuple[float, float]:
    """Where the mean lies nineteen times in twenty, drawn anew from these openings."""
    draw = random.Random(5)
    means = sorted(
        sum(what(score) for score in draw.choices(scores, k=len(scores))) / len(scores)
        for _round in range(ROUNDS)
    )
    return means[ROUNDS // 40], means[-ROUNDS // 40]


def report() -> str:
    known = labelled()
    ways = {
        "meaning, tags and words": by_product(known),
        "words alone": by_words(known),
        "tags alone": by_tags(known),
    }
    lines = [
        f"{len(known.openings)} openings, {len(known.wishes)} wishes",
        "",
        "| Way | Precision at 3 | Recall at 10 |",
        "|---|---|---|",
    ]
    for name, ranked in ways.items():
        scores = each_score(known, ranked)
        cells = []
        for what in (lambda one: one.precision_at_3, lambda one: one.recall_at_10):
            middle = sum(map(what, scores)) / len(scores)
            low, high = interval(scores, what)
            cells.append(f"{middle:.2f} ({low:.2f} to {high:.2f})")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    shown = [len(order) for order in ways["meaning, tags and words"]]
    lines.append("")
    lines.append(
        f"Shown for an opening: {sum(shown) / len(shown):.1f} on average, most {max(shown)}."
    )
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())  # noqa: T201
