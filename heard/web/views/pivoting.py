"""The pivot: five choices, a reason, what it was and what it becomes; and the other's answer."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.conversations.models import Rhythm, ShownWish
from heard.conversations.passing_word import words_to_tell
from heard.lib.refusals import Conflict, Refusal
from heard.objectives import access, pivoting
from heard.objectives.changing import becoming, pivot_objective
from heard.objectives.living import Living, Says, reach
from heard.objectives.models import Choice, Objective, Revision
from heard.people.models import Person
from heard.web.forms import reading
from heard.web.forms.objective import day_of
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.objective_rows import Line, lines_between, objective_row, revision_row
from heard.web.pivot_form import choice_of, pivot_context, refuse_no_day, status_of
from heard.web.replies import back_of, changed, with_notice, writes
from heard.web.views.objectives import OWNER, url_of

PEOPLE = ("proposed_by", "asked", "agreed_by")


def pivot_page(request: PersonRequest, objective_id: UUID) -> HttpResponse:
    """One page: what becomes of it, why, and both versions before anything is saved."""
    found = load(Objective, request.person, *OWNER, id=objective_id)
    if not access.can_pivot(request.person, found):
        return _not_to_change(request, found)
    if request.method != "POST":
        return _page(request, found)
    form = request.POST
    try:
        until = day_of(form, today=request.person.today())
        if form.get("do") == "preview":
            return _previewed(request, found, _preview(found, request, until))
        refuse_no_day(request, until)
        _revision, way_back = pivot_objective(
            found,
            by=request.person,
            choice=form.get("choice", ""),
            reason=form.get("reason", ""),
            note=form.get("note", ""),
            sentence=_sentence(form.get("choice", ""), request),
            until=until,
            kept=form.get("kept", ""),
            tell=form.get("tell", ""),
            base=reading.whole_number(form, "base"),
        )
    except Refusal as refusal:
        if request.htmx:  # type: ignore[attr-defined]
            # Somebody is still typing: there is nothing to show yet, and nothing to correct.
            return _previewed(request, found, None)
        return _page(request, found, refusal=refusal)
    except Conflict as conflict:
        return _page(request, found, conflict=conflict)
    return HttpResponseRedirect(with_notice(back_of(request, url_of(found)), way_back))


def _not_to_change(request: PersonRequest, found: Objective) -> HttpResponse:
    """Behind them, it is only read; and whoever reads it without being asked changes nothing."""
    if request.method == "POST":
        raise PermissionDenied
    if found.is_active:
        raise Http404
    return HttpResponseRedirect(url_of(found))


@require_safe
def revision(request: PersonRequest, revision_id: UUID) -> HttpResponse:
    """Two versions side by side: what it said before this change, and what it says with it."""
    found = load(Revision, request.person, *PEOPLE, id=revision_id)
    subject = _subject(found, request.person)
    others = list(Revision.objects.visible_to(request.person).of(subject).select_related(*PEOPLE))
    other = next((one for one in others if str(one.number) == request.GET.get("with", "")), found)
    first, last = sorted((found, other), key=lambda one: one.number)
    context = {
        "row": revision_row(found, request.person),
        "lines": lines_between(first.said, last.says),
        "others": [revision_row(one, request.person) for one in others],
        "chosen": other.number,
        "first": first.number,
        "last": last.number,
        "back": _back(found, subject, request.person),
        "sentence": found.said.get("sentence") or found.said.get("text") or _("Your rhythm"),
    }
    return render(request, "objectives/versions.html", context)


@writes
def revision_agreement(request: PersonRequest, revision_id: UUID) -> HttpResponse:
    """The yes of whoever was asked."""
    found = _asked(request, revision_id)
    subject = _subject(found, request.person)
    pivoting.agree(found, subject, by=request.person)
    return changed(request, back_of(request, _back(found, subject, request.person)))


@writes
def revision_talk(request: PersonRequest, revision_id: UUID) -> HttpResponse:
    """Rather than yes: an item on the page of the two."""
    found = _asked(request, revision_id)
    subject = _subject(found, request.person)
    pivoting.talk_about(found, subject, by=request.person)
    return changed(request, back_of(request, _back(found, subject, request.person)))


def meaning() -> dict[Choice, str]:
    """Each of the five in a line, for an objective."""
    return {
        Choice.KEEP: _("Still right as it is. The page stops asking for a while."),
        Choice.EMPHASIS: _("More of one thing, less of another. The old words stay readable."),
        Choice.TIMING: _("Another day, or none. No mark is left by it."),
        Choice.RETHINK: _("A new sentence. This one is closed as what it became."),
        Choice.STOP: _("Closed, with thanks, and with what we keep from it."),
    }


def _page(
    request: PersonRequest,
    found: Objective,
    *,
    refusal: Refusal | None = None,
    conflict: Conflict | None = None,
    lines: list[Line] | None = None,
) -> HttpResponse:
    context = pivot_context(
        request,
        found,
        meaning=meaning(),
        words=found.sentence,
        refusal=refusal,
        conflict=conflict,
        lines=lines,
        kept="",
        tell="",
    ) | {
        "row": objective_row(found, request.person),
        "other": found.asked(request.person),
        "proposes": request.person.id != found.owner_id,
    }
    status = status_of(refusal, conflict)
    return render(request, "objectives/pivot.html", context, status=status)


def _previewed(request: PersonRequest, found: Objective, lines: list[Line] | None) -> HttpResponse:
    """The two lines alone for a script; without one, the page with them on it."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "objectives/preview.html", {"lines": lines})
    return _page(request, found, lines=lines)


def _preview(found: Objective, request: PersonRequest, until: Any) -> list[Line]:
    choice = choice_of(request)
    refuse_no_day(request, until)
    changes = becoming(
        choice,
        sentence=_sentence(choice, request),
        until=until,
        kept=request.POST.get("kept", ""),
        tell=request.POST.get("tell", ""),
    )
    said = found.says()
    lines = [line for line in lines_between(said, {**said, **changes}) if line.changed]
    return lines + _promised(found, changes)


def _promised(found: Objective, changes: Says) -> list[Line]:
    """The actions that a stop makes, where there is a page for them."""
    words = words_to_tell(found.sentence, changes.get("tell", ""))
    if not words or found.page_id is None:
        return []
    return [Line(_("Actions"), "", "\n".join(words), changed=True)]


def _sentence(choice: str, request: PersonRequest) -> str:
    return request.POST.get(choice, "") if choice in (Choice.EMPHASIS, Choice.RETHINK) else ""


def _asked(request: PersonRequest, revision_id: UUID) -> Revision:
    found = load(Revision, request.person, *PEOPLE, id=revision_id)
    if found.asked_id != request.person.id:
        raise PermissionDenied
    return found


def _subject(found: Revision, person: Person) -> Living:
    subject = reach(found.subject_kind, found.subject_id, person)
    if subject is None:
        raise Http404
    return subject


def _back(found: Revision, subject: Living, reader: Person) -> str:
    if isinstance(subject, Rhythm):
        return reverse("rhythm", args=[subject.pair.address])
    if isinstance(subject, ShownWish):
        if subject.person_id == reader.id:
            return reverse("wish", args=[subject.source_id])
        return f"{reverse('what-we-know', args=[subject.pair.address])}#k-{subject.id}"
    return reverse(found.subject_kind, args=[found.subject_id])
