"""Project lines: one a piece of work, a word by one tap, a note, a week's history."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heard.conversations import access
from heard.conversations.keeping_lines import (
    NAME_MOST,
    LineNow,
    add_line,
    move_line,
    note_how,
    put_away,
    read_lines,
    rename,
    say_how,
    weeks_of,
)
from heard.conversations.models import ProjectLine
from heard.web.forms import reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.project_rows import line_row
from heard.web.replies import back_of, changed, writes
from heard.web.rows import day
from heard.web.views.items import allow
from heard.web.views.pair import load_pair, page_url

RELATED = ("pair__employee", "pair__manager", "pair__organisation", "said_by")


def load_line(request: PersonRequest, line_id: UUID) -> ProjectLine:
    return load(ProjectLine, request.person, *RELATED, id=line_id)


@writes
def project_lines(request: PersonRequest, address: str) -> HttpResponse:
    """One more."""
    pair = load_pair(request, address)
    allow(access.can_write(request.person, pair))
    line = add_line(pair, by=request.person, text=request.POST.get("text", ""))
    row = line_row(LineNow(line), request.person)
    context = {"line": row, "can_write": True, "url": page_url(pair)}
    back = f"{page_url(pair)}#l-{line.id}"
    return changed(request, back, "pair/project_line.html", context)


def project_line(request: PersonRequest, line_id: UUID) -> HttpResponse:
    """What it is called, the note, every word of its weeks, and where it stands."""
    if request.method == "POST":
        return project_name(request, line_id)
    line = load_line(request, line_id)
    words = weeks_of(line, request.person)
    context: dict[str, Any] = {
        "line": line_row(LineNow(line), request.person),
        "ended": day(line.ended_at) if line.ended_at else "",
        "can_write": access.can_write(request.person, line.pair) and line.ended_at is None,
        "url": page_url(line.pair),
        "other": line.pair.other(request.person),
        "chip_pair": access.audience_of(line.pair, request.person, private=False),
        "name_most": NAME_MOST,
        "weeks": [
            {
                "on": day(word.on),
                "word": word.get_word_display(),
                "note": word.note,
                "by": word.by.called,
            }
            for word in words
        ],
    }
    return render(request, "pair/project_page.html", context)


@writes
def project_name(request: PersonRequest, line_id: UUID) -> HttpResponse:
    line = _to_write(request, line_id)
    version = reading.whole_number(request.POST, "version")
    rename(line, by=request.person, text=request.POST.get("text", ""), base=version)
    return changed(request, line_row(LineNow(line), request.person).url, event="page-changed")


@writes
def project_note(request: PersonRequest, line_id: UUID) -> HttpResponse:
    """A line about how it goes."""
    line = _to_write(request, line_id)
    version = reading.whole_number(request.POST, "version")
    note_how(line, by=request.person, note=request.POST.get("text", ""), base=version)
    return changed(request, line_row(LineNow(line), request.person).url, event="page-changed")


@writes
def project_word(request: PersonRequest, line_id: UUID) -> HttpResponse:
    """Moving, slow or stuck, by one tap."""
    line = _to_write(request, line_id)
    way_back = say_how(line, by=request.person, word=request.POST.get("word", ""))
    url = page_url(line.pair)
    now = next(one for one in read_lines(line.pair, request.person) if one.line.id == line.id)
    context = {"line": line_row(now, request.person), "can_write": True, "url": url}
    return changed(
        request,
        f"{back_of(request, url)}#l-{line.id}",
        "pair/project_line.html",
        context,
        said=_("Kept.") if way_back else "",
        way_back=way_back,
    )


@writes
def project_position(request: PersonRequest, line_id: UUID) -> HttpResponse:
    """Up, down, or to the top."""
    line = _to_write(request, line_id)
    move_line(line, by=request.person, where=request.POST.get("where", ""))
    return changed(request, f"{page_url(line.pair)}#l-{line.id}", event="page-changed")


@writes
def project_ending(request: PersonRequest, line_id: UUID) -> HttpResponse:
    """Put away."""
    line = _to_write(request, line_id)
    way_back = put_away(line, by=request.person)
    return changed(
        request,
        f"{page_url(line.pair)}#projects",
        said=_("Put away."),
        way_back=way_back,
        event="page-changed",
    )


def _to_write(request: PersonRequest, line_id: UUID) -> ProjectLine:
    line = load_line(request, line_id)
    allow(access.can_write(request.person, line.pair))
    return line
