"""A way back: what to restore, for whom, until when. Holds states and ids, never words."""

from typing import Self

from django.db import models
from django.utils import timezone

from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel


class UndoQuerySet(models.QuerySet["Undo"]):
    """Ways back in the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Only the one who acted may take it back."""
        return self.filter(organisation_id=person.organisation_id, person=person)

    def usable(self) -> Self:
        return self.filter(undone_at__isnull=True, expires_at__gt=timezone.now())


class Undo(TenantModel):
    """One reversible act by one person."""

    row_policy = "person_id = {person}"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="undos")
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    before = models.JSONField(default=dict)
    expires_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(UndoQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "person", "created_at"], name="undo_mine")]

    def __str__(self) -> str:
        return self.kind
