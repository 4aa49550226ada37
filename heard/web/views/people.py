"""People, for the people team and administrators; for everyone else these pages don't exist."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.lib.refusals import Refusal
from heard.lib.text import cleaned
from heard.people import access
from heard.people.granting import LastAdministrator, grant, take_back
from heard.people.leaving import come_back, leave, pause
from heard.people.models import Person, ReportingLine, Role
from heard.people.reporting import LoopInLines, manager_of, report_to
from heard.web.forms.people import ManagerForm, OrganisationForm, PersonForm
from heard.web.letters import invite
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import writes
from heard.web.rows import day

PAGE = 50


def keeper_only(request: PersonRequest) -> None:
    """To anyone else these pages are not there."""
    if not access.can_keep_directory(request.person):
        raise Http404


@require_safe
def people(request: PersonRequest) -> HttpResponse:
    """The directory, by name, found by any part of it; older pages by where they begin."""
    keeper_only(request)
    words = cleaned(request.GET.get("q", "")[:100])
    after = request.GET.get("after", "")[:200].replace("\x00", "")
    rows = Person.objects.visible_to(request.person)
    if words:
        rows = rows.filter(name__icontains=words) | rows.filter(email__icontains=words)
    if after:
        rows = rows.filter(name__gt=after)
    page = list(rows.order_by("name", "id")[: PAGE + 1])
    managers = {
        line.person_id: line.manager.name
        for line in ReportingLine.objects.visible_to(request.person)
        .current()
        .filter(person__in=[person.id for person in page])
        .select_related("manager")
    }
    context = {
        "people": [person_line(person, managers.get(person.id, "")) for person in page[:PAGE]],
        "words": words,
        "after": page[PAGE - 1].name if len(page) > PAGE else "",
        "can_configure": access.can_configure(request.person),
    }
    return render(request, "people/list.html", context)


def person_line(person: Person, manager: str) -> dict[str, Any]:
    """One line of the directory."""
    if person.left_on:
        state = _("left %(day)s") % {"day": day(person.left_on)}
    elif person.paused_on:
        state = _("on leave since %(day)s") % {"day": day(person.paused_on)}
    elif person.has_joined:
        state = _("joined")
    else:
        state = _("not yet joined")
    return {
        "name": person.name,
        "email": person.email,
        "initials": person.initials,
        "title": person.title,
        "team": person.team,
        "manager": manager,
        "state": state,
        "url": reverse("person", args=[person.id]),
    }


def person_new(request: PersonRequest) -> HttpResponse:
    """Somebody new; the invitation goes out separately."""
    keeper_only(request)
    form = PersonForm(
        request.POST or None, instance=Person(organisation_id=request.person.organisation_id)
    )
    if request.method == "POST" and form.is_valid():
        made = form.save()
        return HttpResponseRedirect(reverse("person", args=[made.id]))
    return render(request, "people/new.html", {"form": form}, status=422 if form.errors else 200)


def person(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """The facts, and what can be done; never a note."""
    keeper_only(request)
    found = load(Person, request.person, "organisation", "user", id=person_id)
    form = PersonForm(instance=found)
    if request.method == "POST":
        form = PersonForm(request.POST, instance=found)
        if form.is_valid():
            form.save()
            return HttpResponseRedirect(request.path)
        found.refresh_from_db()
    context = person_context(request, found) | {"form": form}
    return render(request, "people/person.html", context, status=422 if form.errors else 200)


def person_context(request: PersonRequest, found: Person) -> dict[str, Any]:
    """What the page of a person prints."""
    manager = manager_of(found)
    return {
        "found": found,
        "line": person_line(found, manager.name if manager else ""),
        "manager": manager,
        "history": [
            {"name": line.manager.name, "since": line.since, "until": line.until}
            for line in ReportingLine.objects.visible_to(request.person)
            .filter(person=found)
            .select_related("manager")
            .order_by("-since")[:20]
        ],
        "manager_form": ManagerForm(
            person=found, initial={"manager": manager.email if manager else ""}
        ),
        "roles": [
            {"kind": kind, "label": label, "holds": kind in found.role_kinds}
            for kind, label in Role.Kind.choices
        ],
        "can_grant": access.can_grant_roles(request.person),
    }


def person_manager(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Another manager from today: says what that starts before it does."""
    keeper_only(request)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("person", args=[person_id]))
    found = load(Person, request.person, "organisation", id=person_id)
    form = ManagerForm(request.POST, person=found)
    if form.is_valid():
        try:
            report_to(found, form.found)
        except LoopInLines as loop:
            form.add_error("manager", _("That would be a loop: %(loop)s") % {"loop": loop})
        else:
            return HttpResponseRedirect(reverse("person", args=[found.id]))
    context = person_context(request, found)
    context |= {"form": PersonForm(instance=found), "manager_form": form}
    return render(request, "people/person.html", context, status=422)


@writes
def person_invitation(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Invite, or invite again; the link is shown too, for where there is no mail."""
    keeper_only(request)
    found = load(Person, request.person, "organisation", id=person_id)
    address = invite(found, by=request.person)
    context = person_context(request, found)
    context |= {"form": PersonForm(instance=found), "invitation": address}
    return render(request, "people/person.html", context)


@writes
def person_standing(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Left, on leave, or back."""
    keeper_only(request)
    found = load(Person, request.person, "organisation", "user", id=person_id)
    if found.id == request.person.id:
        raise Refusal(_("Somebody else has to do that for you."), "standing")
    verbs = {"leave": leave, "pause": pause, "back": come_back}
    verb = verbs.get(request.POST.get("standing", ""))
    if verb is None:
        raise Refusal(_("Left, on leave, or back."), "standing")
    verb(found)
    return HttpResponseRedirect(reverse("person", args=[found.id]))


@writes
def person_role(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Grant or take back a role; administrators only."""
    if not access.can_grant_roles(request.person):
        raise Http404
    found = load(Person, request.person, "organisation", id=person_id)
    kind = request.POST.get("kind", "")
    if kind not in Role.Kind.values:
        raise Refusal(_("That role isn't known."), "kind")
    try:
        if request.POST.get("hold") == "yes":
            grant(found, kind, by=request.person)
        else:
            take_back(found, kind, by=request.person)
    except LastAdministrator as error:
        raise Refusal(_("Somebody has to administer; make another first."), "kind") from error
    return HttpResponseRedirect(reverse("person", args=[found.id]))


def organisation(request: PersonRequest) -> HttpResponse:
    """The organisation's own settings; administrators only."""
    if not access.can_configure(request.person):
        raise Http404
    form = OrganisationForm(request.POST or None, instance=request.person.organisation)
    if request.method == "POST" and form.is_valid():
        form.save()
        return HttpResponseRedirect(request.path + "?saved=1")
    context = {"form": form, "saved": "saved" in request.GET}
    return render(request, "people/organisation.html", context, status=422 if form.errors else 200)
