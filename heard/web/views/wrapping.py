"""Wrapping up: what was agreed, one sentence each, how it was, and close."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.conversations import access
from heard.conversations.agreeing import say_how_sure
from heard.conversations.balancing import HowItWas, how_it_was, say_how_it_was
from heard.conversations.holding import close, next_date, say_in_a_sentence, wrap_up
from heard.conversations.looking_back import Record, record_of
from heard.conversations.models import Action, Conversation, Pair
from heard.conversations.models.impression import CHOICES, Question
from heard.conversations.summarising import mail_summary
from heard.lib.text import rendered
from heard.people.models import Person
from heard.web.forms import reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import back_of, changed, writes
from heard.web.rows import action_row, agreement_row, moment
from heard.web.views.items import allow, under_way
from heard.web.views.pair import load_pair, page_context, page_url

PAIR = ("pair__employee", "pair__manager", "pair__organisation")


def wrap(request: PersonRequest, address: str) -> HttpResponse:
    """The wrap-up: what was agreed, what changed, what stays."""
    pair = load_pair(request, address)
    conversation = under_way(pair, request.person)
    if request.method == "POST":
        return wrapping(request, pair, conversation)
    if conversation is None:
        return redirect(page_url(pair))
    return render(request, "pair/wrap.html", wrap_context(pair, conversation, request.person))


@writes
def wrapping(request: PersonRequest, pair: Pair, conversation: Conversation | None) -> HttpResponse:
    """Turn to the wrap-up, or close and keep."""
    allow(access.can_write(request.person, pair))
    if conversation is None:
        return HttpResponseRedirect(page_url(pair))
    conversation.pair = pair
    if request.POST.get("do") != "close":
        wrap_up(conversation, by=request.person)
        return HttpResponseRedirect(reverse("wrap", args=[pair.address]))
    with transaction.atomic():
        if "sentence" in request.POST:
            say_in_a_sentence(conversation, by=request.person, text=request.POST["sentence"])
        _say_how_it_was(request, conversation)
        closed = close(conversation, by=request.person)
        pair.refresh_from_db(fields=["next_at"])
        closed.pair = pair
        mail_summary(closed)
    return HttpResponseRedirect(page_url(pair))


def wrap_context(pair: Pair, conversation: Conversation, reader: Person) -> dict[str, Any]:
    """What the wrap-up prints: the page's own rows, cut to this conversation."""
    context = page_context(pair, reader)
    conversation.pair = pair
    record = record_of(conversation, reader)
    side = pair.side_of(reader.id)
    other_side = "manager" if side == "employee" else "employee"
    following = next_date(conversation)
    context.update(
        conversation=conversation,
        agreed=[agreement_row(row, reader, pair) for row in record.agreements],
        promised=[action_row(row, reader) for row in record.actions],
        sure=[sure_row(row) for row in record.actions if access.can_say_how_sure(reader, row)],
        answered=_answered(record),
        not_covered=[row for row in context["items"] if row.state == "open" and not row.private],
        my_sentence=conversation.sentence_of(side),
        their_sentence=conversation.sentence_of(other_side),
        following=moment(following) if following else "",
        **how_it_was_context(conversation, reader),
    )
    return context


def _answered(record: Record) -> list[dict[str, Any]]:
    return [
        {
            "text": answer.raised.item.text,
            "outcome": answer.get_outcome_display(),
            "sentence": rendered(answer.sentence),
        }
        for answer in record.answers
    ]


@writes
def sentence(request: PersonRequest, conversation_id: UUID) -> HttpResponse:
    """My sentence, saved by itself."""
    found = load(Conversation, request.person, *PAIR, id=conversation_id)
    allow(access.can_write(request.person, found.pair))
    say_in_a_sentence(found, by=request.person, text=request.POST.get("sentence", ""))
    return _saved(request, found)


@writes
def impression(request: PersonRequest, conversation_id: UUID) -> HttpResponse:
    """Worth the time, who talked most: one tap each, each saved by itself."""
    found = load(Conversation, request.person, *PAIR, id=conversation_id)
    allow(access.can_write(request.person, found.pair))
    _say_how_it_was(request, found)
    return _saved(request, found)


def _say_how_it_was(request: PersonRequest, conversation: Conversation) -> None:
    """Only what was tapped anew: what both have answered stays as it is."""
    before = how_it_was(conversation, request.person)
    tapped = {
        question: request.POST[question]
        for question, one in before.items()
        if request.POST.get(question, one.mine) != one.mine
    }
    if tapped:
        say_how_it_was(conversation, by=request.person, **tapped)


def _saved(request: PersonRequest, conversation: Conversation) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204)
    back = reverse("wrap", args=[conversation.pair.address])
    return HttpResponseRedirect(back_of(request, back))


def how_it_was_context(conversation: Conversation, reader: Person) -> dict[str, Any]:
    """The two questions with their choices, as this reader may see them."""
    pair = conversation.pair
    labels = {
        "yes": _("Yes"),
        "no": _("No"),
        "employee": pair.employee.called,
        "manager": pair.manager.called,
        "keep": _("Keep to myself"),
    }
    answers = how_it_was(conversation, reader)
    return {
        "how_it_was_url": reverse("impression", args=[conversation.id]),
        "how_it_was": [
            {
                "name": question.value,
                "asks": question.label,
                "mine": answers[question].mine,
                "is_shown": answers[question].is_shown,
                "shown": _shown(answers[question], labels, pair.other(reader)),
                "choices": [{"value": one, "label": labels[one]} for one in CHOICES[question]],
            }
            for question in Question
        ],
    }


def _shown(answer: HowItWas, labels: dict[str, str], other: Person) -> str:
    if not answer.is_shown:
        return ""
    return _("You: %(mine)s. %(name)s: %(theirs)s.") % {
        "mine": labels[answer.mine],
        "name": other.called,
        "theirs": labels[answer.theirs],
    }


@writes
def sureness(request: PersonRequest, action_id: UUID) -> HttpResponse:
    """How sure its owner is, nought to ten; below seven, what would lift it."""
    found = load(Action, request.person, "owner", *PAIR, id=action_id)
    allow(access.can_say_how_sure(request.person, found))
    say_how_sure(
        found,
        by=request.person,
        sure=reading.whole_number(request.POST, "sure"),
        lift=request.POST.get("lift", ""),
    )
    back = back_of(request, f"{page_url(found.pair)}#a-{found.id}")
    return changed(request, back, "pair/sure_row.html", {"action": sure_row(found)})


def sure_row(action: Action) -> dict[str, Any]:
    """One action of the reader's, for the question how sure they are."""
    return {
        "id": str(action.id),
        "text": action.text,
        "url": reverse("action", args=[action.id]),
        "sure": "" if action.sureness is None else str(action.sureness),
        "asks_for_lift": action.asks_for_lift,
        "lift": action.lift,
    }
