"""Undo as somebody presses it: the way back of what they did last to a row."""

from uuid import UUID

from heard.activity.models import Undo
from heard.activity.undoing import undo, way_back_from
from heard.people.models import Person


def take_back_last(subject_id: UUID, person: Person) -> None:
    """Their newest act on it."""
    take(way_back_from(subject_id, by=person), person)


def take(way_back: UUID | None, person: Person) -> None:
    """This way back; there has to be one."""
    assert way_back is not None
    undo(Undo.objects.get(id=way_back), by=person)
