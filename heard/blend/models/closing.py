"""A closing: somebody said that the blend is not for them. No row is the open state."""

from django.db import models

from heard.people.tenancy import TenantManager
from heard.privacy.own import Own, OwnQuerySet


class ClosingQuerySet(OwnQuerySet["Closing"]):
    """Closings of the organisation in force."""


class Closing(Own):
    """For its person alone: nobody else can tell it from an empty page."""

    objects = TenantManager.from_queryset(ClosingQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="closing_once_a_person")
        ]

    def __str__(self) -> str:
        return str(self.person_id)
