"""Conversations: start, look back, amend."""

import datetime as dt
import re
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.conversations import access
from heard.conversations.holding import amend, start
from heard.conversations.looking_back import (
    Moment,
    held_on,
    held_that_day,
    record_of,
    timeline,
    twelve_months,
)
from heard.conversations.looking_inside import look_inside
from heard.conversations.models import Conversation, Pair
from heard.lib.text import rendered
from heard.people.models import Person
from heard.web.forms import reading
from heard.web.inside_rows import further_rows
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import changed, writes
from heard.web.rows import action_row, agreement_row, day, note_row
from heard.web.views.items import allow
from heard.web.views.pair import held_line, load_pair, page_url, record_url
from heard.web.views.wrapping import how_it_was_context

PAIR = ("pair__employee", "pair__manager", "pair__organisation")
LATER_THAT_DAY = re.compile(r"(?P<day>.+-.+-.+)-(?P<nth>[2-9]|[1-9][0-9]{1,2})")


@writes
def conversation_start(request: PersonRequest, address: str) -> HttpResponse:
    """Begin now; no booking is needed."""
    pair = load_pair(request, address)
    allow(access.can_write(request.person, pair))
    start(pair, by=request.person)
    return HttpResponseRedirect(page_url(pair))


@require_safe
def timeline_page(request: PersonRequest, address: str) -> HttpResponse:
    """The year so far, filtered by kind, older ones by a link."""
    pair = load_pair(request, address)
    reader = request.person
    kind = request.GET.get("kind", "")
    before = None
    if request.GET.get("before"):
        try:
            before = parse_datetime(request.GET["before"])
        except ValueError:
            before = None
        if before is None or timezone.is_naive(before) or not 1970 <= before.year <= 9998:
            raise Http404
    dots = [dot(one) for one in twelve_months(pair, reader, reader.today())]
    moments, older = timeline(pair, reader, kind=kind, before=before)
    context = {
        "pair": pair,
        "url": page_url(pair),
        "other": pair.other(reader),
        "months": by_month([timeline_line(pair, one, reader) for one in moments]),
        "kind": kind,
        "filters": filters(kind),
        "older": older.isoformat() if older else "",
        "dots": dots,
        "dots_words": _("%(held)s of %(all)s planned times in the last twelve months.")
        % {"held": sum(one["state"] in ("held", "moved") for one in dots), "all": len(dots)},
    }
    return render(request, "pair/timeline.html", context)


def filters(kind: str) -> list[dict[str, Any]]:
    """The filter row; the address carries the choice, so back and forward work."""
    labels = {
        "": _("Everything"),
        "conversations": _("Conversations"),
        "agreements": _("Agreements"),
        "actions": _("Actions"),
        "raises": _("Raised"),
        "let_go": _("Let go"),
    }
    return [
        {"label": label, "url": f"?kind={name}" if name else "?", "current": name == kind}
        for name, label in labels.items()
    ]


def timeline_line(pair: Pair, one: Moment, reader: Person) -> dict[str, Any]:
    """One entry, flat."""
    row = one.row
    line: dict[str, Any] = {"at": one.at, "when": day(one.at), "kind": one.kind, "url": ""}
    if one.kind == "conversations":
        line |= held_line(pair, row)
        line["amended"] = row.amended_at is not None
    elif one.kind == "raises":
        line |= {
            "text": row.item.text,
            "state": row.get_state_display(),
            "url": reverse("raise", args=[row.id]),
        }
    elif one.kind == "actions":
        line |= {
            "text": row.text,
            "owner": row.owner.called,
            "state": row.state,
            "url": reverse("action", args=[row.id]),
        }
    elif one.kind == "agreements":
        line |= {"text": row.text, "state": row.state, "url": reverse("agreement", args=[row.id])}
    else:
        line |= {
            "text": row.text,
            "state": row.state,
            "private": row.is_private,
            "url": reverse("item", args=[row.id]),
        }
    return line


def by_month(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Grouped under their months, newest first."""
    months: list[dict[str, Any]] = []
    for line in lines:
        at = timezone.localtime(line["at"])
        if not months or (months[-1]["at"].year, months[-1]["at"].month) != (at.year, at.month):
            months.append({"at": at, "lines": []})
        months[-1]["lines"].append(line)
    return months


def dot(conversation: Conversation) -> dict[str, Any]:
    """Filled for held, hollow for moved, skipped or not held."""
    at = conversation.at
    held = conversation.state == Conversation.State.HELD
    return {
        "held": held and not conversation.moved,
        "state": "moved" if held and conversation.moved else conversation.state,
        "when": day(at) if at else "",
    }


def day_and_number(on: str) -> tuple[dt.date | None, int]:
    """`2026-03-14` is the first conversation of its day, `2026-03-14-2` the second."""
    numbered = LATER_THAT_DAY.fullmatch(on)
    try:
        date = parse_date(numbered["day"] if numbered else on)
    except ValueError:
        date = None
    return date, int(numbered["nth"]) if numbered else 1


@require_safe
def conversation(request: PersonRequest, address: str, on: str) -> HttpResponse:
    """One past conversation, as the record keeps it."""
    pair = load_pair(request, address)
    day, nth = day_and_number(on)
    found = held_on(pair, request.person, day, nth=nth) if day else None
    if found is None:
        raise Http404
    found.pair = pair
    return render(request, "pair/conversation.html", record_context(found, request.person))


def record_context(found: Conversation, reader: Person) -> dict[str, Any]:
    """The record, flat."""
    pair = found.pair
    record = record_of(found, reader)
    inside = look_inside([item for item, _notes in record.covered], reader)
    return {
        "pair": pair,
        "url": page_url(pair),
        "other": pair.other(reader),
        "conversation": found,
        "line": held_line(pair, found),
        "summary": rendered(found.summary),
        "covered": [
            {
                "id": item.id,
                "html": rendered(item.text),
                "author": item.author.called,
                "initials": item.author.initials,
                "private": item.is_private,
                "carried": item.carried,
                "notes": [note_row(note, reader) for note in notes],
                "further": further_rows(inside[item.id], item, reader),
            }
            for item, notes in record.covered
        ],
        "agreements": [agreement_row(row, reader, pair) for row in record.agreements],
        "actions": [action_row(row, reader) for row in record.actions],
        "answers": [
            {
                "text": answer.raised.item.text,
                "outcome": answer.get_outcome_display(),
                "sentence": rendered(answer.sentence),
                "by": answer.answered_by.called,
            }
            for answer in record.answers
        ],
        "chip_pair": access.audience_of(pair, reader, private=False),
        "can_write": access.can_write(reader, pair),
        **({} if found.elsewhere else how_it_was_context(found, reader)),
    }


@writes
def amendment(request: PersonRequest, conversation_id: UUID) -> HttpResponse:
    """Add to the record afterwards."""
    found = load(Conversation, request.person, *PAIR, id=conversation_id)
    allow(access.can_write(request.person, found.pair))
    amend(
        found,
        by=request.person,
        summary=request.POST.get("summary"),
        minutes=reading.whole_number(request.POST, "minutes"),
    )
    return changed(request, record_url(found.pair, _numbered(found, request.person)))


def _numbered(found: Conversation, reader: Person) -> Conversation:
    """The same one, knowing which of its day it is."""
    assert found.started_at is not None
    day = found.started_at.astimezone(reader.zone).date()
    return next(one for one in held_that_day(found.pair, reader, day) if one == found)
