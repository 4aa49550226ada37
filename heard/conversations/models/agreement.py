"""An agreement: a sentence both accept, kept until it changes or ends."""

from typing import Self
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.models.conversation import Conversation
from heard.conversations.models.item import Item
from heard.conversations.models.pair import Pair, PairQuerySet
from heard.conversations.models.written import Written
from heard.people.models import Person
from heard.people.tenancy import TenantManager


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those of the pairs one can see."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )

    def standing(self) -> Self:
        return self.exclude(state=Agreement.State.ENDED)


class Agreement(Written):
    """Standing, changed (its earlier wording kept), or ended."""

    class State(models.TextChoices):
        STANDING = "standing"
        CHANGED = "changed"
        ENDED = "ended"

    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # When the other of the two said yes to the present wording; until then it waits for them.
    accepted_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.STANDING)
    review_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    made_in = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="agreements"
    )
    item = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="agreements"
    )

    objects = TenantManager.from_queryset(AgreementQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "pair", "state"], name="agreement_by_pair")]

    def __str__(self) -> str:
        return str(self.id)

    def awaits(self, person: Person) -> bool:
        """Whether this person has still to say yes."""
        return (
            self.accepted_at is None
            and self.state != self.State.ENDED
            and self.made_by_id != person.id
        )

    @transaction.atomic
    def accept(self, *, by: Person) -> None:
        """The other of the two says yes. Saying it twice is still yes."""
        self.hold()
        if not self.awaits(by):
            return
        self.accepted_at = timezone.now()
        self.changed("accepted_at")
        record("agreement_accepted", by=by, page_id=self.pair_id, subject_id=self.id)

    @transaction.atomic
    def end(self, *, by: Person) -> UUID | None:
        """It no longer holds; it stays in the timeline, word for word. Returns the way back."""
        self.hold()
        if self.state == self.State.ENDED:
            return None
        before = {"did": "ended", "state": self.state}
        self.state = self.State.ENDED
        self.ended_at = timezone.now()
        self.changed("state", "ended_at")
        record("agreement_ended", by=by, page_id=self.pair_id, subject_id=self.id)
        return leave_way_back("agreement_state", by=by, subject_id=self.id, before=before).id
