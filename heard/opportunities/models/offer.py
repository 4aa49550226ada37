"""A wish offered for matching: a copy of its words that can be compared without its person.

Made by sharing a wish *for matching*, and by nothing else; gone in the same transaction in which it
is withdrawn. Words, tags and what stands for their meaning lie under the organisation's key: a
stolen disk reveals none of them.
"""

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from heard.conversations.models import Pair, Told
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_organisation
from heard.privacy.sealing import SealedText


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Whose it is, and whoever posted an opening that met it: so says the switch."""
        return self.filter(
            Q(person=person) | Q(matches__opening__posted_by=person),
            organisation_id=person.organisation_id,
        ).distinct()

    def standing(self) -> Self:
        """Still shown to whom its person reports to, whose person is here."""
        shown = Told.objects.filter(source_id=OuterRef("wish_id")).shown()
        upward = shown.filter(
            pair__kind=Pair.Kind.MANAGER,
            pair__ended_at__isnull=True,
            pair__employee=OuterRef("person"),
        )
        return self.filter(
            Exists(upward), person__left_on__isnull=True, person__paused_on__isnull=True
        )


class Offer(TenantModel):
    """One wish, more of something, as it is compared with openings."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    wish_id = models.UUIDField()
    text = SealedText()
    # One a line.
    tags = SealedText(blank=True)
    # What stands for the meaning of the words, and by which model; empty until it has been worked
    # out, or where the model does not know the language.
    meaning = SealedText(blank=True)
    model = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = TenantManager.from_queryset(OfferQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "wish_id"], name="offer_once_a_wish")
        ]
        indexes = [models.Index(fields=["organisation", "changed_at"], name="offer_changed")]

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        return of_organisation()

    @property
    def tag_list(self) -> list[str]:
        return [tag for tag in self.tags.split("\n") if tag]

    @classmethod
    def of_wish(cls, wish_id: UUID) -> "Offer | None":
        return cls.objects.filter(wish_id=wish_id).first()
