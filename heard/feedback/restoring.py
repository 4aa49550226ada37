"""Restoring: what undo means for asks and feedback.

Every row is reached as the one who acted may reach it, or, where they put it out of their own
sight, by their being its giver, receiver or asker.
"""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, Restorer
from heard.feedback.giving import withdraw
from heard.feedback.models import Ask, Feedback, Thanks
from heard.feedback.receiving import stop_showing
from heard.feedback.thanking import take_back as take_thanks_back
from heard.lib.refusals import Refusal
from heard.privacy.own import hold_alone


def take_given_back(way_back: Undo) -> None:
    """It was not meant, as long as nobody has read it."""
    feedback = _feedback(way_back, withdrawn_at__isnull=True)
    try:
        withdraw(feedback, by=way_back.person)
    except Refusal as refusal:
        raise NothingToUndo(way_back.kind) from refusal


def give_again(way_back: Undo) -> None:
    """It was meant after all."""
    feedback = _feedback(way_back, withdrawn_at__isnull=False)
    hold_alone(feedback)
    feedback.withdrawn_at = None
    feedback.changed("withdrawn_at")
    if feedback.ask is not None and feedback.ask.answered_at is None:
        feedback.ask.answered_at = timezone.now()
        feedback.ask.changed("answered_at")


def have_again(way_back: Undo) -> None:
    """Back where the receiver reads it, and whom they show it to."""
    feedback = _feedback(way_back, put_away_at__isnull=False)
    hold_alone(feedback)
    feedback.put_away_at = None
    feedback.changed("put_away_at")


def show_no_more(way_back: Undo) -> None:
    """It was not to be shown."""
    stop_showing(_feedback(way_back), by=way_back.person)


def take_asks_back(way_back: Undo) -> None:
    """Nobody is asked; what was answered meanwhile stays."""
    asks = Ask.objects.visible_to(way_back.person).filter(
        asker=way_back.person, id__in=way_back.before["asks"], answered_at__isnull=True
    )
    rows = list(asks)
    if not rows:
        raise NothingToUndo(way_back.kind)
    for row in rows:
        hold_alone(row)
        row.withdrawn_at = timezone.now()
        row.changed("withdrawn_at")


def ask_again(way_back: Undo) -> None:
    """Asked as before."""
    row = _ask(way_back, asker=way_back.person, withdrawn_at__isnull=False)
    row.withdrawn_at = None
    row.changed("withdrawn_at")


def decline_no_more(way_back: Undo) -> None:
    """Not declined after all."""
    row = _ask(way_back, asked=way_back.person, declined_at__isnull=False)
    row.declined_at = None
    row.changed("declined_at")


def thank_no_more(way_back: Undo) -> None:
    """All of it, to everybody it was said to."""
    said = Thanks.objects.visible_to(way_back.person).filter(giver=way_back.person)
    rows = list(said.filter(batch=way_back.before["batch"]))
    if not rows:
        raise NothingToUndo(way_back.kind)
    take_thanks_back(rows, by=way_back.person)


def _feedback(way_back: Undo, **more: Any) -> Feedback:
    theirs = Q(giver=way_back.person) | Q(receiver=way_back.person)
    rows = Feedback.objects.select_related("ask", "receiver", "giver")
    found = rows.filter(theirs, id=way_back.subject_id, **more).first()
    if found is None:
        raise NothingToUndo(way_back.kind)
    return found


def _ask(way_back: Undo, **more: Any) -> Ask:
    found = Ask.objects.filter(id=way_back.subject_id, **more).first()
    if found is None:
        raise NothingToUndo(way_back.kind)
    hold_alone(found)
    return found


RESTORERS: dict[str, Restorer] = {
    "feedback_given": take_given_back,
    "feedback_withdrawn": give_again,
    "feedback_put_away": have_again,
    "feedback_shown": show_no_more,
    "feedback_asked": take_asks_back,
    "feedback_ask_taken_back": ask_again,
    "feedback_declined": decline_no_more,
    "thanked": thank_no_more,
}
