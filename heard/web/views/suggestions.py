"""Suggestions: three things to talk about, each added, left for now, or refused for good."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.conversations import access
from heard.conversations.focusing import choose_focus
from heard.conversations.models import Item, Pair
from heard.conversations.reading import OpenItem
from heard.conversations.suggesting.bank import DEEP
from heard.conversations.suggesting.choosing import Suggestion, instead_of, suggestions
from heard.conversations.suggesting.using import add_suggestion, decline
from heard.people.models import Person
from heard.web.focus_choices import focus_context
from heard.web.forms import reading
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import back_of, changed, writes
from heard.web.rows import item_row
from heard.web.views.items import allow, way_back_from
from heard.web.views.pair import load_pair, page_url

# Where the three are shown; what is added goes to that page's own list.
PREP, PAGE, ALONE = "prep", "page", "alone"
ADDED_TO = {PREP: "#prep-rows", PAGE: "#rows-%(side)s", ALONE: ""}
ADDED = {PREP: "pair/suggestion_added_prep.html", PAGE: "pair/suggestion_added.html"}
TURNS_MOST = 70


def suggestions_page(request: PersonRequest, address: str) -> HttpResponse:
    """The three, as a part of the page that asks for it or on a page of their own."""
    if request.method == "POST":
        return used(request, address)
    pair = load_pair(request, address)
    turn = min(reading.whole_number(request.GET, "turn") or 0, TURNS_MOST)
    on = request.GET.get("on", ALONE)
    context = suggestions_context(pair, request.person, on=on, turn=turn)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "pair/suggestions.html", context)
    return render(request, "pair/suggestions_page.html", context)


@writes
def used(request: PersonRequest, address: str) -> HttpResponse:
    """Added to the page, or declined; another takes its place."""
    pair, person = load_pair(request, address), request.person
    allow(access.can_write(person, pair))
    prompt_id, did = request.POST.get("prompt", ""), request.POST.get("do", "")
    if did == "add":
        item = add_suggestion(
            pair,
            by=person,
            prompt_id=prompt_id,
            values=request.POST.getlist("blank"),
            about=request.POST.getlist("about"),
            client_id=reading.identifier(request.POST, "client_id"),
        )
        return _answer(request, pair, item=item, way_back=way_back_from(item, person))
    way_back = decline(pair, by=person, prompt_id=prompt_id, kind=did)
    return _answer(request, pair, way_back=way_back)


def _answer(
    request: PersonRequest, pair: Pair, *, item: Item | None = None, way_back: Any
) -> HttpResponse:
    """The new row where there is one and, out of band, the three with one replaced."""
    person, on = request.person, _place(request.POST.get("on", ""))
    back = back_of(request, page_url(pair))
    said = {"not_now": _("Left for now."), "not_for_us": _("Not offered to you here again.")}
    words = _("Added.") if item else said[request.POST["do"]]
    if not request.htmx:  # type: ignore[attr-defined]
        return changed(request, f"{back}#i-{item.id}" if item else back, way_back=way_back)
    gone, shown = request.POST.get("prompt", ""), request.POST.get("shown", "").split()
    three, new = instead_of(gone, shown, pair, person)
    context = {
        **_context(pair, person, three, on=on, turn=0),
        "rows": [item_row(OpenItem(item), person)] if item else [],
        "new": new.prompt.id if new else "",
        "out_of_band": True,
    }
    template = ADDED.get(on, "pair/suggestions.html") if item else "pair/suggestions.html"
    return changed(request, back, template, context, said=words, way_back=way_back)


def suggestions_context(pair: Pair, reader: Person, *, on: str, turn: int = 0) -> dict[str, Any]:
    """What the part's template prints."""
    return _context(pair, reader, suggestions(pair, reader, turn=turn), on=_place(on), turn=turn)


def _place(on: str) -> str:
    return on if on in ADDED_TO else ALONE


def _context(
    pair: Pair, reader: Person, three: list[Suggestion], *, on: str, turn: int
) -> dict[str, Any]:
    address = reverse("suggestions", args=[pair.address])
    back = {PREP: reverse("prep", args=[pair.address]), PAGE: page_url(pair), ALONE: address}
    return {
        "pair": pair,
        "url": page_url(pair),
        "other": pair.other(reader),
        "me": reader,
        "can_write": access.can_write(reader, pair),
        "chip_pair": access.audience_of(pair, reader, private=False),
        "suggestions": [_card(one) for one in three],
        "suggestions_url": address,
        "suggestions_on": on,
        "suggestions_back": back[on],
        "suggestions_target": ADDED_TO[on] % {"side": pair.side_of(reader.id)},
        "shown": " ".join(one.prompt.id for one in three),
        "next_turn": turn + 1,
        **focus_context(pair),
    }


def _card(one: Suggestion) -> dict[str, Any]:
    """One suggestion, flat."""
    return {
        "id": one.prompt.id,
        "parts": one.parts,
        "text": one.text,
        "about": one.about[:1],
        "has_blanks": any(part.blank is not None for part in one.parts),
        "reason": one.reason,
        "deep": one.prompt.depth == DEEP,
    }


@writes
def focus(request: PersonRequest, address: str) -> HttpResponse:
    """What it is about, in one step; the suggestions follow."""
    pair, person = load_pair(request, address), request.person
    allow(access.can_write(person, pair))
    way_back = choose_focus(pair, request.POST.get("about", ""), by=person)
    on = _place(request.POST.get("on", ""))
    if not request.htmx:  # type: ignore[attr-defined]
        return changed(request, back_of(request, page_url(pair)), way_back=way_back)
    context = {**suggestions_context(pair, person, on=on), "out_of_band": True}
    said = _("Changed what it is about.") if way_back else ""
    return changed(request, "", "pair/focus_chosen.html", context, said=said, way_back=way_back)
