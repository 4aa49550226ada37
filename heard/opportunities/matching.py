"""Matching: what people told us they want, looked through when something comes up; and the reverse.

Only offers are ever looked at (`offering.py`), each asked for again in the database in the moment
it is used: what has just been withdrawn matches nothing, whatever a process remembers.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from heard.opportunities.comparing import Found, nearest_offers, nearest_openings
from heard.opportunities.models import Match, Offer, Opening
from heard.people.models import Person, ReportingLine

# As many as somebody will read.
MATCHES_MOST = 20


def match_opening(opening: Opening) -> list[Match]:
    """Whoever told us they want something like it, and may see it; the nearest wish of each."""
    people = audience_of(opening)
    found = nearest_offers(opening)
    offers = {
        offer.id: offer
        for offer in Offer.objects.standing()
        .filter(id__in=[one.id for one in found])
        .exclude(person=opening.posted_by_id)
        .select_related("person")
    }
    if people is not None:
        readers = set(people.values_list("id", flat=True))
        offers = {id_: offer for id_, offer in offers.items() if offer.person_id in readers}
    best: dict[UUID, tuple[Found, Offer]] = {}
    for one in found:
        if one.id in offers:
            best.setdefault(offers[one.id].person_id, (one, offers[one.id]))
    kept = list(best.values())[:MATCHES_MOST]
    _forget_others(opening, [offer for _one, offer in kept])
    return [_keep(opening, offer, one) for one, offer in kept]


def match_offer(offer: Offer) -> list[Match]:
    """The openings going on that it meets, when a wish is shared or put in other words."""
    standing = Offer.objects.standing().filter(id=offer.id).select_related("person").first()
    if standing is None:
        return []
    Match.objects.filter(offer=offer).delete()
    person = standing.person
    found = {one.id: one for one in nearest_openings(standing)}
    openings = Opening.objects.visible_to(person).going_on().filter(id__in=list(found))
    return [
        _keep(opening, standing, found[opening.id])
        for opening in openings.exclude(posted_by=person)
    ]


def audience_of(opening: Opening) -> QuerySet[Person] | None:
    """Who may see it besides its poster; None: everyone."""
    if opening.audience == Opening.Audience.EVERYONE:
        return None
    lines = ReportingLine.objects.current()
    first = lines.filter(manager=opening.posted_by_id).values("person")
    second = lines.filter(manager__in=first).values("person")
    return Person.objects.filter(Q(id__in=first) | Q(id__in=second))


def _keep(opening: Opening, offer: Offer, found: Found) -> Match:
    """One a person; a nearer wish of theirs takes the place of another."""
    match = Match.objects.filter(opening=opening, person=offer.person_id).first()
    if match is not None and match.offer_id != offer.id and match.strength >= found.strength:
        return match
    match = match or Match(opening=opening, person=offer.person)
    match.offer, match.because_of, match.strength = offer, found.because_of, found.strength
    match.save()
    return match


def _forget_others(opening: Opening, offers: Iterable[Offer]) -> None:
    """What it met before and no longer meets, now that its words are others."""
    Match.objects.filter(opening=opening).exclude(offer__in=list(offers)).delete()
