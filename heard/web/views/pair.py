"""The pair page: one address, three conditions (before, during, after)."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.conversations import access
from heard.conversations.asking import something_is_asked
from heard.conversations.models import Conversation, Pair
from heard.conversations.models.focus import label_of
from heard.conversations.preparing import other_has_looked
from heard.conversations.reading import Page, read_page
from heard.people.access import can_keep_directory
from heard.people.models import Person
from heard.web.focus_choices import focus_context
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.own_pages import PEOPLE, own_pages
from heard.web.project_rows import line_row
from heard.web.rows import (
    action_row,
    agreement_row,
    day,
    hour,
    item_row,
    moment,
    note_row,
)


def load_pair(request: PersonRequest, address: str) -> Pair:
    """The pair an address names; only the short id before the first dash counts.

    A page to read has the frame around it, which asks for all of one's live pages anyway.
    """
    short_id = address.partition("-")[0]
    asked = own_pages(request) if request.method in ("GET", "HEAD") else []
    known = next((pair for pair in asked if pair.short_id == short_id), None)
    return known or load(Pair, request.person, *PEOPLE, short_id=short_id)


def page_url(pair: Pair) -> str:
    return reverse("pair", args=[pair.address])


@require_safe
def pair_page(request: PersonRequest, address: str) -> HttpResponse:
    """The page. A script asks for it again when the window regains focus."""
    pair = load_pair(request, address)
    if address != pair.address:
        return redirect(page_url(pair))
    return render(request, "pair/page.html", page_context(pair, request.person))


def page_context(pair: Pair, reader: Person) -> dict[str, Any]:
    """Everything the page's templates print."""
    page = read_page(pair, reader)
    rows = {
        "from_employee": [item_row(row, reader) for row in page.from_employee],
        "from_manager": [item_row(row, reader) for row in page.from_manager],
        "later": [item_row(row, reader) for row in page.later],
    }
    items = [*rows["from_employee"], *rows["from_manager"]]
    current = next((row for row in items if row.state == "open"), None)
    return {
        "pair": pair,
        "page": page,
        "url": page_url(pair),
        "other": pair.other(reader),
        "me": reader,
        "i_am_employee": reader.id == pair.employee_id,
        "i_am_manager": reader.id == pair.manager_id,
        "slots": slots(pair, reader) if page.is_empty else [],
        "can_write": access.can_write(reader, pair),
        **rows,
        "items": items,
        "lines": [line_row(now, reader) for now in page.lines],
        "agreements": [agreement_row(row, reader, pair) for row in page.agreements],
        "actions": [action_row(row, reader) for row in page.actions],
        "raises": [item_row(row, reader) for row in page.waiting],
        "private_notes": [note_row(row, reader) for row in page.private_notes],
        "rhythm": getattr(pair, "rhythm", None),
        "when": when(page),
        "under_way": page.under_way,
        "current": current,
        "elapsed": elapsed(page.under_way),
        "held": [held_line(pair, conversation) for conversation in page.held],
        "just_held": just_held(pair, page),
        "other_has_looked": other_has_looked(pair),
        "asks_waiting": something_is_asked(pair),
        "chip_pair": access.audience_of(pair, reader, private=False),
        "chip_mine": access.audience_of(pair, reader, private=True),
        "invite_url": invite_url(pair.other(reader), reader),
        **focus_context(pair),
        "dropped_date": page.next is not None and page.next.did_not_happen,
    }


def invite_url(other: Person, reader: Person) -> str:
    """Where somebody who keeps the directory invites the one who has not joined."""
    if other.has_joined or not can_keep_directory(reader):
        return ""
    return reverse("person", args=[other.id])


def slots(pair: Pair, reader: Person) -> list[dict[str, str]]:
    """Three ready lines for an empty page, so that nobody starts from a blank one."""
    if reader.id == pair.employee_id:
        return [
            {"label": _("What I'm doing"), "example": _("The thing that takes up most of my week")},
            {"label": _("What I need"), "example": _("Something that would clear my way")},
            {"label": _("How you can help"), "example": _("A decision, a word, a second look")},
        ]
    return [
        {"label": _("What I'd like to hear"), "example": _("How the first weeks have been")},
        {"label": _("What I can offer"), "example": _("Time, an introduction, a second look")},
        {"label": _("Something you should know"), "example": _("A change that is on its way")},
    ]


def when(page: Page) -> str:
    """The next date in words, or nothing."""
    planned = page.next
    if planned is None or planned.planned_at is None or planned.did_not_happen:
        return ""
    return moment(planned.planned_at)


def elapsed(conversation: Conversation | None) -> dict[str, int] | None:
    """Minutes gone and planned, for the hairline."""
    if conversation is None or conversation.started_at is None:
        return None
    gone = int((timezone.now() - conversation.started_at).total_seconds() // 60)
    planned = max(conversation.minutes_planned, 1)
    return {
        "gone": gone,
        "planned": planned,
        "left": max(planned - gone, 0),
        "percent": min(100, gone * 100 // planned),
    }


def record_url(pair: Pair, conversation: Conversation) -> str:
    """Its day, as the reader's calendar has it; the later ones of one day carry their number."""
    assert conversation.at is not None
    on = str(timezone.localtime(conversation.at).date())
    return reverse(
        "conversation",
        args=[pair.address, on if conversation.nth == 1 else f"{on}-{conversation.nth}"],
    )


def held_line(pair: Pair, conversation: Conversation) -> dict[str, Any]:
    """One past conversation in a line."""
    at = conversation.at
    assert at is not None
    return {
        "url": record_url(pair, conversation),
        "when": day(at),
        "at": at,
        "minutes": conversation.minutes,
        "elsewhere": conversation.elsewhere,
        "employee_sentence": conversation.employee_sentence,
        "manager_sentence": conversation.manager_sentence,
        "line": conversation.line,
        "about": label_of(conversation.focus),
    }


def just_held(pair: Pair, page: Page) -> dict[str, Any] | None:
    """The banner after a conversation, for a day."""
    if not page.held or page.under_way is not None:
        return None
    last = page.held[0]
    if last.ended_at is None or (timezone.now() - last.ended_at).total_seconds() > 86_400:
        return None
    line = held_line(pair, last)
    line["hour"] = hour(last.started_at) if last.started_at else ""
    return line


@require_safe
def conversations(request: PersonRequest) -> HttpResponse:
    """Straight to the one page; with several, the list, one's own manager first."""
    pairs = list(
        Pair.objects.visible_to(request.person)
        .select_related("employee", "manager")
        .order_by("ended_at", "created_at")[:200]
    )
    live = [pair for pair in pairs if pair.is_live]
    if len(live) == 1 and "all" not in request.GET:
        return redirect(page_url(live[0]))
    return render(
        request,
        "pair/list.html",
        {
            "own": [
                list_line(pair, request.person)
                for pair in live
                if pair.employee_id == request.person.id
            ],
            "team": sorted(
                (
                    list_line(pair, request.person)
                    for pair in live
                    if pair.manager_id == request.person.id
                ),
                key=lambda line: line["name"],
            ),
            "ended": [list_line(pair, request.person) for pair in pairs if not pair.is_live],
        },
    )


def list_line(pair: Pair, reader: Person) -> dict[str, Any]:
    """One pair in the list: who, when, how much from each."""
    other = pair.other(reader)
    is_employee = pair.employee_id == reader.id
    theirs, mine = pair.open_from_manager, pair.open_from_employee
    if not is_employee:
        theirs, mine = mine, theirs
    upcoming = pair.next_at is not None and pair.next_at > timezone.now() - dt.timedelta(hours=12)
    return {
        "name": other.name,
        "called": other.called,
        "initials": other.initials,
        "title": other.title,
        "url": page_url(pair),
        "when": moment(pair.next_at) if upcoming and pair.next_at else "",
        "next_at": pair.next_at if upcoming else None,
        "last": day(pair.last_held_at) if pair.last_held_at else "",
        "theirs": theirs,
        "mine": mine,
        "kind": pair.kind,
        "waiting": pair.is_live and not other.has_joined,
    }
