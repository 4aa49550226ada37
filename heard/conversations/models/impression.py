"""An impression: one tap each at wrap-up, shown to the two only when both would show theirs."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy

from heard.conversations.models.conversation import Conversation
from heard.conversations.models.pair import Pair, PairQuerySet
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_pair
from heard.privacy.sealing import SealedText


class Question(models.TextChoices):
    """What is asked; each is shown or not by itself."""

    WORTH = "worth", gettext_lazy("Was it worth the time?")
    TALKED = "talked", gettext_lazy("Who talked most?")


KEEP = "keep"
CHOICES = {
    Question.WORTH: ("yes", "no", KEEP),
    Question.TALKED: ("employee", "manager", KEEP),
}


class ImpressionQuerySet(models.QuerySet["Impression"]):
    """Impressions of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own; the other's once both would show theirs."""
        return self.shown_or_of(person).filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )

    def shown_or_of(self, person: Person) -> Self:
        """The rule that PostgreSQL holds too, in the row's policy."""
        showings = Showing.objects.filter(
            conversation=OuterRef("conversation"), question=OuterRef("question")
        )
        by_both = Exists(showings.filter(by_employee=True)) & Exists(
            showings.filter(by_employee=False)
        )
        return self.filter(Q(person=person) | by_both)


class Impression(TenantModel):
    """One answer of one of the two to one question. Until both show theirs it is the writer's."""

    row_policy = (
        "person_id = {person} OR 2 = (SELECT count(*) FROM conversations_showing AS showing "
        "WHERE showing.conversation_id = conversations_impression.conversation_id "
        "AND showing.question = conversations_impression.question)"
    )

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=6, choices=Question.choices)
    answer = SealedText()

    objects = TenantManager.from_queryset(ImpressionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "conversation", "person", "question"],
                name="impression_once",
            )
        ]

    def __str__(self) -> str:
        return self.question

    def sealing_owner(self) -> KeyOwner:
        return of_pair(self.pair_id)


class Showing(TenantModel):
    """One of the two would show their answer. It counts only beside the other's.

    No page and no answer of ours tells one alone: it would say who keeps theirs back. There is no
    row for an answer kept to oneself, nor for one not given, and the two cannot be told apart.
    """

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    question = models.CharField(max_length=6, choices=Question.choices)
    by_employee = models.BooleanField()

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "conversation", "question", "by_employee"],
                name="showing_once",
            )
        ]

    def __str__(self) -> str:
        return self.question
