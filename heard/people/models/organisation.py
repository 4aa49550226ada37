"""An organisation: the tenant. Nothing of one is ever seen in another."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from heard.lib.ids import uuid7


class Organisation(models.Model):
    """A company, studio, charity or office that runs its conversations here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=120)
    timezone = models.CharField(_("time zone"), max_length=64, default="UTC")
    language = models.CharField(_("language"), max_length=16, default="en-gb")
    # As weekdays are counted everywhere here: Monday is 0.
    week_starts_on = models.PositiveSmallIntegerField(_("first day of the week"), default=0)
    # Whether the summary sent by mail may carry the shared notes; agreements and actions always go.
    mail_carries_notes = models.BooleanField(default=False)
    default_rhythm = models.CharField(max_length=16, default="fortnightly")
    default_minutes = models.PositiveSmallIntegerField(default=30)
    set_up_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)

    def __str__(self) -> str:
        return self.name

    def today(self) -> dt.date:
        """The date where the organisation is at home."""
        return now().astimezone(ZoneInfo(self.timezone)).date()
