"""What every written row on a page has in common: its pair, its versions, and earlier wordings."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils import timezone

from heard.conversations.models.pair import Pair
from heard.lib.refusals import Conflict
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_pair, of_person
from heard.privacy.own import renew
from heard.privacy.sealing import SealedText

# Somebody who keeps writing is saved every few seconds; what stood for less is no wording.
STILL_WRITING = dt.timedelta(minutes=5)


class Written(TenantModel):
    """A row of a pair that people change: `version` counts changes, so that none is overwritten.

    `text_version` is the version at which the words last changed. A save that started later than
    that merges; one that started earlier would lose somebody's words, and is a conflict.
    """

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)
    text_version = models.PositiveIntegerField(default=1)
    text = SealedText()

    # Whether it is saved while people type.
    saved_while_typing: ClassVar[bool] = False

    class Meta:
        abstract = True

    def sealing_owner(self) -> KeyOwner:
        """The pair's key, unless the kind of row says otherwise."""
        return of_pair(self.pair_id)

    def hold(self) -> None:
        """The page held, and the row as it stands now; what every verb on a row begins with."""
        self.pair.hold()
        renew(self)

    def changed(self, *fields: str) -> None:
        """Save these fields as the next version."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])

    def rewrite(self, words: str, *, by: Person, base: int | None) -> bool:
        """Replace the words, keeping the earlier ones; whether anything changed.

        `base` is the version the writer had in front of them; None means "whatever is there".
        """
        self.hold()
        if words == self.text:
            return False
        if base is not None and base < self.text_version:
            raise Conflict(theirs=self.text, yours=words, version=self.version)
        if not (self.saved_while_typing and EarlierWording.just_kept(self, by)):
            EarlierWording.keep(self, replaced_by=by)
        self.text = words
        self.text_version = self.version + 1
        self.changed("text", "text_version")
        return True


class EarlierWording(TenantModel):
    """Words that were replaced. Nothing that was written is lost by an edit."""

    row_policy = "only_for_id IS NULL OR only_for_id = {person}"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    only_for = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    subject_id = models.UUIDField()
    number = models.PositiveIntegerField()
    text = SealedText()
    replaced_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "subject_id", "number"], name="earlier_wording")
        ]

    def __str__(self) -> str:
        return str(self.subject_id)

    def sealing_owner(self) -> KeyOwner:
        return of_person(self.only_for_id) if self.only_for_id else of_pair(self.pair_id)

    @classmethod
    def just_kept(cls, row: Written, by: Person) -> bool:
        """Whether the words before are this writer's own of a moment ago."""
        last = cls.objects.filter(subject_id=row.id).order_by("number").last()
        return (
            last is not None
            and last.replaced_by_id == by.id
            and timezone.now() - last.created_at < STILL_WRITING
        )

    @classmethod
    def in_force(cls, subject_id: UUID, version: int) -> str:
        """What a row said at this version, where it says something else by now."""
        kept = cls.objects.filter(subject_id=subject_id, number__lte=version).order_by("number")
        last = kept.last()
        return last.text if last is not None else ""

    @classmethod
    def kept_as(cls, subject_id: UUID, number: int) -> str:
        """The words that stood since this version of the row; none before its first."""
        kept = cls.objects.filter(subject_id=subject_id, number=number).first()
        return kept.text if kept is not None else ""

    @classmethod
    def of(cls, subjects: Iterable[UUID]) -> list["EarlierWording"]:
        """Every earlier wording of these rows."""
        return list(cls.objects.filter(subject_id__in=list(subjects)))

    @classmethod
    def keep(cls, row: Written, *, replaced_by: Person) -> None:
        """Set the row's present words aside, under the same key as the row."""
        owner = row.sealing_owner()
        values: dict[str, Any] = {"only_for_id": owner.id if owner.kind == "person" else None}
        cls(
            pair_id=row.pair_id,
            subject_id=row.id,
            number=row.text_version,
            text=row.text,
            replaced_by=replaced_by,
            **values,
        ).save()
