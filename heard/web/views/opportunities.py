"""Opportunities: what is open, one of them, posting one and saying what becomes of it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from heard.lib.refusals import Conflict, Refusal
from heard.lib.text import rendered
from heard.opportunities import access
from heard.opportunities.closing import move_on
from heard.opportunities.models import Interest, Opening
from heard.opportunities.posting import FIELDS, post, reword_opening
from heard.opportunities.reading import (
    interests_of,
    lists_for,
    matches_of,
    raisings_of,
    seen_one,
    steps_of,
)
from heard.people.models import Person
from heard.web.forms import reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.opening_rows import interest_row, match_row, opening_row, step_words, told_words
from heard.web.replies import with_notice, writes
from heard.web.rows import day
from heard.web.views.items import allow
from heard.web.views.me import way_back_of


@require_safe
def opportunities(request: PersonRequest) -> HttpResponse:
    """What is open to the reader, what they posted, what they set aside, what is behind."""
    person = request.person
    lists = lists_for(person)
    context = {
        "going_on": [opening_row(seen, person) for seen in lists.going_on],
        "mine": [opening_row(seen, person) for seen in lists.mine],
        "aside": [opening_row(seen, person) for seen in lists.aside],
        "behind": [opening_row(seen, person) for seen in lists.behind],
        "may_post": access.can_post(person),
    }
    return render(request, "opportunities/list.html", context)


def opening_new(request: PersonRequest) -> HttpResponse:
    """What it is; the rest may wait. On saving: who told us they want this."""
    if not access.can_post(request.person):
        raise Http404
    if request.method != "POST":
        return _form(request, None)
    try:
        made = post(by=request.person, words=words_of(request.POST, request.person))
    except Refusal as refusal:
        return _form(request, None, refusal=refusal)
    back = f"{url_of(made)}#matches"
    return HttpResponseRedirect(with_notice(back, way_back_of(request, made.id)))


def opening_edit(request: PersonRequest, opening_id: UUID) -> HttpResponse:
    """Other words, another day, another audience."""
    found = load(Opening, request.person, "posted_by", id=opening_id)
    if not access.can_change(request.person, found):
        if request.method == "POST":
            raise PermissionDenied
        raise Http404
    if request.method != "POST":
        return _form(request, found)
    try:
        base = reading.whole_number(request.POST, "base")
        words = words_of(request.POST, request.person)
        reword_opening(found, by=request.person, words=words, base=base)
    except Refusal as refusal:
        return _form(request, found, refusal=refusal)
    except Conflict as conflict:
        return _form(request, found, conflict=conflict)
    return HttpResponseRedirect(url_of(found))


@require_safe
def opening(request: PersonRequest, opening_id: UUID) -> HttpResponse:
    """One opening, whole; for its poster besides: who told us, and who would like it."""
    found = load(Opening, request.person, "posted_by", id=opening_id)
    return render(request, "opportunities/one.html", whole(found, request.person))


@writes
def opening_state(request: PersonRequest, opening_id: UUID) -> HttpResponse:
    """Talking, filled, withdrawn, or open again, with a reason."""
    found = load(Opening, request.person, "posted_by", id=opening_id)
    allow(access.can_change(request.person, found))
    try:
        move_on(
            found,
            request.POST.get("state", ""),
            by=request.person,
            reason=request.POST.get("reason", ""),
        )
    except Refusal as refusal:
        context = whole(found, request.person)
        context |= {"message": refusal.message, "wrong": refusal.field}
        context["reason"] = request.POST.get("reason", "")
        return render(request, "opportunities/one.html", context, status=422)
    return HttpResponseRedirect(with_notice(url_of(found), way_back_of(request, found.id)))


def url_of(found: Opening) -> str:
    return reverse("opening", args=[found.id])


def words_of(form: QueryDict, person: Person) -> dict[str, Any]:
    """What the form says; a field that is not on it says nothing."""
    words: dict[str, Any] = {
        name: form[name] for name in FIELDS if name in form and name not in ("until", "tags")
    }
    if "until" in form:
        words["until"] = reading.date(form, "until", today=person.today())
    if "tags" in form:
        words["tags"] = form.get("tags", "").replace("\n", ",").split(",")
    return words


def whole(found: Opening, person: Person) -> dict[str, Any]:
    """Everything the page of one opening prints."""
    mine = access.can_change(person, found)
    context: dict[str, Any] = {
        "row": opening_row(seen_one(found, person), person),
        "why": rendered(found.why),
        "learning": rendered(found.learning),
        "mine": mine,
        "can_show_interest": access.can_show_interest(person, found),
        "steps": [
            {"said": step_words(step), "when": day(step.created_at), "reason": step.reason}
            for step in steps_of(found, person)
        ],
    }
    if mine:
        raisings = raisings_of([found], person)
        matches = matches_of(found, person)
        context |= {
            "matches": [
                match_row(match, raisings.get((found.id, match.person_id)), person)
                for match in matches
            ],
            "told": told_words(len(matches)),
            "interests": [interest_row(one) for one in interests_of(found, person)],
            "answers": Interest.Answer.choices,
        }
    return context


def _form(
    request: PersonRequest,
    found: Opening | None,
    *,
    refusal: Refusal | None = None,
    conflict: Conflict | None = None,
) -> HttpResponse:
    context = {
        "opening": found,
        "back": url_of(found) if found else reverse("opportunities"),
        "values": _values(request, found if not (refusal or conflict) else None),
        "audiences": Opening.Audience.choices,
        "base": found.version if found else "",
        "wrong": refusal.field if refusal else "",
        "message": refusal.message if refusal else "",
        "conflict": conflict,
    }
    status = 422 if refusal else 409 if conflict else 200
    return render(request, "opportunities/form.html", context, status=status)


def _values(request: PersonRequest, found: Opening | None) -> dict[str, str]:
    if found is None:
        values = {name: request.POST.get(name, "") for name in FIELDS}
        return {**values, "audience": values["audience"] or Opening.Audience.EVERYONE}
    values = {name: getattr(found, name) for name in FIELDS}
    values["until"] = found.until.isoformat() if found.until else ""
    values["tags"] = ", ".join(found.tag_list)
    return values
