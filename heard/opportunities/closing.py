"""Closing: what becomes of an opening, said with a reason; never while somebody waits for a word.

Talking, filled, withdrawn, or open again. Whoever showed interest has their answer first, by
whatever way it is closed: this is the one door.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.lib.refusals import Refusal, at_most, within
from heard.lib.text import cleaned
from heard.opportunities.models import Interest, Opening, OpeningStep
from heard.people.models import Person

REASON_MOST = 1_000
CLOSED = (Opening.State.FILLED, Opening.State.WITHDRAWN)
# Where each state can go from where it is.
WAYS = {
    Opening.State.OPEN: (Opening.State.TALKING, *CLOSED),
    Opening.State.TALKING: (Opening.State.OPEN, *CLOSED),
    Opening.State.FILLED: (Opening.State.OPEN,),
    Opening.State.WITHDRAWN: (Opening.State.OPEN,),
}


@transaction.atomic
def move_on(opening: Opening, state: str, *, by: Person, reason: str = "") -> Opening:
    """On to another state. Closing it owes a reason, and an answer to everybody who asked."""
    opening.hold()
    if state not in Opening.State.values:
        raise Refusal(_("Open, talking, filled or withdrawn?"), "state")
    if state == opening.state:
        return opening
    if state not in WAYS[Opening.State(opening.state)]:
        raise Refusal(_("This opening is closed. Open it again first."), "state")
    words = at_most(cleaned(reason), REASON_MOST, "reason")
    if state in CLOSED:
        refuse_unanswered(opening)
        words = _with_reason(words)
    before = {"state": opening.state, "did": state}
    step = OpeningStep(opening=opening, did=state, reason=words, by=by)
    step.save()
    opening.state = state
    opening.changed("state")
    record("opening_state", by=by, page_id=None, subject_id=opening.id)
    leave_way_back(
        "opening_state", by=by, subject_id=opening.id, before={**before, "step": str(step.id)}
    )
    return opening


def refuse_unanswered(opening: Opening) -> None:
    """Nobody who showed interest is left without a word."""
    waiting = Interest.objects.filter(opening=opening).unanswered().count()
    if waiting:
        raise Refusal(
            ngettext(
                "%(count)s person who would like this still waits for an answer. Answer them "
                "first, with a reason.",
                "%(count)s people who would like this still wait for an answer. Answer them "
                "first, with a reason.",
                waiting,
            )
            % {"count": waiting},
            "state",
        )


def _with_reason(words: str) -> str:
    try:
        return within(words, REASON_MOST, "reason")
    except Refusal as refusal:
        raise Refusal(_("Say why, in a sentence. Everyone who saw it may ask."), "reason") from (
            refusal
        )
