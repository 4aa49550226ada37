"""Flexible arrangements: asked for, agreed, tried until a day, looked at again."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from heard.conversations import access
from heard.conversations.arranging import ask_for, say_why, say_yes
from heard.conversations.models import Arrangement, ArrangementWhy, Pair
from heard.conversations.models.on_page import PEOPLE
from heard.people.models import Person
from heard.web.forms import reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import changed, writes
from heard.web.rows import day, review_words
from heard.web.views.items import allow, under_way
from heard.web.views.keeping import changes_of, page_words
from heard.web.views.pair import load_pair
from heard.web.views.revisiting import url_of


def arrangements(request: PersonRequest, address: str) -> HttpResponse:
    """What the two have arranged, and a form to ask for more."""
    pair = load_pair(request, address)
    if request.method == "POST":
        return asking(request, pair)
    rows = Arrangement.objects.visible_to(request.person).filter(pair=pair).order_by("created_at")
    found = [arrangement_row(one, request.person) for one in rows.select_related("made_by")]
    context = {
        **page_words(request, pair),
        "standing": [row for row in found if not row["ended"]],
        "ended": [row for row in found if row["ended"]],
        "chip_mine": access.audience_of(pair, request.person, private=True),
    }
    return render(request, "pair/arrangements.html", context)


@writes
def asking(request: PersonRequest, pair: Pair) -> HttpResponse:
    """What, when and where; why, if they like, and for whom."""
    allow(access.can_write(request.person, pair))
    form = request.POST
    made = ask_for(
        pair,
        by=request.person,
        what=form.get("what", ""),
        where_when=form.get("where_when", ""),
        why=form.get("why", ""),
        why_for_me=bool(form.get("why_for_me")),
        review_on=reading.date(form, "review_on", today=request.person.today()),
    )
    return HttpResponseRedirect(url_of(made))


def arrangement(request: PersonRequest, arrangement_id: UUID) -> HttpResponse:
    """One arrangement with everything it ever said; by whoever asks, why."""
    found = load(Arrangement, request.person, *PEOPLE, "made_by", id=arrangement_id)
    if request.method == "POST":
        return why(request, found)
    reader = request.person
    said = ArrangementWhy.objects.visible_to(reader).filter(arrangement=found).first()
    context = {
        **page_words(request, found.pair),
        "row": arrangement_row(found, reader),
        "why": said.text if said else "",
        "why_for_me": said is not None and said.only_for_id is not None,
        "can_say_why": access.can_say_why(reader, found),
        "can_say_yes": access.can_say_yes(reader, found) and found.awaits(reader),
        **changes_of(found, reader),
    }
    return render(request, "pair/arrangement_page.html", context)


@writes
def why(request: PersonRequest, found: Arrangement) -> HttpResponse:
    """Why they ask, or no longer why; for both or for themselves."""
    allow(access.can_say_why(request.person, found))
    for_me = bool(request.POST.get("why_for_me"))
    say_why(found, by=request.person, why=request.POST.get("why", ""), for_me=for_me)
    return changed(request, url_of(found), said=_("Kept."))


@writes
def arrangement_agreement(request: PersonRequest, arrangement_id: UUID) -> HttpResponse:
    """The other's yes, or *let us try it until*."""
    found = load(Arrangement, request.person, *PEOPLE, id=arrangement_id)
    allow(access.can_say_yes(request.person, found))
    until = None
    if request.POST.get("do") == "try":
        until = reading.required_date(request.POST, "until", today=request.person.today())
    during = under_way(found.pair, request.person)
    say_yes(found, by=request.person, until=until, during=during)
    return changed(request, url_of(found))


def arrangement_row(found: Arrangement, reader: Person) -> dict[str, Any]:
    """One line of the list."""
    on_trial = found.state == Arrangement.State.ON_TRIAL and found.review_on is not None
    review = review_words(found.review_on)
    if on_trial and found.review_on is not None:
        review = _("until %(day)s") % {"day": day(found.review_on)}
    waits = found.accepted_at is None and not found.has_ended
    return {
        "text": found.text,
        "where_when": found.where_when,
        "state": found.get_state_display(),
        "ended": found.has_ended,
        "review": "" if found.has_ended else review,
        "by": found.made_by.called,
        "awaits_me": found.awaits(reader),
        "waits": waits and found.made_by_id == reader.id,
        "url": url_of(found),
    }
