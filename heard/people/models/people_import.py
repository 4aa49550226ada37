"""An import that was applied: by whom, when, how many, and for a day the way back."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone

from heard.people.models.person import Person
from heard.people.tenancy import TenantManager, TenantModel

REVERSIBLE_FOR = dt.timedelta(hours=24)


class PeopleImportQuerySet(models.QuerySet["PeopleImport"]):
    """Imports of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """The people team's and the administrators'; to anyone else there are none."""
        if not (person.is_administrator or person.is_people_team):
            return self.none()
        return self.filter(organisation_id=person.organisation_id)

    def too_old_to_undo(self) -> Self:
        return self.filter(created_at__lte=timezone.now() - REVERSIBLE_FOR)


class PeopleImport(TenantModel):
    """One file's changes. It keeps the id its preview had, so that its address stays the same.

    `way_back` holds what was there before of what was changed, and goes after a day.
    """

    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField(max_length=120, blank=True)
    counts = models.JSONField(default=dict)
    way_back = models.JSONField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taken_back = models.JSONField(default=dict)

    objects = TenantManager.from_queryset(PeopleImportQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "created_at"], name="import_by_age")]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def reversible_until(self) -> dt.datetime:
        return self.created_at + REVERSIBLE_FOR

    @property
    def is_reversible(self) -> bool:
        """Once, and for a day."""
        return self.way_back is not None and self.reversible_until > timezone.now()
