"""An opening: something to do that has come up, and whoever may see it."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy

from heard.people.models import Person, ReportingLine
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.own import hold_alone


class OpeningQuerySet(models.QuerySet["Opening"]):
    """Openings of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Whose it is; everyone, or the poster's people and theirs; whoever showed interest, for
        good: what they were told stays readable."""
        from heard.opportunities.models.interest import Interest

        near = Q(audience=Opening.Audience.TEAM, posted_by__in=_above(person))
        told = Exists(Interest.objects.filter(opening=OuterRef("pk"), person=person))
        return self.filter(
            Q(posted_by=person) | Q(audience=Opening.Audience.EVERYONE) | near | Q(told),
            organisation_id=person.organisation_id,
        )

    def going_on(self) -> Self:
        """Neither filled nor withdrawn."""
        return self.filter(state__in=(Opening.State.OPEN, Opening.State.TALKING))


class Opening(TenantModel):
    """In clear: it is meant to be read. Its state is told by its steps, each with who and why."""

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("open")
        TALKING = "talking", gettext_lazy("talking")
        FILLED = "filled", gettext_lazy("filled")
        WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", gettext_lazy("Everyone here")
        TEAM = "team", gettext_lazy("Your people, and theirs")

    posted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    time_needed = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True, blank=True)
    learning = models.TextField(blank=True)
    # One a line.
    tags = models.TextField(blank=True)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.EVERYONE)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)

    objects = TenantManager.from_queryset(OpeningQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "created_at"], name="opening_by_state"),
            models.Index(fields=["organisation", "posted_by"], name="opening_by_poster"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_going_on(self) -> bool:
        return self.state in (self.State.OPEN, self.State.TALKING)

    @property
    def tag_list(self) -> list[str]:
        return [tag for tag in self.tags.split("\n") if tag]

    @property
    def words(self) -> str:
        """What a wish is compared with."""
        return "\n".join(part for part in (self.title, self.why, self.learning) if part)

    def hold(self) -> None:
        """Nobody else changes it until the present transaction ends."""
        hold_alone(self)

    def changed(self, *fields: str) -> None:
        """Save these fields as the next version."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])


def _above(person: Person) -> "QuerySet[ReportingLine, Any]":
    """Whom somebody reports to, and whom those report to."""
    lines = ReportingLine.objects.current()
    managers = lines.filter(person=person).values("manager")
    both = Q(person=person) | Q(person__in=managers)
    return lines.filter(both).values("manager")
