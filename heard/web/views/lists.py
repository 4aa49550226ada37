"""Objectives as a list for a spreadsheet: taken out, and one's own brought in."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.lib.refusals import Refusal
from heard.objectives import importing
from heard.objectives.columns import headings, known
from heard.objectives.exporting import as_csv
from heard.objectives.importing import Looked
from heard.objectives.models import ObjectiveImport
from heard.web import previews
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import writes

SHOWN = 50


@require_safe
def objectives_export(request: PersonRequest) -> HttpResponse:
    """Everything the reader may read, or their own alone; as they may read it."""
    own = request.GET.get("of") == "mine"
    written = "\ufeff" + as_csv(request.person, own=own)
    response = HttpResponse(written, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="objectives.csv"'
    return response


def objectives_import(request: PersonRequest) -> HttpResponse:
    """Bring a list; once there is one, what would be made of it, with what is wrong beside it."""
    if request.method != "POST":
        return _page(request)
    file = request.FILES.get("file")
    content: bytes | str = file.read() if file is not None else request.POST.get("text", "")
    try:
        if not content.strip():
            raise Refusal(_("Choose a file, or paste the rows."), "file")
        importing.begin(content, by=request.person)
    except Refusal as refusal:
        return _page(request, refusal=refusal)
    return HttpResponseRedirect(reverse("objectives-import"))


@writes
def objectives_import_rows(request: PersonRequest) -> HttpResponse:
    """Cells written anew and rows taken out."""
    brought = _brought(request)
    cells = previews.cells_written(request.POST, brought.read)
    without = previews.rows_taken_out(request.POST)
    importing.mend(brought, by=request.person, cells=cells, without=without)
    return HttpResponseRedirect(reverse("objectives-import"))


@writes
def objectives_import_bringing(request: PersonRequest) -> HttpResponse:
    """The good rows become objectives; what is left is shown again."""
    importing.bring_in(_brought(request), by=request.person)
    left = importing.brought_by(request.person)
    return HttpResponseRedirect(reverse("objectives-import" if left else "objectives"))


@writes
def objectives_import_giving_up(request: PersonRequest) -> HttpResponse:
    """Nothing was made, and nothing of the list is kept."""
    importing.give_up(by=request.person)
    return HttpResponseRedirect(reverse("objectives-import"))


def _brought(request: PersonRequest) -> ObjectiveImport:
    brought = importing.brought_by(request.person)
    if brought is None:
        raise Refusal(_("There is no list here any more. Bring it again."), "file")
    return brought


def _page(request: PersonRequest, *, refusal: Refusal | None = None) -> HttpResponse:
    brought = importing.brought_by(request.person)
    looked = importing.look(brought, by=request.person) if brought else []
    good = [row for row in looked if not row.wrong]
    wrong = [row for row in looked if row.wrong]
    context = {
        "brought": brought is not None,
        "good": good[:SHOWN],
        "good_count": len(good),
        "now_count": min(len(good), importing.AT_ONCE),
        "rows": [_mending(row, brought) for row in wrong[:SHOWN]] if brought else [],
        "rows_count": len(wrong),
        "left_out": brought.read.left_out if brought else (),
        "not_used": brought.read.not_used if brought else (),
        "columns": headings(),
        "text": request.POST.get("text", "") if refusal else "",
        "message": refusal.message if refusal else "",
    }
    return render(request, "objectives/import.html", context, status=422 if refusal else 200)


def _mending(row: Looked, brought: ObjectiveImport) -> dict[str, Any]:
    """A row that cannot be used, with its cells to write anew."""
    header = brought.read.header if row.cells else ()
    return {
        "number": row.number,
        "name": row.words.get("sentence", ""),
        "problems": [{"what": what, "mend": ""} for what in row.wrong],
        "stays_out": True,
        "fields": [
            {
                "name": f"cell-{row.number}-{place}",
                "label": heading,
                "value": row.cells.get(known(heading) or heading, ""),
            }
            for place, heading in enumerate(header)
        ],
    }
