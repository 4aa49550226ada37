"""Work I want: more of, less of, why, who knows; and what came of each."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.blend import wishing
from heard.blend.models import Wish
from heard.conversations.models import Told, WishStep
from heard.conversations.sharing import ONLY_ME, Audience, share_wish
from heard.web.forms import reading
from heard.web.known_rows import changes_of_wishes, step_row
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import back_of, changed, writes
from heard.web.views.me import audiences, me_tabs, way_back_of
from heard.web.wish_rows import audience_choices, wish_row

MORE_OF, LESS_OF = Wish.Direction.MORE_OF, Wish.Direction.LESS_OF


@require_safe
def work(request: PersonRequest) -> HttpResponse:
    """Two lists, and what came of what is in them. On a phone one list at a time."""
    person = request.person
    every = list(Wish.objects.visible_to(person).order_by("position", "id"))
    copies = Told.copies_of(person)
    steps = list(
        WishStep.objects.visible_to(person)
        .filter(person=person)
        .select_related("by", "pair")
        .order_by("created_at")
    )
    standing = {step.wish_id: step for step in steps}
    known = audiences(request)
    rows = [
        wish_row(row, copies.get(row.id, []), known, standing.get(row.id), today=person.today())
        for row in every
        if row.withdrawn_at is None
    ]
    words = {row.id: row.text for row in every}
    open_list = LESS_OF if request.GET.get("list") == LESS_OF else MORE_OF
    context = {
        "tabs": me_tabs("work"),
        "lists": [
            {
                "direction": str(direction),
                "label": direction.label,
                "rows": [row for row in rows if row.direction == direction],
                "open": direction == open_list,
                "example": example(direction),
                **taken(request, direction),
            }
            for direction in (MORE_OF, LESS_OF)
        ],
        "choices": audience_choices(known, ONLY_ME),
        "history": [
            {
                "id": step.id,
                "words": words.get(step.wish_id, ""),
                "step": step_row(step, today=person.today()),
            }
            for step in reversed(steps)
        ],
    }
    return render(request, "me/work.html", context)


def example(direction: str) -> dict[str, str]:
    """A line that can be taken over as it stands."""
    if direction == MORE_OF:
        return {
            "text": _("Presenting to customers"),
            "because": _("I explain things well, and want to be heard further out"),
        }
    return {
        "text": _("Keeping the weekly numbers by hand"),
        "because": _("It takes half a day, and a script could do it"),
    }


def taken(request: PersonRequest, direction: str) -> dict[str, Any]:
    """The example, in the fields, for whoever takes it over."""
    if request.GET.get("take") != direction:
        return {"taken": False, "because": ""}
    return {"taken": True, "because": example(direction)["because"]}


@writes
def wishes(request: PersonRequest) -> HttpResponse:
    """One more; for oneself alone unless it says otherwise."""
    known = audiences(request)
    row = wishing.wish(by=request.person, **_words(request))
    _share(request, row, request.POST.get("audience", ONLY_ME), known)
    return changed(request, f"{_list(row)}#h-{row.id}")


def _words(request: PersonRequest) -> dict[str, Any]:
    return {
        "direction": request.POST.get("direction", ""),
        "text": request.POST.get("text", ""),
        "because": request.POST.get("because", ""),
        "instead": request.POST.get("instead", ""),
        "tags": request.POST.get("tags", "").replace("\n", ",").split(","),
    }


def _share(request: PersonRequest, row: Wish, wanted: str, known: list[Audience]) -> None:
    if wanted != ONLY_ME:
        share_wish(row, wanted, known, by=request.person)


def _list(row: Wish) -> str:
    """The address of the list a wish is in."""
    return reverse("work") + ("?list=less_of" if row.direction == LESS_OF else "")


def _load(request: PersonRequest, wish_id: UUID) -> Wish:
    return load(Wish, request.person, "person__organisation", id=wish_id)


def wish(request: PersonRequest, wish_id: UUID) -> HttpResponse:
    """One wish, to change it, move it, show it or withdraw it."""
    row = _load(request, wish_id)
    if request.method == "POST":
        return wish_words(request, row)
    known = audiences(request)
    copies = Told.copies_of(request.person).get(row.id, [])
    steps = WishStep.objects.visible_to(request.person).filter(wish_id=row.id, person=row.person_id)
    last = steps.select_related("by").order_by("created_at").last()
    shown = [told for told in copies if told.withdrawn_at is None]
    context = {
        "row": wish_row(row, copies, known, last, today=request.person.today()),
        "back": _list(row),
        "tags": ", ".join(row.tag_list),
        "shown": [
            {
                "id": told.id,
                "other": told.pair.other(request.person),
                "words": row.text,
                "changes": changes_of_wishes(request.person, told.pair).get(told.id, []),
            }
            for told in shown
        ],
    }
    return render(request, "me/wish_page.html", context)


@writes
def wish_words(request: PersonRequest, row: Wish) -> HttpResponse:
    """Other words."""
    wishing.reword_wish(
        row,
        by=request.person,
        base=reading.whole_number(request.POST, "version"),
        **_words(request),
    )
    return changed(request, f"{_list(row)}#h-{row.id}")


@writes
def wish_audience(request: PersonRequest, wish_id: UUID) -> HttpResponse:
    """Who knows of it from now on."""
    row = _load(request, wish_id)
    share_wish(row, request.POST.get("audience", ""), audiences(request), by=request.person)
    return changed(request, back_of(request, row_url(row)), way_back=way_back_of(request, row.id))


def row_url(row: Wish) -> str:
    return reverse("wish", args=[row.id])


@writes
def wish_position(request: PersonRequest, wish_id: UUID) -> HttpResponse:
    """Stronger, weaker, or over to the other list."""
    row = _load(request, wish_id)
    wishing.move_wish(row, by=request.person, where=request.POST.get("where", ""))
    return changed(request, f"{_list(row)}#h-{row.id}")


@writes
def wish_removal(request: PersonRequest, wish_id: UUID) -> HttpResponse:
    """Withdraw it."""
    row = _load(request, wish_id)
    wishing.withdraw(row, by=request.person)
    return changed(request, _list(row), way_back=way_back_of(request, row.id))
