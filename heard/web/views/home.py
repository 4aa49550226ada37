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
from heard.conversations.models import Pair
from heard.conversations.raising_at_home import followed, was_passed_something
from heard.people.models import Person
from heard.privacy.keys import keyring, of_pair, of_person
from heard.web.check_in_panel import panel_on
from heard.web.forms import reading
from heard.web.home_objectives import LINES, asking_rows, days_near, recalled
from heard.web.home_panels import (
    agreements_at_hand,
    coming_up,
    last_time,
    latest_answers,
    news,
    owed_answers,
    own_actions,
)
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.own_pages import own_pages
from heard.web.passed_rows import asked_of_me
from heard.web.replies import changed, writes
from heard.web.rows import item_row
from heard.web.views.items import allow, way_back_from
from heard.web.views.pair import list_line, page_url, slots

OWED = 3


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """The same page for everyone; a manager's team comes below their own."""
    person = request.person
    pairs = own_pages(request, at_home=True)
    keyring().unlock([of_person(person.id), *(of_pair(pair.id) for pair in pairs)])
    lines = sorted((_line(pair, person) for pair in pairs), key=_soonest)
    own = [line for line in lines if line["i_am_employee"]]
    team = [line for line in lines if not line["i_am_employee"]]
    actions = own_actions(person)
    owed = owed_answers(person)
    answers = latest_answers(person)
    agreements = agreements_at_hand(person)
    found = recalled(pairs, person)
    asking = asking_rows(found)
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
        "followed": followed(pairs),
        "asked_of_me": asked_of_me(person) if was_passed_something(pairs) else [],
        "news": news(answers, agreements, person, pairs=pairs),
        "asking": asking[:LINES],
        "more_asking": max(0, len(asking) - LINES),
        "coming": coming_up(answers, agreements, person, days_near=days_near(found, person)),
        "last_time": last_time(pairs, person),
        "first_name": person.called,
        "check_in": panel_on(request, pairs),
        "check_in_back": reverse("home"),
    }
    return render(request, "home.html", context)


def _soonest(line: dict[str, Any]) -> tuple[bool, float, str]:
    at = line["next_at"]
    return (at is None, at.timestamp() if at else 0.0, line["name"])


def _line(pair: Pair, person: Person) -> dict[str, Any]:
    line = list_line(pair, person)
    line["id"], line["short_id"] = pair.id, pair.short_id
    line["i_am_employee"] = pair.employee_id == person.id
    line["under_way"] = getattr(pair, "talking", False)
    line["stuck"] = getattr(pair, "stuck", 0)
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
