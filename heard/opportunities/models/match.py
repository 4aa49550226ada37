"""A match: an opening meets what somebody told us they want."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy

from heard.conversations.models import Told
from heard.opportunities.models.offer import Offer
from heard.opportunities.models.opening import Opening, OpeningQuerySet
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel


class MatchQuerySet(models.QuerySet["Match"]):
    """Matches of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Whose wish it is, and the poster; and the manager the wish is shown to, of an opening
        they see themselves."""
        shown = Told.objects.filter(
            source_id=OuterRef("offer__wish_id"),
            pair__employee=OuterRef("person"),
            pair__manager=person,
            pair__ended_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        seen = OpeningQuerySet(Opening).visible_to(person)
        return self.filter(
            Q(person=person) | Q(opening__posted_by=person) | Q(Exists(shown), opening__in=seen),
            organisation_id=person.organisation_id,
        )

    def of_going_on(self) -> Self:
        """Of openings that are neither filled nor withdrawn."""
        return self.filter(opening__state__in=(Opening.State.OPEN, Opening.State.TALKING))

    def best_first(self) -> Self:
        return self.order_by("-strength", "id")


class Match(TenantModel):
    """Written by the product alone. Of several wishes of one person it keeps the nearest.

    It goes with the offer it rests on: what was withdrawn is matched with nothing.
    """

    class Because(models.TextChoices):
        MEANING = "meaning", gettext_lazy("it means much the same")
        WORDS = "words", gettext_lazy("the same words")
        TAG = "tag", gettext_lazy("a tag in common")

    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, related_name="matches", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="matches")
    because_of = models.CharField(max_length=7, choices=Because.choices)
    strength = models.FloatField()

    objects = TenantManager.from_queryset(MatchQuerySet)()

    class Meta:
        verbose_name_plural = "matches"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "opening", "person"], name="match_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
