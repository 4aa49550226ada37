"""A token for scripts: acts as its person, never more, and may be narrowed by scopes."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.lib import tokens
from heard.people.models.person import Person
from heard.people.tenancy import TenantManager, TenantModel

# Long enough to be useful, short enough to be noticed.
VALID_FOR = dt.timedelta(days=365)


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    """Tokens of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own only; administrators do not read other people's."""
        return self.filter(organisation_id=person.organisation_id, person=person)

    def usable(self) -> Self:
        """Not ended, not expired, and its person is still here."""
        return self.filter(
            ended_at__isnull=True,
            expires_at__gt=timezone.now(),
            person__left_on__isnull=True,
            person__paused_on__isnull=True,
        )


class AccessToken(TenantModel):
    """A named token; its secret is shown once and kept as a digest."""

    class Scope(models.TextChoices):
        READ = "read", _("Read what I can read")
        WRITE = "write", _("Read and write as me")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="access_tokens")
    name = models.CharField(_("name"), max_length=80)
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.WRITE)
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(AccessTokenQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "digest"], name="token_once")
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="token_by_person")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def issue(cls, person: Person, *, name: str, scope: str = Scope.WRITE) -> tuple[Self, str]:
        """The row and the secret word, which cannot be shown again."""
        secret = tokens.new_secret()
        row = cls(
            organisation_id=person.organisation_id,
            person=person,
            name=name,
            scope=scope,
            digest=tokens.digest(secret),
            expires_at=timezone.now() + VALID_FOR,
        )
        row.save()
        return row, tokens.joined(person.organisation_id, secret)

    def end(self) -> None:
        """It stops working at once."""
        self.ended_at = timezone.now()
        self.save(update_fields=["ended_at"])
