"""Items: what each of the two puts on the page."""

from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import Field, StrictBool

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Page, listed
from heard.api.problems import invalid
from heard.api.reaching import (
    allow,
    page_to_read,
    page_to_write,
    refuse_stale,
    row_to_change,
    under_way,
)
from heard.api.schemas import (
    Change,
    SeenVersion,
    Sent,
    ShownChanging,
    Told,
    left_out,
    one_of,
    words,
)
from heard.conversations import access
from heard.conversations.agreeing import need_answer, need_no_answer
from heard.conversations.gathering import ITEM_MOST, add_item, move, reword, take_off
from heard.conversations.models import Item, Raise
from heard.conversations.showing import show_to
from heard.people.loading import load
from heard.people.models import Person

router = Router(tags=["Items"])

Audience = Literal["only_me", "pair"]
ItemState = Literal["open", "covered", "let_go"]
ShownAudience = Annotated[str, one_of(Item.Audience.values)]
Section = Annotated[str, one_of(Item.Section.values)]
ShownState = Annotated[str, one_of(Item.State.values)]
PAGE_ORDER = ("section", "position", "id")


class ShownItem(ShownChanging):
    """One thing to talk about."""

    pair_id: UUID
    text: str
    author_id: UUID
    audience: ShownAudience
    section: Section
    state: ShownState
    carried: int = Field(description="How many conversations it has been carried through.")
    position: str = Field(description="Sorts as text within its section.")
    needs_answer: bool = Field(description="Raised, and not yet called settled.")
    raise_id: UUID | None
    settled_at: Told | None


class SentItem(Sent):
    """A new item, at the end of its author's section."""

    text: str = words(ITEM_MOST, needed=True)
    audience: Audience = "pair"
    needs_answer: StrictBool = False


class ChangedItem(Change):
    """What is left out stays as it is."""

    text: str = words(ITEM_MOST)
    audience: Audience = left_out()
    needs_answer: StrictBool = left_out()
    state: ItemState = left_out()
    position: str = left_out(
        pattern=r"^(up|down|top|bottom|other|before:[0-9a-f-]{36})$",
        description="Where to: `up`, `down`, `top`, `bottom`, `other` (the other section), or "
        "`before:ID` of an item in the same section.",
    )


class ItemsPage(Page):
    state: ItemState = left_out(description="Only those in this state.")


def shown_item(item: Item) -> ShownItem:
    """The item comes with its raise, where it has one."""
    raised: Raise | None = getattr(item, "raised", None)
    return ShownItem(
        id=item.id,
        version=item.version,
        created_at=item.created_at,
        pair_id=item.pair_id,
        text=item.text,
        author_id=item.author_id,
        audience=item.audience,
        section=item.section,
        state=item.state,
        carried=item.carried,
        position=item.position,
        needs_answer=raised is not None and raised.state != Raise.State.CLOSED,
        raise_id=raised.id if raised else None,
        settled_at=item.settled_at,
    )


@router.get(
    "/pairs/{uuid:pair_id}/items",
    response=Listed[ShownItem],
    summary="The items one may see, in the order of the page",
)
def items(
    request: TokenRequest, pair_id: UUID, page: Annotated[ItemsPage, Query()]
) -> Listed[ShownItem]:
    """The employee's first. Private ones of the other are not here, and are not counted."""
    pair = page_to_read(request.person, pair_id)
    rows = Item.objects.visible_to(request.person).filter(pair=pair).select_related("raised")
    if page.state is not None:
        rows = rows.filter(state=page.state)
    return listed(rows, page, shown_item, order=PAGE_ORDER)


@router.post("/pairs/{uuid:pair_id}/items", response={201: ShownItem}, summary="Add an item")
def item_adding(request: TokenRequest, pair_id: UUID, sent: SentItem) -> Status[ShownItem]:
    """`needs_answer` raises it: only the employee, and only where the other sees it."""
    pair = page_to_write(request.person, pair_id)
    item = add_item(pair, by=request.person, text=sent.text, audience=sent.audience)
    if sent.needs_answer:
        allow(access.can_raise(request.person, item))
        need_answer(item, by=request.person)
    return Status(201, _again(request.person, item))


@router.get("/items/{uuid:item_id}", response=ShownItem, summary="One item")
def item(request: TokenRequest, item_id: UUID) -> ShownItem:
    return shown_item(load(Item, request.person, "raised", id=item_id))


@router.patch("/items/{uuid:item_id}", response=ShownItem, summary="Change an item")
def item_changing(request: TokenRequest, item_id: UUID, sent: ChangedItem) -> ShownItem:
    """Words, audience and `needs_answer` are the author's; state and place either's."""
    me = request.person
    found = row_to_change(Item, me, item_id)
    if sent.has("text", "audience"):
        allow(access.can_word(me, found))
    if sent.has("state", "position"):
        allow(access.can_settle_item(me, found))
    if sent.has("needs_answer"):
        allow(access.can_raise(me, found))
    yours = sent.text if sent.has("text") else found.text
    refuse_stale(found, sent, theirs=found.text, yours=yours)
    _change(found, sent, by=me)
    return _again(me, found)


def _change(item: Item, sent: ChangedItem, *, by: Person) -> None:
    if sent.has("text"):
        reword(item, by=by, text=sent.text, base=None)
    if sent.has("audience"):
        show_to(item, sent.audience, by=by)
    if sent.has("needs_answer"):
        _mark(item, sent.needs_answer, by=by)
    if sent.has("state"):
        item.settle(sent.state, by=by, in_=under_way(item.pair, by))
    if sent.has("position"):
        move(item, by=by, where=sent.position)


def _mark(item: Item, wanted: bool, *, by: Person) -> None:
    if not wanted:
        need_no_answer(item, by=by)
    elif need_answer(item, by=by).state == Raise.State.CLOSED:
        raise invalid("needs_answer", _("It was settled; take the settlement back instead."))


@router.delete("/items/{uuid:item_id}", response={204: None}, summary="Take an item off again")
def item_removing(request: TokenRequest, item_id: UUID, seen: SeenVersion) -> Status[None]:
    """By its author, as long as nothing hangs on it: no note, no raise, no promise, and not yet
    carried. Anything else is let go instead (`state: let_go`), where it can be found again."""
    found = row_to_change(Item, request.person, item_id)
    allow(access.can_word(request.person, found))
    refuse_stale(found, seen, theirs=found.text)
    take_off(found, by=request.person)
    return Status(204, None)


def _again(me: Person, item: Item) -> ShownItem:
    """As it now stands."""
    return shown_item(load(Item, me, "raised", id=item.id))
