"""Feedback: the moment, what somebody saw, what it led to, and what they would like next time."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from heard.feedback.models.ask import Ask
from heard.feedback.models.showing import Showing
from heard.people.models import Person, ReportingLine
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_inbox
from heard.privacy.sealing import SealedText

# What was said to one's manager is theirs to read for a fortnight after they no longer are.
FORMER_MANAGER_READS = dt.timedelta(days=14)

WORDED = ("about", "moment", "saw", "led_to", "next_time")


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Feedback of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Who gave it, who received it, and the manager of today whom the receiver shows it."""
        shown = Showing.objects.filter(
            feedback=OuterRef("pk"), reader=person, withdrawn_at__isnull=True
        )
        still = ReportingLine.objects.current().filter(person=OuterRef("receiver"), manager=person)
        theirs = Q(receiver=person) & (Q(upward=False) | _still_reads(person))
        return self.filter(
            Q(giver=person)
            | (Q(put_away_at__isnull=True) & (theirs | (Exists(shown) & Exists(still)))),
            organisation_id=person.organisation_id,
            withdrawn_at__isnull=True,
        )

    def received_by(self, person: Person) -> Self:
        return self.filter(receiver=person, put_away_at__isnull=True)

    def shown_to(self, person: Person) -> Self:
        """What others received and let this person read."""
        return self.exclude(receiver=person).exclude(giver=person)


def _still_reads(person: Person) -> Exists:
    """Whether whoever said it to their manager reports to that person still, or did lately."""
    lately = person.today() - FORMER_MANAGER_READS
    lines = ReportingLine.objects.filter(person=OuterRef("giver"), manager=person)
    return Exists(lines.filter(Q(until__isnull=True) | Q(until__gt=lately)))


class Feedback(TenantModel):
    """In the receiver's inbox: under its key, and reached by these two and whom they chose.

    The giver changes it until the receiver has first opened it; from then on they add.
    """

    row_policy = (
        "receiver_id = {person} OR giver_id = {person} OR EXISTS (SELECT 1 FROM feedback_showing s"
        " WHERE s.feedback_id = feedback_feedback.id AND s.reader_id = {person}"
        " AND s.withdrawn_at IS NULL)"
    )

    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Nobody of the organisation, where it came by a link.
    giver = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    signed = SealedText(blank=True)
    ask = models.ForeignKey(
        Ask, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers"
    )
    # Said to one's own manager, when they were that.
    upward = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    about = SealedText(blank=True)
    moment = SealedText()
    saw = SealedText()
    led_to = SealedText(blank=True)
    next_time = SealedText(blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    # The receiver put it on the page with their manager.
    talked_at = models.DateTimeField(null=True, blank=True)
    # Away from the receiver, and from whom they showed it; the giver keeps what they wrote.
    put_away_at = models.DateTimeField(null=True, blank=True)
    # Taken back by the giver, before it was opened.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(FeedbackQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "receiver", "created_at"], name="feedback_received"
            ),
            models.Index(fields=["organisation", "giver", "created_at"], name="feedback_given"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        return of_inbox(self.receiver_id)

    def changed(self, *fields: str) -> None:
        """Save these fields as the next version."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])


class AdditionQuerySet(models.QuerySet["Addition"]):
    """Additions of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """With the feedback they were added to."""
        return self.filter(
            organisation_id=person.organisation_id,
            feedback__in=FeedbackQuerySet(Feedback).visible_to(person),
        )


class Addition(TenantModel):
    """What the giver added once it had been read; added, never changed."""

    # The inner question is asked under the feedback's own policy.
    row_policy = "feedback_id IN (SELECT id FROM feedback_feedback)"

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="additions")
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = SealedText()

    objects = TenantManager.from_queryset(AdditionQuerySet)()

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        return of_inbox(self.receiver_id)
