"""A round: what a team would tell its manager, shown only together and only once it is closed.

What somebody wrote is theirs until then. When the round closes, who wrote what is destroyed: the
words are written anew under new ids, in random order, with one time for all; with fewer than five
who wrote, the words themselves are destroyed. See docs/decisions on grouped feedback.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_inbox
from heard.privacy.sealing import SealedText


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Whose it is; and until it closes, those who were invited."""
        invited = Seat.objects.filter(person=person).values("round")
        open_ = Q(closed_at__isnull=True, closes_at__gt=timezone.now())
        return self.filter(
            Q(manager=person) | (open_ & Q(id__in=invited)),
            organisation_id=person.organisation_id,
        )


class Round(TenantModel):
    """One question to a whole team."""

    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    # Whether five or more wrote; how many, nobody is told.
    enough = models.BooleanField(default=False)

    objects = TenantManager.from_queryset(RoundQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "manager", "created_at"], name="round_of_manager")
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.closes_at > timezone.now()


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own: who takes part is nobody else's."""
        return self.filter(organisation_id=person.organisation_id, person=person)


class Seat(TenantModel):
    """Who was invited, and nothing of whether they wrote. Gone when the round closes."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    objects = TenantManager.from_queryset(SeatQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "round", "person"], name="seat_once")
        ]

    def __str__(self) -> str:
        return str(self.id)


class VoiceQuerySet(models.QuerySet["Voice"]):
    """Voices of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own until the round closes; after that, whose round it is, without any name."""
        return self.filter(
            Q(giver=person) | Q(giver__isnull=True, round__manager=person, round__enough=True),
            organisation_id=person.organisation_id,
        )


class Voice(TenantModel):
    """What one of them wrote. Its giver is known only while it can still be changed.

    With nobody acting the rows are reached too: closing a round is nobody's act.
    """

    row_policy = (
        "giver_id = {person} OR {person} IS NULL OR (giver_id IS NULL AND round_id IN"
        " (SELECT id FROM feedback_round WHERE manager_id = {person}))"
    )

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="voices")
    giver = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    keep_doing = SealedText(blank=True)
    differently = SealedText(blank=True)

    objects = TenantManager.from_queryset(VoiceQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "round", "giver"],
                condition=Q(giver__isnull=False),
                name="voice_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        """The round's own key, which nothing else lies under."""
        return of_inbox(self.round_id)
