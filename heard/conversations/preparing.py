"""Preparing: what is still open before a conversation, and saying that one has looked."""

from django.db import transaction
from django.utils import timezone

from heard.activity.recording import record
from heard.conversations.models import Look, Pair
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


def has_looked(pair: Pair, person: Person, *, reader: Person) -> bool:
    """Whether `person` said so since the last conversation; the next one asks afresh."""
    looks = Look.objects.visible_to(reader).filter(pair=pair, person=person)
    if pair.last_held_at is not None:
        looks = looks.filter(at__gt=pair.last_held_at)
    return looks.exists()
