"""Somebody outside answers by a link; and how one asks them.

The link's own page is the same for every link there ever was or never was. Only the address it
was made for leads on, by a cookie that the next page alone is sent; that page shows the question,
the name whoever asks chose for themselves, and nothing else.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from heard.feedback import inviting
from heard.feedback.models import Ask
from heard.feedback.wording import about_nature, nature_words
from heard.lib.limits import longest_wait
from heard.lib.refusals import Refusal
from heard.people.reporting import manager_of
from heard.web.feedback_rows import words
from heard.web.forms import reading
from heard.web.limits import outside_tries
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import wait_words, writes
from heard.web.views.asking import QUESTIONS, question_choices
from heard.web.views.feedback import allowed

SALT = "outside.link"
COOKIE_FOR = 2 * 60 * 60
COOKIE_PATH = "/f"


@login_not_required
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the address the link was sent to. Looking changes nothing and tells nothing."""
    if request.method != "POST":
        return unlisted(render(request, "outside/door.html"))
    tries = outside_tries(request, token)
    wait = longest_wait(tries)
    if wait:
        response = render(request, "outside/door.html", {"wait": wait_words(wait)}, status=429)
        response["Retry-After"] = str(wait)
        return unlisted(response)
    for limit, whose in tries:
        limit.count(whose)
    if not inviting.knock(token, request.POST.get("address", "")):
        return closed(request)
    response = HttpResponseRedirect(reverse("outside-answer"))
    response.set_cookie(
        settings.OUTSIDE_COOKIE,
        signing.dumps(token, salt=SALT),
        max_age=COOKIE_FOR,
        path=COOKIE_PATH,
        secure=settings.SERVED_OVER_TLS,
        httponly=True,
        samesite="Lax",
    )
    return unlisted(response)


@login_not_required
def answer(request: HttpRequest) -> HttpResponse:
    """The question, and the fields for one answer."""
    token = _token(request)
    question = inviting.question_behind(token) if token else None
    if question is None:
        return closed(request)
    with translation.override(question.language):
        if request.method != "POST":
            return unlisted(_form(request, question))
        try:
            given = words(None, request.POST)
            signed = request.POST.get("signed", "")
            if not inviting.answer_from_outside(token, words=given, signed=signed):
                return closed(request)
        except Refusal as refusal:
            return unlisted(_form(request, question, refusal))
        response = render(request, "outside/thank_you.html", {"question": question})
        response.delete_cookie(settings.OUTSIDE_COOKIE, path=COOKIE_PATH)
        return unlisted(response)


def closed(request: HttpRequest) -> HttpResponse:
    """Used, too old, never ours, or another address: which of them is not told."""
    return unlisted(render(request, "outside/closed.html", status=404))


def unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _token(request: HttpRequest) -> str:
    try:
        cookie = request.COOKIES.get(settings.OUTSIDE_COOKIE, "")
        return str(signing.loads(cookie, salt=SALT, max_age=COOKIE_FOR))
    except signing.BadSignature:
        return ""


def _form(
    request: HttpRequest, question: inviting.Question, refusal: Refusal | None = None
) -> HttpResponse:
    values = words(None, request.POST)
    context = {
        "question": question,
        "values": {**values, "signed": request.POST.get("signed", "")},
        "nature": nature_words(),
        "hints": {name: about_nature(text) for name, text in values.items()},
        "message": refusal.message if refusal else "",
        "wrong": refusal.field if refusal else "",
    }
    return render(request, "outside/answer.html", context, status=422 if refusal else 200)


def ask_outside(request: PersonRequest) -> HttpResponse:
    """Their address, the name they know me by, and the same four steps."""
    if request.method != "POST":
        return _ask_form(request)
    person, form = request.person, request.POST
    try:
        row, token = inviting.ask_outside(
            by=person,
            address=form.get("address", ""),
            known_as=form.get("known_as", ""),
            about=form.get("about", ""),
            kind=form.get("kind", QUESTIONS[0]),
            own_question=form.get("own_question", ""),
            due_on=reading.date(form, "due_on", today=person.today()),
            readers=form.get("readers", "me"),
        )
    except Refusal as refusal:
        return _ask_form(request, refusal)
    return _shown(request, row, token)


@writes
def link(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """A fresh link in place of the one before."""
    found = load(Ask, request.person, "asker", id=ask_id)
    allowed(found.asker_id == request.person.id)
    return _shown(request, found, inviting.renew(found, by=request.person))


def _shown(request: PersonRequest, row: Ask, token: str) -> HttpResponse:
    """The link, this once: only its digest is kept."""
    context = {
        "address": row.address,
        "link": settings.BASE_URL + reverse("outside", args=[token]),
        "days": inviting.VALID_FOR.days,
        "back": reverse("feedback-asks"),
    }
    return render(request, "feedback/link.html", context)


def _ask_form(request: PersonRequest, refusal: Refusal | None = None) -> HttpResponse:
    form = request.POST if refusal else request.GET
    names = ("address", "about", "own_question", "due_on")
    context: dict[str, Any] = {
        "values": {
            **{name: form.get(name, "") for name in names},
            "known_as": form.get("known_as", request.person.name),
        },
        "questions": question_choices(form),
        "manager": manager_of(request.person),
        "both": form.get("readers") == "me_and_manager",
        "message": refusal.message if refusal else "",
        "wrong": refusal.field if refusal else "",
    }
    return render(request, "feedback/ask_outside.html", context, status=422 if refusal else 200)
