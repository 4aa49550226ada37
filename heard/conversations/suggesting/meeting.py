"""How the conversations themselves go: the first ones, long gaps, moved dates, who talked."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.activity.signalling import Fired
from heard.conversations.models import Conversation, Item, Rhythm
from heard.conversations.suggesting.asking import PairAsking, category_of
from heard.conversations.suggesting.declaring import gives

FIRST = 2
# Longer than so many times the rhythm is a gap.
GAP = 1.5
DAYS = {
    Rhythm.Kind.WEEKLY: 7.0,
    Rhythm.Kind.FORTNIGHTLY: 14.0,
    Rhythm.Kind.MONTHLY: 30.4,
    Rhythm.Kind.QUARTERLY: 91.3,
}
UNITS = {Rhythm.Unit.WEEK: 7.0, Rhythm.Unit.MONTH: 30.4}
LOOKS_AHEAD = dt.timedelta(hours=24)
MOSTLY = 0.8


@gives("first_meeting")
def first_conversations(asking: PairAsking) -> Iterator[Fired]:
    """Fewer than two held."""
    if len(asking.held) < FIRST:
        yield Fired(
            "first_meeting",
            _("Because you two have talked here once so far.")
            if asking.held
            else _("Because this is your first conversation here."),
        )


@gives("gap_over_cadence")
def longer_than_the_rhythm(asking: PairAsking) -> Iterator[Fired]:
    """The last one was longer ago than one and a half times the rhythm."""
    every = days_between(getattr(asking.pair, "rhythm", None))
    if every is None or asking.last_held_at is None:
        return
    days = (asking.now - asking.last_held_at).days
    if days > GAP * every:
        yield Fired(
            "gap_over_cadence",
            ngettext(
                "Because your last conversation was %(days)s day ago.",
                "Because your last conversation was %(days)s days ago.",
                days,
            )
            % {"days": days},
        )


@gives("cancelled_twice")
def two_did_not_go_as_planned(asking: PairAsking) -> Iterator[Fired]:
    """The last two dates were moved, skipped or missed. A date still ahead, unmoved, is none."""
    dates = [row for row in asking.conversations if is_a_date(row, asking.now)][:2]
    if len(dates) == 2 and all(row.moved or did_not_take_place(row) for row in dates):
        yield Fired(
            "cancelled_twice", _("Because your last two dates were moved or did not take place.")
        )


@gives("empty_agenda")
def nothing_on_the_page_a_day_before(asking: PairAsking) -> Iterator[Fired]:
    """Within twenty-four hours of the date, no open item that both see."""
    at = asking.planned.planned_at if asking.planned else None
    soon = at is not None and asking.now <= at <= asking.now + LOOKS_AHEAD
    if soon and not asking.open_shared and asking.under_way is None:
        yield Fired(
            "empty_agenda", _("Because you meet within a day and nothing is on the page yet.")
        )


@gives("only_status_items")
def mostly_news(asking: PairAsking) -> Iterator[Fired]:
    """Of what the last three covered, four in five or more were suggestions about progress."""
    last = asking.held[:3]
    if len(last) == 3 and all(is_mostly_progress(asking, row) for row in last):
        yield Fired(
            "only_status_items",
            _("Because your last three conversations were mostly about how work is moving."),
        )


@gives("talk_balance_manager")
def manager_talked_most(asking: PairAsking) -> Iterator[Fired]:
    """Both said so of the last two conversations, and neither kept it back."""
    last = [row for row in asking.held if not row.elsewhere][:2]
    if len(last) == 2 and all(asking.both_said_manager(row) for row in last):
        yield Fired(
            "talk_balance_manager",
            _("Because you both said, twice running, that %(name)s talked most.")
            % {"name": asking.manager.called},
        )


def days_between(rhythm: Rhythm | None) -> float | None:
    """How many days a rhythm leaves between two conversations; none when talking as needed."""
    if rhythm is None or rhythm.kind == Rhythm.Kind.AS_NEEDED:
        return None
    if rhythm.kind == Rhythm.Kind.CUSTOM:
        return rhythm.every * UNITS[Rhythm.Unit(rhythm.unit)]
    return DAYS[Rhythm.Kind(rhythm.kind)]


def is_a_date(conversation: Conversation, now: dt.datetime) -> bool:
    """Whether it can be said what became of it: it is past, or was moved already."""
    if conversation.elsewhere or conversation.planned_at is None or conversation.is_under_way:
        return False
    return conversation.moved or conversation.planned_at <= now


def did_not_take_place(conversation: Conversation) -> bool:
    states = Conversation.State
    return conversation.state in (states.SKIPPED, states.NOT_HELD) or conversation.did_not_happen


def is_mostly_progress(asking: PairAsking, conversation: Conversation) -> bool:
    covered = [
        item
        for item in asking.shared
        if item.covered_in_id == conversation.id and item.state == Item.State.COVERED
    ]
    about = [item for item in covered if category_of(item) == "progress"]
    return bool(covered) and len(about) >= MOSTLY * len(covered)
