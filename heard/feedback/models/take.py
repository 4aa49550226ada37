"""What the receiver makes of it: their own take, and what they keep for a review."""

from typing import Self

from django.db import models

from heard.feedback.models.feedback import Feedback
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.own import Own, OwnQuerySet
from heard.privacy.sealing import SealedText


class TakeQuerySet(OwnQuerySet["Take"]):
    """Takes of the organisation in force."""


class Take(Own):
    """What I make of what I was told; mine alone."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="+")
    text = SealedText(blank=True)

    objects = TenantManager.from_queryset(TakeQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "feedback", "person"], name="take_once")
        ]

    def __str__(self) -> str:
        return str(self.id)


class KeepingQuerySet(models.QuerySet["Keeping"]):
    """Keepings of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own."""
        return self.filter(organisation_id=person.organisation_id, person=person)


class Keeping(TenantModel):
    """The receiver chose, then, to keep this for a review. Without the row nothing goes there."""

    row_policy = "person_id = {person}"

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)

    objects = TenantManager.from_queryset(KeepingQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "feedback", "person"], name="keeping_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
