"""Stepping: what came of a wish that is shown, said by either of the two."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.models import Told, WishStep
from heard.lib.refusals import Refusal, at_most, within
from heard.lib.text import cleaned
from heard.people.models import Person

REASON_MOST = 1_000
SAID = (WishStep.State.TRYING, WishStep.State.HAPPENING, WishStep.State.NOT_NOW)


@transaction.atomic
def take_step(
    told: Told,
    *,
    by: Person,
    state: str,
    reason: str = "",
    look_again_on: dt.date | None = None,
) -> WishStep:
    """Being tried, happening, or not now; the last one said stands.

    *Not now* owes a reason and a day to look again, on which it is open again for both by itself.
    """
    told.pair.hold()
    shown = Told.objects.filter(id=told.id).shown().exists()
    if told.kind != Told.Kind.WISH or not shown or not told.pair.holds(by):
        raise Refusal(_("This wish isn't shown on this page."), "state")
    if state not in SAID:
        raise Refusal(_("Being tried, happening, or not now?"), "state")
    words = at_most(cleaned(reason), REASON_MOST, "reason")
    if state == WishStep.State.NOT_NOW:
        words = _with_reason(words)
        _refuse_no_day(look_again_on, today=by.today())
    else:
        look_again_on = None
    step = WishStep(
        pair=told.pair,
        person_id=told.person_id,
        wish_id=told.source_id,
        state=state,
        reason=words,
        look_again_on=look_again_on,
        by=by,
    )
    step.save()
    record("wish_step", by=by, page_id=told.pair_id, subject_id=told.id)
    leave_way_back("wish_step", by=by, subject_id=step.id, before={"did": state})
    return step


def last_steps(steps: Iterable[WishStep]) -> dict[UUID, WishStep]:
    """The step that stands, by wish; given oldest first."""
    return {step.wish_id: step for step in steps}


def came_back(steps: Sequence[WishStep], reader: Person) -> list[dt.datetime]:
    """When each *not now* of one wish was open again: its day came, and nothing had been said
    since. Oldest first."""
    found = []
    for step, following in zip_longest(steps, steps[1:]):
        day = step.look_again_on
        if day is None or step.stands_as(reader.today()) != WishStep.State.AGAIN:
            continue
        at = dt.datetime.combine(day, dt.time(), reader.zone)
        if following is None or following.created_at > at:
            found.append(at)
    return found


def _with_reason(words: str) -> str:
    try:
        return within(words, REASON_MOST, "reason")
    except Refusal as refusal:
        raise Refusal(_("Say why not now, so that the reason is remembered."), "reason") from (
            refusal
        )


def _refuse_no_day(day: dt.date | None, *, today: dt.date) -> None:
    if day is None or day <= today:
        raise Refusal(
            _("Say when to look again: a day from tomorrow on. It comes back by itself."),
            "look_again_on",
        )
