"""My blend: what drives me, for me alone until I show it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.blend import choosing
from heard.blend.catalogue import BOTH, LIFE, OFFERED_FIRST, WORK, is_work_side, motivators, name_of
from heard.blend.models import Closing, Element, ElementChange
from heard.blend.models.element import CHOSEN_MOST, HowItIs, Matters
from heard.conversations import access
from heard.conversations.gathering import add_item
from heard.conversations.models import Told
from heard.lib.refusals import Refusal
from heard.web.dumbbells import blend_chart
from heard.web.forms import reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.own_pages import own_pages
from heard.web.own_rows import element_row, seen_by
from heard.web.replies import changed, writes
from heard.web.views.me import audience_reply, audiences, me_tabs, way_back_of
from heard.web.views.pair import page_url

CHANGES_SHOWN = 60
# With fewer than these, the others lie open: whoever has chosen one goes on to the next.
STILL_CHOOSING = 4


@require_safe
def blend(request: PersonRequest) -> HttpResponse:
    """The page; empty it offers six, and closed it says so and no more."""
    person = request.person
    tabs = me_tabs("blend")
    if Closing.objects.visible_to(person).exists():
        return render(request, "me/blend_closed.html", {"tabs": tabs})
    rows = list(Element.objects.visible_to(person).chosen())
    context = {
        "tabs": tabs,
        **_rows(request, rows),
        "chart": blend_chart(rows),
        "changes": _changes(request),
        "full": len(rows) >= CHOSEN_MOST,
        "choosing": 0 < len(rows) < STILL_CHOOSING,
        "offers": _offers({row.element for row in rows}),
        "first": _offers(set())[0]["elements"][:OFFERED_FIRST] if not rows else [],
        "pages": _pages(request),
    }
    return render(request, "me/blend.html", context)


def _rows(request: PersonRequest, rows: list[Element]) -> dict[str, Any]:
    """The chosen ones, and the one switch for the work side."""
    known, copies = audiences(request), Told.copies_of(request.person)
    work = [told for row in rows if is_work_side(row.element) for told in [copies.get(row.id, [])]]
    url = reverse("work-side")
    return {
        "rows": [element_row(row, known, copies.get(row.id, [])) for row in rows],
        "audiences": known,
        "work_side": [
            {
                "key": audience.key,
                "name": audience.name,
                "url": url,
                "can_show": any(not audience.is_shown(one) for one in work),
                "can_stop": any(audience.is_partly_shown(one) for one in work),
            }
            for audience in known
            if work
        ],
        "nobody": seen_by([], [], url),
    }


def _offers(chosen: set[str]) -> list[dict[str, Any]]:
    """What else there is to choose, by side."""
    labels = {WORK: _("At work"), BOTH: _("Work and the rest of life"), LIFE: _("Beyond work")}
    return [
        {
            "side": side,
            "label": label,
            "elements": [
                one for one in motivators().values() if one.side == side and one.id not in chosen
            ],
        }
        for side, label in labels.items()
    ]


def _changes(request: PersonRequest) -> list[dict[str, Any]]:
    """Day by day, the newest first. For its person alone."""
    rows = ElementChange.objects.visible_to(request.person).select_related("element")
    return [
        {
            "on": change.on,
            "name": name_of(change.element.element, change.element.name),
            "matters": Matters(change.matters).label if change.matters else "",
            "how_it_is": HowItIs(change.how_it_is).label if change.how_it_is else "",
        }
        for change in rows.order_by("-on", "-id")[:CHANGES_SHOWN]
    ]


def _pages(request: PersonRequest) -> list[dict[str, Any]]:
    """Where something can be talked about: with one's own manager first."""
    person = request.person
    pages = sorted(own_pages(request), key=lambda pair: pair.employee_id != person.id)
    return [
        {"address": pair.address, "name": pair.other(person).called}
        for pair in pages
        if access.can_write(person, pair)
    ]


@writes
def elements(request: PersonRequest) -> HttpResponse:
    """Choose one of the twenty-four, or one's own by its name."""
    row = choosing.choose(
        by=request.person,
        element=request.POST.get("element", ""),
        name=request.POST.get("name", ""),
    )
    return changed(request, f"{reverse('blend')}#e-{row.id}")


def _load(request: PersonRequest, element_id: UUID) -> Element:
    return load(Element, request.person, "person__organisation", id=element_id)


@writes
def element(request: PersonRequest, element_id: UUID) -> HttpResponse:
    """Words, name, how much it matters, how it is. Saved by itself, the chart drawn again."""
    row = _load(request, element_id)
    try:
        choosing.describe(
            row,
            by=request.person,
            name=request.POST.get("name"),
            in_my_words=request.POST.get("text"),
            matters=request.POST.get("matters"),
            how_it_is=request.POST.get("how_it_is"),
            base=reading.whole_number(request.POST, "version"),
        )
    except Refusal as refusal:
        # Where two versions of the words meet, the page asks about `text`; so does this form.
        field = "text" if refusal.field == "in_my_words" else refusal.field
        raise Refusal(refusal.message, field) from refusal
    rows = Element.objects.visible_to(request.person).chosen()
    context = {"chart": blend_chart(rows), "oob": True}
    back = f"{reverse('blend')}#e-{row.id}"
    response = changed(request, back, "me/chart.html", context)
    response["X-Version"] = str(row.version)
    return response


@writes
def element_position(request: PersonRequest, element_id: UUID) -> HttpResponse:
    """Up, down or to the top."""
    row = _load(request, element_id)
    choosing.move_element(row, by=request.person, where=request.POST.get("where", ""))
    return changed(request, f"{reverse('blend')}#e-{row.id}")


@writes
def element_removal(request: PersonRequest, element_id: UUID) -> HttpResponse:
    """Put it away."""
    row = _load(request, element_id)
    choosing.put_away(row, by=request.person)
    return changed(request, reverse("blend"), way_back=way_back_of(request, row.id))


@writes
def element_audience(request: PersonRequest, element_id: UUID) -> HttpResponse:
    """Show it, or no longer."""
    row = _load(request, element_id)
    return audience_reply(request, [row], back=f"{reverse('blend')}#e-{row.id}")


@writes
def work_side(request: PersonRequest) -> HttpResponse:
    """One switch for all that is at work; life and one's own go one by one, by name."""
    rows = [
        row
        for row in Element.objects.visible_to(request.person).chosen()
        if is_work_side(row.element)
    ]
    if not rows:
        raise Refusal(_("Nothing of the work side is chosen yet."), "audience")
    return audience_reply(request, rows, back=reverse("blend"))


@writes
def element_item(request: PersonRequest, element_id: UUID) -> HttpResponse:
    """Talk about this: an item on a page, in words its writer has seen and may change."""
    _load(request, element_id)
    address = request.POST.get("page", "").partition("-")[0]
    pair = next((page for page in own_pages(request) if page.short_id == address), None)
    if pair is None:
        raise Refusal(_("Choose one of your pages."), "page")
    item = add_item(
        pair,
        by=request.person,
        text=request.POST.get("text", ""),
        audience=request.POST.get("audience", "pair"),
    )
    return changed(request, f"{page_url(pair)}#i-{item.id}")


@writes
def blend_closing(request: PersonRequest) -> HttpResponse:
    """Not for me; or after all."""
    if request.POST.get("closed") == "no":
        choosing.open_blend(by=request.person)
        return changed(request, reverse("blend"))
    choosing.close_blend(by=request.person)
    return changed(request, reverse("me"))
