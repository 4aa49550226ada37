"""Preparing: what is still open before a conversation, and saying that one has looked."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone

from heard.activity.recording import record
from heard.conversations.models import Conversation, Look, Pair
from heard.conversations.models.pair import PairQuerySet
from heard.people.models import Person


@transaction.atomic
def say_ready(pair: Pair, *, by: Person) -> Look:
    """They have looked at the page. Optional, never chased; saying it again moves the moment."""
    look, _made = Look.objects.update_or_create(
        organisation_id=pair.organisation_id,
        pair=pair,
        person=by,
        defaults={"at": timezone.now()},
    )
    record("page_looked_at", by=by, page_id=pair.id, subject_id=look.id)
    return look


def with_looks(pairs: PairQuerySet, reader: Person) -> PairQuerySet:
    """Each page with whether the other said so since the last conversation.

    The next conversation asks afresh.
    """
    since = Coalesce(OuterRef("last_held_at"), OuterRef("created_at"))
    looks = Look.objects.filter(pair=OuterRef("pk"), at__gt=since).exclude(person=reader)
    return pairs.annotate(looked_at=Exists(looks))


def with_talks(pairs: PairQuerySet) -> PairQuerySet:
    """Each page with whether a conversation is under way on it."""
    talks = Conversation.objects.filter(pair=OuterRef("pk")).under_way()
    return pairs.annotate(talking=Exists(talks))


def other_has_looked(pair: Pair) -> bool:
    """As asked together with the pair; of an ended page nobody asks any more."""
    return getattr(pair, "looked_at", False)
