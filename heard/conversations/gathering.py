"""Gathering: what each of the two puts on the page."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.undoing import leave_way_back
from heard.conversations.models import EarlierWording, Item, Pair, Raise
from heard.conversations.models.item import ItemQuerySet, recount, refuse_too_many
from heard.lib.ordering import keys_after, keys_between
from heard.lib.refusals import Refusal, within
from heard.lib.text import cleaned
from heard.people.models import Person

ITEM_MOST = 2_000
# The column holds 64; the rest is room for the next few.
KEY_MOST = 48


@transaction.atomic
def add_item(
    pair: Pair,
    *,
    by: Person,
    text: str,
    audience: str = Item.Audience.PAIR,
    client_id: UUID | None = None,
    prompt: str = "",
) -> Item:
    """One item, at the end of its author's list. Sent twice with one client id, it is one row.

    `prompt` is the suggestion it began as, if it did.
    """
    return add_items(
        pair, by=by, texts=[text], audience=audience, client_id=client_id, prompt=prompt
    )[0]


@transaction.atomic
def add_items(
    pair: Pair,
    *,
    by: Person,
    texts: Sequence[str],
    audience: str = Item.Audience.PAIR,
    client_id: UUID | None = None,
    prompt: str = "",
) -> list[Item]:
    """Several at once, in order; all of them or none. Sent twice, they are there once."""
    words = [within(cleaned(text), ITEM_MOST) for text in texts]
    if not words:
        raise Refusal(_("Write a few words first."))
    if audience not in Item.Audience.values:
        raise Refusal(_("An item is for the two of you, or only for you."), "audience")
    pair.hold()
    sent_as = _client_ids(client_id, len(words))
    sent_before = _sent_before(pair, by, sent_as)
    if sent_before:
        return sent_before
    refuse_too_many(pair, by, more=len(words))
    section = pair.side_of(by.id)
    items = [
        Item(
            pair=pair,
            author=by,
            audience=audience,
            section=section,
            position=position,
            text=word,
            client_id=sent_id,
            prompt=prompt,
        )
        for word, position, sent_id in zip(
            words, _keys_at_the_end(pair, by, section, len(words)), sent_as, strict=True
        )
    ]
    for item in items:
        item.save()
        item.tell("item_added", by=by)
        leave_way_back("item_added", by=by, subject_id=item.id, before={})
    recount(pair)
    return items


def _client_ids(client_id: UUID | None, count: int) -> list[UUID | None]:
    """One for each line of what was sent together, the same each time it is sent."""
    if client_id is None:
        return [None] * count
    return [client_id, *(uuid5(client_id, str(number)) for number in range(1, count))]


def _sent_before(pair: Pair, by: Person, sent_as: list[UUID | None]) -> list[Item]:
    known = [sent_id for sent_id in sent_as if sent_id is not None]
    if not known:
        return []
    found = Item.objects.filter(pair=pair, author=by, client_id__in=known)
    return list(found.select_related("author", "pair").in_order())


@transaction.atomic
def reword(item: Item, *, by: Person, text: str, base: int | None) -> Item:
    """Other words for the same item; the earlier ones are kept."""
    words = within(cleaned(text), ITEM_MOST)
    if item.rewrite(words, by=by, base=base):
        item.stay()
        item.tell("item_reworded", by=by)
    return item


@transaction.atomic
def move(item: Item, *, by: Person, where: str) -> Item:
    """Up, down, to the top, to the bottom, to the other section, or before another item
    (`before:ID`).

    Order is a fractional key, so moving one row writes one row.
    """
    item.hold()
    if where == "other" and not item.is_private:
        item.section = "manager" if item.section == "employee" else "employee"
        where = "bottom"
    others = list(_in_section(item.pair, by, item.section).exclude(id=item.id))
    here = sum((other.position, other.id) < (item.position, item.id) for other in others)
    _place(item, others, _target(where, here, [str(other.id) for other in others]))
    item.touched_at = timezone.now()
    item.changed("position", "section", "touched_at")
    item.tell("item_moved", by=by)
    recount(item.pair)
    return item


@transaction.atomic
def take_off(item: Item, *, by: Person) -> None:
    """Gone again, by its author, while nothing hangs on it: only then is nobody's word lost."""
    item.hold()
    hanging = (item.notes, item.actions, item.agreements)
    if item.carried or item.covered_in_id or any(rows.exists() for rows in hanging):
        raise Refusal(_("Something hangs on this item by now; let it go instead."), "state")
    if Raise.objects.filter(item=item).exists():
        raise Refusal(_("An answer was asked for; let it go instead."), "state")
    item.tell("item_removed", by=by)
    EarlierWording.objects.filter(subject_id=item.id).delete()
    item.delete()
    recount(item.pair)


def _place(item: Item, others: list[Item], target: int) -> None:
    """Give the item a key at its target. Where neighbours have the same key, or hundreds of moves
    into one gap have made keys long, the few around it are spread out again."""
    low = high = target
    while True:
        before = others[low - 1].position if low > 0 else None
        after = others[high].position if high < len(others) else None
        crowd = [*others[low:target], item, *others[target:high]]
        if before is None or after is None or before < after:
            keys = keys_between(before, after, len(crowd))
            if max(map(len, keys)) <= KEY_MOST:
                break
        low, high = max(0, low - 1), min(len(others), high + 1)
    for row, key in zip(crowd, keys, strict=True):
        row.position = key
    Item.objects.bulk_update([row for row in crowd if row is not item], ["position"])


def _keys_at_the_end(pair: Pair, by: Person, section: str, count: int) -> list[str]:
    """Behind everything open; after years of adding, everything open gets short keys again."""
    rows = list(_in_section(pair, by, section))
    keys = keys_after(rows[-1].position if rows else None, count)
    if max(map(len, keys)) <= KEY_MOST:
        return keys
    keys = keys_between(None, None, len(rows) + count)
    for row, key in zip(rows, keys, strict=False):
        row.position = key
    Item.objects.bulk_update(rows, ["position"])
    return keys[len(rows) :]


def _in_section(pair: Pair, by: Person, section: str) -> ItemQuerySet:
    """What one person sees open in a section, in order, without the words."""
    rows = Item.objects.visible_to(by).filter(pair=pair, section=section).open()
    return rows.in_order().only("id", "position", "organisation", "pair")


def _target(where: str, here: int, ids: list[str]) -> int:
    """The place among its neighbours, counted without the item itself."""
    kind, _colon, other = where.partition(":")
    if kind == "before" and other in ids:
        return ids.index(other)
    places = {"up": here - 1, "down": here + 1, "top": 0, "bottom": len(ids)}
    if kind not in places:
        raise Refusal(_("That place on the page isn't known."), "where")
    return max(0, min(len(ids), places[kind]))
