"""Set aside: *not now*, said of an opening by somebody for themselves."""

from typing import Self

from django.db import models

from heard.opportunities.models.opening import Opening
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel


class SetAsideQuerySet(models.QuerySet["SetAside"]):
    """What was set aside in the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own alone: nobody learns who is not interested."""
        return self.filter(organisation_id=person.organisation_id, person=person)


class SetAside(TenantModel):
    """Out of their list until they look again; nobody else is told."""

    row_policy = "person_id = {person}"

    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, related_name="set_aside", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    objects = TenantManager.from_queryset(SetAsideQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "opening", "person"], name="set_aside_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
