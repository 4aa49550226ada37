"""Asking for feedback and giving it: the two forms, and what becomes of an ask."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from heard.activity.undoing import way_back_from
from heard.conversations.bringing_feedback import need_answer_to
from heard.feedback import access, asking, giving
from heard.feedback.models import Ask, Feedback
from heard.feedback.reading import open_inboxes
from heard.feedback.wording import about_nature, nature_words
from heard.lib.refusals import Refusal
from heard.people.models import Person, ReportingLine
from heard.people.reporting import manager_of
from heard.web.feedback_rows import ask_row, words
from heard.web.forms import naming, reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import changed, with_notice, writes
from heard.web.views.feedback import allowed, own, url_of

QUESTIONS = (Ask.Question.WHAT_WORKED, Ask.Question.HOW_ACROSS, Ask.Question.OWN)


def ask(request: PersonRequest) -> HttpResponse:
    """Who, about what, one question, by when and who reads it: four steps on one page."""
    if request.method != "POST":
        return _ask_form(request)
    person, form = request.person, request.POST
    try:
        rows = asking.ask(
            naming.named(form, by=person),
            by=person,
            about=form.get("about", ""),
            kind=form.get("kind", QUESTIONS[0]),
            own_question=form.get("own_question", ""),
            due_on=reading.date(form, "due_on", today=person.today()),
            readers=form.get("readers", asking.ME),
        )
    except Refusal as refusal:
        return _ask_form(request, refusal)
    way_back = way_back_from(rows[0].id, by=person)
    return HttpResponseRedirect(with_notice(reverse("feedback-asks"), way_back))


def _ask_form(request: PersonRequest, refusal: Refusal | None = None) -> HttpResponse:
    form = request.POST if refusal else request.GET
    context = {
        "near": near_choices(request.person, form.getlist("person")),
        "values": {name: form.get(name, "") for name in ("to", "about", "own_question", "due_on")},
        "questions": question_choices(form),
        "outside_url": reverse("feedback-ask-outside"),
        "manager": manager_of(request.person),
        "both": form.get("readers") == asking.ME_AND_MANAGER,
        "message": refusal.message if refusal else "",
        "wrong": refusal.field if refusal else "",
    }
    return render(request, "feedback/ask.html", context, status=422 if refusal else 200)


def question_choices(form: QueryDict) -> list[dict[str, Any]]:
    """The three that are ready."""
    chosen = form.get("kind", QUESTIONS[0])
    return [{"value": one.value, "label": one.label, "chosen": one == chosen} for one in QUESTIONS]


def near_choices(person: Person, chosen: list[str]) -> list[dict[str, Any]]:
    return [
        {"id": str(one.id), "name": one.name, "title": one.title, "chosen": str(one.id) in chosen}
        for one in naming.near(person)
    ]


@require_safe
def people(request: PersonRequest) -> HttpResponse:
    """Whom the letters typed so far might mean; the list behind the field."""
    typed = request.GET.get("to", "").rpartition(",")
    found = naming.found(request.person, typed[2])
    context = {"options": [f"{typed[0]}{typed[1]} {one.name}".strip() for one in found]}
    return render(request, "feedback/people.html", context)


def give(request: PersonRequest) -> HttpResponse:
    """To whom, about what, and the four fields; in answer to an ask, or out of the blue."""
    asked = _asked(request)
    if request.method != "POST":
        return _give_form(request, asked)
    person, form = request.person, request.POST
    try:
        to = _to_whom(request, asked)
        made = giving.give(to, by=person, words=words(None, form), ask=asked)
        if form.get("needs_answer") and made.upward:
            need_answer_to(made, by=person, text=made.next_time or made.saw)
    except Refusal as refusal:
        return _give_form(request, asked, refusal)
    way_back = way_back_from(made.id, by=person)
    return HttpResponseRedirect(with_notice(url_of(made), way_back))


def _asked(request: PersonRequest) -> Ask | None:
    """What is answered by it, where something is."""
    form = request.POST if request.method == "POST" else request.GET
    if not form.get("ask"):
        return None
    found = load(
        Ask, request.person, "asker__organisation", "reader", id=reading.identifier(form, "ask")
    )
    if not access.can_answer(request.person, found):
        if request.method == "POST":
            raise PermissionDenied
        raise Http404
    return found


def _to_whom(request: PersonRequest, asked: Ask | None) -> Person:
    if asked is not None:
        return asked.asker
    people = naming.named(request.POST, by=request.person)
    if len(people) != 1:
        message = naming.one_please() if people else naming.whom_please()
        raise Refusal(message, "to")
    return people[0]


def _give_form(
    request: PersonRequest, asked: Ask | None, refusal: Refusal | None = None
) -> HttpResponse:
    person = request.person
    form = request.POST if refusal else request.GET
    manager = manager_of(person)
    if asked is not None:
        open_inboxes(person, [], [asked])
    values = words(None, form)
    if asked is not None and not refusal:
        values["about"] = asked.about
    context = {
        "ask": ask_row(asked, person) if asked is not None else None,
        "near": [] if asked is not None else near_choices(person, form.getlist("person")),
        "values": {**values, "to": form.get("to", "")},
        "manager": manager,
        "chip": access.audience_to_come(
            asked.asker if asked else None, asked.reader if asked else None
        ),
        "upward": manager is not None and asked is not None and asked.asker_id == manager.id,
        "needs_answer": bool(form.get("needs_answer")),
        "nature": nature_words(),
        "hints": {name: about_nature(text) for name, text in values.items()},
        "message": refusal.message if refusal else "",
        "wrong": refusal.field if refusal else "",
    }
    return render(request, "feedback/give.html", context, status=422 if refusal else 200)


def feedback_words(request: PersonRequest, feedback_id: UUID) -> HttpResponse:
    """The giver's words, changed until they were read."""
    found = own(request, feedback_id)
    if request.method == "POST":
        allowed(request.person.id == found.giver_id)
        try:
            giving.reword(found, by=request.person, words=words(None, request.POST))
        except Refusal as refusal:
            return _words_form(request, found, refusal)
        return HttpResponseRedirect(url_of(found))
    if not access.can_word(request.person, found):
        raise Http404
    return _words_form(request, found)


def _words_form(
    request: PersonRequest, found: Feedback, refusal: Refusal | None = None
) -> HttpResponse:
    open_inboxes(request.person, [found])
    values = words(found, request.POST if refusal else None)
    context = {
        "feedback": found,
        "url": url_of(found),
        "chip": access.audience_of(found, request.person),
        "values": values,
        "nature": nature_words(),
        "hints": {name: about_nature(text) for name, text in values.items()},
        "message": refusal.message if refusal else "",
        "wrong": refusal.field if refusal else "",
    }
    return render(request, "feedback/words.html", context, status=422 if refusal else 200)


@writes
def declining(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """Not this time."""
    found = load(Ask, request.person, id=ask_id)
    allowed(access.can_answer(request.person, found))
    asking.decline(found, by=request.person)
    way_back = way_back_from(found.id, by=request.person)
    return changed(request, reverse("feedback"), way_back=way_back)


@writes
def ask_removal(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """No longer asked."""
    found = load(Ask, request.person, id=ask_id)
    allowed(access.can_take_back(request.person, found))
    asking.take_back(found, by=request.person)
    way_back = way_back_from(found.id, by=request.person)
    return changed(request, reverse("feedback-asks"), way_back=way_back)


@require_safe
def ask_one(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """One ask: for whoever is asked, to answer or decline; for whoever asks, to take back."""
    related = ("asker__organisation", "asked__organisation", "reader")
    found = load(Ask, request.person, *related, id=ask_id)
    open_inboxes(request.person, [], [found])
    context = {
        "row": ask_row(found, request.person, _instead(found, request.person)),
        "mine": found.asker_id == request.person.id,
        "link_url": reverse("feedback-link", args=[found.id]) if found.address else "",
        "following": reverse("feedback-one", args=[found.follows]) if found.follows else "",
    }
    return render(request, "feedback/ask_one.html", context)


def _instead(found: Ask, person: Person) -> dict[str, str] | None:
    """Where whoever was asked has left: their last manager, who may have seen it too."""
    if found.asker_id != person.id or found.asked is None or found.asked.left_on is None:
        return None
    lines = ReportingLine.objects.visible_to(person).filter(person=found.asked)
    last = lines.select_related("manager").order_by("-since").first()
    if last is None or last.manager_id == person.id or not last.manager.is_active:
        return None
    query = urlencode({"to": last.manager.email, "about": found.about})
    return {"name": last.manager.called, "url": f"{reverse('feedback-ask')}?{query}"}
