"""Holding a conversation: start, wrap up, close, and amend afterwards."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.conversations.models import Agreement, Conversation, Item, Pair
from heard.conversations.models.conversation import redate
from heard.conversations.planning import plan_next
from heard.lib.refusals import Refusal, at_most
from heard.lib.text import cleaned
from heard.people.models import Person

SENTENCE_MOST = 500
SUMMARY_MOST = 20_000

# A date this near is the one being held; further off, the two simply talked between dates.
NEAR = dt.timedelta(hours=36)


@transaction.atomic
def start(pair: Pair, *, by: Person) -> Conversation:
    """Begin now. No booking is needed; a planned one that is near becomes this one.

    Starting what is under way already gives the same conversation: both may press at once.
    """
    Pair.objects.select_for_update().get(id=pair.id)
    under_way = Conversation.objects.filter(pair=pair).under_way().first()
    if under_way is not None:
        return under_way
    now = timezone.now()
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    if planned is not None and planned.planned_at and abs(planned.planned_at - now) <= NEAR:
        conversation = planned
    else:
        conversation = Conversation(
            pair=pair, minutes_planned=planned.minutes_planned if planned else 30
        )
    conversation.state = Conversation.State.OPEN
    conversation.started_at = now
    conversation.started_by = by
    conversation.save()
    record("conversation_started", by=by, page_id=pair.id, subject_id=conversation.id)
    redate(pair)
    return conversation


@transaction.atomic
def wrap_up(conversation: Conversation, *, by: Person) -> Conversation:
    """Turn to what was agreed; turning twice is the same turn."""
    if conversation.state == Conversation.State.OPEN:
        conversation.state = Conversation.State.WRAPPING
        conversation.changed("state")
        record(
            "conversation_wrapping", by=by, page_id=conversation.pair_id, subject_id=conversation.id
        )
    return conversation


@transaction.atomic
def say_in_a_sentence(conversation: Conversation, *, by: Person, text: str) -> Conversation:
    """Each of the two may sum up in one sentence of their own."""
    field = f"{conversation.pair.side_of(by.id)}_sentence"
    setattr(conversation, field, at_most(cleaned(text), SENTENCE_MOST, "sentence"))
    conversation.changed(field)
    return conversation


@transaction.atomic
def close(conversation: Conversation, *, by: Person) -> Conversation:
    """Close and keep: what was not covered stays where it is and is carried once more.

    Closing twice is one closing. The next date comes from the rhythm.
    """
    pair = Pair.objects.select_for_update().get(id=conversation.pair_id)
    conversation.refresh_from_db(fields=["state", "version", "started_at"])
    if conversation.state == Conversation.State.HELD:
        return conversation
    if not conversation.is_under_way:
        raise Refusal(_("This conversation isn't open."), "state")
    conversation.state = Conversation.State.HELD
    conversation.ended_at = timezone.now()
    conversation.changed("state", "ended_at")
    # Shared ones only: a private item's count would be one more thing to betray it. Rule 2 of 7.3.
    Item.objects.filter(pair=pair, audience=Item.Audience.PAIR).open().update(
        carried=F("carried") + 1, version=F("version") + 1
    )
    # Both saw the wrap-up: what was agreed while talking stands.
    Agreement.objects.filter(made_in=conversation, accepted_at__isnull=True).update(
        accepted_at=timezone.now()
    )
    record("conversation_closed", by=by, page_id=pair.id, subject_id=conversation.id)
    plan_next(pair, after=_behind(conversation))
    redate(pair)
    return conversation


def _behind(conversation: Conversation) -> dt.datetime:
    """Where to look for the next date from: behind the one just held, even if held early."""
    now = timezone.now()
    if conversation.planned_at is not None:
        return max(now, conversation.planned_at)
    return now


@transaction.atomic
def amend(
    conversation: Conversation,
    *,
    by: Person,
    summary: str | None = None,
    minutes: int | None = None,
) -> Conversation:
    """Add to the record afterwards; it is marked as amended."""
    if conversation.state != Conversation.State.HELD:
        raise Refusal(_("Only a conversation that was held can be amended."), "summary")
    if summary is not None:
        conversation.summary = at_most(cleaned(summary), SUMMARY_MOST, "summary")
    if minutes is not None:
        if not 1 <= minutes <= 600:
            raise Refusal(_("Between 1 and 600 minutes, please."), "minutes")
        if conversation.started_at is not None:
            conversation.ended_at = conversation.started_at + dt.timedelta(minutes=minutes)
    conversation.amended_at = timezone.now()
    conversation.changed("summary", "ended_at", "amended_at")
    record("conversation_amended", by=by, page_id=conversation.pair_id, subject_id=conversation.id)
    return conversation
