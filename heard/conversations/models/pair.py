"""A pair: two people and their one living page.

Everything they share belongs to it, not to a date.
"""

import datetime as dt
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.lib import text
from heard.lib.ids import short_id
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel

# Past one and a half times the usual gap it is long since two people met.
LONG_SINCE = 1.5
# Where no rhythm is kept, the usual one.
FORTNIGHT = dt.timedelta(days=14)
# After a change of manager the former one reads for a fortnight, then no more.
FORMER_MANAGER_READS = dt.timedelta(days=14)


class PairQuerySet(models.QuerySet["Pair"]):
    """Pairs of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """The two of them; of an ended pair, the employee, and the manager for a fortnight."""
        still_reads = Q(ended_at__isnull=True) | Q(
            ended_at__gt=timezone.now() - FORMER_MANAGER_READS
        )
        return self.filter(
            Q(employee=person) | (Q(manager=person) & still_reads),
            organisation_id=person.organisation_id,
        )

    def live(self) -> Self:
        """Not ended."""
        return self.filter(ended_at__isnull=True)


class Pair(TenantModel):
    """An employee and the person they talk with. Usually their manager; sometimes a mentor."""

    class Kind(models.TextChoices):
        MANAGER = "manager"
        SKIP_LEVEL = "skip_level"
        MENTOR = "mentor"
        PEER = "peer"

    employee = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pairs")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="team_pairs")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.MANAGER)
    short_id = models.CharField(max_length=12, default=short_id, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    # What home and the list ask about a pair, kept here by the verbs that change it.
    next_at = models.DateTimeField(null=True, blank=True)
    last_held_at = models.DateTimeField(null=True, blank=True)
    open_from_employee = models.PositiveSmallIntegerField(default=0)
    open_from_manager = models.PositiveSmallIntegerField(default=0)

    objects = TenantManager.from_queryset(PairQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "short_id"], name="pair_short_id"),
            models.CheckConstraint(condition=~Q(employee=F("manager")), name="pair_of_two"),
            models.UniqueConstraint(
                fields=["organisation", "employee", "manager", "kind"],
                condition=Q(ended_at__isnull=True),
                name="pair_live_once",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "employee", "ended_at"], name="pair_by_employee"),
            models.Index(fields=["organisation", "manager", "ended_at"], name="pair_by_manager"),
        ]

    def __str__(self) -> str:
        return self.short_id

    @property
    def address(self) -> str:
        """The readable part of its URL: short id, then the employee's name as decoration."""
        name = text.slug(self.employee.name)
        return f"{self.short_id}-{name}" if name else self.short_id

    def hold(self) -> None:
        """Nobody else changes this page until the present transaction ends; an ended one, nobody.

        Every verb takes this first, and so before any row of the page: two people who press at the
        same moment come one after the other, never into each other's way.
        """
        held = Pair.objects.select_for_update(no_key=True).only("ended_at").get(id=self.id)
        if held.ended_at is not None:
            raise Refusal(_("This page can be read, and no longer changed."), "state")

    @property
    def is_live(self) -> bool:
        """Whether anything on the page may still change."""
        return self.ended_at is None

    @property
    def not_met_lately(self) -> bool:
        """Longer ago than one and a half times their own rhythm; never where they talk as needed.

        A page on which nobody has talked yet is new, not neglected.
        """
        rhythm = getattr(self, "rhythm", None)
        gap = rhythm.usual_gap if rhythm is not None else FORTNIGHT
        if self.last_held_at is None or gap is None:
            return False
        return bool(timezone.now() - self.last_held_at > LONG_SINCE * gap)

    def holds(self, person: Person) -> bool:
        """Whether this is one of the two."""
        return person.id in (self.employee_id, self.manager_id)

    def other(self, person: Person) -> Person:
        """The one across the table."""
        return self.manager if person.id == self.employee_id else self.employee

    def side_of(self, person_id: UUID) -> str:
        """Whose list somebody's items go to: `employee` or `manager`."""
        return "employee" if person_id == self.employee_id else "manager"

    def person_on(self, side: str) -> Person:
        """The person of a list."""
        return self.employee if side == "employee" else self.manager
