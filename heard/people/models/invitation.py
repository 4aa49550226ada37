"""A link that lets somebody in once: to join, or to start again after a lost password."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone

from heard.lib import tokens
from heard.people.models.person import Person
from heard.people.tenancy import TenantManager, TenantModel

VALID_FOR = {"join": dt.timedelta(days=14), "recover": dt.timedelta(hours=1)}


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations of the organisation in force."""

    def usable(self) -> Self:
        """Neither used, nor taken back, nor too old."""
        return self.filter(
            used_at__isnull=True, taken_back_at__isnull=True, expires_at__gt=timezone.now()
        )


class Invitation(TenantModel):
    """Bound to one person and one purpose; only a digest of its secret is kept."""

    class Purpose(models.TextChoices):
        JOIN = "join"
        RECOVER = "recover"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.JOIN)
    digest = models.CharField(max_length=64)
    invited_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(InvitationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "digest"], name="invitation_once")
        ]

    def __str__(self) -> str:
        return str(self.id)

    @classmethod
    def issue(cls, person: Person, *, by: Person | None, purpose: str = Purpose.JOIN) -> str:
        """A fresh link's token; whatever was sent to this person before stops working.

        The token names the organisation first, so that it can be looked up behind the tenant
        wall, then the secret.
        """
        cls.objects.filter(person=person, purpose=purpose, used_at__isnull=True).update(
            taken_back_at=timezone.now()
        )
        secret = tokens.new_secret()
        cls.objects.create(
            person=person,
            purpose=purpose,
            digest=tokens.digest(secret),
            invited_by=by,
            expires_at=timezone.now() + VALID_FOR[purpose],
        )
        return tokens.joined(person.organisation_id, secret)
