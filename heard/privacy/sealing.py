"""`SealedText`: a model field whose words never reach the database in clear.

The row says whose key seals it (`sealing_owner`). The stored bytes are: one for the scheme, two
for the key's number, then nonce and ciphertext, bound to organisation, table, column, row and
owner, so that bytes copied elsewhere do not open. Reading the attribute opens it; assigning a
text seals it on save. Nothing can be filtered, ordered or indexed by it, by design.
"""

from typing import TYPE_CHECKING, Any, Protocol, cast
from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from heard.lib.crypto import CannotOpen, seal, unseal
from heard.privacy.keys import KeyOwner, keyring

AES_GCM = 1

if TYPE_CHECKING:
    TextField = models.Field[str, str]
else:
    TextField = models.Field


class Sealable(Protocol):
    """What a row with sealed text tells about itself."""

    id: UUID
    organisation_id: UUID

    def sealing_owner(self) -> KeyOwner: ...


class Sealed(bytes):
    """Ciphertext as it lies in the database; says nothing when printed."""

    def __repr__(self) -> str:
        return "Sealed(…)"


class SealedAttribute(DeferredAttribute):
    """Opens on reading; keeps what is assigned until the row is saved."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            super().__get__(instance, cls)
        value = instance.__dict__[name]
        if not isinstance(value, Sealed):
            return value
        opened = instance.__dict__.setdefault("_opened", {})
        if name not in opened:
            opened[name] = open_text(cast(Sealable, instance), self.field, value)
        return opened[name]

    def __set__(self, instance: Any, value: Any) -> None:
        if isinstance(value, bytes | memoryview):
            value = Sealed(value)
        instance.__dict__[self.field.attname] = value
        instance.__dict__.get("_opened", {}).pop(self.field.attname, None)


class SealedText(TextField):
    """Text under the key of the row's `sealing_owner()`; the empty text stays empty bytes."""

    descriptor_class = SealedAttribute

    def get_internal_type(self) -> str:
        return "BinaryField"

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed:
        value = model_instance.__dict__.get(self.attname, "")
        if isinstance(value, Sealed):
            return value
        return seal_text(cast(Sealable, model_instance), self, str(value or ""))

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if value is None:
            return None
        if not isinstance(value, bytes | memoryview):
            raise TypeError("Sealed text is written through its row, never by a bare update")
        return connection.Database.Binary(bytes(value))  # type: ignore[attr-defined]

    def get_default(self) -> str:
        return ""


def seal_text(row: Sealable, field: "models.Field[Any, Any]", text: str) -> Sealed:
    """The bytes to store for these words in this row."""
    if not text:
        return Sealed()
    owner = row.sealing_owner()
    number, key = keyring().newest(owner)
    head = bytes([AES_GCM]) + number.to_bytes(2, "big")
    return Sealed(head + seal(key, text.encode(), _place(row, field, owner, head)))


def open_text(row: Sealable, field: "models.Field[Any, Any]", sealed: Sealed) -> str:
    """The words again, for somebody whose keys are open."""
    if not sealed:
        return ""
    if sealed[0] != AES_GCM:
        raise CannotOpen
    owner = row.sealing_owner()
    head = bytes(sealed[:3])
    key = keyring().numbered(owner, int.from_bytes(sealed[1:3], "big"))
    return unseal(key, bytes(sealed[3:]), _place(row, field, owner, head)).decode()


def _place(row: Sealable, field: "models.Field[Any, Any]", owner: KeyOwner, head: bytes) -> bytes:
    table = field.model._meta.db_table
    where = f"{row.organisation_id}|{table}|{field.column}|{row.id}|{owner.kind}|{owner.id}|"
    return where.encode() + head
