"""A row that says itself whose key it lies under, and can be laid under another.

For what passes from one audience to the next as a whole: an objective shown to the team, or a page
that goes to a new manager. Under a person's key only that person reaches it, in the database too.
"""

from typing import ClassVar
from uuid import UUID

from django.db import models

from heard.people.tenancy import TenantModel
from heard.privacy.keys import KeyOwner
from heard.privacy.models import DataKey
from heard.privacy.sealing import SealedText

# What passes on never lies in an inbox: that is for its receiver alone.
PASSED_ON = [(kind.value, kind.label) for kind in DataKey.Kind if kind != DataKey.Kind.INBOX]


class Keyed(TenantModel):
    """Its words are sealed for `key_kind` and `key_id`."""

    row_policy = "key_kind <> 'person' OR key_id = {person}"

    key_kind = models.CharField(max_length=12, choices=PASSED_ON)
    key_id = models.UUIDField()

    # Fields that go with the words whenever they are sealed anew.
    sealed_with: ClassVar[tuple[str, ...]] = ("key_kind", "key_id")

    class Meta:
        abstract = True

    def sealing_owner(self) -> KeyOwner:
        return KeyOwner(self.key_kind, UUID(str(self.key_id)))

    def lie_under(self, owner: KeyOwner) -> list[str]:
        """Open every word and seal it for this owner; returns the fields to save."""
        if self.key_id is not None and self.sealing_owner() == owner:
            return []
        sealed = [field.name for field in self._meta.local_fields if isinstance(field, SealedText)]
        words = {name: getattr(self, name) for name in sealed} if self.key_kind else {}
        self.key_kind, self.key_id = owner.kind, owner.id
        for name, text in words.items():
            setattr(self, name, text)
        return [*self.sealed_with, *sealed]
