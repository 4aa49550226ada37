"""Offering: the copy of a wish that is compared with openings, in step with the wish itself.

There is one for a wish that is *more of*, shared with whom its person reports to, and shared for
matching; for no other. All three are looked at on every change, in the same transaction.
"""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from heard.blend.models import Wish
from heard.conversations.models import Told
from heard.opportunities.matching import match_offer
from heard.opportunities.models import Offer
from heard.privacy.own import Own


def follow_wish(row: Own) -> None:
    """The offer says what the wish says; of one that is not offered, none is left."""
    if not isinstance(row, Wish):
        return
    found = Offer.of_wish(row.id)
    if not is_offered(row):
        if found is not None:
            found.delete()
        return
    if found is not None and (found.text, found.tags) == (row.text, row.tags):
        return
    offer = found or Offer(person_id=row.person_id, wish_id=row.id)
    offer.text, offer.tags = row.text, row.tags
    offer.meaning, offer.model, offer.changed_at = "", "", timezone.now()
    offer.save()
    match_offer(offer)


def is_offered(row: Wish) -> bool:
    """Whether its person wants it compared with openings, and shows it to their manager now."""
    wanted = row.direction == Wish.Direction.MORE_OF and row.withdrawn_at is None
    return wanted and row.for_matching and Told.objects.filter(source_id=row.id).shown().exists()


def forget(wish_ids: Collection[UUID]) -> None:
    """What is no longer shown to anybody is compared with nothing either."""
    shown = Told.objects.filter(source_id__in=wish_ids).shown().values("source_id")
    Offer.objects.filter(wish_id__in=wish_ids).exclude(wish_id__in=shown).delete()
