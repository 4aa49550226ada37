"""What one of the two declined of the suggestions. Each their own: it would tell what was offered.

What was added needs no row here: its item says which prompt it began as.
"""

from django.db import models

from heard.conversations.models.pair import Pair
from heard.people.tenancy import TenantManager
from heard.privacy.own import Own, OwnQuerySet
from heard.privacy.sealing import SealedText


class PromptUseQuerySet(OwnQuerySet["PromptUse"]):
    """Uses of the organisation in force."""


class PromptUse(Own):
    """Not now, or not for us."""

    class Kind(models.TextChoices):
        NOT_NOW = "not_now"
        NOT_FOR_US = "not_for_us"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    # The id in the bank.
    prompt = SealedText()
    kind = models.CharField(max_length=10, choices=Kind.choices)

    objects = TenantManager.from_queryset(PromptUseQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "person", "pair", "created_at"], name="prompt_use_mine"
            )
        ]

    def __str__(self) -> str:
        return self.kind
