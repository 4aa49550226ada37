"""Setting up: one question a page, from any device that has the link, until it is opened for use.

Without the link, and once it is finished, these pages are not there.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from heard.activity.mail_trial import has_server, try_mail
from heard.lib.afterwards import afterwards
from heard.lib.refusals import Refusal
from heard.people import setting_up
from heard.people.models import SetUp
from heard.people.setting_up import STEPS
from heard.privacy.keys import acting_as
from heard.web import setting_up_people
from heard.web.forms.setting_up import PlaceForm, PrivacyForm, YouForm
from heard.web.letters import invite_everybody
from heard.web.setting_up_answers import begin_page, summary
from heard.web.sign_in import enter

SET_UP_IN_SESSION = "set_up"


@login_not_required
def set_up(request: HttpRequest) -> HttpResponse:
    """The link leads in; who is in goes on where they were."""
    key = request.GET.get("key", "")
    found = setting_up.by_link(key) if key else _theirs(request)
    if found is None:
        raise Http404
    if key:
        request.session.cycle_key()
        request.session[SET_UP_IN_SESSION] = str(found.id)
    return _go(setting_up.first_unanswered(found))


@login_not_required
@sensitive_post_parameters("password")
def step(request: HttpRequest, step: str) -> HttpResponse:
    """One question; a later one waits until those before it are answered."""
    found = _theirs(request)
    if found is None or step not in STEPS:
        raise Http404
    first = setting_up.first_unanswered(found)
    if STEPS.index(step) > STEPS.index(first):
        return _go(first)
    return PAGES[step](request, found)


def _theirs(request: HttpRequest) -> SetUp | None:
    known = request.session.get(SET_UP_IN_SESSION)
    return setting_up.under_way(UUID(known)) if known else None


def _go(step: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("set-up-step", args=[step]))


def kept(found: SetUp, step: str, answers: dict[str, Any]) -> HttpResponse:
    """Answered; on to the next, or back to the check for whoever came from there."""
    was_complete = setting_up.first_unanswered(found) == STEPS[-1]
    found = setting_up.answer(found, step, answers)
    following = STEPS[STEPS.index(step) + 1]
    return _go("check" if was_complete else following)


def page(
    request: HttpRequest, step: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A question in its frame: how far, the way back, what is asked."""
    name = step.replace("-", "_")
    context = begin_page(step) | context
    return render(request, f"setting_up/{name}.html", context, status=status)


def you(request: HttpRequest, found: SetUp) -> HttpResponse:
    """1. Name, address and password; of the password only its digest waits."""
    before = found.answers.get("you", {})
    form = YouForm(request.POST or None, initial=before, has_password="password" in before)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        password = make_password(told["password"]) if told["password"] else before["password"]
        return kept(
            found, "you", {"name": told["name"], "email": told["email"], "password": password}
        )
    return page(request, "you", {"form": form}, status=422 if form.errors else 200)


def organisation(request: HttpRequest, found: SetUp) -> HttpResponse:
    """2. What it is called, and how it counts time."""
    form = PlaceForm(request.POST or None, initial=found.answers.get("organisation", {}))
    if request.method == "POST" and form.is_valid():
        return kept(found, "organisation", form.cleaned_data)
    context = {"form": form, "own_zone": "organisation" not in found.answers}
    return page(request, "organisation", context, status=422 if form.errors else 200)


def signing_in(request: HttpRequest, found: SetUp) -> HttpResponse:
    """3. One way for now, said plainly."""
    if request.method == "POST":
        return kept(found, "signing-in", {"way": "password"})
    return page(request, "signing-in", {})


def mail(request: HttpRequest, found: SetUp) -> HttpResponse:
    """4. How mail leaves, from the environment; a trial tells what the server says."""
    context: dict[str, Any] = {
        "has_server": has_server(),
        "server": f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
        "signs_in_as": settings.EMAIL_HOST_USER,
        "starttls": settings.EMAIL_USE_TLS,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "folder": settings.EMAIL_FILE_PATH,
        "to": found.answers["you"]["email"],
    }
    if request.method != "POST":
        return page(request, "mail", context)
    if request.POST.get("do") != "try":
        return kept(found, "mail", {"server": has_server()})
    context["trial"] = try_mail(
        to=context["to"],
        subject=_("Heard can send mail"),
        text=_("This is the trial letter from setting up Heard. There is nothing to do."),
    )
    return page(request, "mail", context)


def people(request: HttpRequest, found: SetUp) -> HttpResponse:
    """5. Everybody by a list, or one other person."""
    outcome = setting_up_people.asked(request, found)
    if outcome.answers is not None:
        found = setting_up.answer(found, "people", outcome.answers)
        if outcome.look_again:
            return _go("people")
        return _go(setting_up.first_unanswered(found))
    return page(request, "people", outcome.context, status=outcome.status)


def privacy(request: HttpRequest, found: SetUp) -> HttpResponse:
    """6. Rhythm, and what mail may carry."""
    form = PrivacyForm(request.POST or None, initial=found.answers.get("privacy"))
    if request.method == "POST" and form.is_valid():
        return kept(found, "privacy", form.chosen())
    return page(request, "privacy", {"form": form}, status=422 if form.errors else 200)


def check(request: HttpRequest, found: SetUp) -> HttpResponse:
    """7. Everything once more; then it opens, and whoever set up is signed in on their page."""
    asked = {"lines": summary(found), "has_server": has_server()}
    if request.method != "POST":
        return page(request, "check", asked)
    try:
        person = setting_up.open_for_use(found)
    except Refusal as refusal:
        return page(request, "check", asked | {"refused": refusal.message}, status=422)
    with acting_as(person):
        where = setting_up_people.first_page(person)
    if has_server() and request.POST.get("invite") == "yes":
        afterwards(lambda: invite_everybody(by=person))
    return enter(request, person, where)


Page = Callable[[HttpRequest, SetUp], HttpResponse]
PAGES: dict[str, Page] = dict(
    zip(STEPS, (you, organisation, signing_in, mail, people, privacy, check), strict=True)
)
