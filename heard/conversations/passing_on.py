"""Passing on: with a change of manager the rhythm and the open actions go to the new page."""

from django.utils import timezone

from heard.conversations.models import Action, Pair, Rhythm
from heard.conversations.planning import plan_next


def pass_on(former: Pair, pair: Pair) -> None:
    """The rhythm and the open actions go by themselves; nothing else does."""
    rhythm = Rhythm.objects.filter(pair=former).first()
    if rhythm is not None:
        kept = ("kind", "first_on", "at", "zone", "minutes", "every", "unit", "by_weekday", "last")
        Rhythm(pair=pair, **{name: getattr(rhythm, name) for name in kept}).save()
        plan_next(pair, after=timezone.now())
    for action in Action.objects.filter(pair=former).open():
        hand_on(action, pair)


def hand_on(action: Action, pair: Pair) -> None:
    """The same promise on the new page, under the new pair's key; the old one says so."""
    owner = pair.employee if action.owner_id == pair.employee_id else pair.manager
    Action(
        pair=pair,
        owner=owner,
        made_by=pair.employee,
        text=action.text,
        if_it_slips=action.if_it_slips,
        due_on=action.due_on,
        created_at=action.created_at,
    ).save()
    action.state = Action.State.HANDED_ON
    action.settled_at = timezone.now()
    action.changed("state", "settled_at")
