"""Inside an item: what was said back, what was thought through."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.conversations import access
from heard.conversations.models import Item
from heard.conversations.models.thinking import BOXES, in_boxes
from heard.conversations.saying_back import answer_said_back, say_back
from heard.conversations.thinking_through import think_through
from heard.lib.refusals import Refusal
from heard.web.forms import reading
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import back_of, changed, what_was_done, writes
from heard.web.views.items import allow, load_item, row_context


@writes
def item_said_back(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """What the manager heard, in a sentence; or taken back."""
    found = load_item(request, item_id)
    allow(access.can_say_back(request.person, found))
    taken_back = "taken_back" in request.POST
    way_back = say_back(
        found,
        by=request.person,
        text="" if taken_back else request.POST.get("text", ""),
        base=reading.whole_number(request.POST, "version"),
    )
    said = _("Taken back.") if taken_back else what_was_done("said_back", "")
    return _further(request, found, way_back, said)


@writes
def item_said_back_answer(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Yes, that's it; or a line about what is missing. The employee's to say."""
    found = load_item(request, item_id)
    allow(access.can_answer_said_back(request.person, found))
    answer = request.POST.get("answer", "")
    if answer not in ("yes", "missing"):
        raise Refusal(_("Say that’s it, or what is missing."), "missing")
    way_back = answer_said_back(
        found,
        by=request.person,
        missing=None if answer == "yes" else request.POST.get("missing", ""),
        base=reading.whole_number(request.POST, "version"),
    )
    return _further(request, found, way_back, what_was_done("said_back", f"said_back_{answer}"))


@writes
def item_thinking(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """The four boxes, saved together; or as one text, a line each, out of two versions."""
    found = load_item(request, item_id)
    allow(access.can_think_through(request.person, found))
    chosen = request.POST.get("text")
    boxes = [request.POST.get(box, "") for box in BOXES]
    if chosen is not None:
        boxes = in_boxes(chosen.replace("\r\n", "\n"))
    way_back = think_through(
        found,
        by=request.person,
        boxes=boxes,
        base=reading.whole_number(request.POST, "version"),
    )
    return _further(request, found, way_back, what_was_done("thinking", ""))


def _further(request: PersonRequest, item: Item, way_back: UUID | None, said: str) -> HttpResponse:
    """Both parts again as they now stand."""
    found = load_item(request, item.id)
    back = back_of(request, reverse("item", args=[item.id]))
    return changed(
        request,
        f"{back}#further-{item.id}",
        "pair/further.html",
        row_context(found, request.person),
        said=said if way_back else "",
        way_back=way_back,
    )
