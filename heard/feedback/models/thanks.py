"""Thanks: one sentence, to one or several, for them alone or for their team to read."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from heard.people.models import Person, ReportingLine
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_inbox, of_organisation
from heard.privacy.sealing import SealedText


class ThanksQuerySet(models.QuerySet["Thanks"]):
    """Thanks of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Who said and who got it; to the team: whoever is beside, above or below who got it."""
        lines = ReportingLine.objects.current()
        reports = lines.filter(manager=person).values("person")
        manager = lines.filter(person=person).values("manager")
        beside = lines.filter(manager__in=manager).values("person")
        team = Q(receiver__in=reports) | Q(receiver__in=manager) | Q(receiver__in=beside)
        return self.filter(
            Q(giver=person) | Q(receiver=person) | (Q(audience=Thanks.Audience.TEAM) & team),
            organisation_id=person.organisation_id,
            taken_back_at__isnull=True,
        )


class Thanks(TenantModel):
    """One row for each who is thanked; what was said together is shown together."""

    row_policy = "audience = 'team' OR giver_id = {person} OR receiver_id = {person}"

    class Audience(models.TextChoices):
        PRIVATE = "private", gettext_lazy("Only them")
        TEAM = "team", gettext_lazy("Their team")

    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    batch = models.UUIDField(default=uuid4)
    audience = models.CharField(max_length=8, choices=Audience.choices)
    text = SealedText()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(ThanksQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "receiver", "created_at"], name="thanks_received"),
            models.Index(fields=["organisation", "giver", "created_at"], name="thanks_given"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        """What the team reads lies under the organisation's key, the rest in the inbox."""
        if self.audience == self.Audience.TEAM:
            return of_organisation()
        return of_inbox(self.receiver_id)
