"""Restoring: support that was asked for and not meant; item, raise and all."""

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, Restorer
from heard.conversations.models import Item, SupportAsk
from heard.conversations.models.item import recount
from heard.conversations.restoring import something_hangs_on
from heard.lib.refusals import Refusal

# An item is made, then marked as needing an answer; anything more was done with it since.
AS_ASKED = 2


def take_support_back(way_back: Undo) -> None:
    """Not asked after all, unless somebody has taken it up."""
    asks = SupportAsk.objects.visible_to(way_back.person).filter(id=way_back.subject_id)
    ask = asks.select_related("pair", "raised__item").first()
    if ask is None:
        raise NothingToUndo(way_back.kind)
    try:
        ask.pair.hold()
    except Refusal as refusal:
        raise NothingToUndo(way_back.kind) from refusal
    raised, item = ask.raised, ask.raised.item
    for row in (raised, item):
        row.refresh_from_db(fields=["version"])
    untouched = raised.version == 1 and item.version == AS_ASKED
    if not untouched or item.state != Item.State.OPEN or something_hangs_on(item):
        raise NothingToUndo(way_back.kind)
    ask.delete()
    raised.delete()
    item.delete()
    recount(ask.pair)


SUPPORT_RESTORERS: dict[str, Restorer] = {"support_asked": take_support_back}
