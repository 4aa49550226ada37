"""Notes under items, and notes only their writer reads."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heard.conversations import access
from heard.conversations.models import Note, PrivateNote
from heard.conversations.noting import add_note, keep_private_note, remove_note, reword_note
from heard.web.forms import reading
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import changed, writes
from heard.web.rows import note_row
from heard.web.views.items import allow, load_item, row_reply, under_way
from heard.web.views.pair import load_pair, page_url

PAIR = ("pair__employee", "pair__manager", "pair__organisation")


@writes
def item_notes(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """A note under an item, for whoever sees the item."""
    found = load_item(request, item_id)
    allow(access.can_write(request.person, found.pair))
    add_note(
        found,
        by=request.person,
        text=request.POST.get("text", ""),
        during=under_way(found.pair, request.person),
    )
    return row_reply(request, found, template="pair/item_inside.html")


def note(request: PersonRequest, note_id: UUID) -> HttpResponse:
    """One note, to change it; by its author."""
    found = load(Note, request.person, "item", "author", *PAIR, id=note_id)
    if request.method == "POST":
        return note_words(request, found)
    return render(request, "pair/note_page.html", _context(found, request))


def private_note(request: PersonRequest, note_id: UUID) -> HttpResponse:
    """One private note; a 404 for everybody but its author."""
    found = load(PrivateNote, request.person, "author", *PAIR, id=note_id)
    if request.method == "POST":
        return note_words(request, found)
    return render(request, "pair/note_page.html", _context(found, request))


@writes
def note_words(request: PersonRequest, found: Note | PrivateNote) -> HttpResponse:
    """Other words. A script saves as people type and only wants to know the new version."""
    allow(access.can_word(request.person, found))
    reword_note(
        found,
        by=request.person,
        text=request.POST.get("text", ""),
        base=reading.whole_number(request.POST, "version"),
    )
    if request.htmx:  # type: ignore[attr-defined]
        response = HttpResponse(status=204)
        response["X-Version"] = str(found.version)
        return response
    return changed(request, _back(found))


@writes
def note_removal(request: PersonRequest, note_id: UUID) -> HttpResponse:
    found = load(Note, request.person, "item", *PAIR, id=note_id)
    allow(access.can_word(request.person, found))
    remove_note(found, by=request.person)
    return changed(request, _back(found), said=_("Note removed."), event="page-changed")


@writes
def private_note_removal(request: PersonRequest, note_id: UUID) -> HttpResponse:
    found = load(PrivateNote, request.person, *PAIR, id=note_id)
    allow(access.can_word(request.person, found))
    remove_note(found, by=request.person)
    return changed(request, _back(found), said=_("Note removed."), event="page-changed")


@writes
def private_notes(request: PersonRequest, address: str) -> HttpResponse:
    """Keep something only for oneself."""
    pair = load_pair(request, address)
    allow(access.can_write(request.person, pair))
    kept = keep_private_note(pair, by=request.person, text=request.POST.get("text", ""))
    context = {"note": note_row(kept, request.person), "pair": pair, "can_write": True}
    return changed(request, f"{page_url(pair)}#only-you", "pair/private_note.html", context)


def _context(found: Note | PrivateNote, request: PersonRequest) -> dict[str, object]:
    private = isinstance(found, PrivateNote)
    return {
        "note": note_row(found, request.person),
        "private": private,
        "can_word": access.can_word(request.person, found),
        "chip": access.audience_of(found.pair, request.person, private=private),
        "back": _back(found),
        "other": found.pair.other(request.person),
    }


def _back(found: Note | PrivateNote) -> str:
    where = "only-you" if isinstance(found, PrivateNote) else f"i-{found.item_id}"
    return f"{page_url(found.pair)}#{where}"
