"""Restoring what is one's own: undo brings it back, and with it whoever was shown it.

In this layer because the copies that were shown belong to pages.
"""

from collections.abc import Callable
from typing import Any

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, Restorer
from heard.blend.choosing import put_back
from heard.blend.models import Element, Statement, Wish
from heard.blend.stating import say_again
from heard.blend.wishing import wish_again
from heard.conversations.models import Pair, Told, WishStep
from heard.conversations.sharing import SHOWN
from heard.conversations.telling import take_back, tell
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.privacy.own import Own
from heard.wellbeing.models import CheckIn

KINDS: dict[str, type[Own]] = {
    Told.Kind.ELEMENT: Element,
    Told.Kind.WISH: Wish,
    Told.Kind.STATEMENT: Statement,
    Told.Kind.CHECK_IN: CheckIn,
}


def restore_element(way_back: Undo) -> None:
    """One of the eight again, in its place."""
    row: Element = _still_theirs(Element, way_back)
    _bring_back(way_back, row, row.removed_at, lambda: put_back(row, by=way_back.person))


def restore_wish(way_back: Undo) -> None:
    """Wished again, matched again if it was."""
    row: Wish = _still_theirs(Wish, way_back)
    matching = bool(way_back.before["for_matching"])

    def again() -> Wish:
        return wish_again(row, by=way_back.person, matching=matching)

    _bring_back(way_back, row, row.withdrawn_at, again)


def restore_statement(way_back: Undo) -> None:
    """Said again."""
    row: Statement = _still_theirs(Statement, way_back)
    _bring_back(way_back, row, row.removed_at, lambda: say_again(row, by=way_back.person))


def restore_audience(way_back: Undo) -> None:
    """Whoever saw it before sees it again; whoever did not, no longer."""
    by = way_back.person
    for kind, source_id, page_id in way_back.before["copies"]:
        row: Any = KINDS[kind]._default_manager.visible_to(by).filter(id=source_id).first()  # type: ignore[attr-defined]
        pair = Pair.objects.visible_to(by).live().filter(id=page_id).first()
        if row is None or pair is None:
            raise NothingToUndo(way_back.kind)
        if way_back.before["did"] == SHOWN:
            take_back(row, by=by, pair=pair)
        else:
            _tell(pair, row, by, way_back)


def take_step_back(way_back: Undo) -> None:
    """The step was not meant; what stood before stands, unless something came after it."""
    step = WishStep.objects.visible_to(way_back.person).filter(id=way_back.subject_id).first()
    if step is None:
        raise NothingToUndo(way_back.kind)
    later = WishStep.objects.filter(
        pair_id=step.pair_id, wish_id=step.wish_id, created_at__gt=step.created_at
    )
    if later.exists():
        raise NothingToUndo(way_back.kind)
    step.delete()


def _still_theirs(model: type[Any], way_back: Undo) -> Any:
    row = model.objects.visible_to(way_back.person).filter(id=way_back.subject_id).first()
    if row is None:
        raise NothingToUndo(way_back.kind)
    return row


def _bring_back(way_back: Undo, row: Own, gone_at: Any, again: Callable[[], Own]) -> None:
    """And show it to those for whom it ended by that same act, where their page still lives."""
    if gone_at is None:
        raise NothingToUndo(way_back.kind)
    copies = Told.objects.visible_to(way_back.person).filter(
        person=way_back.person, source_id=row.id, withdrawn_at__gte=gone_at, pair__ended_at=None
    )
    pairs = [told.pair for told in copies.select_related("pair")]
    try:
        brought = again()
    except Refusal as refusal:
        raise NothingToUndo(way_back.kind) from refusal
    for pair in pairs:
        _tell(pair, brought, way_back.person, way_back)


def _tell(pair: Pair, row: Own, by: Person, way_back: Undo) -> None:
    try:
        tell(pair, row, by=by)
    except Refusal as refusal:
        raise NothingToUndo(way_back.kind) from refusal


OWN_RESTORERS: dict[str, Restorer] = {
    "element_removed": restore_element,
    "wish_withdrawn": restore_wish,
    "statement_removed": restore_statement,
    "own_audience": restore_audience,
    "wish_step": take_step_back,
}
