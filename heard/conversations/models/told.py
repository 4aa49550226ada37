"""What one of the two chose to show the other: a copy, sealed for the pair.

The original stays with its person, under their key. Taking it back destroys the copy's words, for
the other at once; the row stays for its person alone, to say when it may have been seen.
"""

import json
from collections.abc import Callable, Collection
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone

from heard.conversations.models.pair import Pair, PairQuerySet
from heard.objectives.models import Revision
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_pair
from heard.privacy.sealing import Sealed, SealedText

# What rests, in a higher layer, on somebody being shown a thing ends through this plain list,
# filled by that layer at start-up: the ids of what was shown.
TAKEN_BACK: list[Callable[[Collection[UUID]], None]] = []


class ToldQuerySet(models.QuerySet["Told"]):
    """What was told in the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own; and of a live page, what the other shows now."""
        return self.filter(
            Q(person=person)
            | Q(withdrawn_at__isnull=True, pair__in=PairQuerySet(Pair).visible_to(person).live()),
            organisation_id=person.organisation_id,
        )

    def shown(self) -> Self:
        """Not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def to(self, person: Person) -> Self:
        """What somebody else shows this person."""
        return self.shown().exclude(person=person)

    def destroy(self) -> int:
        """Taken back: the words are gone, what they were before and why they changed with them,
        and the day they may have been read stays."""
        wishes = self.filter(kind=Told.Kind.WISH).values_list("id", flat=True)
        Revision.objects.filter(subject_kind="wish", subject_id__in=list(wishes)).delete()
        source_ids = set(self.values_list("source_id", flat=True)) if TAKEN_BACK else set()
        destroyed = self.update(content=Sealed(), withdrawn_at=timezone.now())
        for ended in TAKEN_BACK:
            ended(source_ids)
        return destroyed


class Told(TenantModel):
    """One copy on one page. A page that ends takes its copies with it."""

    class Kind(models.TextChoices):
        ELEMENT = "element"
        WISH = "wish"
        STATEMENT = "statement"
        CHECK_IN = "check_in"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    source_id = models.UUIDField()
    # What is shown, as JSON.
    content = SealedText(blank=True)
    told_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    # When the other last had it in front of them.
    seen_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(ToldQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "pair", "source_id"], name="told_once_a_page"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "pair", "kind", "told_at"], name="told_on_page"),
            models.Index(fields=["organisation", "person", "kind"], name="told_by_person"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        return of_pair(self.pair_id)

    @property
    def says(self) -> dict[str, Any]:
        """What is shown; nothing once it was taken back."""
        found: dict[str, Any] = json.loads(self.content or "{}")
        return found

    @classmethod
    def by_source(cls, person: Person) -> dict[UUID, "Told"]:
        """Everything this person shows or has shown, by what it is a copy of."""
        rows = cls.objects.filter(person=person).select_related("pair__manager", "pair__employee")
        return {row.source_id: row for row in rows.order_by("told_at")}

    @classmethod
    def copies_of(cls, person: Person) -> dict[UUID, list["Told"]]:
        """The same with every page it is or was shown on."""
        rows = cls.objects.filter(person=person).select_related("pair__manager", "pair__employee")
        copies: dict[UUID, list[Told]] = {}
        for row in rows.order_by("told_at"):
            copies.setdefault(row.source_id, []).append(row)
        return copies
