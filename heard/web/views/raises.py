"""Raises: answered by the other, settled by the one who raised."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.conversations import access
from heard.conversations.following import matter_of
from heard.conversations.models import Raise
from heard.conversations.passing_up import line_above
from heard.conversations.reading import read_item
from heard.lib.text import cleaned
from heard.web.forms import reading
from heard.web.heard_rows import matter_row
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import back_of, changed, writes
from heard.web.rows import item_row
from heard.web.views.items import allow
from heard.web.views.pair import page_url

RELATED = (
    "raised_by",
    "item__author",
    "item__pair",
    "pair__employee",
    "pair__manager",
    "pair__organisation",
)


@require_safe
def raise_(request: PersonRequest, raise_id: UUID) -> HttpResponse:
    """What was raised, every answer so far, and what can be done now."""
    found = load(Raise, request.person, *RELATED, id=raise_id)
    context = _context(request, found)
    if access.can_pass_up(request.person, found):
        context["above"] = line_above(request.person)
        context["can_pass_up"] = True
    return render(request, "pair/raise_page.html", context)


@writes
def answers(request: PersonRequest, raise_id: UUID) -> HttpResponse:
    """Answer, with a sentence."""
    found = load(Raise, request.person, *RELATED, id=raise_id)
    allow(access.can_answer(request.person, found))
    found.answer(
        request.POST.get("outcome", ""),
        by=request.person,
        sentence=cleaned(request.POST.get("sentence", "")),
        look_again_on=reading.date(request.POST, "look_again_on", today=request.person.today()),
    )
    return _reply(request, found, said=_("Answered."))


@writes
def settlement(request: PersonRequest, raise_id: UUID) -> HttpResponse:
    """That settles it; or not yet."""
    found = load(Raise, request.person, *RELATED, id=raise_id)
    allow(access.can_settle_raise(request.person, found))
    if request.POST.get("settled") == "no":
        found.not_yet(by=request.person, text=request.POST.get("text", ""))
        return _reply(request, found, said=_("It waits for an answer again."))
    found.settle(by=request.person)
    return _reply(request, found, said=_("Settled."))


def _context(request: PersonRequest, found: Raise) -> dict[str, object]:
    matter = matter_of(found, request.person)
    shown = matter_row(matter, request.person)
    row = item_row(read_item(found.item, request.person), request.person)
    return {
        "row": row,
        "raised": shown.raised,
        "done": shown.done,
        "passed": shown.passed,
        "steps": shown.steps,
        "back": request.POST.get("back", ""),
        "pair": found.pair,
        "url": page_url(found.pair),
        "other": found.pair.other(request.person),
        "chip": access.audience_of(found.pair, request.person, private=False),
    }


def _reply(request: PersonRequest, found: Raise, *, said: str) -> HttpResponse:
    back = back_of(request, f"{page_url(found.pair)}#r-{found.id}")
    return changed(request, back, "pair/raise_row.html", _context(request, found), said=said)
