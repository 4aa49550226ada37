"""A link for somebody outside: it lets one person answer one ask once."""

from typing import Self

from django.db import models
from django.utils import timezone

from heard.feedback.models.ask import Ask
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel


class LinkQuerySet(models.QuerySet["Link"]):
    """Links of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Whoever asks by it."""
        return self.filter(organisation_id=person.organisation_id, asker=person)

    def usable(self) -> Self:
        """Neither used, nor replaced, nor too old; and still asked, by somebody who is here."""
        return self.filter(
            used_at__isnull=True,
            ended_at__isnull=True,
            expires_at__gt=timezone.now(),
            asker__left_on__isnull=True,
        )


class Link(TenantModel):
    """Only a digest of its secret is kept. It is looked up before anybody acts, so it has no words
    and no policy of its own; what it leads to has."""

    asker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(LinkQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "digest"], name="feedback_link_once")
        ]

    def __str__(self) -> str:
        return str(self.id)
