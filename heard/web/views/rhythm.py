"""Rhythm and booking: how often, and what becomes of the next date."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.conversations import access
from heard.conversations.models import Conversation, Pair, Rhythm
from heard.conversations.planning import (
    keep_rhythm,
    met_elsewhere,
    move_next,
    recurrence_of,
    skip_next,
    suggested_rhythm,
)
from heard.lib.recurrence import describe, occurrences
from heard.lib.refusals import Refusal
from heard.objectives.models import Reason
from heard.web.forms import reading
from heard.web.forms.rhythm import RhythmForm
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import changed, refused, writes
from heard.web.rows import moment
from heard.web.views.items import allow
from heard.web.views.pair import load_pair, page_url


def rhythm(request: PersonRequest, address: str) -> HttpResponse:
    """The next date, then the rhythm. Either of the two may change it."""
    pair = load_pair(request, address)
    instance = Rhythm.objects.visible_to(request.person).filter(pair=pair).first()
    instance = instance or suggested_rhythm(pair)
    if request.method == "POST":
        allow(access.can_write(request.person, pair))
        form = RhythmForm(request.POST, instance=instance)
        if form.is_valid():
            return _keep(request, pair, form)
        return render(request, "pair/rhythm.html", _context(request, pair, form), status=422)
    form = RhythmForm(instance=instance)
    return render(request, "pair/rhythm.html", _context(request, pair, form))


def _keep(request: PersonRequest, pair: Pair, form: RhythmForm) -> HttpResponse:
    wanted = form.rhythm_for(pair)
    if request.POST.get("do") == "preview":
        return render(request, "pair/rhythm.html", _context(request, pair, form, wanted))
    try:
        keep_rhythm(pair, wanted, by=request.person, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return render(request, "pair/rhythm.html", _context(request, pair, form), status=422)
    return HttpResponseRedirect(page_url(pair))


def _context(
    request: PersonRequest, pair: Pair, form: RhythmForm, wanted: Rhythm | None = None
) -> dict[str, Any]:
    shown = wanted or form.instance
    planned = Conversation.objects.visible_to(request.person).filter(pair=pair).ahead().first()
    dates = []
    if not form.errors and shown.first_on and shown.at:
        recurrence = recurrence_of(shown)
        dates = [moment(at) for _day, at in occurrences(recurrence, after=timezone.now(), count=4)]
    return {
        "pair": pair,
        "url": page_url(pair),
        "other": pair.other(request.person),
        "form": form,
        "reasons": Reason.choices,
        "reason": request.POST.get("reason", ""),
        "is_set": not shown._state.adding,
        "words": describe(recurrence_of(form.instance)) if form.instance.first_on else "",
        "dates": dates,
        "planned": planned,
        "planned_words": moment(planned.planned_at)
        if planned and planned.planned_at and not planned.did_not_happen
        else "",
        "can_write": access.can_write(request.person, pair),
        "zone": shown.zone or pair.organisation.timezone,
    }


@writes
def next_date(request: PersonRequest, address: str) -> HttpResponse:
    """Move this one, skip it, or say that they met elsewhere."""
    pair = load_pair(request, address)
    person = request.person
    allow(access.can_write(person, pair))
    what = request.POST.get("do", "")
    if what == "move":
        move_next(
            pair,
            by=person,
            day=reading.required_date(request.POST, "day", today=person.today()),
            at=reading.time(request.POST, "at"),
        )
        said = _("Moved.")
    elif what == "skip":
        skip_next(pair, by=person, line=request.POST.get("line", ""))
        said = _("Skipped. Everything is still on the page.")
    elif what == "elsewhere":
        met_elsewhere(
            pair,
            by=person,
            on=reading.required_date(request.POST, "on", today=person.today()),
            line=request.POST.get("line", ""),
        )
        said = _("Noted.")
    else:
        return refused(request, Refusal(_("Move it, skip it, or say you met elsewhere."), "do"))
    return changed(request, reverse("rhythm", args=[pair.address]), said=said)
