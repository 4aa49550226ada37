"""People and places to turn to: kept by the people team, read by everybody at help."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from heard.lib.refusals import Refusal
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import writes
from heard.web.views.people import keeper_only
from heard.wellbeing.keeping_places import (
    HOW_MOST,
    NAME_MOST,
    add_place,
    change_place,
    put_first,
    remove_place,
)
from heard.wellbeing.models import PlaceToTurn


def places(request: PersonRequest) -> HttpResponse:
    """The list, each to be changed where it stands, and one field more."""
    keeper_only(request)
    if request.method == "POST":
        try:
            add_place(by=request.person, **_typed(request))
        except Refusal as refusal:
            return _page(request, "", refusal)
        return HttpResponseRedirect(reverse("places"))
    return _page(request)


def place(request: PersonRequest, place_id: UUID) -> HttpResponse:
    """Other words, first in the list, or gone."""
    keeper_only(request)
    found = load(PlaceToTurn, request.person, id=place_id)
    return place_changed(request, found)


@writes
def place_changed(request: PersonRequest, found: PlaceToTurn) -> HttpResponse:
    wish = request.POST.get("do", "")
    if wish == "remove":
        remove_place(found, by=request.person)
    elif wish == "first":
        put_first(found, by=request.person)
    else:
        try:
            change_place(found, by=request.person, **_typed(request))
        except Refusal as refusal:
            return _page(request, str(found.id), refusal)
    return HttpResponseRedirect(reverse("places"))


def _typed(request: PersonRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("name", "how")}


def _page(
    request: PersonRequest, wrong_at: str = "", refusal: Refusal | None = None
) -> HttpResponse:
    """As it is kept; where something was wrong, as it was typed."""
    lines = [
        {
            "id": str(row.id),
            "name": row.name,
            "how": row.how,
            "url": reverse("place", args=[row.id]),
        }
        for row in PlaceToTurn.objects.visible_to(request.person).in_order()
    ]
    new = {"id": "", "name": "", "how": "", "url": reverse("places")}
    for line in [*lines, new]:
        if refusal is not None and line["id"] == wrong_at:
            line.update(_typed(request), wrong=refusal.field, message=refusal.message)
    context = {
        "lines": lines,
        "new": new,
        "message": refusal.message if refusal else "",
        "name_most": NAME_MOST,
        "how_most": HOW_MOST,
    }
    return render(request, "people/places.html", context, status=422 if refusal else 200)
