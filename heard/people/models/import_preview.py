"""A file between being read and being applied: what could be used of it, for an hour at most."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone

from heard.people.models.person import Person
from heard.people.tenancy import TenantManager, TenantModel

KEPT_FOR = dt.timedelta(hours=1)
# An application that has not ended by now was cut off with its process, and changed nothing.
ENDS_WITHIN = dt.timedelta(minutes=10)


class ImportPreviewQuerySet(models.QuerySet["ImportPreview"]):
    """Previews of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own, while they last, and while one may import."""
        if not (person.is_administrator or person.is_people_team):
            return self.none()
        own = self.filter(organisation_id=person.organisation_id, person=person)
        return own.filter(~_outlived())

    def outlived(self) -> Self:
        """Those whose hour is over, unless they are being applied."""
        return self.filter(_outlived())


def _outlived() -> models.Q:
    now = timezone.now()
    at_rest = models.Q(started_at__isnull=True) | models.Q(started_at__lte=now - ENDS_WITHIN)
    return models.Q(created_at__lte=now - KEPT_FOR) & at_rest


class ImportPreview(TenantModel):
    """The rows of one file. Pay, birth, health and the like were dropped before it was made.

    Deleted when it is applied or given up, and when its hour is over.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    table = models.JSONField()
    columns = models.JSONField(default=dict)
    email_domain = models.CharField(max_length=253, blank=True)
    full_file = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True, blank=True)
    # Why it was not applied, as a sentence; empty where nothing went wrong.
    stopped = models.CharField(max_length=400, blank=True)

    objects = TenantManager.from_queryset(ImportPreviewQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "created_at"], name="preview_by_age")]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_being_applied(self) -> bool:
        return self.started_at is not None and self.started_at > timezone.now() - ENDS_WITHIN
