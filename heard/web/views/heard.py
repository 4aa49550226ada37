"""Heard: what somebody raised and what came of it; the same on a pair's page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from heard.conversations.following import promises_to, raised_by, raised_on, summary_of
from heard.conversations.models import Pair
from heard.opportunities.recounting import recounted
from heard.people.models import Person
from heard.web.heard_rows import grouped, promise_rows, summary_words
from heard.web.middleware.acting import PersonRequest
from heard.web.passed_rows import asked_of_me
from heard.web.views.me import me_tabs
from heard.web.views.pair import load_pair, page_url

# So many closed ones stand on the page at first; the rest are one press away.
CLOSED_FIRST = 10


@require_safe
def heard(request: PersonRequest) -> HttpResponse:
    """Everything the reader raised, on every page of theirs."""
    matters = recounted(raised_by(request.person), request.person)
    groups = grouped(matters, request.person)
    context = {
        "tabs": me_tabs("heard"),
        "asked_of_me": asked_of_me(request.person),
        "summary": summary_words(summary_of(matters)),
        "promises": promise_rows(promises_to(request.person), request.person),
        "back": request.path,
        **closed_first(request, groups.closed),
        "groups": groups,
    }
    return render(request, "me/heard.html", context)


@require_safe
def pair_heard(request: PersonRequest, address: str) -> HttpResponse:
    """A page of its own, and the same inside the pair page's panel for a script."""
    pair = load_pair(request, address)
    context = heard_context(request, pair, request.person)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "pair/heard.html", {**context, "back": page_url(pair)})
    return render(request, "pair/heard_page.html", context)


def heard_context(request: PersonRequest, pair: Pair, reader: Person) -> dict[str, Any]:
    """For the employee what they raised here; for the manager what they owe."""
    groups = grouped(raised_on(pair, reader), reader)
    i_am_employee = reader.id == pair.employee_id
    promises = [action for action in promises_to(reader) if action.pair_id == pair.id]
    return {
        "pair": pair,
        "url": page_url(pair),
        "other": pair.other(reader),
        "i_am_employee": i_am_employee,
        "is_manager": not i_am_employee,
        "here": request.path,
        "promises": promise_rows(promises, reader),
        "back": request.path,
        "groups": groups,
        **closed_first(request, groups.closed),
    }


def closed_first(request: PersonRequest, closed: list[Any]) -> dict[str, Any]:
    """The latest of what is closed; all of it when asked for."""
    every = request.GET.get("all") == "closed"
    shown = closed if every else closed[:CLOSED_FIRST]
    return {"closed": shown, "more_closed": len(closed) - len(shown)}
