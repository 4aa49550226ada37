"""Check-ins: answered where one is, and one's own history of them."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS

from heard.conversations.checking_in import check_in, forget, readers_by_check_in, upward
from heard.conversations.telling import take_back
from heard.lib.refusals import Refusal
from heard.privacy.keys import keyring, of_pair, of_person
from heard.web.check_in_chart import strips_of
from heard.web.check_in_panel import (
    chip_of,
    form_of,
    panel_of,
    put_off_mark,
    questions_of,
    recent_of,
)
from heard.web.forms import reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.own_pages import own_pages
from heard.web.replies import back_of, changed, writes
from heard.web.rows import day
from heard.web.views.me import me_tabs
from heard.wellbeing.answering import choose_day, go_on, habit_of, is_paused, pause
from heard.wellbeing.models import CheckIn
from heard.wellbeing.models.habit import Reader
from heard.wellbeing.pack_reading import own_pack, pack_named

# Four years of weeks; the latest of them stand open.
KEPT, LATEST = 208, 8


def check_ins(request: PersonRequest) -> HttpResponse:
    """One's own history; sent to, today's answers."""
    if request.method == "POST":
        return answered_now(request)
    return render(request, "check_ins/page.html", page_context(request))


@writes
def answered_now(request: PersonRequest) -> HttpResponse:
    """Kept, and the sentence back in place of the questions. What is refused keeps everything."""
    person, asked = request.person, own_pack().questions
    answers = {one.id: request.POST[one.id] for one in asked if one.id in request.POST}
    try:
        check_in(
            by=person,
            answers=answers,
            reader=request.POST.get("reader", Reader.ONLY_ME),
            word=request.POST.get("word", ""),
            # Where two versions of the note met, what was chosen of them comes as `text`.
            note=request.POST.get("text", request.POST.get("note", "")),
            base=reading.whole_number(request.POST, "version"),
        )
    except Refusal as refusal:
        if refusal.field == "answers":
            refusal.field = asked[0].id
        if request.htmx:  # type: ignore[attr-defined]
            raise
        return _not_kept(request, refusal, answers)
    pages = own_pages(request)
    panel = panel_of(person, habit_of(person), recent_of(person), pages)
    back = back_of(request, reverse("check-ins"))
    return changed(request, f"{back}#check-in", "check_ins/panel.html", {"check_in": panel})


def _not_kept(request: PersonRequest, refusal: Refusal, answers: dict[str, str]) -> HttpResponse:
    """The whole page again, with every word where it was."""
    context = page_context(request)
    form = form_of(request.person, habit_of(request.person), None, own_pages(request))
    form["questions"] = questions_of(own_pack().asked_on(request.person.today()), answers)
    typed = {name: request.POST.get(name, "") for name in ("word", "note", "version", "reader")}
    context["form"] = form | typed
    context["wrong"] = {"field": refusal.field, "message": refusal.message}
    return render(request, "check_ins/page.html", context, status=422)


def page_context(request: PersonRequest) -> dict[str, Any]:
    """Everything the page prints, for nobody else."""
    person, today = request.person, request.person.today()
    pages = own_pages(request)
    led = upward(pages, person)
    keyring().unlock([of_person(person.id), *(of_pair(pair.id) for pair in led)])
    habit = habit_of(person)
    rows = list(CheckIn.objects.visible_to(person).newest_first()[:KEPT])
    shown = readers_by_check_in(rows, reader=person)
    row = next((one for one in rows if one.on == today), None)
    lines = [line_of(one, shown.get(one.id, [])) for one in rows]
    reader = "" if row is None else (Reader.PAIR if row.id in shown else Reader.ONLY_ME)
    return {
        "tabs": me_tabs("check-ins"),
        "form": form_of(person, habit, row, pages, reader=reader),
        "check_in": panel_of(person, habit, rows, pages) if row else None,
        "strips": strips_of(rows),
        "rows": lines[:LATEST],
        "earlier": lines[LATEST:],
        "weekday": habit.weekday,
        "weekdays": list(WEEKDAYS.items()),
        "paused": is_paused(habit, today),
        "paused_until": day(habit.paused_until) if habit.paused_until else "",
        "chip_pair": chip_of(led),
    }


def line_of(row: CheckIn, readers: list[str]) -> dict[str, Any]:
    """One check-in in words."""
    pack = pack_named(row.pack)
    said = []
    for asked, answer in row.answers.items():
        question = pack.question(asked) if pack else None
        place = question.scale.place_of(answer) if question else None
        if question is not None and place is not None:
            said.append(str(question.scale.words[place]))
    return {
        "on": day(row.on),
        "said": " · ".join([*said, row.word] if row.word else said),
        "note": row.note,
        "readers": ", ".join(readers),
        "url": reverse("check-in-removal", args=[row.id]),
        "keep_url": reverse("check-in-keeping", args=[row.id]) if readers else "",
    }


@writes
def check_in_removal(request: PersonRequest, check_in_id: UUID) -> HttpResponse:
    """Gone for good, for oneself and for whoever it was shown to."""
    forget(load(CheckIn, request.person, id=check_in_id), by=request.person)
    return HttpResponseRedirect(reverse("check-ins") + "#all")


@writes
def check_in_keeping(request: PersonRequest, check_in_id: UUID) -> HttpResponse:
    """Shown so far, and from now on one's own again: the copy's words are gone at once."""
    take_back(load(CheckIn, request.person, id=check_in_id), by=request.person)
    return HttpResponseRedirect(reverse("check-ins") + "#all")


@writes
def check_in_skipping(request: PersonRequest) -> HttpResponse:
    """Put off for today. Nothing is kept of it but in this browser, until it is closed."""
    response = changed(request, back_of(request, "/"))
    response.set_cookie(
        settings.SKIPPED_CHECK_IN_COOKIE,
        put_off_mark(request.person, timezone.localdate()),
        secure=settings.SERVED_OVER_TLS,
        httponly=True,
        samesite="Lax",
    )
    return response


@writes
def check_in_day(request: PersonRequest) -> HttpResponse:
    """My day."""
    weekday = reading.whole_number(request.POST, "weekday")
    choose_day(by=request.person, weekday=-1 if weekday is None else weekday)
    return HttpResponseRedirect(reverse("check-ins") + "#when")


@writes
def check_in_pause(request: PersonRequest) -> HttpResponse:
    """Until a day, for good, or no longer."""
    if request.POST.get("pause") == "no":
        go_on(by=request.person)
    else:
        until = reading.date(request.POST, "until", today=request.person.today())
        pause(by=request.person, until=until)
    return HttpResponseRedirect(reverse("check-ins") + "#when")
