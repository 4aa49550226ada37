"""Truths: for each signal, what has to be so in the records. Written apart from the signals, over
every row there is, so that the one can be held against the other."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from statistics import median
from typing import Any

from heard.blend.models import Element
from heard.conversations.models import (
    Action,
    Conversation,
    Impression,
    Item,
    Pair,
    Raise,
    Showing,
    Told,
    WishStep,
)
from heard.conversations.suggesting.bank import bank
from heard.conversations.suggesting.choosing import Suggestion
from heard.feedback.models import Thanks
from heard.people.models import Person, ReportingLine
from heard.wellbeing.models import CheckIn
from tests.conversations.suggesting.histories import FEELINGS, HOW, LOADS, MATTERS

DAY = dt.timedelta(days=1)
RHYTHMS = {"weekly": 7, "fortnightly": 14, "monthly": 30.4, "quarterly": 91.3}


class Facts:
    """Everything on record about one page that its viewer may see."""

    def __init__(self, pair: Pair, viewer: Person, now: dt.datetime) -> None:
        self.pair, self.viewer, self.now = pair, viewer, now
        self.today = now.astimezone(viewer.zone).date()
        self.is_employee = viewer.id == pair.employee_id
        self.items = list(Item.objects.filter(pair=pair, audience="pair"))
        self.conversations = list(Conversation.objects.filter(pair=pair))
        self.raises = {one.item_id: one for one in Raise.objects.filter(pair=pair)}
        self.actions = {one.id: one for one in Action.objects.filter(pair=pair)}
        self.told = [
            one
            for one in Told.objects.filter(pair=pair, withdrawn_at=None)
            if one.person_id == pair.employee_id
        ]

    @cached_property
    def held(self) -> list[dt.datetime]:
        """When each began, newest first."""
        at = [one.started_at for one in self.conversations if one.state == "held"]
        return sorted((one for one in at if one is not None), reverse=True)

    def item(self, one: Suggestion) -> Item:
        return next(row for row in self.items if str(row.id) == one.subject)

    def action(self, one: Suggestion) -> Action:
        return next(row for key, row in self.actions.items() if str(key) == one.subject)

    def untouched(self, category: str, days: int) -> bool:
        return not any(
            row.state == "covered"
            and row.prompt
            and bank()[row.prompt].category == category
            and row.settled_at is not None
            and self.now - row.settled_at <= days * DAY
            for row in self.items
        )

    @cached_property
    def check_ins(self) -> list[dict[str, str]]:
        """Oldest first: one's own, or those that are shown."""
        if self.is_employee:
            rows = CheckIn.objects.filter(person=self.viewer).order_by("on")
            return [row.answers for row in rows]
        shown = [row.says for row in self.told if row.kind == "check_in"]
        return [one["answers"] for one in sorted(shown, key=lambda one: str(one["on"]))]

    @property
    def felt(self) -> list[int]:
        return [FEELINGS.index(one["week"]) for one in self.check_ins]

    @property
    def usual(self) -> float:
        return median(self.felt[-8:])

    @property
    def loads(self) -> list[int]:
        return [LOADS.index(one["load"]) - 2 for one in self.check_ins][-2:]


def raise_unanswered(facts: Facts, one: Suggestion) -> bool:
    raised = facts.raises[facts.item(one).id]
    days = (facts.now - raised.created_at).days
    due = raised.look_again_on is not None and raised.look_again_on <= facts.today
    open_ = raised.state in ("raised", "heard") or (raised.state == "looking" and due)
    return open_ and days >= 21 and str(days) in one.reason


def late(facts: Facts, one: Suggestion, owner: Person, *, conversations: int) -> bool:
    action = facts.action(one)
    assert action.due_on is not None
    since = [at for at in facts.held if at.astimezone(facts.viewer.zone).date() > action.due_on]
    mine = action.owner_id == owner.id and action.state == "open"
    return mine and action.due_on < facts.today and len(since) >= conversations


def action_done(facts: Facts, one: Suggestion) -> bool:
    action = facts.action(one)
    last = facts.held[0] if facts.held else facts.pair.created_at
    assert action.settled_at is not None
    ours = action.owner_id == facts.pair.employee_id and action.state == "done"
    return ours and action.settled_at > last


def carried_3(facts: Facts, one: Suggestion) -> bool:
    item = facts.item(one)
    number = "three" if item.carried == 3 else str(item.carried)
    return item.state == "open" and item.carried >= 3 and number in one.reason


def first_meeting(facts: Facts, one: Suggestion) -> bool:
    return len(facts.held) == ("once" in one.reason) and len(facts.held) < 2


def gap_over_cadence(facts: Facts, one: Suggestion) -> bool:
    days = (facts.now - facts.held[0]).days
    return days > 1.5 * RHYTHMS[facts.pair.rhythm.kind] and str(days) in one.reason


def cancelled_twice(facts: Facts, one: Suggestion) -> bool:
    past = [
        row
        for row in facts.conversations
        if row.planned_at is not None and (row.planned_at <= facts.now or row.moved)
    ]
    past.sort(key=lambda row: row.planned_at or facts.now, reverse=True)
    gone = ("skipped", "not_held")
    long_ago = facts.now - dt.timedelta(hours=12)
    return len(past) > 1 and all(
        row.moved
        or row.state in gone
        or (row.state == "planned" and row.planned_at is not None and row.planned_at < long_ago)
        for row in past[:2]
    )


def empty_agenda(facts: Facts, one: Suggestion) -> bool:
    at = [row.planned_at for row in facts.conversations if row.state == "planned"]
    soon = any(day is not None and facts.now <= day <= facts.now + DAY for day in at)
    return soon and not any(row.state == "open" for row in facts.items)


def only_status_items(facts: Facts, one: Suggestion) -> bool:
    last = [row for row in facts.conversations if row.state == "held"]
    last.sort(key=lambda row: row.started_at or facts.now, reverse=True)
    for conversation in last[:3]:
        covered = [
            row
            for row in facts.items
            if row.covered_in_id == conversation.id and row.state == "covered"
        ]
        about = [row for row in covered if row.prompt.startswith("PRG")]
        if not covered or len(about) < 0.8 * len(covered):
            return False
    return len(last) >= 3


def talk_balance_manager(facts: Facts, one: Suggestion) -> bool:
    last = [row for row in facts.conversations if row.state == "held"]
    last.sort(key=lambda row: row.started_at or facts.now, reverse=True)
    for conversation in last[:2]:
        said = Impression.objects.filter(conversation=conversation, question="talked")
        shown = Showing.objects.filter(conversation=conversation, question="talked")
        if shown.count() != 2 or [row.answer for row in said] != ["manager", "manager"]:
            return False
    return len(last) >= 2


def topic_untouched(facts: Facts, one: Suggestion) -> bool:
    category = one.prompt.category
    needed = {"wellbeing": "check_in", "blend": "element"}.get(category)
    may = facts.is_employee or not needed or any(row.kind == needed for row in facts.told)
    return may and facts.untouched(category, 90)


def new_starter(facts: Facts, one: Suggestion) -> bool:
    since = facts.pair.employee.started_on
    assert since is not None
    most = 30 if one.prompt.id in ("MOM01", "MOM02") else 90
    return 0 <= (facts.today - since).days <= most


def milestone(facts: Facts, one: Suggestion) -> bool:
    since = facts.pair.employee.started_on
    assert since is not None
    days = (facts.today - since).days
    year = 365.25 / 2 if one.prompt.id == "CAR10" else 365.25
    return days > 100 and min(days % year, year - days % year) <= 17


def manager_change(facts: Facts, one: Suggestion) -> bool:
    lines = ReportingLine.objects.filter(person=facts.pair.employee).order_by("-since")
    now, *before = list(lines)
    ours = now.manager_id == facts.pair.manager_id and now.until is None
    return ours and bool(before) and (facts.today - now.since).days <= 60


def wish_waits(facts: Facts, one: Suggestion, direction: str) -> bool:
    told = next(row for row in facts.told if str(row.source_id) == one.subject)
    steps = list(WishStep.objects.filter(wish_id=told.source_id).order_by("created_at"))
    again = bool(steps) and steps[-1].state == "not_now"
    again = again and (steps[-1].look_again_on or facts.today) <= facts.today
    old = facts.now - told.told_at > 30 * DAY
    return told.says["direction"] == direction and old and (not steps or again)


def blend_gap(facts: Facts, one: Suggestion) -> bool:
    said: dict[str, Any]
    if facts.is_employee:
        row = Element.objects.get(id=one.subject)
        said = {"matters": row.matters, "how_it_is": row.how_it_is}
    else:
        said = next(row.says for row in facts.told if str(row.source_id) == one.subject)
    return MATTERS.index(said["matters"]) + 1 - HOW.index(said["how_it_is"]) >= 2


def low(facts: Facts, number: int) -> bool:
    return len(facts.felt) >= 4 and all(one <= facts.usual - 1 for one in facts.felt[-number:])


TRUE: dict[str, Callable[[Facts, Suggestion], bool]] = {
    "always": lambda facts, one: True,
    "raise_unanswered": raise_unanswered,
    "action_overdue_mgr": lambda facts, one: late(facts, one, facts.pair.manager, conversations=0),
    "action_overdue_emp": lambda facts, one: late(facts, one, facts.pair.employee, conversations=2),
    "action_done": action_done,
    "carried_3": carried_3,
    "first_meeting": first_meeting,
    "gap_over_cadence": gap_over_cadence,
    "cancelled_twice": cancelled_twice,
    "empty_agenda": empty_agenda,
    "only_status_items": only_status_items,
    "talk_balance_manager": talk_balance_manager,
    "topic_untouched": topic_untouched,
    "upward_none_60": lambda facts, one: facts.untouched("together", 60),
    # Nobody in these histories was given feedback: it is so on whatever page is old enough.
    "feedback_none_90": lambda facts, one: facts.now - facts.pair.created_at >= 90 * DAY,
    "recognition_gap": lambda facts, one: not Thanks.objects.exists(),
    "career_none_120": lambda facts, one: facts.untouched("career", 120),
    "new_starter": new_starter,
    "milestone": milestone,
    "manager_change": manager_change,
    "pref_want_open": lambda facts, one: wish_waits(facts, one, "more_of"),
    "pref_avoid_open": lambda facts, one: wish_waits(facts, one, "less_of"),
    "blend_gap": blend_gap,
    "checkin_dip": lambda facts, one: low(facts, 2),
    "checkin_up": lambda facts, one: all(at >= facts.usual + 1 for at in facts.felt[-2:]),
    "checkin_low_streak": lambda facts, one: low(facts, 3) and max(facts.felt[-3:]) <= 1,
    "workload_high": lambda facts, one: min(facts.loads) > 0,
    "workload_low": lambda facts, one: max(facts.loads) < 0,
}
