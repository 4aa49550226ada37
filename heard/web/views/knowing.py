"""What we know: what the other chose to show, and what came of what they wish for."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.conversations import access
from heard.conversations.models import Pair, Told, WishStep
from heard.conversations.stepping import take_step
from heard.conversations.telling import mark_seen
from heard.web.forms import reading
from heard.web.known_rows import changes_of_wishes, shown_rows
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import changed, writes
from heard.web.views.items import allow
from heard.web.views.me import way_back_of
from heard.web.views.pair import load_pair, page_url


@require_safe
def what_we_know(request: PersonRequest, address: str) -> HttpResponse:
    """A page of its own, and the same inside the pair page's panel for a script."""
    pair = load_pair(request, address)
    if pair.is_live:
        mark_seen(pair, by=request.person)
    context = known_context(request, pair)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "pair/known.html", context)
    return render(request, "pair/known_page.html", context)


def known_context(request: PersonRequest, pair: Pair) -> dict[str, Any]:
    """Only what is shown now; of the rest not even that there is any."""
    reader = request.person
    copies = Told.objects.visible_to(reader).filter(pair=pair).to(reader)
    steps = WishStep.objects.visible_to(reader).filter(pair=pair).exclude(person=reader)
    shown = shown_rows(
        copies.order_by("told_at", "id"),
        steps.select_related("by").order_by("created_at"),
        changes_of_wishes(reader, pair),
        today=reader.today(),
    )
    return {
        "pair": pair,
        "url": page_url(pair),
        "other": pair.other(reader),
        "shown": shown,
        "can_write": access.can_write(reader, pair),
        "i_am_employee": reader.id == pair.employee_id,
    }


@writes
def wish_steps(request: PersonRequest, told_id: UUID) -> HttpResponse:
    """Being tried, happening, or not now with a reason and a day."""
    told = load(
        Told,
        request.person,
        "pair__employee",
        "pair__manager",
        "pair__organisation",
        id=told_id,
        kind=Told.Kind.WISH,
        withdrawn_at=None,
    )
    allow(access.can_write(request.person, told.pair))
    state = request.POST.get("state", "")
    step = take_step(
        told,
        by=request.person,
        state=state,
        reason=request.POST.get("reason", ""),
        look_again_on=reading.date(request.POST, "look_again_on", today=request.person.today()),
    )
    mine = told.person_id == request.person.id
    known = reverse("what-we-know", args=[told.pair.address])
    back = f"{reverse('work')}#h-{step.id}" if mine else f"{known}#k-{told.id}"
    return changed(request, back, way_back=way_back_of(request, step.id), said=_("Said."))
