"""Keeping places: the people team says where people can turn to in a bad week."""

from django.db import transaction
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.lib.refusals import Refusal, within
from heard.lib.text import cleaned
from heard.people.models import Person
from heard.wellbeing.models import PlaceToTurn

NAME_MOST, HOW_MOST, PLACES_MOST = 160, 400, 20


@transaction.atomic
def add_place(*, by: Person, name: str, how: str) -> PlaceToTurn:
    """Another one, after the others."""
    others = list(PlaceToTurn.objects.visible_to(by).in_order())
    if len(others) >= PLACES_MOST:
        raise Refusal(_("Twenty fit. Somebody in a bad week reads three."), "name")
    place = PlaceToTurn(position=others[-1].position + 1 if others else 0)
    _reword(place, name, how)
    place.save()
    record("place_added", by=by, page_id=None, subject_id=place.id)
    return place


@transaction.atomic
def change_place(place: PlaceToTurn, *, by: Person, name: str, how: str) -> PlaceToTurn:
    """Another name, or another way to reach them."""
    _reword(place, name, how)
    place.save(update_fields=["name", "how"])
    record("place_changed", by=by, page_id=None, subject_id=place.id)
    return place


@transaction.atomic
def remove_place(place: PlaceToTurn, *, by: Person) -> None:
    """Not named any more."""
    record("place_removed", by=by, page_id=None, subject_id=place.id)
    place.delete()


@transaction.atomic
def put_first(place: PlaceToTurn, *, by: Person) -> PlaceToTurn:
    """Above the others: who is to be turned to first."""
    others = list(PlaceToTurn.objects.visible_to(by).in_order().select_for_update())
    for position, row in enumerate([place, *(one for one in others if one.id != place.id)]):
        row.position = position
        row.save(update_fields=["position"])
    record("place_changed", by=by, page_id=None, subject_id=place.id)
    return place


def _reword(place: PlaceToTurn, name: str, how: str) -> None:
    place.name = within(cleaned(name), NAME_MOST, "name")
    place.how = within(cleaned(how), HOW_MOST, "how")
