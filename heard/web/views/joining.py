"""Joining and starting again: links that work once, pages that change nothing until a press."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from heard.conversations.first_conversation import date_first_conversation
from heard.conversations.models import Pair
from heard.lib.afterwards import afterwards
from heard.lib.limits import longest_wait
from heard.people import recovering
from heard.people.joining import join, open_invitation
from heard.people.models import Person
from heard.privacy.keys import acting_as
from heard.web.forms.doors import AddressForm, PasswordForm
from heard.web.letters import send_any_link, send_recoveries, tell_password_changed
from heard.web.limits import link_tries
from heard.web.replies import wait_words
from heard.web.sign_in import enter


@login_not_required
@sensitive_post_parameters("password")
def joining(request: HttpRequest, token: str) -> HttpResponse:
    """What this is, who can see what, a password; then onto the page."""
    welcome = open_invitation(token)
    if welcome is None:
        return link_old(request)
    form = PasswordForm(request.POST or None, email=welcome.person.email)
    if request.method == "POST" and form.is_valid():
        person = join(token, password=form.cleaned_data["password"])
        if person is None:
            return link_old(request)
        with acting_as(person):
            date_first_conversation(person)
            where = next_step(person)
        return enter(request, person, where)
    context = {
        "welcome": welcome,
        "name": welcome.manager.called if welcome.manager else "",
        "form": form,
        "organisation": welcome.organisation,
    }
    return render(request, "accounts/join.html", context, status=422 if form.errors else 200)


@login_not_required
def recover(request: HttpRequest) -> HttpResponse:
    """Ask for a link; the answer is the same for every address."""
    if request.method == "POST":
        return sent(request, "accounts/recover.html", send_recoveries)
    return render(request, "accounts/recover.html", {"form": AddressForm()})


@login_not_required
@sensitive_post_parameters("password")
def recovery(request: HttpRequest, token: str) -> HttpResponse:
    """A new password, once; every other session ends."""
    known = recovering.open_recovery(token)
    if known is None:
        return link_old(request)
    form = PasswordForm(request.POST or None, email=known.email)
    if request.method == "POST" and form.is_valid():
        person = recovering.recover(token, password=form.cleaned_data["password"])
        if person is None:
            return link_old(request)
        tell_password_changed(person)
        return enter(request, person, reverse("home"))
    return render(
        request, "accounts/recovery.html", {"form": form}, status=422 if form.errors else 200
    )


@login_not_required
@require_POST
def fresh_link(request: HttpRequest) -> HttpResponse:
    """For a link that has died: to the same address, if it is known; the answer never says."""
    return sent(request, "accounts/link_old.html", send_any_link)


def sent(request: HttpRequest, template: str, send: Callable[[str], None]) -> HttpResponse:
    """One answer for every address, and no work for any before it: not even the time tells."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return render(request, template, {"form": form}, status=422)
    email = form.cleaned_data["email"].casefold()
    tries = link_tries(request, email)
    wait = longest_wait(tries)
    if wait:
        context = {"form": form, "wait": wait_words(wait)}
        response = render(request, template, context, status=429)
        response["Retry-After"] = str(wait)
        return response
    for limit, whose in tries:
        limit.count(whose)
    afterwards(lambda: send(email))
    return render(request, "accounts/recover_sent.html", {"email": email})


def link_old(request: HttpRequest) -> HttpResponse:
    """Used, too old, or never ours: which of them is not told."""
    return render(request, "accounts/link_old.html", {"form": AddressForm()}, status=404)


def next_step(person: Person) -> str:
    """How they like to work, for whoever has somebody to work it out with; else straight in."""
    page = own_page(person)
    return page if page == reverse("home") else reverse("about-you")


def own_page(person: Person) -> str:
    """The page with one's manager; home for somebody who has none."""
    pair = (
        Pair.objects.visible_to(person)
        .live()
        .filter(employee=person, kind=Pair.Kind.MANAGER)
        .select_related("employee")
        .first()
    )
    return reverse("pair", args=[pair.address]) if pair else reverse("home")
