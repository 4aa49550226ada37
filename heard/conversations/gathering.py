"""Gathering: what each of the two puts on the page."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.models import EarlierWording, Item, Pair, Raise
from heard.conversations.models.item import recount
from heard.lib import text as texts
from heard.lib.ordering import key_between, keys_after
from heard.lib.refusals import Refusal, within
from heard.people.models import Person

ITEM_MOST = 2_000
OPEN_MOST = 200


@transaction.atomic
def add_item(
    pair: Pair,
    *,
    by: Person,
    text: str,
    audience: str = Item.Audience.PAIR,
    client_id: UUID | None = None,
) -> Item:
    """One item, at the end of its author's list. Sent twice with one client id, it is one row."""
    if client_id is not None:
        sent_before = Item.objects.filter(pair=pair, client_id=client_id, author=by).first()
        if sent_before is not None:
            return sent_before
    return add_items(pair, by=by, texts=[text], audience=audience, client_id=client_id)[0]


@transaction.atomic
def add_items(
    pair: Pair,
    *,
    by: Person,
    texts: Sequence[str],
    audience: str = Item.Audience.PAIR,
    client_id: UUID | None = None,
) -> list[Item]:
    """Several at once, in order; all of them or none."""
    words = [within(_cleaned(text), ITEM_MOST) for text in texts]
    if audience not in Item.Audience.values:
        raise Refusal(_("An item is for the two of you, or only for you."), "audience")
    Pair.objects.select_for_update().get(id=pair.id)
    open_now = Item.objects.visible_to(by).filter(pair=pair).open()
    if open_now.count() + len(words) > OPEN_MOST:
        raise Refusal(
            _("There are %(most)s open items on this page, as many as fit. Let some go first.")
            % {"most": OPEN_MOST}
        )
    section = pair.side_of(by.id)
    last = open_now.filter(section=section).order_by("-position").values_list("position", flat=True)
    items = [
        Item(
            pair=pair,
            author=by,
            audience=audience,
            section=section,
            position=position,
            text=word,
            client_id=client_id if number == 0 else None,
        )
        for number, (word, position) in enumerate(
            zip(words, keys_after(last.first(), len(words)), strict=True)
        )
    ]
    for item in items:
        item.save()
        record(
            "item_added",
            by=by,
            page_id=pair.id,
            subject_id=item.id,
            private=item.is_private,
        )
        leave_way_back("item_added", by=by, subject_id=item.id, before={})
    recount(pair)
    return items


@transaction.atomic
def reword(item: Item, *, by: Person, text: str, base: int | None) -> Item:
    """Other words for the same item; the earlier ones are kept."""
    words = within(_cleaned(text), ITEM_MOST)
    if item.rewrite(words, by=by, base=base):
        record(
            "item_reworded",
            by=by,
            page_id=item.pair_id,
            subject_id=item.id,
            private=item.is_private,
        )
    return item


@transaction.atomic
def move(item: Item, *, by: Person, where: str) -> Item:
    """Up, down, to the top, to the other section, or before another item (`before:ID`).

    Order is a fractional key, so moving one row writes one row.
    """
    if where == "other" and not item.is_private:
        item.section = "manager" if item.section == "employee" else "employee"
        where = "bottom"
    neighbours = list(
        Item.objects.visible_to(by)
        .filter(pair_id=item.pair_id, section=item.section)
        .open()
        .exclude(id=item.id)
        .in_order()
        .values_list("id", "position")
    )
    ids = [str(row_id) for row_id, _position in neighbours]
    keys = [position for _row_id, position in neighbours]
    here = sum(position < item.position for position in keys)
    target = _target(where, here, ids)
    before = keys[target - 1] if target > 0 else None
    after = keys[target] if target < len(keys) else None
    # Two rows may have got the same key at the same moment; step past the twin.
    while before is not None and after is not None and before >= after:
        target += 1
        after = keys[target] if target < len(keys) else None
    item.position = key_between(before, after)
    item.changed("position", "section")
    record("item_moved", by=by, page_id=item.pair_id, subject_id=item.id, private=item.is_private)
    recount(item.pair)
    return item


@transaction.atomic
def take_off(item: Item, *, by: Person) -> None:
    """Gone again, by its author, while nothing hangs on it: only then is nobody's word lost."""
    hanging = (item.notes, item.actions, item.agreements)
    if item.carried or item.covered_in_id or any(rows.exists() for rows in hanging):
        raise Refusal(_("Something hangs on this item by now; let it go instead."), "state")
    if Raise.objects.filter(item=item).exists():
        raise Refusal(_("An answer was asked for; let it go instead."), "state")
    record("item_removed", by=by, page_id=item.pair_id, subject_id=item.id, private=item.is_private)
    EarlierWording.objects.filter(subject_id=item.id).delete()
    item.delete()
    recount(item.pair)


def _target(where: str, here: int, ids: list[str]) -> int:
    """The place among its neighbours, counted without the item itself."""
    kind, _colon, other = where.partition(":")
    if kind == "before" and other in ids:
        return ids.index(other)
    places = {"up": here - 1, "down": here + 1, "top": 0, "bottom": len(ids)}
    if kind not in places:
        raise Refusal(_("That place on the page isn't known."), "where")
    return max(0, min(len(ids), places[kind]))


def _cleaned(text: str) -> str:
    return texts.cleaned(text)
