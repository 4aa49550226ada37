"""Passed up: a question to somebody who may know, in words both of the page agreed to.

Whoever is asked sees these words and nothing else: not the item, not the page, not who raised it.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from heard.conversations.models.pair import Pair, PairQuerySet
from heard.conversations.models.raise_ import Answer, Raise
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_organisation, of_pair
from heard.privacy.sealing import SealedText


class PassedUpQuerySet(models.QuerySet["PassedUp"]):
    """What was passed up in the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Whoever raised it, for good; the other of the page while they read it; and whoever is
        asked, from the yes to the words until it is taken back."""
        return self.filter(
            Q(raised_by=person)
            | Q(asked_by=person, pair__in=PairQuerySet(Pair).visible_to(person))
            | Q(to=person, state=PassedUp.State.ASKED),
            organisation_id=person.organisation_id,
        )

    def asked_of(self, person: Person) -> Self:
        """What this person is asked, and has not answered for good."""
        final = CameBack.objects.exclude(outcome=Answer.Outcome.LOOKING).values("passed_id")
        return self.filter(to=person, state=PassedUp.State.ASKED).exclude(id__in=final)


class PassedUp(TenantModel):
    """While it is worded it is the page's; once asked, three may read it."""

    row_policy = (
        "raised_by_id = {person} OR asked_by_id = {person} "
        "OR (to_id = {person} AND state = 'asked')"
    )

    class State(models.TextChoices):
        WORDED = "worded"
        DECLINED = "declined"
        ASKED = "asked"
        WITHDRAWN = "withdrawn"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    raised = models.ForeignKey(Raise, on_delete=models.CASCADE, related_name="passed")
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Whose words it has now; the other of the two says yes to them.
    worded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    text = SealedText()
    state = models.CharField(max_length=9, choices=State.choices, default=State.WORDED)
    asked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(PassedUpQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "raised"], name="passed_by_raise"),
            models.Index(fields=["organisation", "to", "state"], name="passed_to"),
        ]

    def __str__(self) -> str:
        return self.state

    def sealing_owner(self) -> KeyOwner:
        """The pair's key; while somebody beyond the two reads it, the organisation's."""
        return of_organisation() if self.state == self.State.ASKED else of_pair(self.pair_id)

    def becomes(self, state: str, *fields: str) -> None:
        """From now on; what is sealed goes under the key of whoever reads it now."""
        words, back = self.text, list(self.came_back.all())
        said = [one.sentence for one in back]
        self.state, self.text = state, words
        self.version += 1
        self.save(update_fields=["state", "text", "version", *fields])
        for one, sentence in zip(back, said, strict=True):
            one.passed, one.sentence = self, sentence
            one.save(update_fields=["sentence"])


class CameBackQuerySet(models.QuerySet["CameBack"]):
    """What came back in the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Whoever sees the question sees what came back."""
        return self.filter(
            organisation_id=person.organisation_id,
            passed__in=PassedUpQuerySet(PassedUp).visible_to(person),
        )


class CameBack(TenantModel):
    """What was answered to it; added to, never rewritten."""

    passed = models.ForeignKey(PassedUp, on_delete=models.CASCADE, related_name="came_back")
    outcome = models.CharField(max_length=8, choices=Answer.Outcome.choices)
    sentence = SealedText()
    look_again_on = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(CameBackQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "passed"], name="came_back_to")]

    def __str__(self) -> str:
        return self.outcome

    def sealing_owner(self) -> KeyOwner:
        return self.passed.sealing_owner()
