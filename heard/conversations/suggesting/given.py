"""What feedback and thanks make apt: read with the conversations, which saves asking once more.

What one received tells the receiver alone; what the two thanked each other for tells both. Nothing
that reached somebody from elsewhere shows in what their manager is offered.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from heard.activity.signalling import Fired, Whose
from heard.conversations.suggesting.asking import PairAsking
from heard.conversations.suggesting.declaring import gives

NEW_DAYS = 30
NONE_DAYS = 90
UNTHANKED_DAYS = 30


@gives("feedback_new", "feedback_none_90", whose=Whose.VIEWER)
def own_feedback(asking: PairAsking) -> Iterator[Fired]:
    """From the employee's own inbox: something new to talk about, or nothing in a quarter."""
    if not asking.conversations:
        return
    if asking.since("undiscussed_at") <= NEW_DAYS:
        yield Fired(
            "feedback_new",
            _("Because you were given feedback that you two have not talked about."),
        )
    if asking.since("received_at") > NONE_DAYS and not asking.is_younger_than(NONE_DAYS):
        yield Fired(
            "feedback_none_90", _("Because no feedback has reached you here in three months.")
        )


@gives("recognition_gap")
def nobody_was_thanked(asking: PairAsking) -> Iterator[Fired]:
    """Neither of the two thanked the other this month: both know that."""
    if not asking.conversations or asking.is_younger_than(UNTHANKED_DAYS):
        return
    if asking.since("thanked_at") > UNTHANKED_DAYS:
        yield Fired(
            "recognition_gap",
            _("Because neither of you has thanked the other here this month."),
        )
