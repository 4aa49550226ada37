"""Who reports to whom, from when until when. Lines end; they are never rewritten."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from heard.people.models.person import Person
from heard.people.tenancy import TenantManager, TenantModel


class ReportingLineQuerySet(models.QuerySet["ReportingLine"]):
    """Lines of the organisation in force."""

    def current(self) -> Self:
        """Those in force today."""
        return self.filter(until__isnull=True)

    def visible_to(self, person: Person) -> Self:
        """Structure is open within the organisation."""
        return self.filter(organisation_id=person.organisation_id)


class ReportingLine(TenantModel):
    """One stretch of time in which a person reported to a manager."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="lines")
    manager = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="team_lines")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(ReportingLineQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("manager")), name="line_not_to_oneself"),
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(until__isnull=True),
                name="line_one_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "manager", "until"], name="line_by_manager"),
            models.Index(fields=["organisation", "person", "since"], name="line_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.manager_id}"
