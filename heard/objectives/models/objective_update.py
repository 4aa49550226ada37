"""An update: how an objective is, in one word and a line, from the one whose it is."""

from typing import Self

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy

from heard.objectives.models.objective import Objective, ObjectiveQuerySet
from heard.people.models import Person
from heard.people.tenancy import TenantManager
from heard.privacy.keyed import Keyed
from heard.privacy.sealing import SealedText


class About(models.TextChoices):
    """What it speaks of: the whole, or one of the three signals."""

    CONFIDENCE = "confidence", gettext_lazy("Confidence")
    TIME = "time", gettext_lazy("On time?")
    BUDGET = "budget", gettext_lazy("On budget?")
    SUPPORT = "support", gettext_lazy("Enough support?")


class Is(models.TextChoices):
    """How time, budget or support is. The order is the scale."""

    YES = "yes", gettext_lazy("Yes")
    TIGHT = "tight", gettext_lazy("Tight")
    NO = "no", gettext_lazy("No")


class ObjectiveUpdateQuerySet(models.QuerySet["ObjectiveUpdate"]):
    """Updates of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those of the objectives one can read, from when it was shown so widely."""
        beyond = ObjectiveQuerySet(Objective).beyond(person)
        return self.filter(
            organisation_id=person.organisation_id,
            objective__in=ObjectiveQuerySet(Objective).visible_to(person),
        ).exclude(objective__in=beyond, created_at__lt=F("objective__widened_at"))


class ObjectiveUpdate(Keyed):
    """One word, when, and a line if there is one to say."""

    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="updates", db_index=False
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=10, choices=About.choices, default=About.CONFIDENCE)
    word = models.CharField(max_length=9)
    line = SealedText(blank=True)

    objects = TenantManager.from_queryset(ObjectiveUpdateQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "objective", "about", "created_at"], name="update_of"
            )
        ]

    def __str__(self) -> str:
        return self.word
