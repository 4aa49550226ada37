"""Receiving: reading it, what I make of it, keeping it, and who else reads it.

All of it the receiver's own choice. That their manager reads it too is said row by row, ends when
they say so, and ends with the reporting line.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.feedback.giving import WORDS_MOST
from heard.feedback.models import Feedback, Keeping, Showing, Take
from heard.lib.refusals import Refusal, at_most
from heard.lib.text import cleaned
from heard.people.models import Person
from heard.people.reporting import manager_of
from heard.privacy.own import hold_alone


@transaction.atomic
def open_first(feedback: Feedback, *, by: Person) -> None:
    """The receiver reads it: from now on it only grows.

    Where they said beforehand that their manager reads it too, that begins here, and only if it is
    still the same manager: they themselves read it first.
    """
    if feedback.opened_at is not None or feedback.receiver_id != by.id:
        return
    hold_alone(feedback)
    if feedback.opened_at is not None:
        return
    feedback.opened_at = timezone.now()
    feedback.changed("opened_at")
    promised = feedback.ask.reader_id if feedback.ask is not None else None
    manager = manager_of(by)
    if manager is not None and manager.id == promised and not feedback.upward:
        Showing(feedback=feedback, shown_by=by, reader=manager).save()


@transaction.atomic
def make_of_it(feedback: Feedback, *, by: Person, text: str) -> Take:
    """My take on it, for me alone; no words, and there is none any more."""
    words = at_most(cleaned(text), WORDS_MOST)
    hold_alone(feedback)
    take = Take.objects.visible_to(by).filter(feedback=feedback).first()
    take = take or Take(person=by, feedback=feedback)
    take.text = words
    take.save()
    return take


@transaction.atomic
def keep(feedback: Feedback, *, by: Person) -> Keeping:
    """For a review: the receiver's own mark, with its day. Saying it twice is still once."""
    hold_alone(feedback)
    keeping = Keeping.objects.visible_to(by).filter(feedback=feedback).first()
    if keeping is None:
        keeping = Keeping(feedback=feedback, person=by)
        keeping.save()
        record("feedback_kept", by=by, page_id=None, subject_id=feedback.id, private=True)
    return keeping


@transaction.atomic
def keep_no_more(feedback: Feedback, *, by: Person) -> None:
    """It is not for a review after all."""
    hold_alone(feedback)
    Keeping.objects.visible_to(by).filter(feedback=feedback).delete()


@transaction.atomic
def show_to_manager(feedback: Feedback, *, by: Person) -> Showing:
    """Whom they report to today reads it from now on."""
    manager = manager_of(by)
    if manager is None:
        raise Refusal(_("You report to nobody just now."), "state")
    if manager.id == feedback.giver_id:
        raise Refusal(_("%(name)s wrote it.") % {"name": manager.called}, "state")
    hold_alone(feedback)
    standing = Showing.objects.visible_to(by).standing()
    showing = standing.filter(feedback=feedback, reader=manager).first()
    if showing is None:
        showing = Showing(feedback=feedback, shown_by=by, reader=manager)
        showing.save()
        record("feedback_shown", by=by, page_id=None, subject_id=feedback.id, private=True)
        leave_way_back("feedback_shown", by=by, subject_id=feedback.id, before={})
    return showing


@transaction.atomic
def stop_showing(feedback: Feedback, *, by: Person) -> None:
    """Nobody reads it any more but the two; whether it was read meanwhile nobody can say."""
    hold_alone(feedback)
    standing = Showing.objects.visible_to(by).standing().filter(feedback=feedback, shown_by=by)
    standing.update(withdrawn_at=timezone.now())


@transaction.atomic
def put_away(feedback: Feedback, *, by: Person) -> None:
    """Out of my sight, and of those I showed it to. Whoever gave it keeps what they wrote."""
    hold_alone(feedback)
    feedback.put_away_at = timezone.now()
    feedback.changed("put_away_at")
    record("feedback_put_away", by=by, page_id=None, subject_id=feedback.id, private=True)
    leave_way_back("feedback_put_away", by=by, subject_id=feedback.id, before={})


@transaction.atomic
def note_talk(feedback: Feedback, *, by: Person) -> None:
    """It stands on the page with their manager now."""
    hold_alone(feedback)
    if feedback.talked_at is None:
        feedback.talked_at = timezone.now()
        feedback.changed("talked_at")
