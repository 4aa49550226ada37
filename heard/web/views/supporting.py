"""Support asked for an objective: on the page of the two, followed until it is answered."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from heard.conversations.access import can_ask_support
from heard.conversations.models import SupportAsk
from heard.conversations.supporting import ask_for_support, page_to_ask
from heard.lib.refusals import Refusal
from heard.objectives.models import Objective
from heard.web.forms import reading
from heard.web.middleware.acting import PersonRequest
from heard.web.objective_rows import objective_row
from heard.web.replies import with_notice
from heard.web.views.objectives import own, url_of

FIELDS = ("kind", "size", "until", "line")


def objective_support(request: PersonRequest, objective_id: UUID) -> HttpResponse:
    """What kind, how much, until when, and a line; on a page of its own."""
    found = own(request, objective_id)
    if request.method != "POST":
        if not can_ask_support(request.person, found):
            return HttpResponseRedirect(url_of(found))
        return _form(request, found)
    form = request.POST
    try:
        _ask, way_back = ask_for_support(
            found,
            by=request.person,
            kind=form.get("kind", ""),
            size=form.get("size", ""),
            until=reading.date(form, "until", today=request.person.today()),
            line=form.get("line", ""),
            client_id=reading.identifier(form, "client_id"),
        )
    except Refusal as refusal:
        return _form(request, found, refusal=refusal)
    return HttpResponseRedirect(with_notice(f"{url_of(found)}#support", way_back))


def _form(
    request: PersonRequest, found: Objective, *, refusal: Refusal | None = None
) -> HttpResponse:
    """The form, with everything that was typed and what is wrong with it."""
    pair = page_to_ask(found, request.person)
    context = {
        "row": objective_row(found, request.person),
        "kinds": SupportAsk.Kind.choices,
        "values": {name: request.POST.get(name, "") for name in FIELDS},
        "other": pair.manager if pair else None,
        "wrong": refusal.field if refusal else "",
        "message": refusal.message if refusal else "",
    }
    return render(request, "objectives/support_form.html", context, status=422 if refusal else 200)
