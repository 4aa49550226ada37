"""Interest: somebody said that they would like an opening, and what they were answered."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from heard.opportunities.models.opening import Opening
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_organisation
from heard.privacy.sealing import SealedText


class InterestQuerySet(models.QuerySet["Interest"]):
    """Interest shown in the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Whose it is, and whoever posted the opening. Their manager only where they posted it."""
        return self.filter(
            Q(person=person) | Q(opening__posted_by=person, taken_back_at__isnull=True),
            organisation_id=person.organisation_id,
        )

    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)

    def unanswered(self) -> Self:
        """Those who still wait for a word; whoever has left waits no more."""
        return self.standing().filter(answer="", person__left_on__isnull=True)


class Interest(TenantModel):
    """One person's, in one opening, with one line; and the poster's answer with its reason."""

    class Answer(models.TextChoices):
        YES = "yes", gettext_lazy("Yes")
        PARTLY = "partly", gettext_lazy("Partly")
        NO = "no", gettext_lazy("No")

    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, related_name="interests", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    line = SealedText(blank=True)
    shown_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=6, choices=Answer.choices, blank=True)
    reason = SealedText(blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TenantManager.from_queryset(InterestQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "opening", "person"], name="interest_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        return of_organisation()

    def changed(self, *fields: str) -> None:
        """Save these fields as the next version."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])
