"""Me: how I like to work, strengths, where I'm heading; and what every page of Me has in common."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.activity.undoing import way_back_from
from heard.blend import stating
from heard.blend.models import Statement
from heard.conversations.models import Told
from heard.conversations.sharing import (
    Audience,
    audience_named,
    audiences_of,
    keep_back,
    show,
)
from heard.privacy.own import Own
from heard.web.forms import reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.own_pages import own_pages
from heard.web.own_rows import Seen, StatementRow, seen_by, statement_row
from heard.web.replies import back_of, changed, writes

Kind = Statement.Kind
LIKE_TO_WORK = (Kind.HARD_NEWS, Kind.THANKS, Kind.BEST_WORK)
HEADING = (Kind.A_YEAR, Kind.A_FEW_YEARS)


def me_tabs(current: str) -> list[dict[str, Any]]:
    """The pages of Me, each from its first day."""
    labels = {
        "me": _("How I work"),
        "blend": _("My blend"),
        "work": _("Work I want"),
        "check-ins": _("Check-ins"),
        "heard": _("Heard"),
    }
    return [
        {"label": label, "url": reverse(name), "current": name == current}
        for name, label in labels.items()
    ]


def audiences(request: PersonRequest) -> list[Audience]:
    """Whom the reader may show something to."""
    return audiences_of(request.person, own_pages(request))


@require_safe
def me(request: PersonRequest) -> HttpResponse:
    """The sentences about oneself."""
    said = list(Statement.objects.visible_to(request.person).standing())
    known, copies = audiences(request), Told.copies_of(request.person)
    single = {row.kind: row for row in said if row.kind in Statement.SINGLE}

    def sentence(kind: str) -> StatementRow:
        row = single.get(kind)
        shown = copies.get(row.id, []) if row else []
        return statement_row(kind, row, known, shown, example=examples()[kind])

    context = {
        "tabs": me_tabs("me"),
        "like_to_work": [sentence(kind) for kind in LIKE_TO_WORK],
        "heading": [sentence(kind) for kind in HEADING],
        "strengths": [
            statement_row(row.kind, row, known, copies.get(row.id, []))
            for row in said
            if row.kind == Kind.STRENGTH
        ],
        "strength_example": examples()[Kind.STRENGTH],
    }
    return render(request, "me/me.html", context)


def examples() -> dict[str, str]:
    """What one might say, in grey."""
    return {
        Kind.HARD_NEWS: _("Straight away, in writing, or with time to think"),
        Kind.THANKS: _("Quietly, or out loud"),
        Kind.BEST_WORK: _("I know why it matters"),
        Kind.STRENGTH: _("Making a mess readable"),
        Kind.A_YEAR: _("Leading a piece of work of my own"),
        Kind.A_FEW_YEARS: _("No title in mind: closer to research"),
    }


@writes
def statements(request: PersonRequest) -> HttpResponse:
    """Say one; of the kinds there is one of, in place of what stood there."""
    row = stating.state(
        by=request.person,
        kind=request.POST.get("kind", ""),
        text=request.POST.get("text", ""),
    )
    return _statement_reply(request, row)


@writes
def statement(request: PersonRequest, statement_id: UUID) -> HttpResponse:
    """Say it otherwise."""
    row = load(Statement, request.person, "person__organisation", id=statement_id)
    stating.restate(
        row,
        by=request.person,
        text=request.POST.get("text", ""),
        base=reading.whole_number(request.POST, "version"),
    )
    return _statement_reply(request, row)


@writes
def statement_removal(request: PersonRequest, statement_id: UUID) -> HttpResponse:
    """Say it no more."""
    row = load(Statement, request.person, "person__organisation", id=statement_id)
    stating.take_away(row, by=request.person)
    return changed(request, reverse("me"), way_back=way_back_of(request, row.id))


@writes
def statement_audience(request: PersonRequest, statement_id: UUID) -> HttpResponse:
    """Show it, or no longer."""
    row = load(Statement, request.person, "person__organisation", id=statement_id)
    return audience_reply(request, [row], back=f"{reverse('me')}#s-{_place(row)}")


def _statement_reply(request: PersonRequest, row: Statement) -> HttpResponse:
    """Saved while it is typed; who sees it stands beside it from the first word."""
    copies = Told.copies_of(request.person).get(row.id, [])
    shown = statement_row(row.kind, row, audiences(request), copies)
    context = {"row": shown, "seen": shown.seen, "dom": f"s-{shown.id}", "oob": True}
    back = f"{reverse('me')}#s-{shown.id}"
    response = changed(request, back, "me/seen.html", context)
    response["X-Version"] = str(row.version)
    return response


def _place(row: Statement) -> str:
    return row.kind if row.kind in Statement.SINGLE else str(row.id)


def audience_reply(request: PersonRequest, rows: Sequence[Own], *, back: str) -> HttpResponse:
    """Show these to somebody from now on, or no longer; what the press did, and its undo."""
    known = audiences(request)
    audience = audience_named(request.POST.get("audience", ""), known)
    showing = request.POST.get("shown") == "yes"
    act = show if showing else keep_back
    way_back = act(rows, audience, by=request.person)
    back = back_of(request, back)
    if len(rows) != 1:
        return changed(request, back, way_back=way_back)
    seen = seen_of(request, rows[0], known)
    said = (_("%(name)s sees it from now.") if showing else _("No longer shown to %(name)s.")) % {
        "name": audience.name
    }
    context = {"seen": seen, "dom": request.POST.get("dom", "")}
    return changed(
        request, back, "me/seen.html", context, said=said if way_back else "", way_back=way_back
    )


def seen_of(request: PersonRequest, row: Own, known: list[Audience]) -> Seen:
    """Who sees it now."""
    copies = Told.copies_of(request.person).get(row.id, [])
    return seen_by(known, copies, request.path)


def way_back_of(request: PersonRequest, row_id: UUID) -> UUID | None:
    """The newest act of the reader's on this row, to offer an undo for."""
    return way_back_from(row_id, by=request.person)
