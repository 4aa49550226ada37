"""Arranging: the order in which somebody puts what is their own."""

from collections.abc import Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from heard.lib.ordering import key_after, keys_between
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.privacy.own import Own

# The column holds 64; the rest is room for the next few.
KEY_MOST = 48

Row = TypeVar("Row", bound=Own)


def take_turns(person: Person) -> None:
    """Two windows of one person write one after the other, so that no limit is slipped past."""
    Person.objects.select_for_update(no_key=True).filter(id=person.id).first()


def place_at_the_end(rows: Sequence[Row]) -> str:
    """A place behind all of these; long keys are made short again first."""
    key = key_after(_place(rows[-1]) if rows else None)
    if len(key) <= KEY_MOST:
        return key
    _spread(rows)
    return key_after(_place(rows[-1]))


def put(row: Row, others: Sequence[Row], where: str) -> None:
    """Up, down, to the top, to the bottom, or before another (`before:ID`), among these others.

    Moving one writes one, unless hundreds of moves into one gap have made keys long.
    """
    here = sum((_place(other), other.id) < (_place(row), row.id) for other in others)
    target = _target(where, here, [str(other.id) for other in others])
    before = _place(others[target - 1]) if target > 0 else None
    after = _place(others[target]) if target < len(others) else None
    key = keys_between(before, after, 1)[0] if before is None or before != after else ""
    if not key or len(key) > KEY_MOST:
        _spread([*others[:target], row, *others[target:]])
        return
    row.position = key  # type: ignore[attr-defined]
    row.changed("position")


def _place(row: Own) -> str:
    return str(row.position)  # type: ignore[attr-defined]


def _spread(rows: Sequence[Own]) -> None:
    """Short keys for all of them, in this order."""
    for row, key in zip(rows, keys_between(None, None, len(rows)), strict=True):
        row.position = key  # type: ignore[attr-defined]
        row.changed("position")


def _target(where: str, here: int, ids: list[str]) -> int:
    """The place among the others, counted without the row itself."""
    kind, _colon, other = where.partition(":")
    if kind == "before" and other in ids:
        return ids.index(other)
    places = {"up": here - 1, "down": here + 1, "top": 0, "bottom": len(ids)}
    if kind not in places:
        raise Refusal(_("That place isn't known."), "where")
    return max(0, min(len(ids), places[kind]))
