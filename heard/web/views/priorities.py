"""Priorities: what the organisation and a team put first, each change kept."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.lib.refusals import Conflict, Refusal
from heard.lib.text import rendered
from heard.objectives import access
from heard.objectives.cascading import answered_to
from heard.objectives.models import Priority, Reason, Revision
from heard.objectives.pivoting import standing
from heard.objectives.prioritising import change_priority, put_first
from heard.web.forms import reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.objective_rows import revision_row, until_words
from heard.web.replies import with_notice


@require_safe
def priorities(request: PersonRequest) -> HttpResponse:
    """The organisation's, then the teams' one has to do with; and what no longer stands."""
    person = request.person
    rows = list(
        Priority.objects.visible_to(person).select_related("owner").order_by("-created_at")[:200]
    )
    context = {
        "organisation": [_row(row) for row in rows if _stands(row, "organisation")],
        "team": [_row(row) for row in rows if _stands(row, "team")],
        "ended": [_row(row) for row in rows if row.ended_at is not None],
        "may_add": bool(access.levels_for(person)),
    }
    return render(request, "objectives/priorities.html", context)


def priority_new(request: PersonRequest) -> HttpResponse:
    """A sentence, why, until when."""
    levels = access.levels_for(request.person)
    if not levels:
        raise Http404
    if request.method != "POST":
        return _form(request, None, levels=levels)
    form = request.POST
    try:
        level = form.get("level", levels[0])
        if level not in levels:
            raise PermissionDenied
        made = put_first(
            by=request.person,
            level=level,
            sentence=form.get("sentence", ""),
            why=form.get("why", ""),
            until=reading.date(form, "until", today=request.person.today()),
        )
    except Refusal as refusal:
        return _form(request, None, levels=levels, refusal=refusal)
    return HttpResponseRedirect(reverse("priority", args=[made.id]))


def priority(request: PersonRequest, priority_id: UUID) -> HttpResponse:
    """One priority with every change of it; whose it is changes or ends it here."""
    found = load(Priority, request.person, "owner", id=priority_id)
    if request.method != "POST":
        return _page(request, found)
    if not access.can_change_priority(request.person, found):
        raise PermissionDenied
    try:
        way_back = _change(request, found)
    except Refusal as refusal:
        return _page(request, found, refusal=refusal)
    except Conflict as conflict:
        return _page(request, found, conflict=conflict)
    return HttpResponseRedirect(with_notice(reverse("priority", args=[found.id]), way_back))


def _change(request: PersonRequest, found: Priority) -> UUID | None:
    form = request.POST
    words: dict[str, Any]
    if form.get("do") == "end":
        words = {"state": "ended"}
    else:
        until: dt.date | None = reading.date(form, "until", today=request.person.today())
        words = {"sentence": form.get("sentence", ""), "why": form.get("why", ""), "until": until}
    made = change_priority(
        found,
        by=request.person,
        words=words,
        reason=form.get("reason", ""),
        note=form.get("note", ""),
        base=reading.whole_number(form, "base"),
    )
    return made[1] if made else None


def _page(
    request: PersonRequest,
    found: Priority,
    *,
    refusal: Refusal | None = None,
    conflict: Conflict | None = None,
) -> HttpResponse:
    person = request.person
    changes = Revision.objects.visible_to(person).of(found)
    people = ("proposed_by", "asked", "agreed_by")
    context = {
        "row": _row(found),
        "why": rendered(found.why),
        "mine": access.can_change_priority(person, found) and found.ended_at is None,
        "answered": _answered(found) if access.can_change_priority(person, found) else "",
        "history": [
            revision_row(one, person) for one in changes.select_related(*people).reverse()[:200]
        ],
        "reasons": Reason.choices,
        "base": standing(found),
        "values": _values(request, found if not (refusal or conflict) else None),
        "wrong": refusal.field if refusal else "",
        "message": refusal.message if refusal else "",
        "conflict": conflict,
    }
    status = 422 if refusal else 409 if conflict else 200
    return render(request, "objectives/priority.html", context, status=status)


def _answered(found: Priority) -> str:
    """How many of those it was put to have answered: a number only where it points at nobody."""
    answered = answered_to(found)
    if answered is None:
        return ""
    if answered.everybody:
        return _("All have answered what this means for what they are at.")
    if answered.asked is None:
        return _("Not all have answered yet what this means for what they are at.")
    return _("%(answered)s of %(asked)s have answered what this means for what they are at.") % {
        "answered": answered.answered,
        "asked": answered.asked,
    }


def _form(
    request: PersonRequest,
    found: Priority | None,
    *,
    levels: list[str],
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {
        "levels": [(value, label) for value, label in Priority.Level.choices if value in levels],
        "values": _values(request, found),
        "wrong": refusal.field if refusal else "",
        "message": refusal.message if refusal else "",
    }
    status = 422 if refusal else 200
    return render(request, "objectives/priority_new.html", context, status=status)


def _values(request: PersonRequest, found: Priority | None) -> dict[str, str]:
    if found is not None:
        until = found.until.isoformat() if found.until else ""
        return {"sentence": found.sentence, "why": found.why, "until": until}
    return {name: request.POST.get(name, "") for name in ("sentence", "why", "until", "level")}


def _row(found: Priority) -> dict[str, Any]:
    return {
        "id": found.id,
        "sentence": found.sentence,
        "owner": found.owner.called,
        "level": found.level,
        "level_word": found.get_level_display(),
        "until": until_words(found.until),
        "ended": found.ended_at is not None,
        "url": reverse("priority", args=[found.id]),
    }


def _stands(row: Priority, level: str) -> bool:
    return row.ended_at is None and row.level == level
