"""A rhythm: how often a pair means to talk, in local time, so that clock changes move nothing."""

import datetime as dt
from typing import Self

from django.db import models

from heard.conversations.models.pair import Pair, PairQuerySet
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel

WEEKS_A_MONTH = 52 / 12


class RhythmQuerySet(models.QuerySet["Rhythm"]):
    """Rhythms of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )


class Rhythm(TenantModel):
    """One a pair. `first_on`, `at` and `zone` are what people said; instants are computed."""

    class Kind(models.TextChoices):
        WEEKLY = "weekly"
        FORTNIGHTLY = "fortnightly"
        MONTHLY = "monthly"
        QUARTERLY = "quarterly"
        CUSTOM = "custom"
        AS_NEEDED = "as_needed"

    class Unit(models.TextChoices):
        WEEK = "week"
        MONTH = "month"

    pair = models.OneToOneField(Pair, on_delete=models.CASCADE, related_name="rhythm")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.FORTNIGHTLY)
    first_on = models.DateField()
    at = models.TimeField()
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField(default=30)
    every = models.PositiveSmallIntegerField(default=1)
    unit = models.CharField(max_length=5, choices=Unit.choices, default=Unit.WEEK)
    # Monthly and quarterly: by weekday ("the second Tuesday"), else by day of the month.
    by_weekday = models.BooleanField(default=True)
    # That day was chosen as the last of its kind in the month, where it could be the fourth.
    last = models.BooleanField(default=False)
    where = models.CharField(max_length=200, blank=True)
    changed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = TenantManager.from_queryset(RhythmQuerySet)()

    def __str__(self) -> str:
        return self.kind

    @property
    def usual_gap(self) -> dt.timedelta | None:
        """About how long from one conversation to the next; as needed knows none."""
        weeks = {
            self.Kind.WEEKLY: 1,
            self.Kind.FORTNIGHTLY: 2,
            self.Kind.MONTHLY: WEEKS_A_MONTH,
            self.Kind.QUARTERLY: 3 * WEEKS_A_MONTH,
            self.Kind.CUSTOM: self.every * (1 if self.unit == self.Unit.WEEK else WEEKS_A_MONTH),
        }
        return dt.timedelta(weeks=weeks[self.Kind(self.kind)]) if self.kind in weeks else None
