"""Looking inside items: what was said back and thought through, fetched when one is opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from heard.conversations.models import Item, SaidBack, Thinking
from heard.people.models import Person


@dataclass
class Inside:
    """What stands inside an item besides its notes, as the reader sees it."""

    said: SaidBack | None = None
    thinking: Thinking | None = None


def look_inside(items: Iterable[Item], reader: Person) -> dict[UUID, Inside]:
    """Two queries, however many items. What was emptied again is not there."""
    found = {item.id: Inside() for item in items}
    for said in SaidBack.objects.visible_to(reader).filter(item__in=list(found)):
        found[said.item_id].said = said if said.text else None
    for thinking in Thinking.objects.visible_to(reader).filter(item__in=list(found)):
        found[thinking.item_id].thinking = thinking if thinking.text else None
    return found
