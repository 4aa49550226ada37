"""Feedback to a manager, on their invitation: by name from each, or together from five up."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from heard.feedback.asking import ask_team
from heard.feedback.grouping import (
    FLOOR,
    OPEN_FOR,
    close_what_is_over,
    open_round,
    say,
    team_of,
    together,
)
from heard.feedback.models import Round, Voice
from heard.lib.refusals import Refusal
from heard.lib.text import rendered
from heard.privacy.keys import keyring, of_inbox
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.rows import day


def upward(request: PersonRequest) -> HttpResponse:
    """Ask my team, one way or the other; and the rounds there were."""
    person = request.person
    close_what_is_over(person)
    if request.method != "POST":
        return _upward(request)
    try:
        if request.POST.get("how") == "together":
            made = open_round(by=person)
            return HttpResponseRedirect(reverse("feedback-round", args=[made.id]))
        ask_team(team_of(person), by=person)
    except Refusal as refusal:
        return _upward(request, refusal)
    return HttpResponseRedirect(reverse("feedback-asks"))


def _upward(request: PersonRequest, refusal: Refusal | None = None) -> HttpResponse:
    person = request.person
    rounds = Round.objects.visible_to(person).filter(manager=person).order_by("-created_at")
    team = team_of(person)
    context = {
        "team": [one.called for one in team],
        "enough": len(team) >= FLOOR,
        "days": OPEN_FOR.days,
        "rounds": [
            {
                "url": reverse("feedback-round", args=[one.id]),
                "open": one.is_open,
                "when": day(one.closes_at),
            }
            for one in rounds
        ],
        "message": refusal.message if refusal else "",
    }
    return render(request, "feedback/upward.html", context, status=422 if refusal else 200)


def round_(request: PersonRequest, round_id: UUID) -> HttpResponse:
    """For the team, two fields until it closes; for the manager, all of it together after that."""
    person = request.person
    close_what_is_over(person)
    found = load(Round, person, "manager__organisation", id=round_id)
    keyring().unlock([of_inbox(found.id)])
    if found.manager_id == person.id:
        if request.method == "POST":
            raise PermissionDenied
        return _for_manager(request, found)
    return _for_team(request, found)


def _for_manager(request: PersonRequest, found: Round) -> HttpResponse:
    keep, change = together(found, by=request.person) if found.enough else ([], [])
    context = {
        "open": found.is_open,
        "until": day(found.closes_at),
        "enough": found.enough,
        "lists": [
            {"of": "keep", "lines": [rendered(line) for line in keep]},
            {"of": "change", "lines": [rendered(line) for line in change]},
        ],
    }
    return render(request, "feedback/round.html", context)


def _for_team(request: PersonRequest, found: Round) -> HttpResponse:
    person, form = request.person, request.POST
    names = ("keep_doing", "differently")
    context: dict[str, Any] = {"name": found.manager.called, "until": day(found.closes_at)}
    if request.method == "POST":
        try:
            say(found, by=person, **{name: form.get(name, "") for name in names})
        except Refusal as refusal:
            context |= {
                "values": {name: form.get(name, "") for name in names},
                "message": refusal.message,
                "wrong": refusal.field,
            }
            return render(request, "feedback/round_say.html", context, status=422)
        return HttpResponseRedirect(request.path)
    voice = Voice.objects.visible_to(person).filter(round=found, giver=person).first()
    context["values"] = {name: getattr(voice, name) if voice else "" for name in names}
    context["said"] = voice is not None
    return render(request, "feedback/round_say.html", context)
