"""Is it still right? The five choices for what the two agreed: agreements and arrangements."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.conversations import access
from heard.conversations.gathering import ITEM_MOST
from heard.conversations.models import Agreement, Arrangement
from heard.conversations.models.on_page import PEOPLE
from heard.conversations.revisiting import WORDED, revisit
from heard.lib.refusals import Conflict, Refusal, at_most, within
from heard.lib.text import cleaned
from heard.objectives.models import Choice
from heard.web.forms import reading
from heard.web.forms.objective import day_of
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.objective_rows import Line, lines_between
from heard.web.pivot_form import choice_of, pivot_context, refuse_no_day, status_of
from heard.web.replies import with_notice
from heard.web.views.items import allow, under_way

Subject = Agreement | Arrangement


def agreement_pivot(request: PersonRequest, agreement_id: UUID) -> HttpResponse:
    """What becomes of an agreement."""
    return _pivot(request, load(Agreement, request.person, *PEOPLE, id=agreement_id))


def arrangement_pivot(request: PersonRequest, arrangement_id: UUID) -> HttpResponse:
    """What becomes of an arrangement."""
    return _pivot(request, load(Arrangement, request.person, *PEOPLE, id=arrangement_id))


def url_of(subject: Subject) -> str:
    return reverse(subject.living_kind, args=[subject.id])


def meaning() -> dict[Choice, str]:
    """Each of the five in a line, for what the two agreed."""
    return {
        Choice.KEEP: _("Still right as it is. It comes back on its next day."),
        Choice.EMPHASIS: _("More of one thing, less of another. The old words stay readable."),
        Choice.TIMING: _("Another day to look again, or none. No mark is left by it."),
        Choice.RETHINK: _("Other words altogether. The old ones stay readable."),
        Choice.STOP: _("It no longer holds, and that is all."),
    }


def _pivot(request: PersonRequest, found: Subject) -> HttpResponse:
    """One page: what becomes of it, why, and both versions before anything is saved."""
    may = access.can_write(request.person, found.pair)
    if request.method != "POST" and (found.has_ended or not may):
        return HttpResponseRedirect(url_of(found))
    allow(may)
    if request.method != "POST":
        return _page(request, found)
    try:
        given = _given(request, found)
        if request.POST.get("do") == "preview":
            return _previewed(request, found, _preview(found, given))
        _revision, way_back = revisit(
            found,
            by=request.person,
            reason=request.POST.get("reason", ""),
            note=request.POST.get("note", ""),
            base=reading.whole_number(request.POST, "base"),
            during=under_way(found.pair, request.person),
            **given,
        )
    except Refusal as refusal:
        if request.htmx:  # type: ignore[attr-defined]
            # Somebody is still typing: there is nothing to show yet, and nothing to correct.
            return _previewed(request, found, None)
        return _page(request, found, refusal=refusal)
    except Conflict as conflict:
        return _page(request, found, conflict=conflict)
    return HttpResponseRedirect(with_notice(url_of(found), way_back))


def _given(request: PersonRequest, found: Subject) -> dict[str, Any]:
    """What the form says of the one that was chosen; nothing of the others."""
    form = request.POST
    choice = choice_of(request)
    timed = choice in (Choice.KEEP, Choice.TIMING)
    on = day_of(form, today=request.person.today()) if timed else None
    refuse_no_day(request, on)
    return {
        "choice": choice,
        "text": form.get(choice, "") if choice in WORDED else "",
        "where_when": form.get("where_when", "") if choice in WORDED else "",
        "on": on,
    }


def _preview(found: Subject, given: dict[str, Any]) -> list[Line]:
    more = dict(given)
    choice = more.pop("choice")
    if choice in WORDED:
        more["text"] = within(cleaned(more["text"]), ITEM_MOST)
        more["where_when"] = at_most(cleaned(more["where_when"]), ITEM_MOST, "where_when")
    said = found.says()
    becomes = {**said, **found.becoming(choice, **more)}
    return [line for line in lines_between(said, becomes) if line.changed]


def _previewed(request: PersonRequest, found: Subject, lines: list[Line] | None) -> HttpResponse:
    """The two lines alone for a script; without one, the page with them on it."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "objectives/preview.html", {"lines": lines})
    return _page(request, found, lines=lines)


def _page(
    request: PersonRequest,
    found: Subject,
    *,
    refusal: Refusal | None = None,
    conflict: Conflict | None = None,
    lines: list[Line] | None = None,
) -> HttpResponse:
    is_arrangement = isinstance(found, Arrangement)
    context = pivot_context(
        request,
        found,
        meaning=meaning(),
        words=found.text,
        refusal=refusal,
        conflict=conflict,
        lines=lines,
        where_when=found.where_when if isinstance(found, Arrangement) else "",
    ) | {
        "text": found.text,
        "url": url_of(found),
        "is_arrangement": is_arrangement,
        "other": found.pair.other(request.person),
        "chip": access.audience_of(found.pair, request.person, private=False),
    }
    status = status_of(refusal, conflict)
    return render(request, "pair/revisit.html", context, status=status)
