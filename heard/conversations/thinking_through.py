"""Thinking it through: what do you want, what is true now, what could you try, what will you do."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from heard.activity.undoing import leave_way_back
from heard.conversations.models import EarlierWording, Item, Thinking
from heard.conversations.models.thinking import BOXES, as_text, in_boxes
from heard.lib.refusals import Conflict, Refusal, at_most
from heard.lib.text import one_line
from heard.people.models import Person

LINE_MOST = 500


@transaction.atomic
def think_through(
    item: Item, *, by: Person, boxes: Sequence[str], base: int | None = None
) -> UUID | None:
    """All four at once, each of them optional. Returns the way back, where anything changed.

    `base` is the version the writer had in front of them (0: there was none): what the other wrote
    since in another box stays; written in the same box, both are handed back.
    """
    lines = [
        at_most(one_line(line), LINE_MOST, box) for box, line in zip(BOXES, boxes, strict=True)
    ]
    item.hold()
    if item.is_private and item.author_id != by.id:
        raise Refusal(_("This is no longer on your page."), BOXES[0])
    thinking = Thinking.objects.filter(item=item).first()
    if thinking is None:
        return _begin(item, lines, by)
    before = thinking.text_version
    if not thinking.rewrite(as_text(_merged(thinking, lines, base)), by=by, base=None):
        return None
    if by.id != item.author_id and not thinking.by_other:
        thinking.by_other = True
        thinking.save(update_fields=["by_other"])
    return _left(item, thinking, before, by)


def _begin(item: Item, lines: list[str], by: Person) -> UUID | None:
    if not any(lines):
        return None
    thinking = Thinking(
        pair=item.pair,
        item=item,
        only_for=item.author if item.is_private else None,
        by_other=by.id != item.author_id,
        text=as_text(lines),
    )
    thinking.save()
    return _left(item, thinking, 0, by)


def _left(item: Item, thinking: Thinking, before: int, by: Person) -> UUID:
    item.stay()
    item.tell("thought_through", by=by)
    kept = {"text": before, "version": thinking.version}
    return leave_way_back("thinking", by=by, subject_id=thinking.id, before=kept).id


def _merged(thinking: Thinking, mine: list[str], base: int | None) -> list[str]:
    """What each box says once both have written; a box in which they differ is a conflict."""
    if base is None or base >= thinking.text_version:
        return mine
    was = in_boxes(EarlierWording.in_force(thinking.id, base))
    rows = [
        (theirs, theirs if own == old else own, own != old and theirs not in (old, own))
        for old, theirs, own in zip(was, thinking.boxes, mine, strict=True)
    ]
    if any(apart for _theirs, _merged, apart in rows):
        raise Conflict(
            theirs=as_text([theirs if apart else merged for theirs, merged, apart in rows]),
            yours=as_text([merged for _theirs, merged, _apart in rows]),
            both=as_text([_both(*row) for row in rows]),
            version=thinking.version,
        )
    return [merged for _theirs, merged, _apart in rows]


def _both(theirs: str, merged: str, apart: bool) -> str:
    return " / ".join(words for words in (theirs, merged) if words) if apart else merged
