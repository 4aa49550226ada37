"""Prep: sixty seconds before a conversation."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from heard.conversations import access
from heard.conversations.coming_back import reviews_due
from heard.conversations.preparing import say_ready
from heard.web.asked_rows import asked_context, review_row
from heard.web.check_in_panel import fold_on
from heard.web.middleware.acting import PersonRequest
from heard.web.own_pages import own_pages
from heard.web.replies import writes
from heard.web.views.items import allow
from heard.web.views.keeping import objectives_of
from heard.web.views.pair import load_pair, page_context, page_url
from heard.web.views.suggestions import PREP, suggestions_context


def prep(request: PersonRequest, address: str) -> HttpResponse:
    """What is still open between the two, then the add field, then the private pad."""
    if request.method == "POST":
        return ready(request, address)
    pair = load_pair(request, address)
    context = page_context(pair, request.person)
    open_items = [row for row in context["items"] if row.state == "open"]
    context["carried"] = [row for row in open_items if row.carried and not row.private]
    context["mine_new"] = [row for row in open_items if row.mine and not row.carried]
    context["theirs_new"] = [row for row in open_items if not row.mine and not row.carried]
    context["waiting"] = [row for row in context["raises"] if row.raised]
    context["objectives"] = objectives_of(pair, request.person)
    context["back"] = request.path
    if context["can_write"]:
        if context["asks_waiting"]:
            context |= asked_context(pair, request.person)
        page = context["page"]
        following = page.next.planned_at if page.next else None
        due = reviews_due(page.agreements, pair, request.person, following=following)
        context["reviews"] = [review_row(one) for one in due]
        context["asked_url"] = request.path
        context |= suggestions_context(pair, request.person, on=PREP)
        context["check_in"] = fold_on(request, own_pages(request))
        context["check_in_back"] = request.path
    return render(request, "pair/prep.html", context)


@writes
def ready(request: PersonRequest, address: str) -> HttpResponse:
    """Said on purpose: the other then reads that one has looked."""
    pair = load_pair(request, address)
    allow(access.can_write(request.person, pair))
    say_ready(pair, by=request.person)
    return HttpResponseRedirect(page_url(pair))
