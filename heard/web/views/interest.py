"""Interest in an opening, its answers, and raising it where two people talk."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.opportunities import access
from heard.opportunities.answering import answer_interest
from heard.opportunities.models import Interest, Match, Opening, Raising
from heard.opportunities.raising import put_on_our_page, raise_match
from heard.opportunities.reading import raisings_of
from heard.opportunities.taking_interest import (
    look_again,
    set_aside,
    take_interest,
    take_interest_back,
)
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.opening_rows import match_row
from heard.web.replies import back_of, changed, writes
from heard.web.views.items import allow
from heard.web.views.me import way_back_of
from heard.web.views.opportunities import url_of


@writes
def opening_interest(request: PersonRequest, opening_id: UUID) -> HttpResponse:
    """*I'm interested*, with one line; or no longer."""
    found = load(Opening, request.person, "posted_by", id=opening_id)
    back = back_of(request, url_of(found))
    if request.POST.get("do") == "back":
        own = load(Interest, request.person, "opening", opening=found, person_id=request.person.id)
        take_interest_back(own, by=request.person)
        return changed(request, back)
    allow(access.can_show_interest(request.person, found))
    shown = take_interest(found, by=request.person, line=request.POST.get("line", ""))
    return changed(request, back, way_back=way_back_of(request, shown.id))


@writes
def opening_aside(request: PersonRequest, opening_id: UUID) -> HttpResponse:
    """*Not now* hides it from one's own list; again shows it."""
    found = load(Opening, request.person, "posted_by", id=opening_id)
    back = back_of(request, reverse("opportunities"))
    if request.POST.get("do") == "again":
        look_again(found, by=request.person)
        return changed(request, back)
    aside = set_aside(found, by=request.person)
    return changed(request, back, way_back=way_back_of(request, aside.id))


@writes
def interest_answer(request: PersonRequest, opening_id: UUID, interest_id: UUID) -> HttpResponse:
    """What came of it, and why."""
    found = load(Interest, request.person, "opening", "person", opening=opening_id, id=interest_id)
    allow(access.can_answer(request.person, found))
    answer_interest(
        found,
        by=request.person,
        answer=request.POST.get("answer", ""),
        reason=request.POST.get("reason", ""),
    )
    return changed(request, f"{url_of(found.opening)}#interested")


@writes
def match_raising(request: PersonRequest, opening_id: UUID, match_id: UUID) -> HttpResponse:
    """*Raise in our next one-to-one*; the button says where it is from then on."""
    related = ("opening__posted_by", "offer", "person")
    found = load(Match, request.person, *related, opening=opening_id, id=match_id)
    allow(access.can_change(request.person, found.opening))
    raise_match(found, by=request.person)
    raising = raisings_of([found.opening], request.person).get((opening_id, found.person_id))
    context = {"match": match_row(found, raising, request.person)}
    back = f"{url_of(found.opening)}#matches"
    said = context["match"].raised
    return changed(request, back, "opportunities/match_row.html", context, said=said)


@writes
def raising_on_page(request: PersonRequest, raising_id: UUID) -> HttpResponse:
    """Somebody asked the reader to raise it: onto the page they have with that person."""
    raising = load(Raising, request.person, "opening", "person", id=raising_id)
    allow(raising.asked_id == request.person.id)
    matches = Match.objects.visible_to(request.person).select_related("opening", "offer", "person")
    match = matches.filter(opening=raising.opening_id, person=raising.person_id).first()
    if match is None:
        raise Http404
    put_on_our_page(raising, match, by=request.person)
    pair = raising.pair
    back = reverse("pair", args=[pair.address]) if pair else reverse("home")
    return changed(request, back, said=_("On your page."))
