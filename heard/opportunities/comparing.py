"""Comparing: which offers an opening meets, and which openings an offer meets, nearest first.

Three things count, each by itself enough: a tag in common, much the same meaning, and the same rare
words. Below a mark nothing is shown: better no match than a strange one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from heard.lib.text import folded
from heard.opportunities.meaning import embedder
from heard.opportunities.models import Match, Offer, Opening
from heard.opportunities.remembering import Shelf, shelf

# Measured with the labelled set: see docs/matching.md.
MEANING_FROM = 0.28
WORDS_FROM = 0.5
TAG, WORDS = 0.5, 0.2
LOOKED_AT = 100


@dataclass(frozen=True)
class Found:
    """One that is near, how near, and because of what."""

    id: UUID
    strength: float
    because_of: str


def nearest_offers(opening: Opening) -> list[Found]:
    """Of all that is offered in the organisation."""
    return nearest(shelf(), opening.words, opening.tag_list)


def nearest_openings(offer: Offer) -> list[Found]:
    """Of all that is going on: the same comparison, asked from the other side."""
    alone = Shelf()
    alone.put([(offer.id, offer.text, offer.tag_list, offer.meaning)], embedder())
    found = []
    for opening in Opening.objects.going_on():
        near = nearest(alone, opening.words, opening.tag_list)
        found += [Found(opening.id, one.strength, one.because_of) for one in near]
    return found


def nearest(kept: Shelf, words: str, tags: Iterable[str]) -> list[Found]:
    """Everything on the shelf that is near enough, best first."""
    meanings = kept.by_meaning(words, LOOKED_AT)
    same_words = kept.by_words(words, LOOKED_AT)
    by_tag = kept.by_tags(words, tags)
    found = []
    for id_ in {*meanings, *same_words, *by_tag}:
        meaning, shared = meanings.get(id_, 0.0), same_words.get(id_, 0.0)
        tagged = id_ in by_tag
        if tagged:
            because = Match.Because.TAG
        elif meaning >= MEANING_FROM:
            because = Match.Because.MEANING
        elif shared >= WORDS_FROM:
            because = Match.Because.WORDS
        else:
            continue
        found.append(Found(id_, meaning + TAG * tagged + WORDS * shared, str(because)))
    return sorted(found, key=lambda one: (-one.strength, one.id))


def tags_in(words: str, tags: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """Which of the wanted tags are there: whole words, case and accents set aside."""
    known = {folded(tag) for tag in tags}
    plain = folded(words)
    return [
        tag
        for tag in map(folded, wanted)
        if tag in known or re.search(rf"(?<!\w){re.escape(tag)}(?!\w)", plain)
    ]
