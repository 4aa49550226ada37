"""A flexible arrangement: when and where somebody works, asked for, agreed, looked at again."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from heard.conversations.models.on_page import PEOPLE, Agreed, day_in
from heard.conversations.models.pair import Pair, PairQuerySet
from heard.conversations.models.written import Written
from heard.objectives.living import Says
from heard.objectives.models import Choice
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_pair, of_person
from heard.privacy.sealing import SealedText


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    """Arrangements of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those of the pairs one can see."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )

    def standing(self) -> Self:
        return self.exclude(state=Arrangement.State.ENDED)


class Arrangement(Agreed, Written):
    """Its `text` is what was asked for. On trial it is until `review_on`."""

    class State(models.TextChoices):
        ASKED = "asked", gettext_lazy("Asked")
        AGREED = "agreed", gettext_lazy("Agreed")
        ON_TRIAL = "on_trial", gettext_lazy("On trial")
        STANDING = "standing", gettext_lazy("Standing")
        CHANGED = "changed", gettext_lazy("Changed")
        ENDED = "ended", gettext_lazy("Ended")

    living_kind: ClassVar[str] = "arrangement"

    where_when = SealedText(blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Whose words it has now.
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # When the other of the two said yes to what it says now; until then it waits for them.
    accepted_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    review_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(ArrangementQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "pair", "state"], name="arrangement_by_pair")
        ]

    def __str__(self) -> str:
        return str(self.id)

    @classmethod
    def objects_for(cls, person: Person) -> ArrangementQuerySet:
        """What this person may see, with what a change of it asks about."""
        return cls.objects.visible_to(person).select_related(*PEOPLE)

    # As a living agreement (`heard/objectives/living.py`).

    def becoming(self, choice: str, *, text: str, where_when: str, on: dt.date | None) -> Says:
        """What one of the five changes. What was tried and is kept, stands."""
        if choice == Choice.KEEP:
            stays = self.State.ASKED if self.state == self.State.ASKED else self.State.STANDING
            return {"review_on": self.next_look(on), "state": stays.value}
        if choice == Choice.TIMING:
            return {"review_on": on.isoformat() if on else None}
        if choice == Choice.STOP:
            return {"state": self.State.ENDED.value}
        asked = self.state == self.State.ASKED
        state = self.State.ASKED if asked else self.State.CHANGED
        return {"text": text, "where_when": where_when, "state": state.value}

    def says(self) -> Says:
        return {
            "text": self.text,
            "where_when": self.where_when,
            "review_on": self.review_on.isoformat() if self.review_on else None,
            "state": self.state,
        }

    def take_on(self, says: Says, *, by: Person) -> None:
        if says["text"] != self.text:
            self.text, self.text_version = says["text"], self.version + 1
        self.where_when = says["where_when"]
        self.review_on = day_in(says["review_on"])
        self.state = says["state"]
        ended = self.state == self.State.ENDED
        self.ended_at = (self.ended_at or timezone.now()) if ended else None
        self.changed("text", "text_version", "where_when", "review_on", "state", "ended_at")


class ArrangementWhyQuerySet(models.QuerySet["ArrangementWhy"]):
    """Reasons of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own; and of the pairs one can see, what is not kept to its writer."""
        return self.filter(
            Q(only_for__isnull=True) | Q(only_for=person),
            organisation_id=person.organisation_id,
            pair__in=PairQuerySet(Pair).visible_to(person),
        )


class ArrangementWhy(TenantModel):
    """Why somebody asks for it: nobody has to say, and it may be for its writer alone."""

    row_policy = "only_for_id IS NULL OR only_for_id = {person}"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    arrangement = models.OneToOneField(Arrangement, on_delete=models.CASCADE, related_name="+")
    only_for = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    text = SealedText()

    objects = TenantManager.from_queryset(ArrangementWhyQuerySet)()

    def __str__(self) -> str:
        return str(self.arrangement_id)

    def sealing_owner(self) -> KeyOwner:
        return of_person(self.only_for_id) if self.only_for_id else of_pair(self.pair_id)
