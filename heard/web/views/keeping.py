"""What the two keep: what waits for a word, what comes back when, side by side, objectives."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.conversations import access
from heard.conversations.coming_back import comes_back
from heard.conversations.models import Agreement, Arrangement, Pair
from heard.conversations.side_by_side import lay_side_by_side
from heard.objectives.access import can_pivot
from heard.objectives.expecting import confirm_expected, expect
from heard.objectives.models import Objective, Revision
from heard.objectives.reading import open_keys, seen_by
from heard.people.models import Person
from heard.web.asked_rows import asked_context, back_rows
from heard.web.joined_lines import drawn
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.objective_rows import objective_row, revision_row
from heard.web.replies import back_of, changed, writes
from heard.web.views.items import allow
from heard.web.views.objectives import OWNER, url_of
from heard.web.views.pair import load_pair, page_url


@require_safe
def asked(request: PersonRequest, address: str) -> HttpResponse:
    """What changed and waits for a word; on the pair page too, for a script."""
    pair = load_pair(request, address)
    context = {**page_words(request, pair), **asked_context(pair, request.person)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "pair/asked.html", context)
    return render(request, "pair/asked_page.html", context)


@require_safe
def coming_back(request: PersonRequest, address: str) -> HttpResponse:
    """Everything kept between the two, with the day it is next met."""
    pair = load_pair(request, address)
    groups = back_rows(comes_back(pair, request.person), pair)
    return render(request, "pair/coming_back.html", {**page_words(request, pair), "groups": groups})


@require_safe
def side_by_side(request: PersonRequest, address: str) -> HttpResponse:
    """What comes first, what the manager is at, what the person wants; joined by objectives."""
    pair = load_pair(request, address)
    laid = lay_side_by_side(pair, request.person)
    context = {**page_words(request, pair), "laid": laid, "drawn": drawn(laid)}
    return render(request, "pair/side_by_side.html", context)


@require_safe
def pair_objectives(request: PersonRequest, address: str) -> HttpResponse:
    """A page of its own, and the same inside the pair page's panel for a script."""
    pair = load_pair(request, address)
    rows = objectives_of(pair, request.person)
    context = {**page_words(request, pair), "objectives": rows, "back": request.path}
    if request.htmx:  # type: ignore[attr-defined]
        context["back"] = page_url(pair)
        return render(request, "pair/objectives.html", context)
    return render(request, "pair/objectives_page.html", context)


@writes
def expectation(request: PersonRequest, objective_id: UUID) -> HttpResponse:
    """What is expected: said in other words, or confirmed by the other of the two."""
    found = load(Objective, request.person, *OWNER, id=objective_id)
    allow(can_pivot(request.person, found))
    if "sentence" in request.POST:
        expect(found, by=request.person, sentence=request.POST["sentence"])
    else:
        confirm_expected(found, by=request.person)
    return changed(request, back_of(request, url_of(found)))


def objectives_of(pair: Pair, reader: Person) -> list[dict[str, Any]]:
    """The objectives under way on this page, as this reader may see and change them."""
    rows = seen_by(reader).filter(page_id=pair.id).active()
    found = list(rows.select_related("expected_by").order_by("-touched_at", "-id")[:20])
    open_keys(found)
    return [
        {
            "row": objective_row(one, reader),
            "expected": one.expected,
            "confirmed": one.expected_confirmed_at is not None,
            "to_confirm": bool(one.expected)
            and one.expected_confirmed_at is None
            and one.expected_by_id != reader.id,
            "words": [
                {"value": value, "label": label, "now": value == one.confidence}
                for value, label in Objective.Confidence.choices
            ],
        }
        for one in found
    ]


def page_words(request: PersonRequest, pair: Pair) -> dict[str, Any]:
    """What every page beside the pair page prints."""
    reader = request.person
    return {
        "pair": pair,
        "url": page_url(pair),
        "other": pair.other(reader),
        "i_am_employee": reader.id == pair.employee_id,
        "can_write": access.can_write(reader, pair),
        "chip": access.audience_of(pair, reader, private=False),
        "asked_url": reverse("asked", args=[pair.address]),
        "title": _("%(a)s and %(b)s") % {"a": pair.employee.called, "b": pair.manager.called},
    }


def changes_of(found: Agreement | Arrangement, reader: Person) -> dict[str, Any]:
    """Everything it ever said, the newest first, and what waits for this reader."""
    rows = Revision.objects.visible_to(reader).of(found)
    told = [
        revision_row(one, reader)
        for one in rows.select_related("proposed_by", "asked", "agreed_by").reverse()[:100]
    ]
    return {
        "history": [{"revision": one} for one in told],
        "waiting_changes": [one for one in told if one.awaits_me],
    }
