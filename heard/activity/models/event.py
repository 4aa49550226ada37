"""What happened: who did what to which row, and when. Never the words themselves."""

from typing import Self

from django.db import models
from django.db.models import Q

from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel


class EventQuerySet(models.QuerySet["Event"]):
    """Events of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own private acts, and what happened on pages; the page decides who reads it."""
        return self.filter(
            Q(only_for__isnull=True) | Q(only_for=person), organisation_id=person.organisation_id
        )


class Event(TenantModel):
    """One act. `page_id` is the pair it happened on, where it happened on one."""

    row_policy = "only_for_id IS NULL OR only_for_id = {person}"

    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    only_for = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    page_id = models.UUIDField(null=True, blank=True)
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True, blank=True)

    objects = TenantManager.from_queryset(EventQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "page_id", "created_at"], name="event_by_page")
        ]

    def __str__(self) -> str:
        return self.kind
