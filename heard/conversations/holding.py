"""Holding a conversation: start, wrap up, close, and amend afterwards."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.conversations.focusing import put_on_record
from heard.conversations.models import Agreement, Conversation, EarlierWording, Item, Pair
from heard.conversations.models.conversation import GIVEN_UP_AFTER, redate
from heard.conversations.planning import coming, plan_next
from heard.lib.refusals import Conflict, Refusal, at_most
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
    pair.hold()
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
    if conversation is planned:
        conversation.version += 1
    conversation.save()
    record("conversation_started", by=by, page_id=pair.id, subject_id=conversation.id)
    redate(pair)
    return conversation


@transaction.atomic
def wrap_up(conversation: Conversation, *, by: Person) -> Conversation:
    """Turn to what was agreed; turning twice is the same turn."""
    conversation.hold()
    if conversation.state == Conversation.State.OPEN:
        conversation.state = Conversation.State.WRAPPING
        conversation.changed("state")
        record(
            "conversation_wrapping", by=by, page_id=conversation.pair_id, subject_id=conversation.id
        )
    return conversation


@transaction.atomic
def say_in_a_sentence(conversation: Conversation, *, by: Person, text: str) -> Conversation:
    """Each of the two may sum up in one sentence of their own; afterwards, as an amendment."""
    field = f"{conversation.pair.side_of(by.id)}_sentence"
    sentence = at_most(cleaned(text), SENTENCE_MOST, "sentence")
    conversation.hold()
    if not (conversation.is_under_way or conversation.state == Conversation.State.HELD):
        raise Refusal(_("This conversation has not begun."), "sentence")
    if sentence == getattr(conversation, field):
        return conversation
    setattr(conversation, field, sentence)
    if conversation.state == Conversation.State.HELD:
        conversation.amended_at = timezone.now()
    conversation.changed(field, "amended_at")
    record(
        "conversation_summed_up", by=by, page_id=conversation.pair_id, subject_id=conversation.id
    )
    return conversation


@transaction.atomic
def close(conversation: Conversation, *, by: Person) -> Conversation:
    """Close and keep: what was not covered stays where it is and is carried once more.

    Closing twice is one closing. The next date comes from the rhythm.
    """
    pair = conversation.pair
    conversation.hold()
    if conversation.state == Conversation.State.HELD:
        return conversation
    if not conversation.is_under_way:
        raise Refusal(_("This conversation isn't open."), "state")
    conversation.state = Conversation.State.HELD
    conversation.ended_at = _ended(conversation)
    put_on_record(conversation)
    conversation.changed("state", "ended_at", "focus")
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


def leave_off(conversation: Conversation) -> None:
    """The page ended while they talked: the record stands, and nothing is carried anywhere."""
    conversation.state = Conversation.State.HELD
    conversation.ended_at = _ended(conversation)
    conversation.changed("state", "ended_at")
    redate(conversation.pair)


def next_date(conversation: Conversation) -> dt.datetime | None:
    """The date that closing would leave as the next one, already filled in at wrap-up."""
    return coming(conversation.pair, after=_behind(conversation))


def _behind(conversation: Conversation) -> dt.datetime:
    """Where to look for the next date from: behind the one just held, even if held early."""
    now = timezone.now()
    if conversation.planned_at is not None:
        return max(now, conversation.planned_at)
    return now


def _ended(conversation: Conversation) -> dt.datetime:
    """Now; but one that was left open and closed another day took about as long as planned."""
    now = timezone.now()
    assert conversation.started_at is not None
    if now - conversation.started_at <= GIVEN_UP_AFTER:
        return now
    return conversation.started_at + dt.timedelta(minutes=conversation.minutes_planned)


@transaction.atomic
def amend(
    conversation: Conversation,
    *,
    by: Person,
    summary: str | None = None,
    minutes: int | None = None,
    base: int | None = None,
) -> Conversation:
    """Add to the record afterwards; it is marked as amended.

    `base` is the version the writer had in front of them: where the summary changed since, both
    are handed back and neither is lost.
    """
    conversation.hold()
    if conversation.state != Conversation.State.HELD:
        raise Refusal(_("Only a conversation that was held can be amended."), "summary")
    if summary is not None:
        _summarise(conversation, at_most(cleaned(summary), SUMMARY_MOST, "summary"), by, base)
    if minutes is not None:
        if not 1 <= minutes <= 600:
            raise Refusal(_("Between 1 and 600 minutes, please."), "minutes")
        if conversation.started_at is not None:
            conversation.ended_at = conversation.started_at + dt.timedelta(minutes=minutes)
    conversation.amended_at = timezone.now()
    conversation.changed("summary", "summary_version", "ended_at", "amended_at")
    record("conversation_amended", by=by, page_id=conversation.pair_id, subject_id=conversation.id)
    return conversation


def _summarise(conversation: Conversation, words: str, by: Person, base: int | None) -> None:
    theirs = conversation.summary
    if words == theirs:
        return
    if base is not None and base < conversation.summary_version:
        raise Conflict(theirs=theirs, yours=words, version=conversation.version)
    if theirs:
        EarlierWording(
            pair=conversation.pair,
            subject_id=conversation.id,
            number=conversation.summary_version,
            text=theirs,
            replaced_by=by,
        ).save()
    conversation.summary = words
    conversation.summary_version = conversation.version + 1
