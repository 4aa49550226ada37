"""Thinking an item through: four short lines, each of them optional."""

from typing import Self

from django.db import models
from django.db.models import Q

from heard.conversations.models.item import Item
from heard.conversations.models.pair import Pair, PairQuerySet
from heard.conversations.models.written import Written
from heard.people.models import Person
from heard.people.tenancy import TenantManager
from heard.privacy.keys import KeyOwner, of_person

BOXES = ("want", "present", "ways", "will")


class ThinkingQuerySet(models.QuerySet["Thinking"]):
    """What was thought through in the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Under an item one can see; under a private item it is its author's alone."""
        return self.filter(
            Q(item__audience=Item.Audience.PAIR) | Q(item__author=person),
            organisation_id=person.organisation_id,
            pair__in=PairQuerySet(Pair).visible_to(person),
        )


class Thinking(Written):
    """One an item, for whoever sees the item. Its text is the four boxes, a line each."""

    row_policy = "only_for_id IS NULL OR only_for_id = {person}"

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="+")
    # The author of the item, where that is private: sealed for the same one person.
    only_for = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # Whether the other of the two has ever written here: then it stays with both.
    by_other = models.BooleanField(default=False)

    objects = TenantManager.from_queryset(ThinkingQuerySet)()

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        return of_person(self.only_for_id) if self.only_for_id else super().sealing_owner()

    @property
    def boxes(self) -> list[str]:
        """What stands in each of the four."""
        return in_boxes(self.text)


def in_boxes(text: str) -> list[str]:
    """Four lines, whatever is missing an empty one."""
    return [*text.split("\n"), "", "", "", ""][: len(BOXES)]


def as_text(boxes: list[str]) -> str:
    """The four as they are kept; nothing at all where nothing is in them."""
    return "\n".join(boxes) if any(boxes) else ""
