"""Setting up: the answers so far, and the link that leads to them until everything is open."""

from django.db import models
from django.utils.timezone import now

from heard.lib.ids import uuid7


class SetUp(models.Model):
    """One at a time, before there is an organisation; of its link only a digest is kept.

    Names and addresses wait here until they become people; finished, nothing of them stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    digest = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)

    def __str__(self) -> str:
        return str(self.id)
