"""Reading a page: everything one of the two sees on it, in a fixed number of queries.

The same few queries whatever stands on the page; sealed text is opened with one look-up of keys.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import F

from heard.conversations.keeping_lines import LineNow, read_lines
from heard.conversations.models import (
    Action,
    Agreement,
    Answer,
    Conversation,
    Item,
    Note,
    Pair,
    PrivateNote,
    Raise,
    Reply,
)
from heard.conversations.models.item import ItemQuerySet
from heard.people.models import Person
from heard.privacy.keys import keyring, of_pair, of_person

RECENT = 3


@dataclass
class OpenItem:
    """An item with what hangs on it, as the reader sees it."""

    item: Item
    raised: Raise | None = None
    notes: list[Note] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    # Only where one item is read.
    replies: list[Reply] = field(default_factory=list)


@dataclass
class Page:
    """The living page of a pair, for one reader."""

    pair: Pair
    reader: Person
    from_employee: list[OpenItem]
    from_manager: list[OpenItem]
    later: list[OpenItem]
    agreements: list[Agreement]
    actions: list[Action]
    waiting: list[OpenItem]
    private_notes: list[PrivateNote]
    next: Conversation | None
    under_way: Conversation | None
    held: list[Conversation]
    lines: list[LineNow]

    @property
    def items(self) -> list[OpenItem]:
        """Open ones in the order of the page: the employee's first."""
        return [*self.from_employee, *self.from_manager]

    @property
    def is_empty(self) -> bool:
        """Nothing on the page yet, as this reader sees it."""
        return not self.items and not self.later


def read_page(pair: Pair, reader: Person) -> Page:
    """The page as this reader sees it. The pair comes with its two people loaded."""
    keyring().unlock([of_pair(pair.id), of_person(reader.id)])
    conversations = _conversations(pair, reader)
    under_way = next((row for row in conversations if row.is_under_way), None)
    items = list(_in_sight(pair, reader, under_way))
    rows = _with_what_hangs(pair, reader, items, _unsettled(items))
    on_page = [row for row in rows if _is_in_its_list(row.item, under_way)]
    stays = [row for row in on_page if row.raised is not None or not row.item.stepped_back]
    return Page(
        pair=pair,
        reader=reader,
        from_employee=[row for row in stays if row.item.section == Item.Section.EMPLOYEE],
        from_manager=[row for row in stays if row.item.section == Item.Section.MANAGER],
        later=[row for row in on_page if row not in stays],
        agreements=list(
            Agreement.objects.visible_to(reader).filter(pair=pair).standing().order_by("created_at")
        ),
        actions=list(
            Action.objects.visible_to(reader)
            .filter(pair=pair)
            .open()
            .select_related("owner")
            .order_by("due_on", "created_at")
        ),
        waiting=[row for row in rows if row.raised is not None],
        private_notes=list(
            PrivateNote.objects.visible_to(reader).filter(pair=pair).order_by("-created_at")
        ),
        next=next((row for row in conversations if row.state == Conversation.State.PLANNED), None),
        under_way=under_way,
        held=[row for row in conversations if row.state == Conversation.State.HELD][:RECENT],
        lines=read_lines(pair, reader),
    )


def read_item(item: Item, reader: Person) -> OpenItem:
    """One item with what hangs on it."""
    raised = Raise.objects.visible_to(reader).filter(item=item).select_related("raised_by").first()
    raises = {item.id: raised} if raised else {}
    row = _with_what_hangs(item.pair, reader, [item], raises)[0]
    if raised is not None:
        replies = Reply.objects.visible_to(reader).filter(raised=raised).select_related("by")
        row.replies = list(replies.order_by("created_at"))
    return row


def _in_sight(pair: Pair, reader: Person, under_way: Conversation | None) -> ItemQuerySet:
    """What is on the table and, even when its item was covered, what was raised until settled."""
    items = Item.objects.visible_to(reader).filter(pair=pair)
    waiting = items.filter(raised__isnull=False, raised__settled_at__isnull=True)
    on_the_table = items.on_the_table(under_way)
    return (on_the_table | waiting).select_related("author", "raised__raised_by").in_order()


def _unsettled(items: list[Item]) -> dict[UUID, Raise]:
    """What was raised on these and waits to be settled; each comes with its raise."""
    raised = {item.id: item.raised for item in items if hasattr(item, "raised")}
    return {id_: raise_ for id_, raise_ in raised.items() if raise_.state != Raise.State.CLOSED}


def _is_in_its_list(item: Item, under_way: Conversation | None) -> bool:
    """Open, or covered a moment ago; the rest is only in sight for what was raised."""
    covered_now = under_way is not None and item.covered_in_id == under_way.id
    return item.state == Item.State.OPEN or covered_now


def _with_what_hangs(
    pair: Pair,
    reader: Person,
    items: Iterable[Item],
    raises: dict[UUID, Raise],
) -> list[OpenItem]:
    rows = {item.id: OpenItem(item, raises.get(item.id)) for item in items}
    if rows:
        found = (
            Note.objects.visible_to(reader)
            .filter(pair=pair, item__in=list(rows))
            .select_related("author")
            .order_by("created_at")
        )
        for note in found:
            rows[note.item_id].notes.append(note)
    answers = answers_to([row.raised for row in rows.values() if row.raised is not None])
    for row in rows.values():
        row.item.pair = pair
        if row.raised is not None:
            row.raised.pair = pair
            row.answers = answers[row.raised.id]
    return list(rows.values())


def answers_to(raises: list[Raise]) -> dict[UUID, list[Answer]]:
    """What was answered to each, oldest first."""
    answers: dict[UUID, list[Answer]] = defaultdict(list)
    if raises:
        rows = (
            Answer.objects.filter(raised__in=[raise_.id for raise_ in raises])
            .select_related("answered_by")
            .order_by("created_at")
        )
        for answer in rows:
            answers[answer.raised_id].append(answer)
    return answers


def _conversations(pair: Pair, reader: Person) -> list[Conversation]:
    """The one planned or under way, and the last ones held, newest first."""
    states = Conversation.State
    return list(
        Conversation.objects.visible_to(reader)
        .filter(pair=pair, state__in=[states.PLANNED, states.OPEN, states.WRAPPING, states.HELD])
        .numbered(reader.zone)
        .order_by(F("started_at").desc(nulls_first=True))[: RECENT + 2]
    )
