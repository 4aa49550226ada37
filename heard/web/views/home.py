"""Home: what is next, what came of things, one quick thing to say."""

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.conversations import access
from heard.conversations.gathering import add_item
from heard.conversations.models import Action, Answer, Conversation, Pair, Raise
from heard.people.models import Person
from heard.privacy.keys import keyring, of_pair, of_person
from heard.web.check_in_panel import panel_on
from heard.web.forms import reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.own_pages import own_pages
from heard.web.replies import changed, writes
from heard.web.rows import action_row, age, answer_row, day, item_row
from heard.web.views.items import allow, way_back_from
from heard.web.views.pair import list_line, page_url, slots

NEWS = 5
OWED = 3


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """The same page for everyone; a manager's team comes below their own."""
    person = request.person
    pairs = own_pages(request)
    keyring().unlock([of_person(person.id), *(of_pair(pair.id) for pair in pairs)])
    open_now = {
        conversation.pair_id for conversation in Conversation.objects.visible_to(person).under_way()
    }
    lines = sorted((_line(pair, person, open_now) for pair in pairs), key=_soonest)
    own = [line for line in lines if line["i_am_employee"]]
    team = [line for line in lines if not line["i_am_employee"]]
    actions = _own_actions(person)
    owed = _owed_answers(person)
    debts = Counter(entry["pair_id"] for entry in [*actions, *owed])
    for line in team:
        line["owe"] = debts[line["id"]]
    all_actions = request.GET.get("all") == "actions"
    context = {
        "own": own,
        "team": team,
        "not_met": [line for line in team if line["not_lately"]],
        "actions": actions if all_actions else actions[:OWED],
        "more_actions": 0 if all_actions else max(0, len(actions) - OWED),
        "owed": owed,
        "news": _news(person),
        "first_name": person.called,
        "check_in": panel_on(request, pairs),
        "check_in_back": reverse("home"),
    }
    return render(request, "home.html", context)


def _soonest(line: dict[str, Any]) -> tuple[bool, float, str]:
    at = line["next_at"]
    return (at is None, at.timestamp() if at else 0.0, line["name"])


def _line(pair: Pair, person: Person, open_now: set[Any]) -> dict[str, Any]:
    line = list_line(pair, person)
    line["id"], line["short_id"] = pair.id, pair.short_id
    line["i_am_employee"] = pair.employee_id == person.id
    line["under_way"] = pair.id in open_now
    line["today"] = line["next_at"] is not None and (
        timezone.localtime(line["next_at"]).date() == timezone.localdate()
    )
    line["prep"] = reverse("prep", args=[pair.address])
    line["rhythm"] = reverse("rhythm", args=[pair.address])
    line["items_url"] = reverse("items", args=[pair.address])
    line["total"] = line["mine"] + line["theirs"]
    last = pair.last_held_at
    # An offer, not a reminder.
    line["not_lately"] = pair.not_met_lately
    line["weeks"] = (timezone.now() - last).days // 7 if last else 0
    line["slots"] = [] if line["total"] or last else slots(pair, person)
    line["chip"] = access.audience_of(pair, person, private=False)
    return line


def _own_actions(person: Person) -> list[Any]:
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


def _owed_answers(person: Person) -> list[dict[str, Any]]:
    """What somebody raised and this person has still to answer, oldest first."""
    raises = (
        Raise.objects.visible_to(person)
        .waiting()
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


def _news(person: Person) -> list[dict[str, Any]]:
    """Answers to what this person raised and has not settled: at most five, newest first."""
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
    # Only the latest word on each matter is news.
    latest = {answer.raised_id: answer for answer in reversed(answers)}
    newest_first = sorted(latest.values(), key=lambda answer: answer.created_at, reverse=True)
    return [
        {
            "by": answer.answered_by.called,
            "row": answer_row(answer),
            "text": answer.raised.item.text,
            "url": reverse("raise", args=[answer.raised_id]),
            "settle_url": reverse("raise-settlement", args=[answer.raised_id]),
            "waiting": answer.raised.is_waiting,
        }
        for answer in newest_first[:NEWS]
    ]


def quick_add(request: PersonRequest) -> HttpResponse:
    """Add to one of one's pages from anywhere: a page of its own, and behind every header."""
    if request.method == "POST":
        return quickly_added(request)
    return render(request, "add.html")


@writes
def quickly_added(request: PersonRequest) -> HttpResponse:
    """On the page of the pair that was chosen."""
    pair = load(
        Pair,
        request.person,
        "employee",
        "manager",
        "organisation",
        short_id=request.POST.get("pair", "")[:12],
    )
    allow(access.can_write(request.person, pair))
    added = add_item(
        pair,
        by=request.person,
        text=request.POST.get("text", ""),
        client_id=reading.identifier(request.POST, "client_id"),
    )
    context = {
        "row": item_row_of(added, request.person),
        "other": pair.other(request.person),
        "url": page_url(pair),
    }
    return changed(
        request,
        f"{page_url(pair)}#i-{added.id}",
        "frame/quick_added.html",
        context,
        said=_("Added."),
        way_back=way_back_from(added, request.person),
    )


def item_row_of(item: Any, person: Person) -> Any:
    from heard.conversations.reading import OpenItem

    return item_row(OpenItem(item), person)
