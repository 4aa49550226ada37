"""What stands on Home besides the next conversation: each panel from one query, or from none."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from heard.conversations.checking_in import upward
from heard.conversations.models import (
    Action,
    Agreement,
    Answer,
    Conversation,
    Item,
    Pair,
    Raise,
)
from heard.conversations.models.focus import Focus
from heard.conversations.suggesting.bank import TOPICS, prompt_named
from heard.people.models import Person
from heard.web.news_feedback import feedback_news
from heard.web.news_opportunities import opening_news
from heard.web.own_pages import is_news
from heard.web.rows import action_row, age, answer_row, day
from heard.web.views.pair import page_url

NEWS = 5
COMING = 4
# As far ahead as is worth a line on Home.
SOON = dt.timedelta(days=21)
# A day that has come is still said for a week, and not held against anybody after that.
JUST_GONE = dt.timedelta(days=7)
# What was last talked about longer ago than this has not been talked about for a while.
A_WHILE = dt.timedelta(days=90)
# How a talk begins and ends is no subject of it.
FRAME = frozenset({"opening", "closing", "promises", "moments"})
PEOPLE = ("pair__employee", "pair__manager")


def own_actions(person: Person) -> list[Any]:
    actions = (
        Action.objects.visible_to(person)
        .open()
        .owed_by(person)
        .filter(pair__ended_at__isnull=True)
        .select_related("owner", "pair__employee", "pair__manager")
        .order_by("due_on", "created_at")[:100]
    )
    rows = []
    for action in actions:
        other = action.pair.other(person)
        rows.append(
            {
                "pair_id": action.pair_id,
                "row": action_row(action, person),
                "with": other.called,
                "url": page_url(action.pair),
            }
        )
    return rows


def owed_answers(person: Person) -> list[dict[str, Any]]:
    """What somebody raised and this person has still to answer, oldest first."""
    raises = (
        Raise.objects.visible_to(person)
        .owed(person.today())
        .filter(pair__manager=person, pair__ended_at__isnull=True)
        .select_related(
            "item__author", "item__pair", "raised_by", "pair__employee", "pair__manager"
        )
        .order_by("created_at")[:20]
    )
    return [
        {
            "pair_id": raise_.pair_id,
            "text": raise_.item.text,
            "from": raise_.raised_by.called,
            "age": age(raise_.created_at),
            "state": raise_.get_state_display(),
            "look_again": day(raise_.look_again_on) if raise_.look_again_on else "",
            "url": reverse("raise", args=[raise_.id]),
        }
        for raise_ in raises
    ]


def latest_answers(person: Person) -> list[Answer]:
    """The latest word on each thing this person raised and has not settled, newest first."""
    answers = list(
        Answer.objects.visible_to(person)
        .filter(raised__raised_by=person)
        .exclude(raised__state=Raise.State.CLOSED)
        .select_related(
            "answered_by",
            "raised__item__author",
            "raised__item__pair",
            "raised__pair__employee",
            "raised__pair__manager",
        )
        .order_by("-created_at")[: NEWS * 4]
    )
    latest = {answer.raised_id: answer for answer in reversed(answers)}
    return sorted(latest.values(), key=lambda answer: answer.created_at, reverse=True)


def agreements_at_hand(person: Person) -> list[Agreement]:
    """Those that wait for this person's yes, and those to look at again soon."""
    soon = person.today() + SOON
    rows = (
        Agreement.objects.visible_to(person)
        .standing()
        .filter(pair__ended_at__isnull=True)
        .select_related(*PEOPLE)
    )
    wanted = rows.filter(accepted_at__isnull=True).exclude(made_by=person) | rows.filter(
        accepted_at__isnull=False, review_on__range=(person.today() - JUST_GONE, soon)
    )
    return list(wanted.order_by("review_on", "created_at")[:20])


def news(
    answers: Sequence[Answer],
    agreements: Iterable[Agreement],
    person: Person,
    *,
    pairs: Sequence[Pair],
) -> list[dict[str, Any]]:
    """At most five, newest first: what was answered, what waits for a yes, what others say."""
    told: list[dict[str, Any]] = [
        {
            "at": answer.created_at,
            "said": _("%(name)s answered: %(outcome)s.")
            % {"name": answer.answered_by.called, "outcome": answer.get_outcome_display()},
            "sentence": answer_row(answer).sentence,
            "text": answer.raised.item.text,
            "url": reverse("raise", args=[answer.raised_id]),
            "settle_url": ""
            if answer.raised.is_waiting
            else reverse("raise-settlement", args=[answer.raised_id]),
            "icon": "flag",
        }
        for answer in answers
    ]
    told += [
        {
            "at": agreement.created_at,
            "said": _agreement_news(agreement, person),
            "sentence": "",
            "text": agreement.text,
            "url": reverse("agreement", args=[agreement.id]),
            "settle_url": "",
            "icon": "agreement",
        }
        for agreement in agreements
        if agreement.awaits(person)
    ]
    told += opening_news(person) if is_news(pairs, "news_of_openings") else []
    told += feedback_news(person) if is_news(pairs, "news_of_feedback") else []
    return sorted(told, key=lambda line: line["at"], reverse=True)[:NEWS]


def _agreement_news(agreement: Agreement, person: Person) -> str:
    name = {"name": agreement.pair.other(person).called}
    if agreement.state == Agreement.State.CHANGED:
        return _("%(name)s put this agreement in other words. Is it a yes?") % name
    return _("%(name)s wrote this agreement. Is it a yes?") % name


def coming_up(
    answers: Iterable[Answer],
    agreements: Iterable[Agreement],
    person: Person,
    *,
    days_near: Iterable[dict[str, Any]] = (),
) -> list[dict[str, Any]]:
    """Days that were named: agreements to look at again, answers promised, objectives' own."""
    days: list[dict[str, Any]] = list(days_near)
    days += [
        {
            "on": agreement.review_on,
            "what": _("Look again: with %(name)s") % {"name": agreement.pair.other(person).called},
            "text": agreement.text,
            "url": reverse("agreement", args=[agreement.id]),
        }
        for agreement in agreements
        if agreement.review_on is not None and not agreement.awaits(person)
    ]
    days += [
        {
            "on": answer.look_again_on,
            "what": _("%(name)s said there would be an answer")
            % {"name": answer.answered_by.called},
            "text": answer.raised.item.text,
            "url": reverse("raise", args=[answer.raised_id]),
        }
        for answer in answers
        if answer.look_again_on is not None and answer.raised.is_waiting
    ]
    soonest = sorted(days, key=lambda line: line["on"])[:COMING]
    return [{**line, "when": day(line["on"])} for line in soonest]


def last_time(pairs: Iterable[Pair], person: Person) -> dict[str, Any] | None:
    """What one talked about last time with whom one reports to, and what not for a while."""
    held = [pair for pair in upward(pairs, person) if pair.last_held_at is not None]
    if not held:
        return None
    pair = max(held, key=lambda one: one.last_held_at or one.created_at)
    covered = list(
        Item.objects.visible_to(person)
        .filter(pair=pair, audience=Item.Audience.PAIR, covered_in__isnull=False)
        .select_related("covered_in")
        .order_by("-settled_at")[:80]
    )
    if not covered:
        return None
    last = covered[0].covered_in_id
    return {
        "name": pair.other(person).called,
        "url": page_url(pair),
        "texts": [item.text for item in covered if item.covered_in_id == last][:2],
        "not_since": _not_since(covered),
    }


def _not_since(covered: Sequence[Item]) -> dict[str, str] | None:
    """The subject that was talked about longest ago, once it is a while.

    Only what the records tell: an item that began as a suggestion has a subject, and so has a
    conversation that was about something. What people wrote themselves is not interpreted.
    """
    at: dict[str, dt.datetime] = {}
    for item in covered:
        talk = item.covered_in
        if talk is not None and talk.started_at is not None:
            for subject in _subjects(item, talk):
                at[subject] = max(at.get(subject, talk.started_at), talk.started_at)
    longest = min(at, key=lambda subject: at[subject], default=None)
    if longest is None or timezone.now() - at[longest] < A_WHILE:
        return None
    return {"about": longest, "month": formats.date_format(timezone.localtime(at[longest]), "F")}


def _subjects(item: Item, talk: Conversation) -> list[str]:
    prompt = prompt_named(item.prompt)
    found = [str(TOPICS[prompt.category])] if prompt and prompt.category not in FRAME else []
    return [*found, str(Focus.About(talk.focus).label).lower()] if talk.focus else found
