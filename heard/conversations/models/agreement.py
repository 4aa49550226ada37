"""An agreement: a sentence both accept, kept until it changes or ends."""

import datetime as dt
from typing import ClassVar, Self
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.models.conversation import Conversation
from heard.conversations.models.item import Item
from heard.conversations.models.on_page import CHANGED_KIND, PEOPLE, Agreed, day_in
from heard.conversations.models.pair import Pair, PairQuerySet
from heard.conversations.models.written import Written
from heard.objectives.living import Says
from heard.objectives.models import Choice, Revision
from heard.objectives.pivoting import agree, pivot
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


class Agreement(Agreed, Written):
    """Standing, changed (what it said is a revision), or ended."""

    class State(models.TextChoices):
        STANDING = "standing"
        CHANGED = "changed"
        ENDED = "ended"

    living_kind: ClassVar[str] = "agreement"

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

    @classmethod
    def objects_for(cls, person: Person) -> AgreementQuerySet:
        """What this person may see, with what a change of it asks about."""
        return cls.objects.visible_to(person).select_related(*PEOPLE)

    @transaction.atomic
    def accept(self, *, by: Person) -> None:
        """The other of the two says yes. Saying it twice is still yes."""
        self.hold()
        if not self.awaits(by):
            return
        self.accepted_at = timezone.now()
        self.changed("accepted_at")
        record("agreement_accepted", by=by, page_id=self.pair_id, subject_id=self.id)
        for asked in Revision.objects.of(self).waiting().filter(asked=by):
            agree(asked, self, by=by)

    @transaction.atomic
    def end(self, *, by: Person, reason: str = "other", note: str = "") -> UUID | None:
        """It no longer holds; it stays in the timeline, word for word. Returns the way back."""
        self.hold()
        if self.state == self.State.ENDED:
            return None
        before = self.as_it_was(did="ended")
        ending = {"state": self.State.ENDED.value}
        revision = pivot(self, by=by, choice=Choice.STOP, reason=reason, note=note, changes=ending)
        return leave_way_back(CHANGED_KIND, by=by, subject_id=revision.id, before=before).id

    # As a living agreement (`heard/objectives/living.py`).

    def becoming(self, choice: str, *, text: str, where_when: str, on: dt.date | None) -> Says:
        """What one of the five changes: the words, the day to look again, or whether it stands."""
        if choice == Choice.KEEP:
            return {"review_on": self.next_look(on)}
        if choice == Choice.TIMING:
            return {"review_on": on.isoformat() if on else None}
        if choice == Choice.STOP:
            return {"state": self.State.ENDED.value}
        return {"text": text, "state": self.State.CHANGED.value}

    def says(self) -> Says:
        return {
            "text": self.text,
            "review_on": self.review_on.isoformat() if self.review_on else None,
            "state": self.state,
        }

    def take_on(self, says: Says, *, by: Person) -> None:
        if says["text"] != self.text:
            self.text, self.text_version = says["text"], self.version + 1
        self.review_on = day_in(says["review_on"])
        self.state = says["state"]
        ended = self.state == self.State.ENDED
        self.ended_at = (self.ended_at or timezone.now()) if ended else None
        self.changed("text", "text_version", "review_on", "state", "ended_at")
