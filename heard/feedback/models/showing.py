"""A showing: the receiver lets their manager read one feedback, until they take it back."""

from typing import Self

from django.db import models
from django.db.models import Q

from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel


class ShowingQuerySet(models.QuerySet["Showing"]):
    """Showings of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Whoever shows, and whom it is shown to."""
        return self.filter(
            Q(shown_by=person) | Q(reader=person), organisation_id=person.organisation_id
        )

    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


class Showing(TenantModel):
    """Who showed what to whom, and when. It passes to no successor of the reader's."""

    row_policy = "shown_by_id = {person} OR reader_id = {person}"

    feedback = models.ForeignKey(
        "feedback.Feedback", on_delete=models.CASCADE, related_name="showings"
    )
    shown_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(ShowingQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "feedback", "reader"],
                condition=Q(withdrawn_at__isnull=True),
                name="feedback_shown_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
