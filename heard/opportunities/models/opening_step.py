"""A step of an opening: who said so, why, and when. What stands now is the last one."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy

from heard.opportunities.models.opening import Opening, OpeningQuerySet
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel


class OpeningStepQuerySet(models.QuerySet["OpeningStep"]):
    """Steps of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Whoever sees the opening sees what became of it."""
        return self.filter(
            organisation_id=person.organisation_id,
            opening__in=OpeningQuerySet(Opening).visible_to(person),
        )


class OpeningStep(TenantModel):
    """Talking, filled, withdrawn, open again, or passed to somebody else. In clear, as it is."""

    class Did(models.TextChoices):
        TALKING = "talking", gettext_lazy("talking")
        FILLED = "filled", gettext_lazy("filled")
        WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")
        OPEN = "open", gettext_lazy("open again")
        PASSED_ON = "passed_on", gettext_lazy("passed on")

    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, related_name="steps", db_index=False
    )
    did = models.CharField(max_length=9, choices=Did.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Whose it is from then on, where it was passed on.
    to = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TenantManager.from_queryset(OpeningStepQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "opening", "created_at"], name="opening_step_order"
            )
        ]

    def __str__(self) -> str:
        return self.did
