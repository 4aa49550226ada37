"""What the next conversation is about, if the two said so: never required."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy

from heard.conversations.models.pair import Pair, PairQuerySet
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_pair
from heard.privacy.sealing import SealedText


class FocusQuerySet(models.QuerySet["Focus"]):
    """Focuses of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those of the pairs one can see."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )


class Focus(TenantModel):
    """Of the conversation under way or the next one; closing puts it on the record and ends it."""

    class About(models.TextChoices):
        CAREER = "career", gettext_lazy("Career")
        WELLBEING = "wellbeing", gettext_lazy("Wellbeing")
        GROWTH = "growth", gettext_lazy("Growth")
        UNSTUCK = "unstuck", gettext_lazy("Getting unstuck")
        QUARTER = "quarter", gettext_lazy("A quarter's look back")
        FIRST = "first", gettext_lazy("A first conversation")
        RETURN = "return", gettext_lazy("A return from leave")

    pair = models.OneToOneField(Pair, on_delete=models.CASCADE, related_name="focus")
    # One of About, or nothing. Sealed: "wellbeing" beside two names would tell.
    about = SealedText(blank=True)
    # What it was before the last choice, for taking that back.
    was = SealedText(blank=True)
    chosen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    objects = TenantManager.from_queryset(FocusQuerySet)()

    def __str__(self) -> str:
        return str(self.pair_id)

    def sealing_owner(self) -> KeyOwner:
        return of_pair(self.pair_id)

    def get_about_display(self) -> str:
        return label_of(self.about)


def label_of(about: str) -> str:
    """What people call it; nothing where nothing was chosen."""
    return str(Focus.About(about).label) if about else ""
