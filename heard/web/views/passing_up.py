"""Passing up: worded with the raiser, asked of somebody who may know, answered, taken back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.conversations import access
from heard.conversations.models import CameBack, PassedUp, Raise
from heard.conversations.passing_up import (
    agree_to_words,
    answer_back,
    decline_words,
    pass_up,
    take_back_words,
    word_otherwise,
)
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.privacy.keys import keyring, of_organisation, of_pair
from heard.web.forms import reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.passed_rows import passed_row
from heard.web.replies import changed, writes
from heard.web.views.items import allow
from heard.web.views.raises import RELATED as OF_A_RAISE

RELATED = (
    "to",
    "raised_by",
    "asked_by",
    "worded_by",
    "pair__employee",
    "pair__manager",
    "pair__organisation",
)


@writes
def passing(request: PersonRequest, raise_id: UUID) -> HttpResponse:
    """Name somebody and word it; nothing goes yet."""
    found = load(Raise, request.person, *OF_A_RAISE, id=raise_id)
    allow(access.can_pass_up(request.person, found))
    passed = pass_up(
        found,
        by=request.person,
        to=_named(request),
        text=request.POST.get("text", ""),
    )
    return changed(request, reverse("passed-up", args=[passed.id]))


def _named(request: PersonRequest) -> Person:
    """Somebody in the line above, or whoever has this work address."""
    typed = request.POST.get("email", "").strip()
    people = Person.objects.visible_to(request.person).active()
    chosen = reading.identifier(request.POST, "to")
    wanted = people.by_email(typed) if typed else people.filter(id__in=[chosen] if chosen else [])
    found = wanted.first()
    if found is None:
        raise Refusal(_("Nobody active here has this address."), "email" if typed else "to")
    return found


@require_safe
def passed_up(request: PersonRequest, passed_id: UUID) -> HttpResponse:
    """For the two everything; for whoever is asked the words alone."""
    found = load(PassedUp, request.person, *RELATED, id=passed_id)
    return render(request, "heard/passed_page.html", _context(request, found))


@writes
def passed_up_words(request: PersonRequest, passed_id: UUID) -> HttpResponse:
    """Other words; the other of the two says yes to them."""
    found = load(PassedUp, request.person, *RELATED, id=passed_id)
    allow(access.can_word_question(request.person, found))
    word_otherwise(
        found,
        by=request.person,
        text=request.POST.get("text", ""),
        base=reading.whole_number(request.POST, "version"),
    )
    return _reply(request, found)


@writes
def passed_up_agreement(request: PersonRequest, passed_id: UUID) -> HttpResponse:
    """Yes to the words, no to them, or the yes taken back."""
    found = load(PassedUp, request.person, *RELATED, id=passed_id)
    if request.POST.get("agree") == "yes":
        allow(access.can_agree_to_words(request.person, found))
        seen = reading.whole_number(request.POST, "version")
        agree_to_words(found, by=request.person, seen=seen)
    elif found.state == PassedUp.State.WORDED:
        allow(access.can_word_question(request.person, found))
        decline_words(found, by=request.person)
    else:
        allow(access.can_take_words_back(request.person, found))
        take_back_words(found, by=request.person)
    return _reply(request, found)


@writes
def passed_up_answers(request: PersonRequest, passed_id: UUID) -> HttpResponse:
    """By whoever is asked."""
    found = load(PassedUp, request.person, *RELATED, id=passed_id)
    allow(access.can_answer_back(request.person, found))
    answer_back(
        found,
        by=request.person,
        outcome=request.POST.get("outcome", ""),
        sentence=request.POST.get("sentence", ""),
        look_again_on=reading.date(request.POST, "look_again_on", today=request.person.today()),
    )
    return _reply(request, found)


def _context(request: PersonRequest, found: PassedUp) -> dict[str, Any]:
    reader = request.person
    one_of_the_two = found.pair.holds(reader)
    keyring().unlock([of_organisation(), *([of_pair(found.pair_id)] if one_of_the_two else [])])
    back = CameBack.objects.visible_to(reader).filter(passed=found).select_related("passed__to")
    row = passed_row(found, list(back.order_by("created_at")), reader)
    context: dict[str, Any] = {"row": row, "one_of_the_two": one_of_the_two}
    if one_of_the_two:
        context["raise_url"] = reverse("raise", args=[found.raised_id])
    return context


def _reply(request: PersonRequest, found: PassedUp) -> HttpResponse:
    return changed(request, reverse("passed-up", args=[found.id]))
