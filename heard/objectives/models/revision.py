"""A revision: one change of something agreed, with what it said before and says since."""

import json
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from heard.objectives.living import LIVING, Living, Says
from heard.people.models import Person
from heard.people.tenancy import TenantManager
from heard.privacy.keyed import Keyed
from heard.privacy.sealing import SealedText


class Choice(models.TextChoices):
    """What became of it. The first five are the pivot; the others are noted the same way."""

    KEEP = "keep", gettext_lazy("Keep")
    EMPHASIS = "emphasis", gettext_lazy("Change emphasis")
    TIMING = "timing", gettext_lazy("Change timing")
    RETHINK = "rethink", gettext_lazy("Rethink")
    STOP = "stop", gettext_lazy("Stop")
    EDIT = "edit", gettext_lazy("Put into other words")
    ACHIEVE = "achieve", gettext_lazy("Achieved")


PIVOTS = (Choice.KEEP, Choice.EMPHASIS, Choice.TIMING, Choice.RETHINK, Choice.STOP)


class Reason(models.TextChoices):
    """Why something changes."""

    PRIORITY = "priority", gettext_lazy("Company priority moved")
    MARKET = "market", gettext_lazy("Market or customer")
    TECHNOLOGY = "technology", gettext_lazy("Technology")
    CAPACITY = "capacity", gettext_lazy("Capacity")
    LEARNED = "learned", gettext_lazy("We learned something")
    DIRECTION = "direction", gettext_lazy("The person's direction")
    OTHER = "other", gettext_lazy("Other")


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Revisions of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those of whatever one may see: the subject's own rule, asked of its own layer. What an
        objective said before it was shown more widely stays with those who read it then."""
        from heard.objectives.models.objective import Objective, ObjectiveQuerySet

        seen = Q(pk__in=[])
        for kind, rows in LIVING.items():
            seen |= Q(subject_kind=kind, subject_id__in=rows(person).values("id"))
        since = (
            ObjectiveQuerySet(Objective)
            .beyond(person)
            .filter(id=OuterRef("subject_id"), widened_at__gt=OuterRef("created_at"))
        )
        return self.filter(seen, ~Exists(since), organisation_id=person.organisation_id)

    def of(self, subject: Living) -> Self:
        """Everything that happened to this, in order."""
        return self.filter(subject_kind=subject.living_kind, subject_id=subject.id).order_by(
            "number"
        )

    def in_force(self) -> Self:
        """Those that hold, in the order in which they came to hold."""
        return self.filter(in_force__isnull=False, taken_back_at__isnull=True).order_by("in_force")

    def pivots(self) -> Self:
        return self.filter(choice__in=PIVOTS)

    def waiting(self) -> Self:
        """Neither agreed to, nor to be talked about, nor taken back."""
        return self.filter(
            asked__isnull=False,
            agreed_at__isnull=True,
            talked_about_at__isnull=True,
            taken_back_at__isnull=True,
        )


class Revision(Keyed):
    """Who changed it, when, why; what it said, what it says. Never rewritten, never removed."""

    subject_kind = models.CharField(max_length=12)
    subject_id = models.UUIDField()
    # 1, 2, 3… as they were written.
    number = models.PositiveIntegerField()
    # 1, 2, 3… as they came to hold; none while it is only proposed.
    in_force = models.PositiveIntegerField(null=True, blank=True)
    choice = models.CharField(max_length=8, choices=Choice.choices)
    # Empty where nothing pivoted.
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    note = SealedText(blank=True)
    was = SealedText()
    becomes = SealedText()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Whose yes it waits for, or waited for; none where it concerned nobody else.
    asked = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    talked_about_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(RevisionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "subject_id", "number"], name="revision_number_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "subject_id", "in_force"], name="revision_in_force_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "subject_kind", "created_at"], name="revision_by_kind"
            ),
            models.Index(fields=["organisation", "asked", "agreed_at"], name="revision_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.number}"

    @property
    def said(self) -> Says:
        """What it said before, word for word."""
        found: Says = json.loads(self.was)
        return found

    @property
    def says(self) -> Says:
        """What it says with this change."""
        found: Says = json.loads(self.becomes)
        return found

    @property
    def is_proposed(self) -> bool:
        """It does not hold yet: it waits for the one it belongs to."""
        return self.in_force is None and self.taken_back_at is None

    def awaits(self, person: Person) -> bool:
        """Whether this person was asked and has neither agreed nor wanted to talk."""
        return (
            self.asked_id == person.id
            and self.agreed_at is None
            and self.talked_about_at is None
            and self.taken_back_at is None
        )

    def take_hold(self, subject: Living, *, by: Person) -> None:
        """From now on the subject says what this one says."""
        last = Revision.objects.of(subject).filter(in_force__isnull=False)
        self.in_force = (last.aggregate(most=models.Max("in_force"))["most"] or 0) + 1
        subject.take_on(self.says, by=by)

    def agree(self, *, by: Person) -> None:
        """The one who was asked says yes."""
        self.agreed_by, self.agreed_at = by, timezone.now()

    @classmethod
    def lie_with(cls, subject: Living) -> None:
        """Every revision under the key its subject now lies under."""
        for revision in cls.objects.of(subject):
            fields = revision.lie_under(subject.sealing_owner())
            if fields:
                revision.save(update_fields=fields)
