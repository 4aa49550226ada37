"""A place to turn to: people and numbers the organisation names for a bad week."""

from typing import Self

from django.db import models

from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel


class PlaceToTurnQuerySet(models.QuerySet["PlaceToTurn"]):
    """Places of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Everyone's: on the privacy and help pages, whether or not anybody feels low."""
        return self.filter(organisation_id=person.organisation_id)

    def in_order(self) -> Self:
        return self.order_by("position", "created_at")


class PlaceToTurn(TenantModel):
    """A name and how to reach them. Kept by the people team."""

    name = models.CharField(max_length=160)
    how = models.CharField(max_length=400)
    position = models.PositiveSmallIntegerField(default=0)

    objects = TenantManager.from_queryset(PlaceToTurnQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "position"], name="place_to_turn_order")]

    def __str__(self) -> str:
        return self.name
