"""Actions and agreements."""

import datetime as dt
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heard.conversations import access
from heard.conversations.agreeing import agree, change_action, change_agreement, promise
from heard.conversations.models import Action, Agreement, Pair
from heard.lib.date_words import split_date
from heard.people.models import Person
from heard.web.forms import reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import back_of, changed, writes
from heard.web.rows import action_row, agreement_row
from heard.web.views.items import allow, under_way
from heard.web.views.keeping import changes_of
from heard.web.views.pair import load_pair, page_url

PAIR = ("pair__employee", "pair__manager", "pair__organisation")


@writes
def actions(request: PersonRequest, address: str) -> HttpResponse:
    """Promise something: what, whose, by when, and what if it slips."""
    pair = load_pair(request, address)
    person = request.person
    allow(access.can_write(person, pair))
    text, due_on = _words_and_day(request)
    made = promise(
        pair,
        by=person,
        text=text,
        owner=_owner(pair, request.POST.get("owner", "")) or person,
        due_on=due_on,
        if_it_slips=request.POST.get("if_it_slips", ""),
        during=under_way(pair, person),
    )
    return _action_reply(request, made, pair)


def action(request: PersonRequest, action_id: UUID) -> HttpResponse:
    """One action, to change it."""
    found = load(Action, request.person, "owner", *PAIR, id=action_id)
    if request.method == "POST":
        return action_words(request, found)
    context = {
        "action": action_row(found, request.person),
        "pair": found.pair,
        "url": page_url(found.pair),
        "can_write": access.can_write(request.person, found.pair),
        "chip": access.audience_of(found.pair, request.person, private=False),
    }
    return render(request, "pair/action_page.html", context)


@writes
def action_words(request: PersonRequest, found: Action) -> HttpResponse:
    """Words, owner, day, plan: either of the two."""
    allow(access.can_write(request.person, found.pair))
    change_action(
        found,
        by=request.person,
        text=request.POST.get("text", ""),
        owner=_owner(found.pair, request.POST.get("owner", "")),
        due_on=reading.date(request.POST, "due_on", today=request.person.today()),
        if_it_slips=request.POST.get("if_it_slips", ""),
        base=reading.whole_number(request.POST, "version"),
    )
    return _action_reply(request, found, found.pair)


@writes
def action_state(request: PersonRequest, action_id: UUID) -> HttpResponse:
    """Done, dropped, or open again."""
    found = load(Action, request.person, "owner", *PAIR, id=action_id)
    allow(access.can_write(request.person, found.pair))
    state = request.POST.get("state", "")
    found.settle(state, by=request.person)
    said = {"done": _("Done."), "dropped": _("Dropped."), "open": _("Open again.")}.get(state, "")
    return _action_reply(request, found, found.pair, said=said)


@writes
def agreements(request: PersonRequest, address: str) -> HttpResponse:
    """A sentence both accept."""
    pair = load_pair(request, address)
    person = request.person
    allow(access.can_write(person, pair))
    made = agree(
        pair,
        by=person,
        text=request.POST.get("text", ""),
        review_on=reading.date(request.POST, "review_on", today=person.today()),
        during=under_way(pair, person),
    )
    return _agreement_reply(request, made, pair)


def agreement(request: PersonRequest, agreement_id: UUID) -> HttpResponse:
    """One agreement, to change it or to end it."""
    found = load(Agreement, request.person, *PAIR, id=agreement_id)
    if request.method == "POST":
        return agreement_words(request, found)
    context = {
        "agreement": agreement_row(found, request.person, found.pair),
        "pair": found.pair,
        "url": page_url(found.pair),
        "other": found.pair.other(request.person),
        "can_write": access.can_write(request.person, found.pair),
        "chip": access.audience_of(found.pair, request.person, private=False),
        **changes_of(found, request.person),
    }
    return render(request, "pair/agreement_page.html", context)


@writes
def agreement_words(request: PersonRequest, found: Agreement) -> HttpResponse:
    """Other words or another review date; the earlier wording is kept."""
    allow(access.can_write(request.person, found.pair))
    change_agreement(
        found,
        by=request.person,
        text=request.POST.get("text", ""),
        review_on=reading.date(request.POST, "review_on", today=request.person.today()),
        base=reading.whole_number(request.POST, "version"),
        during=under_way(found.pair, request.person),
    )
    return _agreement_reply(request, found, found.pair)


@writes
def agreement_acceptance(request: PersonRequest, agreement_id: UUID) -> HttpResponse:
    """The other's yes."""
    found = load(Agreement, request.person, *PAIR, id=agreement_id)
    allow(access.can_write(request.person, found.pair))
    found.accept(by=request.person)
    return _agreement_reply(request, found, found.pair)


@writes
def agreement_ending(request: PersonRequest, agreement_id: UUID) -> HttpResponse:
    """It no longer holds."""
    found = load(Agreement, request.person, *PAIR, id=agreement_id)
    allow(access.can_write(request.person, found.pair))
    found.end(by=request.person)
    return _agreement_reply(request, found, found.pair, said=_("Ended."))


def _words_and_day(request: PersonRequest) -> tuple[str, dt.date | None]:
    """The day from its field; where that is empty, the one at the end of the words."""
    text, today = request.POST.get("text", ""), request.person.today()
    due_on = reading.date(request.POST, "due_on", today=today)
    return (text, due_on) if due_on else split_date(text, today=today)


def _owner(pair: Pair, value: str) -> Person | None:
    """The owner named by the form: one of the two, by id; anyone else is not known here."""
    return next((one for one in (pair.employee, pair.manager) if str(one.id) == value), None)


def _action_reply(
    request: PersonRequest, action: Action, pair: Pair, said: str = ""
) -> HttpResponse:
    context = {"action": action_row(action, request.person), "pair": pair, "can_write": True}
    back = back_of(request, f"{page_url(pair)}#a-{action.id}")
    return changed(request, back, "pair/action_row.html", context, said=said)


def _agreement_reply(
    request: PersonRequest, agreement: Agreement, pair: Pair, said: str = ""
) -> HttpResponse:
    row = agreement_row(agreement, request.person, pair)
    context = {"agreement": row, "pair": pair, "can_write": True}
    back = back_of(request, f"{page_url(pair)}#g-{agreement.id}")
    return changed(request, back, "pair/agreement_row.html", context, said=said)
