"""Is it still what I want? The five choices for a wish that is shown, by whose it is."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.conversations.access import audience_of
from heard.conversations.models import ShownWish
from heard.conversations.models.on_page import PEOPLE
from heard.conversations.rewishing import WORDED, becoming, pivot_wish
from heard.lib.refusals import Conflict, Refusal
from heard.objectives.models import Choice
from heard.web.forms import reading
from heard.web.forms.objective import day_of
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.objective_rows import Line, lines_between
from heard.web.pivot_form import choice_of, pivot_context, refuse_no_day, status_of
from heard.web.replies import with_notice


def wish_pivot(request: PersonRequest, told_id: UUID) -> HttpResponse:
    """One page: what becomes of it, why, and both versions before anything is saved."""
    found = _own(request, told_id)
    if request.method != "POST":
        return _page(request, found)
    try:
        given = _given(request)
        if request.POST.get("do") == "preview":
            return _previewed(request, found, _preview(request, found, given))
        way_back = pivot_wish(
            found,
            by=request.person,
            reason=request.POST.get("reason", ""),
            note=request.POST.get("note", ""),
            base=reading.whole_number(request.POST, "base"),
            **given,
        )
    except Refusal as refusal:
        if request.htmx:  # type: ignore[attr-defined]
            # Somebody is still typing: there is nothing to show yet, and nothing to correct.
            return _previewed(request, found, None)
        return _page(request, found, refusal=refusal)
    except Conflict as conflict:
        return _page(request, found, conflict=conflict)
    stopped = given["choice"] == Choice.STOP
    back = reverse("work") if stopped else _url(found)
    return HttpResponseRedirect(with_notice(back, way_back))


def meaning() -> dict[Choice, str]:
    """Each of the five in a line, for a wish."""
    return {
        Choice.KEEP: _("Still what I want, as it is."),
        Choice.EMPHASIS: _("More of one thing, less of another. The old words stay readable."),
        Choice.TIMING: _("It may rest, and comes back by itself on the day you say."),
        Choice.RETHINK: _("Other words altogether. The old ones stay readable."),
        Choice.STOP: _("Withdrawn. What was shown of it, old words included, is gone at once."),
    }


def _own(request: PersonRequest, told_id: UUID) -> ShownWish:
    """The reader's own; whoever is only shown it changes nothing."""
    kind = ShownWish.Kind.WISH
    found = load(
        ShownWish,
        request.person,
        "person__organisation",
        *PEOPLE,
        id=told_id,
        kind=kind,
        withdrawn_at=None,
    )
    if found.person_id == request.person.id:
        return found
    if request.method == "POST":
        raise PermissionDenied
    raise Http404


def _url(found: ShownWish) -> str:
    return reverse("wish", args=[found.source_id])


def _given(request: PersonRequest) -> dict[str, Any]:
    """What the form says of the one that was chosen; nothing of the others."""
    form, choice = request.POST, choice_of(request)
    on = day_of(form, today=request.person.today()) if choice == Choice.TIMING else None
    refuse_no_day(request, on)
    return {"choice": choice, "text": form.get(choice, "") if choice in WORDED else "", "on": on}


def _preview(request: PersonRequest, found: ShownWish, given: dict[str, Any]) -> list[Line]:
    said = found.says()
    changes = becoming(found, **given, today=request.person.today())
    return [line for line in lines_between(said, {**said, **changes}) if line.changed]


def _previewed(request: PersonRequest, found: ShownWish, lines: list[Line] | None) -> HttpResponse:
    """The two lines alone for a script; without one, the page with them on it."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "objectives/preview.html", {"lines": lines})
    return _page(request, found, lines=lines)


def _page(
    request: PersonRequest,
    found: ShownWish,
    *,
    refusal: Refusal | None = None,
    conflict: Conflict | None = None,
    lines: list[Line] | None = None,
) -> HttpResponse:
    text = found.says()["text"]
    context = pivot_context(
        request,
        found,
        meaning=meaning(),
        words=text,
        refusal=refusal,
        conflict=conflict,
        lines=lines,
    ) | {
        "text": text,
        "back": _url(found),
        "url": reverse("wish-pivot", args=[found.id]).removesuffix("/pivot"),
        "shown_to": found.pair.other(request.person),
        "chip": audience_of(found.pair, request.person, private=False),
    }
    return render(request, "me/wish_pivot.html", context, status=status_of(refusal, conflict))
