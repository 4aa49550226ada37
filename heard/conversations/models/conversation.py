"""A conversation: one meeting of a pair, planned or not, and the record it leaves."""

import datetime as dt
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone

from heard.conversations.models.pair import Pair, PairQuerySet
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_pair
from heard.privacy.own import renew
from heard.privacy.sealing import SealedText

# A planned time this long past without a start did not happen.
GIVEN_UP_AFTER = dt.timedelta(hours=12)


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Conversations of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those of the pairs one can see."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )

    def held(self) -> Self:
        return self.filter(state=Conversation.State.HELD)

    def under_way(self) -> Self:
        return self.filter(state__in=[Conversation.State.OPEN, Conversation.State.WRAPPING])

    def ahead(self) -> Self:
        return self.filter(state=Conversation.State.PLANNED)

    def numbered(self, zone: ZoneInfo) -> Self:
        """Each with its `nth`: which of the pair's held ones it is, on that day of this zone.

        Counted among the rows asked for, so a day's earlier ones must be among them.
        """
        day = TruncDate("started_at", tzinfo=zone)
        return self.annotate(
            nth=Window(
                RowNumber(),
                partition_by=[F("pair_id"), F("state"), day],
                order_by=["started_at", "id"],
            )
        )


class Conversation(TenantModel):
    """Planned, open, wrapping up, held; or skipped by agreement, or not held."""

    class State(models.TextChoices):
        PLANNED = "planned"
        OPEN = "open"
        WRAPPING = "wrapping"
        HELD = "held"
        SKIPPED = "skipped"
        NOT_HELD = "not_held"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    # The rhythm's own date this row stands for, and where it was moved to.
    rhythm_on = models.DateField(null=True, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    moved = models.BooleanField(default=False)
    elsewhere = models.BooleanField(default=False)
    minutes_planned = models.PositiveSmallIntegerField(default=30)
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    amended_at = models.DateTimeField(null=True, blank=True)
    summary = SealedText()
    # The version at which the summary last changed, as `text_version` is for what is written.
    summary_version = models.PositiveIntegerField(default=1)
    employee_sentence = SealedText()
    manager_sentence = SealedText()
    # What it was about, one of Focus.About, where they said so.
    focus = SealedText(blank=True)
    # Why it was skipped, or what was talked about elsewhere.
    line = SealedText()
    # Which of its day's it is, where it was read as `numbered`.
    nth = 1

    objects = TenantManager.from_queryset(ConversationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "pair"],
                condition=Q(state__in=["open", "wrapping"]),
                name="conversation_one_open",
            ),
            models.UniqueConstraint(
                fields=["organisation", "pair"],
                condition=Q(state="planned"),
                name="conversation_one_planned",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "pair", "state", "started_at"], name="conversation_by_pair"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        return of_pair(self.pair_id)

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.OPEN, self.State.WRAPPING)

    @property
    def at(self) -> dt.datetime | None:
        """When it began, else when it is planned."""
        return self.started_at or self.planned_at

    @property
    def minutes(self) -> int | None:
        """How long it took, where that is known; editable afterwards by amending when it ended."""
        if self.started_at is None or self.ended_at is None or self.ended_at == self.started_at:
            return None
        return max(1, round((self.ended_at - self.started_at).total_seconds() / 60))

    @property
    def did_not_happen(self) -> bool:
        """Planned, past, and never started."""
        return (
            self.state == self.State.PLANNED
            and self.planned_at is not None
            and timezone.now() - self.planned_at > GIVEN_UP_AFTER
        )

    def sentence_of(self, side: str) -> str:
        return self.employee_sentence if side == "employee" else self.manager_sentence

    def hold(self) -> None:
        """The page held, and the row as it stands now; what every verb on one begins with."""
        self.pair.hold()
        renew(self)

    def changed(self, *fields: str) -> None:
        """Save these fields as the next version."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])


def redate(pair: Pair) -> None:
    """Write the next and the last date onto the pair, for home and the list."""
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    held = Conversation.objects.filter(pair=pair).held().order_by("-started_at").first()
    pair.next_at = planned.planned_at if planned else None
    pair.last_held_at = held.started_at if held else None
    pair.save(update_fields=["next_at", "last_held_at"])
