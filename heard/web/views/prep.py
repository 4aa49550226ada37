"""Prep: sixty seconds before a conversation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from heard.web.middleware.acting import PersonRequest
from heard.web.views.pair import load_pair, notice, page_context


@require_safe
def prep(request: PersonRequest, address: str) -> HttpResponse:
    """What is still open between the two, then the add field, then the private pad."""
    pair = load_pair(request, address)
    context = page_context(pair, request.person)
    open_items = [row for row in context["items"] if row.state == "open"]
    context["carried"] = [row for row in open_items if row.carried and not row.private]
    context["mine_new"] = [row for row in open_items if row.mine and not row.carried]
    context["theirs_new"] = [row for row in open_items if not row.mine and not row.carried]
    context["waiting"] = [row for row in context["raises"] if row.raised]
    context["notice"] = notice(request)
    return render(request, "pair/prep.html", context)
