"""What every written row on a page has in common: its pair, its versions, and earlier wordings."""

from typing import Any

from django.db import models

from heard.conversations.models.pair import Pair
from heard.lib.refusals import Conflict
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_pair, of_person
from heard.privacy.sealing import SealedText


class Written(TenantModel):
    """A row of a pair that people change: `version` counts changes, so that none is overwritten.

    `text_version` is the version at which the words last changed. A save that started later than
    that merges; one that started earlier would lose somebody's words, and is a conflict.
    """

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)
    text_version = models.PositiveIntegerField(default=1)
    text = SealedText()

    class Meta:
        abstract = True

    def sealing_owner(self) -> KeyOwner:
        """The pair's key, unless the kind of row says otherwise."""
        return of_pair(self.pair_id)

    def changed(self, *fields: str) -> None:
        """Save these fields as the next version."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])

    def rewrite(self, words: str, *, by: Person, base: int | None) -> bool:
        """Replace the words, keeping the earlier ones; whether anything changed.

        `base` is the version the writer had in front of them; None means "whatever is there".
        """
        if words == self.text:
            return False
        if base is not None and base < self.text_version:
            raise Conflict(theirs=self.text, yours=words, version=self.version)
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
    def keep(cls, row: Written, *, replaced_by: Person) -> None:
        """Set the row's present words aside, under the same key as the row."""
        owner = row.sealing_owner()
        values: dict[str, Any] = {"only_for_id": owner.id if owner.kind == "person" else None}
        cls.objects.create(
            pair_id=row.pair_id,
            subject_id=row.id,
            number=row.text_version,
            text=row.text,
            replaced_by=replaced_by,
            **values,
        )
