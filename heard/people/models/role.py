"""A role somebody holds. Configuring is not reading: no role opens a pair's page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.people.models.person import Person
from heard.people.tenancy import TenantManager, TenantModel


class Role(TenantModel):
    """That a person holds a role, granted by whom and when; no row, no role."""

    class Kind(models.TextChoices):
        PEOPLE_TEAM = "people_team", _("People team")
        ADMINISTRATOR = "administrator", _("Administrator")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    granted_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person", "kind"], name="role_once")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
