"""What is owed: raises without an answer, promises whose day has passed, what keeps moving."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.activity.signalling import Fired
from heard.conversations.models import Action, Conversation, Item, Raise
from heard.conversations.models.item import WHAT_NOW_AFTER
from heard.conversations.suggesting.asking import PairAsking
from heard.conversations.suggesting.declaring import gives
from heard.conversations.suggesting.wording import day_of, quoted

UNANSWERED_AFTER = 21
TALKED_TWICE = 2


@gives("raise_unanswered")
def raise_unanswered(asking: PairAsking) -> Iterator[Fired]:
    """Raised three weeks ago or longer, and no outcome; "looking" is one until its day has come."""
    for item in asking.shared:
        raised: Raise | None = getattr(item, "raised", None)
        if raised is None or not raised.is_waiting:
            continue
        days = (asking.now - raised.created_at).days
        looking = raised.state == Raise.State.LOOKING
        until = raised.look_again_on
        if days < UNANSWERED_AFTER or (looking and (until is None or until > asking.today)):
            continue
        yield Fired(
            "raise_unanswered",
            ngettext(
                "Because %(matter)s was raised %(days)s day ago and has no answer yet.",
                "Because %(matter)s was raised %(days)s days ago and has no answer yet.",
                days,
            )
            % {"matter": quoted(item.text), "days": days},
            fills=(item.text,),
            subject_id=item.id,
        )


@gives("action_overdue_mgr")
def managers_promise_is_late(asking: PairAsking) -> Iterator[Fired]:
    """An open action of the manager's whose day has passed."""
    for action in late(asking, asking.manager.id):
        yield Fired(
            "action_overdue_mgr",
            _("Because %(promise)s was for %(day)s.")
            % {"promise": quoted(action.text), "day": day_of(action.due_on)},
            fills=(action.text,),
            subject_id=action.id,
        )


@gives("action_overdue_emp")
def employees_promise_is_late_twice(asking: PairAsking) -> Iterator[Fired]:
    """An open action of the employee's that two conversations found late: once is nothing."""
    for action in late(asking, asking.employee.id):
        assert action.due_on is not None
        found_late = [row for row in asking.held if starts_after(row, action.due_on, asking)]
        if len(found_late) < TALKED_TWICE:
            continue
        yield Fired(
            "action_overdue_emp",
            _("Because %(promise)s was for %(day)s, and you have talked twice since.")
            % {"promise": quoted(action.text), "day": day_of(action.due_on)},
            fills=(action.text,),
            subject_id=action.id,
        )


@gives("action_done")
def employee_did_it(asking: PairAsking) -> Iterator[Fired]:
    """An action of the employee's that was done since the two last talked."""
    for action in asking.actions:
        if action.state == Action.State.DONE and action.owner_id == asking.employee.id:
            yield Fired(
                "action_done",
                _("Because %(promise)s has been done since you last talked.")
                % {"promise": quoted(action.text)}
                if asking.held
                else _("Because %(promise)s has been done.") % {"promise": quoted(action.text)},
                fills=(action.text,),
                subject_id=action.id,
            )


@gives("carried_3")
def carried_three_times(asking: PairAsking) -> Iterator[Fired]:
    """An open item that went on to the next conversation three times or more."""
    for item in asking.open_shared:
        if item.carried >= WHAT_NOW_AFTER:
            yield Fired(
                "carried_3",
                _because_it_moved(item),
                fills=(item.text,),
                subject_id=item.id,
            )


def late(asking: PairAsking, owner_id: object) -> Iterator[Action]:
    """Open ones of this owner whose day has passed, the oldest first."""
    for action in asking.actions:
        passed = action.due_on is not None and action.due_on < asking.today
        if action.owner_id == owner_id and action.state == Action.State.OPEN and passed:
            yield action


def starts_after(conversation: Conversation, day: dt.date, asking: PairAsking) -> bool:
    """Whether it was held on a later day, where the viewer is."""
    at = conversation.started_at
    return at is not None and at.astimezone(asking.viewer.zone).date() > day


def _because_it_moved(item: Item) -> str:
    """What moved is named by each of its prompts, so here "this" is enough."""
    if item.carried == WHAT_NOW_AFTER:
        return _("Because this moved forward three times.")
    return _("Because this moved forward %(times)s times.") % {"times": item.carried}
