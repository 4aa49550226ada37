"""Items: added, opened, reworded, covered, moved, shown, raised."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.activity.models import Undo
from heard.conversations import access
from heard.conversations.agreeing import need_answer, need_no_answer
from heard.conversations.capturing import capture, capture_lines, read_line
from heard.conversations.gathering import move, reword
from heard.conversations.looking_inside import look_inside
from heard.conversations.models import Conversation, Item, Note, Pair
from heard.conversations.reading import OpenItem, read_item
from heard.conversations.showing import show_to, was_met
from heard.lib.text import lines
from heard.people.models import Person
from heard.web.forms import reading
from heard.web.inside_rows import further_rows
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import back_of, changed, writes
from heard.web.rows import action_row, agreement_row, item_row
from heard.web.views.pair import load_pair, page_url

# What of a row a script may ask for; anything else is its inside.
PARTS = {
    "row": "pair/item_row.html",
    "menu": "pair/item_menu.html",
    "further": "pair/further.html",
}
RELATED = ("author", "pair__employee", "pair__manager", "pair__organisation")


def load_item(request: PersonRequest, item_id: UUID) -> Item:
    return load(Item, request.person, *RELATED, id=item_id)


def allow(permitted: bool) -> None:
    """The second wall: the row may be seen, but not changed like this."""
    if not permitted:
        raise PermissionDenied


def under_way(pair: Pair, person: Person) -> Conversation | None:
    """The conversation that is open now, if one is."""
    return Conversation.objects.visible_to(person).filter(pair=pair).under_way().first()


def row_context(item: Item, reader: Person, **more: Any) -> dict[str, Any]:
    """What the row's template prints."""
    row = read_item(item, reader)
    pair = item.pair
    return {
        "row": item_row(row, reader),
        "further": further_rows(look_inside([item], reader)[item.id], item, reader),
        "pair": pair,
        "url": page_url(pair),
        "other": pair.other(reader),
        "me": reader,
        "can_write": access.can_write(reader, pair),
        "row_moves": moves(item),
        "chip_pair": access.audience_of(pair, reader, private=False),
        "chip_mine": access.audience_of(pair, reader, private=True),
        **more,
    }


def moves(item: Item) -> list[dict[str, str]]:
    """Every way to move a row without dragging it."""
    ways = [
        {"where": "up", "label": _("Move up")},
        {"where": "down", "label": _("Move down")},
        {"where": "top", "label": _("To top")},
    ]
    if not item.is_private:
        ways.append({"where": "other", "label": _("To the other section")})
    return ways


@writes
def items(request: PersonRequest, address: str) -> HttpResponse:
    """Add one, or several by pasting lines."""
    pair = load_pair(request, address)
    person = request.person
    allow(access.can_write(person, pair))
    typed = request.POST.get("text", "")
    several = lines(typed) if request.POST.get("as", "items") == "items" else []
    texts = several if len(several) > 1 else [typed]
    audience = request.POST.get("audience", Item.Audience.PAIR)
    kind = read_line(typed).kind
    # What is meant for oneself stays so, whatever its first character; only `~` says the same.
    marked = kind == "private" or (kind != "note" and audience == Item.Audience.PAIR)
    if marked and len(texts) == 1:
        captured = capture(
            pair,
            by=person,
            typed=typed,
            during=under_way(pair, person),
            client_id=reading.identifier(request.POST, "client_id"),
        )
        if not isinstance(captured, Item):
            return changed(request, page_url(pair), said=_("Kept."), event="page-changed")
        added = [captured]
    else:
        added = capture_lines(
            pair,
            by=person,
            lines=texts,
            audience=audience,
            client_id=reading.identifier(request.POST, "client_id"),
        )
    if not added:
        return changed(request, page_url(pair), said=_("Kept."), event="page-changed")
    rows = [item_row(OpenItem(item), person) for item in added]
    # To the row, unless the form says where on its page it wants to go on.
    back = back_of(request, page_url(pair))
    said = ngettext("Added.", "Added %(count)s items.", len(added)) % {"count": len(added)}
    way_back = way_back_from(added[-1], person) if len(added) == 1 else None
    return changed(
        request,
        back if "#" in back else f"{back}#i-{added[-1].id}",
        "pair/rows_added.html",
        {"rows": rows, "pair": pair, "can_write": True, "url": page_url(pair)},
        said=said,
        way_back=way_back,
    )


def way_back_from(item: Item, person: Person) -> UUID | None:
    """The undo that adding this item left behind."""
    ways = Undo.objects.visible_to(person).usable().filter(kind="item_added", subject_id=item.id)
    return ways.values_list("id", flat=True).first()


def item(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Opened: notes and everything that can be made of it. A full page without a script."""
    if request.method == "POST":
        return item_words(request, item_id)
    found = load_item(request, item_id)
    context = row_context(found, request.person, during=under_way(found.pair, request.person))
    if request.htmx:  # type: ignore[attr-defined]
        part = request.GET.get("part", "inside")
        template = PARTS.get(part, "pair/item_inside.html")
        return render(request, template, context)
    return render(request, "pair/item_page.html", context)


@writes
def item_words(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Other words for it, by its author."""
    found = load_item(request, item_id)
    allow(access.can_word(request.person, found))
    reword(
        found,
        by=request.person,
        text=request.POST.get("text", ""),
        base=reading.whole_number(request.POST, "version"),
    )
    return row_reply(request, found)


@writes
def item_state(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Covered, let go, or open again."""
    found = load_item(request, item_id)
    allow(access.can_settle_item(request.person, found))
    state = request.POST.get("state", "")
    way_back = found.settle(state, by=request.person, in_=under_way(found.pair, request.person))
    said = {"covered": _("Covered."), "let_go": _("Let go."), "open": _("Back on the page.")}
    return row_reply(request, found, said=said.get(state, ""), way_back=way_back)


@writes
def item_position(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Up, down, to the top, to the other section, or before another."""
    found = load_item(request, item_id)
    allow(access.can_settle_item(request.person, found))
    move(found, by=request.person, where=request.POST.get("where", ""))
    return changed(request, f"{page_url(found.pair)}#i-{found.id}", event="page-changed")


@writes
def item_keeping(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Keep it on the page: back from Later, or on after being carried three times."""
    found = load_item(request, item_id)
    allow(access.can_settle_item(request.person, found))
    found.touch(by=request.person)
    return row_reply(request, found, said=_("Kept on the page."))


@writes
def item_audience(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Show it to the other, or keep it to oneself from now on. Its author decides."""
    found = load_item(request, item_id)
    allow(access.can_word(request.person, found))
    way_back = show_to(found, request.POST.get("audience", ""), by=request.person)
    return changed(
        request,
        f"{page_url(found.pair)}#i-{found.id}",
        said=_who_sees(found, request.person) if way_back else "",
        way_back=way_back,
        event="page-changed",
    )


def _who_sees(item: Item, person: Person) -> str:
    """Who reads it from now on and, once narrowed, whether it had been read."""
    other = {"name": item.pair.other(person).called}
    if not item.is_private:
        return _("You and %(name)s see it now.") % other
    if was_met(item):
        return _("Only you see it from now on. %(name)s had read it.") % other
    return _("Only you see it from now on. %(name)s may have read it.") % other


@writes
def item_raise(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """I need an answer; or, not any more."""
    found = load_item(request, item_id)
    allow(access.can_raise(request.person, found))
    if request.POST.get("need") == "no":
        need_no_answer(found, by=request.person)
    else:
        need_answer(found, by=request.person)
    return row_reply(request, found)


@writes
def item_capture(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """The one field under an item: a note, or what its first character says."""
    found = load_item(request, item_id)
    pair, person = found.pair, request.person
    allow(access.can_write(person, pair))
    captured = capture(
        pair,
        by=person,
        typed=request.POST.get("text", ""),
        kind=request.POST.get("kind", ""),
        item=found,
        during=under_way(pair, person),
    )
    event = "" if isinstance(captured, Note) else "page-changed"
    return row_reply(request, found, template="pair/captured.html", event=event, captured=captured)


def row_reply(
    request: PersonRequest,
    item: Item,
    *,
    template: str = "pair/item_row.html",
    said: str = "",
    way_back: UUID | None = None,
    event: str = "",
    **more: Any,
) -> HttpResponse:
    """The row again as it now stands."""
    found = load_item(request, item.id)
    context = row_context(found, request.person, during=None, **more)
    captured = more.get("captured")
    if captured is not None and not isinstance(captured, Note):
        kind = type(captured).__name__.lower()
        context["captured_kind"] = kind
        if kind == "action":
            context["action"] = action_row(captured, request.person)
        elif kind == "agreement":
            context["agreement"] = agreement_row(captured, request.person, found.pair)
    back = f"{back_of(request, page_url(found.pair))}#i-{item.id}"
    return changed(request, back, template, context, said=said, way_back=way_back, event=event)
