"""Support asked for an objective: what kind, how much, until when; answered as a raise is."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy

from heard.conversations.models.pair import Pair, PairQuerySet
from heard.conversations.models.raise_ import Raise
from heard.objectives.models import Objective
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_pair
from heard.privacy.sealing import SealedText


class SupportAskQuerySet(models.QuerySet["SupportAsk"]):
    """Support asked for in the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """On the pages one can see, whoever else reads the objective."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )


class SupportAsk(TenantModel):
    """Beside the raise it is: the raise carries the answers, this says what was asked."""

    class Kind(models.TextChoices):
        TIME = "time", gettext_lazy("Time")
        PEOPLE = "people", gettext_lazy("People")
        BUDGET = "budget", gettext_lazy("Budget")
        TRAINING = "training", gettext_lazy("Training")
        TOOLS = "tools", gettext_lazy("Tools")
        ACCESS = "access", gettext_lazy("Access")
        OTHER = "other", gettext_lazy("Something else")

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    raised = models.OneToOneField(Raise, on_delete=models.CASCADE, related_name="support")
    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # How much, in words: half a day a week, two people.
    size = SealedText()
    line = SealedText(blank=True)
    until = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(SupportAskQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "objective", "created_at"], name="support_of"),
            models.Index(fields=["organisation", "pair"], name="support_by_pair"),
        ]

    def __str__(self) -> str:
        return self.kind

    def sealing_owner(self) -> KeyOwner:
        return of_pair(self.pair_id)
