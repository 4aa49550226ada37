"""A check-in: three answers in words, for oneself first."""

import json
from typing import ClassVar

from django.db import models

from heard.people.tenancy import TenantManager
from heard.privacy.own import Own, OwnQuerySet
from heard.privacy.sealing import SealedText


class CheckInQuerySet(OwnQuerySet["CheckIn"]):
    """Check-ins of the organisation in force."""

    def newest_first(self) -> "CheckInQuerySet":
        return self.order_by("-on", "-created_at")


class CheckIn(Own):
    """One a day at most. A skipped one leaves no row, so that nothing tells of it."""

    on = models.DateField()
    # The folder of questions it was asked from, and question to word, as JSON.
    pack = models.CharField(max_length=40)
    sealed_answers = SealedText()
    note = SealedText(blank=True)

    # A word of one's own stands among the answers, under a name no question has.
    OWN_WORD: ClassVar[str] = "-"

    objects = TenantManager.from_queryset(CheckInQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "on"], name="check_in_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return str(self.on)

    @property
    def answers(self) -> dict[str, str]:
        """Question to word; a question that was left out is not there."""
        return {asked: said for asked, said in self._said().items() if asked != self.OWN_WORD}

    @property
    def word(self) -> str:
        """A word of their own, where they gave one."""
        return self._said().get(self.OWN_WORD, "")

    def _said(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.sealed_answers or "{}")
        return found
