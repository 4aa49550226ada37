"""Objectives: the list, one of them, making and changing one."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.lib.refusals import Conflict, Refusal
from heard.lib.text import rendered
from heard.objectives import access
from heard.objectives.cascading import asked_about
from heard.objectives.changing import achieve, begin, change, set_out, show_to
from heard.objectives.models import Objective
from heard.objectives.pivoting import standing
from heard.objectives.reading import (
    PAGE,
    above,
    choices_above,
    history_of,
    lists_for,
    older,
    seen_by,
)
from heard.web.asked_rows import ask_row
from heard.web.forms import reading
from heard.web.forms.objective import filled, words_of
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.objective_rows import (
    confidence_word,
    measure_words,
    number,
    objective_row,
    revision_row,
    signal_rows,
    update_row,
)
from heard.web.replies import changed, with_notice, writes
from heard.web.rows import day
from heard.web.support_rows import support_context

OWNER = ("owner__organisation",)


def own(request: PersonRequest, objective_id: UUID) -> Objective:
    """The objective, if it is the reader's; a change of somebody else's is refused in words, and
    a page for changing it is not there."""
    found = load(Objective, request.person, *OWNER, id=objective_id)
    if access.can_change(request.person, found):
        return found
    if request.method == "POST":
        raise PermissionDenied
    raise Http404


def url_of(objective: Objective) -> str:
    return reverse("objective", args=[objective.id])


@require_safe
def objectives(request: PersonRequest) -> HttpResponse:
    """Mine, what others show me, done and stopped."""
    person = request.person
    before = reading.moment(request.GET.get("before", ""))
    if before is not None:
        return _older(request, before)
    lists = lists_for(person)
    sentences = {row.id: row for row in [*lists.mine, *lists.shared, *lists.behind]}
    context = {
        "mine": [objective_row(row, person) for row in lists.mine],
        "shared": [objective_row(row, person) for row in lists.shared[:PAGE]],
        "behind": [objective_row(row, person) for row in lists.behind[:PAGE]],
        "older_shared": _next(lists.shared, "touched_at"),
        "older_behind": _next(lists.behind, "ended_at"),
        "waiting": [
            {
                "row": revision_row(revision, person),
                "sentence": revision.said["sentence"],
                "url": reverse("objective", args=[revision.subject_id]),
            }
            for revision in lists.waiting
        ],
        "words": confidence_choices(""),
        "known": bool(sentences),
    }
    return render(request, "objectives/list.html", context)


def objective_new(request: PersonRequest) -> HttpResponse:
    """Name it in a sentence; everything else may wait."""
    if request.method == "POST":
        return _made(request)
    return _form(request, None)


def objective_edit(request: PersonRequest, objective_id: UUID) -> HttpResponse:
    """Other words, without a pivot; the sentence and the day of what is under way change by one."""
    found = own(request, objective_id)
    if request.method != "POST":
        return _form(request, found)
    try:
        words = words_of(request.POST, by=request.person)
        base = reading.whole_number(request.POST, "base")
        change(found, by=request.person, words=words, base=base)
        if words.get("visibility") and words["visibility"] != found.visibility:
            show_to(found, words["visibility"], by=request.person)
    except Refusal as refusal:
        return _form(request, found, refusal=refusal)
    except Conflict as conflict:
        return _form(request, found, conflict=conflict)
    if request.POST.get("begin"):
        begin(found, by=request.person)
    return HttpResponseRedirect(url_of(found))


@require_safe
def objective(request: PersonRequest, objective_id: UUID) -> HttpResponse:
    """One objective, whole."""
    found = load(Objective, request.person, *OWNER, "became", id=objective_id)
    context = whole(found, request) | support_context(found, request.person)
    return render(request, "objectives/one.html", context)


def whole(found: Objective, request: PersonRequest) -> dict[str, Any]:
    """Everything the page of one objective prints."""
    person = request.person
    revisions, updates = history_of(found, person)
    mine = access.can_change(person, found)
    can_pivot = access.can_pivot(person, found)
    became = found.became
    if became is not None and not seen_by(person).filter(id=became.id).exists():
        became = None
    history = [
        *((one.created_at, {"revision": revision_row(one, person)}) for one in revisions),
        *((one.created_at, {"update": update_row(one)}) for one in updates),
    ]
    history.sort(key=lambda entry: entry[0], reverse=True)
    return {
        "row": objective_row(found, person),
        "objective": found,
        "mine": mine,
        "can_update": mine and found.is_active,
        "can_pivot": can_pivot,
        "why": rendered(found.why),
        "cost": rendered(found.cost),
        "fixed": rendered(found.fixed),
        "open_to_choice": rendered(found.open_to_choice),
        "plays_to": rendered(found.plays_to),
        "expected": rendered(found.expected),
        "kept": rendered(found.kept),
        "became": became,
        "kind_word": found.get_kind_display(),
        "measures": [
            {"words": measure_words(measure), "now": number(measure["now"]), "number": place}
            for place, measure in enumerate(found.measured)
        ],
        "steps": [
            {**step, "done": day(dt.date.fromisoformat(step["done_on"])) if step["done_on"] else ""}
            for step in found.stepped
        ],
        "signals": signal_rows(updates),
        "above": above(found, person),
        "history": [entry for _at, entry in history],
        "waiting": [
            revision_row(one, person)
            for one in revisions
            if one.awaits(person) or (one.is_proposed and one.asked_id is not None)
        ],
        "asks": [ask_row(one) for one in asked_about(found, person)] if mine else [],
        "words": confidence_choices(found.confidence),
        "visibilities": [
            {"value": value, "label": label, "chosen": value == found.visibility}
            for value, label in Objective.Visibility.choices
        ],
        "checklist": checklist(found),
        "versions": len(revisions),
    }


def confidence_choices(present: str) -> list[dict[str, Any]]:
    """The three words, with the key of each."""
    return [
        {"value": value, "label": confidence_word(value), "key": key, "chosen": value == present}
        for key, value in enumerate(Objective.Confidence.values, start=1)
    ]


def checklist(found: Objective) -> list[dict[str, Any]]:
    """Five quiet points, ticked where the record itself shows it."""
    month_ago = timezone.now() - dt.timedelta(days=30)
    return [
        {"label": _("Specific: somebody else could tell"), "done": bool(found.measured)},
        {"label": _("A stretch: it costs something"), "done": bool(found.cost)},
        {
            "label": _("Checked often: a word this month"),
            "done": bool(found.course) and found.touched_at > month_ago,
        },
        {
            "label": _("Visible: more than one person knows"),
            "done": found.state != Objective.State.DRAFT,
        },
        {"label": _("Changeable: what is open is said"), "done": bool(found.open_to_choice)},
    ]


@writes
def objective_visibility(request: PersonRequest, objective_id: UUID) -> HttpResponse:
    """Who reads it from now on."""
    found = own(request, objective_id)
    show_to(found, request.POST.get("visibility", ""), by=request.person)
    return changed(request, url_of(found) + "#who")


@writes
def objective_beginning(request: PersonRequest, objective_id: UUID) -> HttpResponse:
    """A draft is in force from now on."""
    found = begin(own(request, objective_id), by=request.person)
    return changed(request, url_of(found))


@writes
def objective_achievement(request: PersonRequest, objective_id: UUID) -> HttpResponse:
    """It has come true."""
    found = own(request, objective_id)
    _revision, way_back = achieve(found, by=request.person)
    return HttpResponseRedirect(with_notice(url_of(found), way_back))


def _made(request: PersonRequest) -> HttpResponse:
    try:
        words = words_of(request.POST, by=request.person)
        draft = request.POST.get("as") == "draft"
        scope = request.POST.get("scope", "personal")
        made = set_out(by=request.person, words=words, draft=draft, scope=scope)
    except Refusal as refusal:
        return _form(request, None, refusal=refusal)
    return HttpResponseRedirect(url_of(made))


def _form(
    request: PersonRequest,
    found: Objective | None,
    *,
    refusal: Refusal | None = None,
    conflict: Conflict | None = None,
) -> HttpResponse:
    """The form, with everything that was typed and what is wrong with it."""
    person = request.person
    typed = request.POST if refusal or conflict else None
    priorities, objectives = choices_above(person)
    context = {
        "objective": found,
        "base": standing(found) if found else 0,
        "values": filled(found, typed),
        "is_draft": found is None or found.state == Objective.State.DRAFT,
        "leads": bool(access.levels_for(person)) if found is None else False,
        "priorities": priorities,
        "objectives": [row for row in objectives if found is None or row.id != found.id],
        "visibilities": Objective.Visibility.choices,
        "wrong": refusal.field if refusal else "",
        "message": refusal.message if refusal else "",
        "conflict": conflict,
        "back": url_of(found) if found else reverse("objectives"),
    }
    status = 422 if refusal else 409 if conflict else 200
    return render(request, "objectives/form.html", context, status=status)


def _older(request: PersonRequest, before: dt.datetime) -> HttpResponse:
    """Further down one of the two long lists."""
    person = request.person
    behind = request.GET.get("of") == "behind"
    rows = seen_by(person).of(person).behind() if behind else seen_by(person).active()
    field = "ended_at" if behind else "touched_at"
    found = older(rows if behind else rows.exclude(owner=person), field, before)
    context = {
        "rows": [objective_row(row, person) for row in found[:PAGE]],
        "behind": behind,
        "older": _next(found, field),
    }
    return render(request, "objectives/older.html", context)


def _next(rows: list[Objective], field: str) -> str:
    """Where the next page begins; nowhere, where this is all."""
    return getattr(rows[PAGE - 1], field).isoformat() if len(rows) > PAGE else ""
