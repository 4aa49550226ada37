"""An answer kept for a day, so that a write sent twice is done once."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone

from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_person
from heard.privacy.sealing import SealedText

KEPT_FOR = dt.timedelta(hours=24)


class KeptAnswerQuerySet(models.QuerySet["KeptAnswer"]):
    """Kept answers of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own only: an answer holds what its person may read."""
        return self.filter(organisation_id=person.organisation_id, person=person)

    def past(self) -> Self:
        """Kept long enough."""
        return self.filter(created_at__lte=timezone.now() - KEPT_FOR)


class KeptAnswer(TenantModel):
    """What was answered to one key on one route; sealed, since both sides of it hold words."""

    row_policy = "person_id = {person}"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=255)
    route = models.CharField(max_length=255)
    answer = SealedText()

    objects = TenantManager.from_queryset(KeptAnswerQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "key", "route"], name="kept_answer_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "person", "created_at"], name="kept_answer_by_age")
        ]

    def __str__(self) -> str:
        return self.route

    def sealing_owner(self) -> KeyOwner:
        return of_person(self.person_id)
