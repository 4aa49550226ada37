"""A raising: a match brought to the page of the two who talk about it, or asked to be."""

from typing import Self

from django.db import models
from django.db.models import Q

from heard.conversations.models import Item, Pair
from heard.opportunities.models.opening import Opening
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel


class RaisingQuerySet(models.QuerySet["Raising"]):
    """What was raised in the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Who raised it or asked for it, who was asked, and, once it is there, who it is about."""
        return self.filter(
            Q(by=person)
            | Q(asked=person)
            | Q(opening__posted_by=person)
            | Q(person=person, item__isnull=False),
            organisation_id=person.organisation_id,
        )

    def waiting(self) -> Self:
        """Asked of another manager, and not on the page yet."""
        return self.filter(asked__isnull=False, pair__isnull=True)


class Raising(TenantModel):
    """On the poster's own page with somebody; or asked of the manager who has one with them."""

    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, related_name="raisings", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pair = models.ForeignKey(
        Pair, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    item = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = TenantManager.from_queryset(RaisingQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "opening", "person"], name="raising_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_gone(self) -> bool:
        """It was on a page, and was taken off again in the same breath."""
        return self.pair_id is not None and self.item_id is None
