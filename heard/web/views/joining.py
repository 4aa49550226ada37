"""Joining and starting again: links that work once, pages that change nothing until a press."""

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from heard.conversations.first_conversation import date_first_conversation
from heard.people import recovering
from heard.people.joining import invitations_for, join, open_invitation
from heard.people.models import Person
from heard.privacy.keys import acting_as
from heard.web.letters import send_fresh_invitations, send_recoveries
from heard.web.middleware.acting import ORGANISATION_IN_SESSION


class PasswordForm(forms.Form):
    """A new password, twelve characters or more; pasting is fine."""

    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        help_text=_("At least twelve characters. A few ordinary words in a row do well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class AddressForm(forms.Form):
    """An address to send a link to."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@login_not_required
@sensitive_post_parameters("password")
def joining(request: HttpRequest, token: str) -> HttpResponse:
    """What this is, who can see what, a password; then onto the page."""
    welcome = open_invitation(token)
    if welcome is None:
        return render(request, "accounts/link_old.html", {"form": AddressForm()}, status=404)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = join(token, password=form.cleaned_data["password"])
        if person is None:
            return render(request, "accounts/link_old.html", {"form": AddressForm()}, status=404)
        with acting_as(person):
            date_first_conversation(person)
        return _enter(request, person)
    context = {"welcome": welcome, "form": form, "organisation": welcome.organisation}
    return render(request, "accounts/join.html", context, status=422 if form.errors else 200)


@login_not_required
def recover(request: HttpRequest) -> HttpResponse:
    """Ask for a link; the answer is the same for every address."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].casefold()
        allowed = ratelimit.consume(request, action="reset_password", key=email)
        if allowed:
            send_recoveries(recovering.recoveries_for(email))
        return render(request, "accounts/recover_sent.html", {"email": email})
    return render(
        request, "accounts/recover.html", {"form": form}, status=422 if form.errors else 200
    )


@login_not_required
@sensitive_post_parameters("password")
def recovery(request: HttpRequest, token: str) -> HttpResponse:
    """A new password, once; every other session ends."""
    if recovering.open_recovery(token) is None:
        return render(request, "accounts/link_old.html", {"form": AddressForm()}, status=404)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = recovering.recover(token, password=form.cleaned_data["password"])
        if person is None:
            return render(request, "accounts/link_old.html", {"form": AddressForm()}, status=404)
        return _enter(request, person)
    return render(
        request, "accounts/recovery.html", {"form": form}, status=422 if form.errors else 200
    )


@login_not_required
@require_POST
def fresh_link(request: HttpRequest) -> HttpResponse:
    """For a link that has died: to the same address, if it is known; the answer never says."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/link_old.html", {"form": form}, status=422)
    email = form.cleaned_data["email"].casefold()
    if ratelimit.consume(request, action="reset_password", key=email):
        send_fresh_invitations(invitations_for(email))
        send_recoveries(recovering.recoveries_for(email))
    return render(request, "accounts/recover_sent.html", {"email": email})


def _enter(request: HttpRequest, person: Person) -> HttpResponse:
    """Signed in, in a session of their own."""
    request.session.flush()
    assert person.user is not None
    person.user.backend = settings.AUTHENTICATION_BACKENDS[0]
    get_adapter().login(request, person.user)
    request.session[ORGANISATION_IN_SESSION] = str(person.organisation_id)
    return HttpResponseRedirect("/with")
