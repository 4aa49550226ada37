"""A statement: one sentence somebody says about themselves."""

from django.db import models
from django.utils.translation import gettext_lazy

from heard.people.tenancy import TenantManager
from heard.privacy.own import Own, OwnQuerySet
from heard.privacy.sealing import SealedText


class StatementQuerySet(OwnQuerySet["Statement"]):
    """Statements of the organisation in force."""

    def standing(self) -> "StatementQuerySet":
        """Not taken away, in the order they were put."""
        return self.filter(removed_at__isnull=True).order_by("position", "id")


class Statement(Own):
    """How I like to work, a strength, or where I'm heading; in own words."""

    class Kind(models.TextChoices):
        HARD_NEWS = "hard_news", gettext_lazy("Hard news: I'd rather hear it…")
        THANKS = "thanks", gettext_lazy("I like thanks…")
        BEST_WORK = "best_work", gettext_lazy("You get my best work when…")
        STRENGTH = "strength", gettext_lazy("A strength of mine")
        A_YEAR = "a_year", gettext_lazy("In a year")
        A_FEW_YEARS = "a_few_years", gettext_lazy("In a few years")

    # One sentence each; of strengths, several.
    SINGLE = (Kind.HARD_NEWS, Kind.THANKS, Kind.BEST_WORK, Kind.A_YEAR, Kind.A_FEW_YEARS)

    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = SealedText()
    position = models.CharField(max_length=64)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(StatementQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "person", "kind"], name="statement_of_person")
        ]

    def __str__(self) -> str:
        return str(self.id)
