"""People import: bring a list, look at what it would change, apply it, take it back.

For the people team and administrators; for everyone else these pages don't exist.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.lib.refusals import Refusal
from heard.people.importing import bringing_in, previewing
from heard.people.importing.headings import Target
from heard.people.importing.plans import ImportPlan
from heard.people.models import ImportPreview, PeopleImport
from heard.web import previews
from heard.web.background import apply_in_background, how_far
from heard.web.forms.importing import BringForm, ColumnsForm
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import writes
from heard.web.views.people import keeper_only

# More than this takes longer than somebody waits without being told.
AT_ONCE = 400
PAST = 20


def importing(request: PersonRequest) -> HttpResponse:
    """Bring a list; below it what the columns may hold, and what was brought before."""
    keeper_only(request)
    previewing.forget_outlived()
    form = BringForm()
    if request.method == "POST":
        form = BringForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                content, name = form.brought(request)
                preview = previewing.begin(
                    content,
                    by=request.person,
                    file_name=name,
                    email_domain=form.cleaned_data["email_domain"],
                    full_file=form.cleaned_data["full_file"],
                )
            except Refusal as refusal:
                form.say(refusal)
            else:
                return HttpResponseRedirect(_address(preview.id))
    past = PeopleImport.objects.visible_to(request.person).select_related("person", "taken_back_by")
    context = {
        "form": form,
        "past": [done_line(done) for done in past.order_by("-created_at")[:PAST]],
        "columns": list(Target),
    }
    return render(request, "importing/bring.html", context, status=422 if form.errors else 200)


@require_safe
def template(request: PersonRequest) -> HttpResponse:
    """A list to fill in: the headings, and two made-up people."""
    keeper_only(request)
    lines = [
        "Employee number,Name,Email,Title,Team,Manager's email,Start date,Time zone",
        "1,Ida Berg,ida@company.example,Head of design,Design,,2021-03-01,Europe/Oslo",
        "2,Jo Lund,jo@company.example,Designer,Design,ida@company.example,2024-05-31,",
    ]
    response = HttpResponse("\ufeff" + "\r\n".join(lines) + "\r\n", content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


@require_safe
def one_import(request: PersonRequest, import_id: UUID) -> HttpResponse:
    """One address from the preview through the progress to the result."""
    keeper_only(request)
    # The preview first: it ends with the moment the import is there, so that one of the two is
    # always found.
    preview = ImportPreview.objects.visible_to(request.person).filter(id=import_id).first()
    if preview is None:
        found = load(PeopleImport, request.person, "person", "taken_back_by", id=import_id)
        if request.htmx:  # type: ignore[attr-defined]
            return _look_again()
        return render(request, "importing/done.html", {"done": done_line(found)})
    if preview.is_being_applied:
        context = {"url": request.path, "far": how_far(preview.id)}
        asked = request.htmx  # type: ignore[attr-defined]
        return render(request, f"importing/{'bar' if asked else 'progress'}.html", context)
    if request.htmx:  # type: ignore[attr-defined]
        return _look_again()
    return previewed(request, preview)


def _look_again() -> HttpResponse:
    """The script reads the whole page afresh."""
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})


def previewed(
    request: PersonRequest, preview: ImportPreview, form: ColumnsForm | None = None
) -> HttpResponse:
    """What would change. Where the columns don't suffice yet, only the question which is which."""
    table = previewing.table_of(preview)
    wrong = form is not None
    form = form or ColumnsForm(preview=preview, table=table)
    context: dict[str, Any] = {
        "preview": preview,
        "form": form,
        "how": previews.how_it_was_read(table),
        "left_out": table.left_out,
        "url": _address(preview.id),
    }
    try:
        one = previewing.plan_of(preview, by=request.person)
    except Refusal as refusal:
        context["unclear"] = refusal.message
        return render(request, "importing/preview.html", context, status=422 if wrong else 200)
    groups = previews.groups(one)
    wanted = next((group for group in groups if group["key"] == request.GET.get("list")), None)
    if wanted is not None:
        context["group"] = previews.group_shown(wanted, _from(request.GET.get("from", "")))
        return render(request, "importing/group.html", context)
    context |= plan_context(one, groups)
    rows = previews.rows_to_mend(one, table)
    context |= {"rows": rows[: previews.MENDED_AT_ONCE], "rows_count": len(rows)}
    return render(request, "importing/preview.html", context, status=422 if wrong else 200)


def _from(asked: str) -> int:
    """Where in a list to begin; at its beginning for anything that is no number."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0


def plan_context(one: ImportPlan, groups: list[dict[str, Any]]) -> dict[str, Any]:
    """What the page prints of a plan."""
    return {
        "groups": [previews.group_shown(group) for group in groups],
        "counts": [group for group in groups if group["key"] != "gone"],
        "seen": one.fingerprint,
        "can_apply": one.changes_anything or one.summary["proposed_leaving"],
        "held_back": one.summary["rows_held_back"],
        "dates": one.dates.sentence,
        "not_used": one.not_used,
        "remarks": previews.remarks(one),
    }


@writes
def columns(request: PersonRequest, import_id: UUID) -> HttpResponse:
    """Which column is what; remembered for the next file with the same headings."""
    preview = _at_rest(request, import_id)
    form = ColumnsForm(request.POST, preview=preview, table=previewing.table_of(preview))
    if form.is_valid():
        try:
            previewing.choose_columns(
                preview,
                form.mapping(),
                by=request.person,
                email_domain=form.cleaned_data["email_domain"],
                full_file=form.cleaned_data["full_file"],
            )
        except Refusal as refusal:
            form.say(refusal)
        else:
            return HttpResponseRedirect(_address(preview.id))
    return previewed(request, preview, form)


@writes
def rows(request: PersonRequest, import_id: UUID) -> HttpResponse:
    """Cells written anew and rows taken out; the plan is made again from them."""
    preview = _at_rest(request, import_id)
    table = previewing.table_of(preview)
    previewing.mend(
        preview,
        by=request.person,
        cells=previews.cells_written(request.POST, table),
        without=previews.rows_taken_out(request.POST),
    )
    return HttpResponseRedirect(_address(preview.id))


@writes
def applying(request: PersonRequest, import_id: UUID) -> HttpResponse:
    """Apply what was seen: at once, or in the background where it is much."""
    keeper_only(request)
    if PeopleImport.objects.visible_to(request.person).filter(id=import_id).exists():
        return HttpResponseRedirect(_address(import_id))
    preview = _at_rest(request, import_id)
    seen = request.POST.get("seen", "")
    agreed = [UUID(one) for one in request.POST.getlist("leaving") if _is_id(one)]
    try:
        large = previewing.size_of(preview) > AT_ONCE
        if not large:
            bringing_in.apply_preview(preview, by=request.person, seen=seen, agreed_leaving=agreed)
        elif bringing_in.begin_applying(preview, by=request.person):
            apply_in_background(preview, by=request.person, seen=seen, agreed_leaving=agreed)
    except bringing_in.Overtaken as overtaken:
        bringing_in.stop_applying(preview, overtaken.message, by=request.person)
    return HttpResponseRedirect(_address(import_id))


@writes
def giving_up(request: PersonRequest, import_id: UUID) -> HttpResponse:
    """Nothing was changed; nothing of the file stays."""
    previewing.give_up(_at_rest(request, import_id), by=request.person)
    return HttpResponseRedirect(reverse("people-import"))


@writes
def undoing(request: PersonRequest, import_id: UUID) -> HttpResponse:
    """Everything as it was before, within a day; anyone of those who may import may do it."""
    keeper_only(request)
    done = load(PeopleImport, request.person, id=import_id)
    bringing_in.undo_import(done, by=request.person)
    return HttpResponseRedirect(_address(done.id))


def _at_rest(request: PersonRequest, import_id: UUID) -> ImportPreview:
    """A preview of one's own that is not being applied just now."""
    keeper_only(request)
    preview = load(ImportPreview, request.person, "organisation", id=import_id)
    if preview.is_being_applied:
        raise Refusal(_("It is being applied already."), "preview")
    return preview


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _address(import_id: UUID) -> str:
    return reverse("people-import-one", args=[import_id])


def done_line(done: PeopleImport) -> dict[str, Any]:
    """One import that was applied, as a line or a page of its own."""
    counts = done.counts
    told = [
        (counts.get("new", 0), _("%(count)s new")),
        (counts.get("changed", 0), _("%(count)s changed")),
        (counts.get("returning", 0), _("%(count)s back again")),
        (counts.get("leaving", 0), _("%(count)s leaving")),
    ]
    return {
        "row": done,
        "url": _address(done.id),
        "by": done.person.name if done.person else _("a command"),
        "told": [words % {"count": f"{count:,}"} for count, words in told if count],
        "held_back": counts.get("held_back", 0),
        "back": done.taken_back,
    }
