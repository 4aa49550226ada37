"""One's own settings, a section a page, each saved by itself."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from heard.people.models import AccessToken
from heard.people.signing_out import end_session, end_sessions, session_renamed, sessions_of
from heard.web.forms.settings import (
    DisplayForm,
    KeysForm,
    MailForm,
    NewPasswordForm,
    ProfileForm,
    TokenForm,
)
from heard.web.letters import tell_password_changed
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import writes

SECTIONS: dict[str, "type[forms.ModelForm[Any]]"] = {
    "profile": ProfileForm,
    "display": DisplayForm,
    "keys": KeysForm,
    "mail": MailForm,
}


def tabs(current: str) -> list[dict[str, Any]]:
    """The sections, as links."""
    labels = {
        "profile": _("Profile"),
        "display": _("Display"),
        "keys": _("Keys"),
        "mail": _("Mail"),
        "security": _("Security"),
        "tokens": _("Tokens"),
    }
    return [
        {
            "label": label,
            "url": reverse("settings") if name == "profile" else reverse(f"settings-{name}"),
            "current": name == current,
        }
        for name, label in labels.items()
    ]


def section(request: PersonRequest, name: str = "profile") -> HttpResponse:
    """A form over one's own row; saved, it says so."""
    form_class = SECTIONS.get(name)
    if form_class is None:
        raise Http404
    if request.method == "POST":
        form = form_class(request.POST, instance=request.person)
        if form.is_valid():
            form.save()
            return HttpResponseRedirect(request.path + "?saved=1")
        request.person.refresh_from_db()
    else:
        form = form_class(instance=request.person)
    context = {"tabs": tabs(name), "form": form, "section": name, "saved": "saved" in request.GET}
    return render(request, "settings/section.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters()
def security(request: PersonRequest) -> HttpResponse:
    """The password, and where one is signed in."""
    user = request.person.user
    assert user is not None
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        change_password(request, form.cleaned_data["password"])
        return HttpResponseRedirect(request.path + "?saved=1")
    context = {
        "tabs": tabs("security"),
        "form": form,
        "sessions": session_lines(request),
        "saved": "saved" in request.GET,
    }
    return render(request, "settings/security.html", context, status=422 if form.errors else 200)


def change_password(request: PersonRequest, password: str) -> None:
    """This sign-in goes on under a new key; every other ends, and a letter says so."""
    user = request.person.user
    assert user is not None
    user.set_password(password)
    user.save(update_fields=["password"])
    was = request.session.session_key
    update_session_auth_hash(request, user)
    session_renamed(was=was, becomes=request.session.session_key)
    end_sessions(request.person, but=request.session.session_key)
    tell_password_changed(request.person)


def session_lines(request: PersonRequest) -> list[dict[str, Any]]:
    """Each sign-in that still works: which device, since when, whether it is this one."""
    return [
        {
            "id": row.pk,
            "device": device(row.user_agent),
            "since": row.created_at,
            "here": row.session_key == request.session.session_key,
        }
        for row in sessions_of(request.person)
    ]


def device(user_agent: str) -> str:
    """A browser and a system, in words people know; nothing finer is of use here."""
    browsers = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    browser = next((name for mark, name in browsers if mark in user_agent), _("A browser"))
    system = next((name for mark, name in systems if mark in user_agent), _("a device"))
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}


@writes
def session_ending(request: PersonRequest) -> HttpResponse:
    """End one sign-in, or all the others."""
    wanted = request.POST.get("session", "")
    if wanted == "others":
        end_sessions(request.person, but=request.session.session_key)
        return HttpResponseRedirect(reverse("settings-security"))
    known = wanted.isascii() and wanted.isdigit() and len(wanted) < 18
    if not known or not end_session(request.person, int(wanted)):
        raise Http404
    return HttpResponseRedirect(reverse("settings-security"))


def tokens(request: PersonRequest) -> HttpResponse:
    """Tokens for scripts: made here, shown once."""
    form = TokenForm(request.POST or None)
    made = ""
    if request.method == "POST" and form.is_valid():
        _row, made = AccessToken.issue(
            request.person, name=form.cleaned_data["name"], scope=form.cleaned_data["scope"]
        )
        form = TokenForm()
    rows = AccessToken.objects.visible_to(request.person).order_by("-created_at")[:50]
    context = {"tabs": tabs("tokens"), "form": form, "tokens": rows, "made": made}
    return render(request, "settings/tokens.html", context, status=422 if form.errors else 200)


@writes
def token_ending(request: PersonRequest, token_id: UUID) -> HttpResponse:
    """It stops working at once."""
    load(AccessToken, request.person, id=token_id).end()
    return HttpResponseRedirect(reverse("settings-tokens"))
