"""Wishes shown on the page for a month, with no step taken: both know them, so both may ask."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from heard.activity.signalling import Fired
from heard.conversations.models import Told, WishStep
from heard.conversations.suggesting.asking import PairAsking
from heard.conversations.suggesting.declaring import gives
from heard.conversations.suggesting.wording import day_of, quoted

WAITS = dt.timedelta(days=30)
SIGNAL = {"more_of": "pref_want_open", "less_of": "pref_avoid_open"}


@gives("pref_want_open", "pref_avoid_open")
def wishes_without_a_step(asking: PairAsking) -> Iterator[Fired]:
    """Shown more than thirty days ago and still waiting; a *not now* waits until its day."""
    for told in asking.shown_by_employee:
        if told.kind != Told.Kind.WISH or not waits(asking, told):
            continue
        wish = told.says
        words = {
            "name": asking.employee.called,
            "wish": quoted(wish["text"]),
            "day": day_of(told.told_at.astimezone(asking.viewer.zone).date()),
        }
        yield Fired(
            SIGNAL[wish["direction"]],
            because(wish["direction"], own=asking.viewer_is_employee) % words,
            fills=(wish["text"], wish["because"], wish["instead"]),
            subject_id=told.source_id,
        )


def because(direction: str, *, own: bool) -> str:
    """Why, to the one whose wish it is or to the other."""
    if direction == "more_of":
        if own:
            return _("Because you have wished for more of %(wish)s here since %(day)s.")
        return _("Because %(name)s has wished for more of %(wish)s here since %(day)s.")
    if own:
        return _("Because you have wished for less of %(wish)s here since %(day)s.")
    return _("Because %(name)s has wished for less of %(wish)s here since %(day)s.")


def waits(asking: PairAsking, told: Told) -> bool:
    """Nobody has taken a step, or the last one was *not now* until a day that has come."""
    if asking.now - told.told_at <= WAITS:
        return False
    state: str | None = getattr(told, "step", None)
    if state is None:
        return True
    step = WishStep(state=state, look_again_on=getattr(told, "step_until", None))
    return step.stands_as(asking.today) == WishStep.State.AGAIN
