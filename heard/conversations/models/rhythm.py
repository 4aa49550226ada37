"""A rhythm: how often a pair means to talk, in local time, so that clock changes move nothing."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models

from heard.conversations.models.on_page import PEOPLE, OnPage
from heard.conversations.models.pair import Pair, PairQuerySet
from heard.objectives.living import Says
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_pair
from heard.privacy.own import renew

WEEKS_A_MONTH = 52 / 12
# What a change of it may change, beside the first day and the hour.
SAID = ("kind", "zone", "minutes", "every", "unit", "by_weekday", "last", "where")


class RhythmQuerySet(models.QuerySet["Rhythm"]):
    """Rhythms of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )


class Rhythm(OnPage, TenantModel):
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

    living_kind: ClassVar[str] = "rhythm"

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

    # As a living agreement (`heard/objectives/living.py`).

    @classmethod
    def objects_for(cls, person: Person) -> RhythmQuerySet:
        """What this person may see, with what a change of it asks about."""
        return cls.objects.visible_to(person).select_related(*PEOPLE)

    def hold(self) -> None:
        self.pair.hold()
        renew(self)

    def says(self) -> Says:
        return {
            **{name: getattr(self, name) for name in SAID},
            "first_on": self.first_on.isoformat(),
            "at": f"{self.at:%H:%M}",
        }

    def take_on(self, says: Says, *, by: Person) -> None:
        """The rule alone; whoever changes it plans the next date anew (`planning.py`)."""
        self.say(says)
        self.changed_by = by
        self.version += 1
        self.save()

    def say(self, says: Says) -> None:
        """Be the rule that these words are, unsaved."""
        for name in SAID:
            setattr(self, name, says[name])
        self.first_on = dt.date.fromisoformat(says["first_on"])
        self.at = dt.time.fromisoformat(says["at"])

    def sealing_owner(self) -> KeyOwner:
        return of_pair(self.pair_id)
