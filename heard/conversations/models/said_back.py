"""Said back: what the manager heard, in a sentence, and whether the employee says that is it."""

from typing import Any, Self

from django.db import models

from heard.conversations.models.item import Item
from heard.conversations.models.pair import Pair, PairQuerySet
from heard.conversations.models.written import EarlierWording, Written
from heard.people.models import Person
from heard.people.tenancy import TenantManager
from heard.privacy.sealing import SealedText


class SaidBackQuerySet(models.QuerySet["SaidBack"]):
    """What was said back in the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """On the pages one can see: only what both see is ever said back to."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )


class SaidBack(Written):
    """One an item, in the manager's words; an empty sentence has been taken back."""

    class State(models.TextChoices):
        SAID = "said"
        YES = "yes"
        MISSING = "missing"

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.SAID)
    # What the employee says is missing, and the version at which that last changed.
    missing = SealedText(blank=True)
    missing_version = models.PositiveIntegerField(default=0)

    objects = TenantManager.from_queryset(SaidBackQuerySet)()

    def __str__(self) -> str:
        return str(self.id)

    def stand(self, state: str, missing: str = "", *, by: Person) -> None:
        """Where it stands from now on; a line about what was missing is kept as it was."""
        if (state, missing) == (self.state, self.missing):
            return
        if self.missing != missing:
            if self.missing:
                EarlierWording(
                    pair=self.pair,
                    subject_id=self.id,
                    number=self.missing_version,
                    text=self.missing,
                    replaced_by=by,
                ).save()
            self.missing, self.missing_version = missing, self.version + 1
        self.state = state
        self.changed("state", "missing", "missing_version")

    def as_data(self) -> dict[str, Any]:
        """What undo needs to put it back: a state, and since which versions the words stand."""
        return {
            "state": self.state,
            "text": self.text_version,
            "missing": self.missing_version if self.missing else 0,
        }
