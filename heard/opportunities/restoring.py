"""Restoring: what undo means for openings, where nothing has happened since that needs them."""

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, Restorer
from heard.lib.refusals import Refusal
from heard.opportunities.closing import CLOSED, refuse_unanswered
from heard.opportunities.models import Interest, Opening, OpeningStep, SetAside


def take_opening_back(way_back: Undo) -> None:
    """It was not meant to be posted: gone, unless somebody has already taken it up."""
    opening = _own_opening(way_back)
    if opening.interests.exists() or opening.raisings.exists() or opening.steps.exists():
        raise NothingToUndo(way_back.kind)
    opening.delete()


def restore_state(way_back: Undo) -> None:
    """As it was before; a closed one only with nobody waiting."""
    opening = _own_opening(way_back)
    before = way_back.before
    last = OpeningStep.objects.filter(opening=opening).order_by("created_at", "id").last()
    if opening.state != before["did"] or last is None or str(last.id) != before["step"]:
        raise NothingToUndo(way_back.kind)
    if before["state"] in CLOSED:
        try:
            refuse_unanswered(opening)
        except Refusal as refusal:
            raise NothingToUndo(way_back.kind) from refusal
    last.delete()
    opening.state = before["state"]
    opening.changed("state")


def take_interest_away(way_back: Undo) -> None:
    """Not shown after all, as long as nobody has answered."""
    visible = Interest.objects.visible_to(way_back.person).select_related("opening")
    interest = visible.filter(id=way_back.subject_id, person=way_back.person).first()
    if interest is None:
        raise NothingToUndo(way_back.kind)
    interest.opening.hold()
    interest.refresh_from_db(fields=["answer"])
    if interest.answer:
        raise NothingToUndo(way_back.kind)
    interest.delete()


def bring_back_to_list(way_back: Undo) -> None:
    """*Not now* was not meant."""
    aside = SetAside.objects.visible_to(way_back.person).filter(id=way_back.subject_id)
    if not aside.exists():
        raise NothingToUndo(way_back.kind)
    aside.delete()


def _own_opening(way_back: Undo) -> Opening:
    own = Opening.objects.visible_to(way_back.person).filter(posted_by=way_back.person)
    opening = own.filter(id=way_back.subject_id).first()
    if opening is None:
        raise NothingToUndo(way_back.kind)
    opening.hold()
    return opening


RESTORERS: dict[str, Restorer] = {
    "opening_posted": take_opening_back,
    "opening_state": restore_state,
    "interest_shown": take_interest_away,
    "opening_set_aside": bring_back_to_list,
}
