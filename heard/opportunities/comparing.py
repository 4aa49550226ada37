"""Comparing: which offers an opening meets, and which openings an offer meets, nearest first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from heard.lib.text import folded
from heard.opportunities.models import Match, Offer, Opening


@dataclass(frozen=True)
class Found:
    """One that is near, how near, and because of what."""

    id: UUID
    strength: float
    because_of: str


def nearest_offers(opening: Opening) -> list[Found]:
    """Of all that is offered in the organisation."""
    offers = Offer.objects.standing()
    return [
        Found(offer.id, 1.0, Match.Because.TAG) for offer in offers if tags_meet(opening, offer)
    ]


def nearest_openings(offer: Offer) -> list[Found]:
    """Of all that is going on."""
    openings = Opening.objects.going_on()
    return [Found(one.id, 1.0, Match.Because.TAG) for one in openings if tags_meet(one, offer)]


def tags_meet(opening: Opening, offer: Offer) -> bool:
    """A tag of the wish is a tag of the opening, or stands in its words."""
    return bool(tags_in(folded(opening.words), opening.tag_list, offer.tag_list))


def tags_in(words: str, tags: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """Which of the wanted tags are there: whole words, case and accents set aside."""
    known = {folded(tag) for tag in tags}
    return [
        tag
        for tag in map(folded, wanted)
        if tag in known or re.search(rf"(?<!\w){re.escape(tag)}(?!\w)", words)
    ]
