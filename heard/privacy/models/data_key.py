"""Data keys, stored only wrapped: by the organisation's key, itself wrapped by the master key."""

from django.db import models

from heard.people.tenancy import TenantManager, TenantModel


class DataKey(TenantModel):
    """One version of the key of an organisation, a person, a pair or an inbox.

    The owner is an id without a foreign key: pairs live in a higher layer, and a key may outlive
    or go before what it seals.
    """

    class Kind(models.TextChoices):
        ORGANISATION = "organisation"
        PERSON = "person"
        PAIR = "pair"
        # What others write to one person, or into one closed round.
        INBOX = "inbox"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    owner_id = models.UUIDField()
    number = models.PositiveSmallIntegerField(default=1)
    wrapped = models.BinaryField()

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "owner_id", "number"], name="data_key_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.owner_id} {self.number}"
