"""Fitting: which prompts can be said by this person, on this page, at this point.

A signal says that something holds; whether a sentence would then be true in somebody's mouth is
asked here. What cannot be said is not offered.
"""

import datetime as dt
from enum import StrEnum

from heard.conversations.models import Action, Conversation, Told
from heard.conversations.suggesting.asking import PairAsking
from heard.conversations.suggesting.bank import DEEP, EITHER, EMPLOYEE, MANAGER, Prompt

FIRST_MINUTES = dt.timedelta(minutes=10)
LAST_MINUTES = dt.timedelta(minutes=10)
NOT_DEEP_IN_THE_LAST = dt.timedelta(minutes=5)
# Deep ones come after so many conversations, unless the employee asked for the subject.
DEEP_AFTER = 3

# Nothing that is recorded yet tells when these are true.
NOT_YET = {
    "BLN08": "speaks of an agreed arrangement that has run a few weeks",
    "MOM07": "speaks of a trial period",
    "PRO07": "speaks of an answer that is decided and not given",
    "TGR10": "is for a manager who hands over, not for one who took over",
    "OBJ05": "follows a step agreed for an objective",
    "OBJ06": "speaks of an objective",
    "OBJ11": "speaks of an objective",
}
# "Either" may ask these, but they speak to the one whose wish, blend or year it is.
TO_THE_EMPLOYEE = frozenset(
    {"BLN01", "BLN05", "CAR07", "CAR10", "MOM08", "PRF01", "PRF02", "PRF09"}
)
# "Which item would you be sorry to leave out?" needs more than a few.
MANY_ITEMS = 4


class Point(StrEnum):
    """Where in a conversation the page is."""

    BEFORE = "before"
    FIRST = "first minutes"
    MIDDLE = "middle"
    LAST = "last minutes"


def point_of(conversation: Conversation | None, now: dt.datetime) -> Point:
    """Before it, at its beginning, within it, or towards its end."""
    if conversation is None or conversation.started_at is None:
        return Point.BEFORE
    if conversation.state == Conversation.State.WRAPPING or left(conversation, now) <= LAST_MINUTES:
        return Point.LAST
    return Point.FIRST if now - conversation.started_at <= FIRST_MINUTES else Point.MIDDLE


def left(conversation: Conversation, now: dt.datetime) -> dt.timedelta:
    """Of the time that was planned."""
    assert conversation.started_at is not None
    return conversation.started_at + dt.timedelta(minutes=conversation.minutes_planned) - now


def fits(prompt: Prompt, asking: PairAsking) -> bool:
    """Whether the viewer could say it here and now, were it true that it is called for."""
    return (
        may_ask(prompt, employee=asking.viewer_is_employee)
        and fits_the_point(prompt, asking)
        and fits_the_page(prompt, asking)
    )


def may_ask(prompt: Prompt, *, employee: bool) -> bool:
    """Whose sentence it is."""
    if prompt.id in NOT_YET or (employee and prompt.id in TO_THE_EMPLOYEE):
        return False
    return prompt.asked_by in (EITHER, EMPLOYEE if employee else MANAGER)


def fits_the_point(prompt: Prompt, asking: PairAsking) -> bool:
    """Openings before and in the first minutes, closings in the last; nothing large at the end."""
    point = point_of(asking.under_way, asking.now)
    if prompt.category == "opening":
        return point in (Point.BEFORE, Point.FIRST)
    if prompt.category == "closing":
        return point == Point.LAST
    if prompt.category == "career":
        return point != Point.LAST
    return not (prompt.depth == DEEP and is_nearly_over(asking))


def is_nearly_over(asking: PairAsking) -> bool:
    """Wrapping up, or the last five minutes."""
    talking = asking.under_way
    if talking is None:
        return False
    wrapping = talking.state == Conversation.State.WRAPPING
    return wrapping or left(talking, asking.now) <= NOT_DEEP_IN_THE_LAST


def fits_the_page(prompt: Prompt, asking: PairAsking) -> bool:
    """What some sentences take for granted."""
    if prompt.id == "OPN02":
        return len(asking.open_shared) >= MANY_ITEMS
    if prompt.id == "CLS02":
        return has_promised(asking)
    if prompt.id == "WEL10":
        return any(row.kind == Told.Kind.CHECK_IN for row in asking.shown_by_employee)
    return True


def has_promised(asking: PairAsking) -> bool:
    """Whether the employee took something on in the conversation under way."""
    talking = asking.under_way
    return talking is not None and any(
        action.made_in_id == talking.id
        and action.owner_id == asking.employee.id
        and action.state == Action.State.OPEN
        for action in asking.actions
    )
