"""Restoring what stands inside an item: said back, thought through.

Words come from the wordings that were kept; undo itself holds none. Like every undo only on a live
page, only what its actor still sees, and only while nothing came after it.
"""

from typing import TypeVar

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, Restorer
from heard.conversations.models import EarlierWording, SaidBack, Thinking
from heard.lib.refusals import Refusal

Row = TypeVar("Row", SaidBack, Thinking)


def restore_said_back(way_back: Undo) -> None:
    """The sentence that stood before, or none, and what had been answered to it."""
    said = _as_left(SaidBack, way_back)
    before, by = way_back.before, way_back.person
    missing = said.missing
    if before["missing"] != said.missing_version:
        missing = EarlierWording.kept_as(said.id, before["missing"])
    if before["text"] != said.text_version:
        said.rewrite(EarlierWording.kept_as(said.id, before["text"]), by=by, base=None)
    said.stand(before["state"], missing, by=by)


def restore_thinking(way_back: Undo) -> None:
    """The four boxes as they were."""
    thinking = _as_left(Thinking, way_back)
    words = EarlierWording.kept_as(thinking.id, way_back.before["text"])
    thinking.rewrite(words, by=way_back.person, base=None)


def _as_left(model: type[Row], way_back: Undo) -> Row:
    """The row, held, if its actor still sees it and nobody has changed it since."""
    visible = model._default_manager.visible_to(way_back.person)
    row: Row | None = (
        visible.select_related("pair__organisation").filter(id=way_back.subject_id).first()
    )
    if row is None:
        raise NothingToUndo(way_back.kind)
    try:
        row.hold()
    except Refusal as refusal:
        raise NothingToUndo(way_back.kind) from refusal
    if row.version != way_back.before["version"]:
        raise NothingToUndo(way_back.kind)
    return row


INSIDE_RESTORERS: dict[str, Restorer] = {
    "said_back": restore_said_back,
    "thinking": restore_thinking,
}
