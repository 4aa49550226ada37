"""An ask: somebody would like another's honest read of one thing."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_inbox
from heard.privacy.sealing import SealedText


class AskQuerySet(models.QuerySet["Ask"]):
    """Asks of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Whoever asks, and whoever is asked; nobody else learns that somebody asked."""
        return self.filter(
            Q(asker=person) | Q(asked=person),
            organisation_id=person.organisation_id,
            withdrawn_at__isnull=True,
        )

    def waiting_for(self, person: Person) -> Self:
        """What this person is asked and has neither answered nor declined."""
        return self.filter(asked=person, answered_at__isnull=True, declined_at__isnull=True)


class Ask(TenantModel):
    """One row for each who is asked, so that none of them learns of the others.

    Its words lie in the asker's inbox, where the answer will lie too.
    """

    row_policy = "asker_id = {person} OR asked_id = {person}"

    class Question(models.TextChoices):
        WHAT_WORKED = "what_worked", gettext_lazy("What worked, and what next time?")
        HOW_ACROSS = "how_across", gettext_lazy("How did it come across?")
        OWN = "own", gettext_lazy("A question of my own")
        IN_YOUR_WAY = "in_your_way", gettext_lazy("Where am I in your way, and where am I missing?")

    asker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Nobody of the organisation, where a link goes to somebody outside.
    asked = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    # What was asked together is shown together to whoever asked.
    batch = models.UUIDField(default=uuid4)
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=12, choices=Question.choices)
    about = SealedText(blank=True)
    own_question = SealedText(blank=True)
    due_on = models.DateField(null=True, blank=True)
    # Who will read the answer besides whoever asks: their manager, where they say so beforehand.
    reader = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The feedback that more is asked about: its id alone, since that points here.
    follows = models.UUIDField(null=True, blank=True)
    # Somebody outside: their address, and the name they know whoever asks by.
    address = SealedText(blank=True)
    known_as = SealedText(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(AskQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "asker", "created_at"], name="ask_by_asker"),
            models.Index(fields=["organisation", "asked", "answered_at"], name="ask_by_asked"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        return of_inbox(self.asker_id)

    @property
    def question(self) -> str:
        """The sentence that is asked."""
        return self.own_question or str(self.Question(self.kind).label)

    @property
    def is_open(self) -> bool:
        """Neither answered nor declined. A day that has passed closes nothing."""
        return self.answered_at is None and self.declined_at is None

    def changed(self, *fields: str) -> None:
        """Save these fields as the next version."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])
