"""A priority: what the organisation, or a team, puts first for now, and why."""

import datetime as dt
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from heard.objectives.living import Says
from heard.people.models import Person, ReportingLine
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_organisation
from heard.privacy.own import hold_alone


class PriorityQuerySet(models.QuerySet["Priority"]):
    """Priorities of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """The organisation's: everyone. A team's: whose it is, their people, their manager."""
        lines = ReportingLine.objects.current()
        reports = lines.filter(manager=person).values("person")
        manager = lines.filter(person=person).values("manager")
        near = Q(owner=person) | Q(owner__in=reports) | Q(owner__in=manager)
        return self.filter(
            Q(level=Priority.Level.ORGANISATION) | near, organisation_id=person.organisation_id
        )

    def standing(self) -> Self:
        """Neither ended nor replaced; the organisation's first, in the order they were made."""
        return self.filter(ended_at__isnull=True).order_by("level", "created_at", "id")


class Priority(TenantModel):
    """In clear: it is meant to be read. Each change of it is a revision, and kept."""

    class Level(models.TextChoices):
        ORGANISATION = "organisation", gettext_lazy("The organisation")
        TEAM = "team", gettext_lazy("A team")

    living_kind: ClassVar[str] = "priority"

    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    level = models.CharField(max_length=12, choices=Level.choices)
    sentence = models.CharField(max_length=280)
    why = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TenantManager.from_queryset(PriorityQuerySet)()

    class Meta:
        verbose_name_plural = "priorities"
        indexes = [
            models.Index(fields=["organisation", "level", "ended_at"], name="priority_by_level"),
            models.Index(fields=["organisation", "owner"], name="priority_by_owner"),
        ]

    @property
    def key(self) -> str:
        """Its id in words, as a form names it."""
        return str(self.id)

    def __str__(self) -> str:
        return self.sentence

    @classmethod
    def objects_for(cls, person: Person) -> PriorityQuerySet:
        """What this person may see, with what a change of it asks about."""
        return cls.objects.visible_to(person).select_related("owner")

    def hold(self) -> None:
        hold_alone(self)

    def says(self) -> Says:
        return {
            "sentence": self.sentence,
            "why": self.why,
            "until": self.until.isoformat() if self.until else None,
            "state": "ended" if self.ended_at else "standing",
        }

    def take_on(self, says: Says, *, by: Person) -> None:
        self.sentence, self.why = says["sentence"], says["why"]
        self.until = dt.date.fromisoformat(says["until"]) if says["until"] else None
        ended = says["state"] == "ended"
        self.ended_at = (self.ended_at or timezone.now()) if ended else None
        self.changed("sentence", "why", "until", "ended_at")

    def decided_by(self) -> set[UUID]:
        return {self.owner_id}

    def asked(self, by: Person) -> Person | None:
        """Nobody's yes: whose objectives hang on it are asked what it means for them."""
        return None

    def page(self) -> UUID | None:
        return None

    def sealing_owner(self) -> KeyOwner:
        return of_organisation()

    def changed(self, *fields: str) -> None:
        """Save these fields as the next version."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])
