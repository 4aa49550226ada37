"""Answering: everybody who showed interest hears what came of it, with a reason."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.lib.refusals import Refusal, within
from heard.lib.text import cleaned
from heard.opportunities.models import Interest
from heard.people.models import Person

REASON_MOST = 1_000


@transaction.atomic
def answer_interest(interest: Interest, *, by: Person, answer: str, reason: str) -> Interest:
    """Yes, partly or no, and why. It may be put in other words for as long as it is going on."""
    opening = interest.opening
    opening.hold()
    if not opening.is_going_on:
        raise Refusal(_("This opening is closed; what was answered stays."), "answer")
    interest.refresh_from_db()
    if interest.taken_back_at is not None:
        raise Refusal(_("They have taken their interest back."), "answer")
    if answer not in Interest.Answer.values:
        raise Refusal(_("Yes, partly, or no?"), "answer")
    interest.answer, interest.reason = answer, _with_reason(reason)
    interest.answered_by, interest.answered_at = by, timezone.now()
    interest.changed("answer", "reason", "answered_by", "answered_at")
    record("interest_answered", by=by, page_id=None, subject_id=interest.id, private=True)
    return interest


def _with_reason(reason: str) -> str:
    words = cleaned(reason)
    if not words:
        raise Refusal(_("Say why, in a sentence: that is what they will remember."), "reason")
    return within(words, REASON_MOST, "reason")
