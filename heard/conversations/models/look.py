"""A look: one of the two says, before a conversation, that they have seen the page."""

from typing import Self

from django.db import models
from django.utils import timezone

from heard.conversations.models.pair import Pair, PairQuerySet
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel


class LookQuerySet(models.QuerySet["Look"]):
    """Looks of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those at the pages one can see."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )


class Look(TenantModel):
    """Said on purpose, by pressing *Ready*; opening a page is never recorded."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = TenantManager.from_queryset(LookQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "pair", "person"], name="look_one_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at}"
