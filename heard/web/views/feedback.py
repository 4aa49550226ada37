"""Feedback: what reached me, what I gave and asked; one of them, whole."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.activity.undoing import way_back_from
from heard.conversations.bringing_feedback import talk_about
from heard.feedback import access, receiving
from heard.feedback.asking import ask_more
from heard.feedback.giving import add, withdraw
from heard.feedback.grouping import team_of
from heard.feedback.models import Addition, Feedback, Keeping, Showing, Take
from heard.feedback.models.feedback import WORDED
from heard.feedback.reading import (
    PAGE,
    asked_by,
    asks_about,
    given_by,
    open_inboxes,
    open_rounds,
    received_by,
    upward_is_due,
)
from heard.feedback.wording import about_nature
from heard.lib.text import rendered
from heard.people.reporting import manager_of
from heard.web.feedback_rows import ask_row, given_row, giver_name, parts, received_row
from heard.web.forms.reading import moment
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import changed, writes
from heard.web.rows import day
from heard.web.worked_with import worked_with

RELATED = ("giver__organisation", "receiver__organisation", "ask")


def own(request: PersonRequest, feedback_id: UUID) -> Feedback:
    """The feedback, as whoever asks may see it."""
    return load(Feedback, request.person, *RELATED, id=feedback_id)


def allowed(may: bool) -> None:
    if not may:
        raise PermissionDenied


def url_of(feedback: Feedback) -> str:
    return reverse("feedback-one", args=[feedback.id])


def tabs(here: str) -> list[dict[str, Any]]:
    """Received, given, asked, thanks."""
    named = {
        "feedback": _("Received"),
        "feedback-given": _("Given"),
        "feedback-asks": _("Asked"),
        "thanks": _("Thanks"),
    }
    return [
        {"url": reverse(name), "label": label, "current": name == here}
        for name, label in named.items()
    ]


@require_safe
def received(request: PersonRequest) -> HttpResponse:
    """Newest first; what was not read yet stands out by its weight, and nothing is counted."""
    person = request.person
    before = moment(request.GET.get("before", ""))
    found = received_by(person, before=before)
    context = {
        "tabs": tabs("feedback"),
        "rows": [received_row(row, person) for row in found.mine[:PAGE]],
        "shown": [received_row(row, person) for row in found.shown],
        "waiting": [ask_row(row, person) for row in found.waiting],
        "older": found.mine[PAGE - 1].created_at.isoformat() if len(found.mine) > PAGE else "",
        "first": before is None,
        "suggested": worked_with(person) if before is None and not found.mine else [],
        "upward": upward_is_due(person),
        "rounds": [
            {
                "url": reverse("feedback-round", args=[one.id]),
                "name": one.manager.called,
                "until": day(one.closes_at),
            }
            for one in open_rounds(person)
        ],
        "leads": bool(team_of(person)),
    }
    return render(request, "feedback/received.html", context)


@require_safe
def given(request: PersonRequest) -> HttpResponse:
    """What I gave, and whether it was read."""
    before = moment(request.GET.get("before", ""))
    rows = given_by(request.person, before=before)
    context = {
        "tabs": tabs("feedback-given"),
        "rows": [given_row(row) for row in rows[:PAGE]],
        "older": rows[PAGE - 1].created_at.isoformat() if len(rows) > PAGE else "",
    }
    return render(request, "feedback/given.html", context)


@require_safe
def asks(request: PersonRequest) -> HttpResponse:
    """What I asked, and how far each is."""
    rows = asked_by(request.person)
    context = {
        "tabs": tabs("feedback-asks"),
        "rows": [ask_row(row, request.person) for row in rows],
    }
    return render(request, "feedback/asks.html", context)


@require_safe
def one(request: PersonRequest, feedback_id: UUID) -> HttpResponse:
    """One feedback, whole. That its receiver opens it is what ends the giver's changing it."""
    found = own(request, feedback_id)
    if request.method == "GET":
        receiving.open_first(found, by=request.person)
    return render(request, "feedback/one.html", whole(found, request))


def whole(found: Feedback, request: PersonRequest) -> dict[str, Any]:
    """Everything the page of one prints, as this person may see it."""
    person = request.person
    open_inboxes(person, [found])
    mine = access.is_receiver(person, found)
    additions = Addition.objects.visible_to(person).filter(feedback=found).order_by("created_at")
    context: dict[str, Any] = {
        "feedback": found,
        "url": url_of(found),
        "mine": mine,
        "chip": access.audience_of(found, person),
        "nature_hint": any(about_nature(getattr(found, name)) for name in WORDED),
        "given": person.id == found.giver_id,
        "who": giver_name(found),
        "when": day(found.created_at),
        "asked": found.ask.question if found.ask is not None else "",
        "parts": parts(found),
        "additions": [
            {"html": rendered(row.text), "when": day(row.created_at)} for row in additions
        ],
        "can_word": access.can_word(person, found),
        "can_add": access.can_add(person, found),
        "can_ask_more": access.can_ask_more(person, found),
        "open_asks": [ask_row(row, person) for row in asks_about(found, person)],
    }
    return context | (_to_receiver(found, request) if mine else {})


def _to_receiver(found: Feedback, request: PersonRequest) -> dict[str, Any]:
    person = request.person
    manager = manager_of(person)
    take = Take.objects.visible_to(person).filter(feedback=found).first()
    kept = Keeping.objects.visible_to(person).filter(feedback=found).first()
    shown = Showing.objects.visible_to(person).standing().filter(feedback=found).first()
    return {
        "take": take.text if take is not None else "",
        "kept": day(kept.created_at) if kept is not None else "",
        "shown": day(shown.created_at) if shown is not None else "",
        "manager": manager,
        "can_show": access.can_show(person, found)
        and manager is not None
        and manager.id != found.giver_id,
        "talked": day(found.talked_at) if found.talked_at else "",
    }


@writes
def additions(request: PersonRequest, feedback_id: UUID) -> HttpResponse:
    """The giver adds, once it was read; answering what was asked about it, where that is so."""
    found = own(request, feedback_id)
    allowed(access.can_add(request.person, found))
    waiting = next(
        (ask for ask in asks_about(found, request.person) if ask.asked_id == request.person.id),
        None,
    )
    add(found, by=request.person, text=request.POST.get("text", ""), ask=waiting)
    return changed(request, f"{url_of(found)}#added")


@writes
def take(request: PersonRequest, feedback_id: UUID) -> HttpResponse:
    """My take, for me alone."""
    found = own(request, feedback_id)
    allowed(access.is_receiver(request.person, found))
    receiving.make_of_it(found, by=request.person, text=request.POST.get("text", ""))
    return changed(request, f"{url_of(found)}#take")


@writes
def keeping(request: PersonRequest, feedback_id: UUID) -> HttpResponse:
    """Kept for a review, or not after all."""
    found = own(request, feedback_id)
    allowed(access.is_receiver(request.person, found))
    if request.POST.get("keep") == "no":
        receiving.keep_no_more(found, by=request.person)
    else:
        receiving.keep(found, by=request.person)
    return changed(request, f"{url_of(found)}#kept")


@writes
def showing(request: PersonRequest, feedback_id: UUID) -> HttpResponse:
    """Whether my manager reads it."""
    found = own(request, feedback_id)
    allowed(access.can_show(request.person, found))
    if request.POST.get("show") == "no":
        receiving.stop_showing(found, by=request.person)
        return changed(request, f"{url_of(found)}#who")
    receiving.show_to_manager(found, by=request.person)
    way_back = way_back_from(found.id, by=request.person)
    return changed(request, f"{url_of(found)}#who", way_back=way_back)


@writes
def talk(request: PersonRequest, feedback_id: UUID) -> HttpResponse:
    """On the page with my manager, in my words."""
    found = own(request, feedback_id)
    allowed(access.is_receiver(request.person, found))
    talk_about(found, by=request.person, text=request.POST.get("text", ""))
    return changed(request, f"{url_of(found)}#talk")


@writes
def more(request: PersonRequest, feedback_id: UUID) -> HttpResponse:
    """One question back."""
    found = own(request, feedback_id)
    allowed(access.can_ask_more(request.person, found))
    ask_more(found, by=request.person, question=request.POST.get("question", ""))
    return changed(request, f"{url_of(found)}#more")


@writes
def removal(request: PersonRequest, feedback_id: UUID) -> HttpResponse:
    """The giver takes it back unread; the receiver puts it out of sight."""
    found = own(request, feedback_id)
    if access.is_receiver(request.person, found):
        receiving.put_away(found, by=request.person)
        back = reverse("feedback")
    else:
        allowed(access.can_word(request.person, found))
        withdraw(found, by=request.person)
        back = reverse("feedback-given")
    return changed(request, back, way_back=way_back_from(found.id, by=request.person))
