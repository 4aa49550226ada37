"""Giving: the moment, what I saw or heard, what it led to, and next time.

The giver changes their words until they have been opened, and adds to them after that. Nothing
here is recorded for anybody but whoever acts.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.feedback.models import Addition, Ask, Feedback
from heard.lib.refusals import Refusal, at_most, within
from heard.lib.text import cleaned, one_line
from heard.people.models import Person
from heard.people.reporting import manager_of
from heard.privacy.own import hold_alone, renew

ABOUT_MOST = 200
WORDS_MOST = 2_000

Words = dict[str, str]


@transaction.atomic
def give(to: Person, *, by: Person, words: Words, ask: Ask | None = None) -> Feedback:
    """To one person, asked for or not. An ask is answered by it, however late it comes."""
    refuse_absent(to, by)
    manager = manager_of(by)
    feedback = Feedback(
        receiver=to,
        giver=by,
        ask=ask,
        upward=manager is not None and manager.id == to.id,
        **checked(words, about=ask.about if ask is not None else ""),
    )
    if ask is not None:
        answer(ask, by=by)
    feedback.save()
    record("feedback_given", by=by, page_id=None, subject_id=feedback.id, private=True)
    leave_way_back("feedback_given", by=by, subject_id=feedback.id, before={})
    return feedback


def answer(ask: Ask, *, by: Person) -> None:
    """It is answered now; that it was declined before is forgotten."""
    hold_alone(ask)
    if ask.asked_id != by.id or ask.withdrawn_at is not None:
        raise Refusal(_("This was asked of somebody else, or is no longer asked."), "ask")
    ask.answered_at, ask.declined_at = timezone.now(), None
    ask.changed("answered_at", "declined_at")


@transaction.atomic
def reword(feedback: Feedback, *, by: Person, words: Words) -> Feedback:
    """Other words for it, as long as nobody has read them."""
    new = checked(words)
    hold_alone(feedback)
    if feedback.opened_at is not None:
        raise Refusal(
            _("%(name)s has read it by now. You can add to it instead; your words are kept.")
            % {"name": feedback.receiver.called},
            "saw",
        )
    for field, text in new.items():
        setattr(feedback, field, text)
    feedback.changed(*new)
    record("feedback_reworded", by=by, page_id=None, subject_id=feedback.id, private=True)
    return feedback


@transaction.atomic
def add(feedback: Feedback, *, by: Person, text: str, ask: Ask | None = None) -> Addition:
    """More of it, once it was read; it may answer what the receiver asked besides."""
    said = within(cleaned(text), WORDS_MOST)
    hold_alone(feedback)
    if feedback.opened_at is None:
        raise Refusal(_("It has not been read yet: change the words themselves."))
    if ask is not None:
        answer(ask, by=by)
    addition = Addition(feedback=feedback, receiver_id=feedback.receiver_id, text=said)
    addition.save()
    record("feedback_added", by=by, page_id=None, subject_id=feedback.id, private=True)
    return addition


@transaction.atomic
def withdraw(feedback: Feedback, *, by: Person) -> None:
    """Taken back before anybody read it; what it answered is open again."""
    hold_alone(feedback)
    if feedback.opened_at is not None:
        raise Refusal(
            _("%(name)s has read it by now.") % {"name": feedback.receiver.called}, "state"
        )
    feedback.withdrawn_at = timezone.now()
    feedback.changed("withdrawn_at")
    _ask_again(feedback)
    record("feedback_withdrawn", by=by, page_id=None, subject_id=feedback.id, private=True)
    leave_way_back("feedback_withdrawn", by=by, subject_id=feedback.id, before={})


def _ask_again(feedback: Feedback) -> None:
    if feedback.ask is not None:
        renew(feedback.ask)
        feedback.ask.answered_at = None
        feedback.ask.changed("answered_at")


def checked(words: Words, *, about: str = "") -> Words:
    """Cleaned, within bounds, and none of the three missing; `about` where they name none."""
    found = {"about": at_most(one_line(words.get("about", "") or about), ABOUT_MOST, "about")}
    for field in ("moment", "saw", "led_to"):
        found[field] = within(cleaned(words.get(field, "")), WORDS_MOST, field)
    found["next_time"] = at_most(cleaned(words.get("next_time", "")), WORDS_MOST, "next_time")
    return found


def refuse_absent(to: Person, by: Person) -> None:
    """To somebody who is here, and not to oneself."""
    if to.id == by.id:
        raise Refusal(_("To somebody else than yourself."), "to")
    if not to.is_active:
        raise Refusal(
            _("%(name)s has left or is on leave. Their manager may know more.")
            % {"name": to.called},
            "to",
        )
