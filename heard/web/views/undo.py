"""Undo: GET shows a button, POST takes it back. Only the one who acted."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.activity import undoing
from heard.activity.models import Undo
from heard.lib.refusals import Refusal
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import back_of, changed, what_was_done, with_notice, writes


def undo(request: PersonRequest, undo_id: UUID) -> HttpResponse:
    """What would be taken back, and the button."""
    found = load(Undo, request.person, "person", id=undo_id)
    if request.method == "POST":
        return taken_back(request, found)
    said = what_was_done(found.kind, found.before.get("did", ""))
    return render(request, "undo.html", {"said": said, "undo": found})


@writes
def taken_back(request: PersonRequest, found: Undo) -> HttpResponse:
    try:
        undoing.undo(found, by=request.person)
    except undoing.NothingToUndo as error:
        raise Refusal(_("That can't be taken back any more."), "undo") from error
    back = back_of(request, "/")
    return changed(
        request, with_notice(back, found.id), said=_("Taken back."), event="page-changed"
    )


@require_safe
def undo_log(request: PersonRequest) -> HttpResponse:
    """The last twenty things that can still be taken back."""
    ways = Undo.objects.visible_to(request.person).usable().order_by("-created_at")[:20]
    entries = [
        {
            "id": way.id,
            "said": what_was_done(way.kind, way.before.get("did", "")),
            "at": way.created_at,
        }
        for way in ways
    ]
    return render(request, "undo_log.html", {"entries": entries})
