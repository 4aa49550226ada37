"""A person in an organisation, with the roles they hold."""

import datetime as dt
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from heard.lib import text
from heard.people.tenancy import TenantManager, TenantModel

if TYPE_CHECKING:
    from heard.people.models.role import Role


class PersonQuerySet(models.QuerySet["Person"]):
    """People of the organisation in force."""

    def visible_to(self, person: "Person") -> Self:
        """Everyone sees the directory of their own organisation."""
        return self.filter(organisation_id=person.organisation_id)

    def active(self) -> Self:
        """Neither left nor on long leave."""
        return self.filter(left_on__isnull=True, paused_on__isnull=True)

    def with_roles(self) -> Self:
        """Each with the kinds of role held, in the same query."""
        from heard.people.models.role import Role

        held = Role.objects.filter(person=OuterRef("pk"))
        return self.annotate(
            administrates=Exists(held.filter(kind="administrator")),
            on_people_team=Exists(held.filter(kind="people_team")),
        )

    def by_email(self, email: str) -> Self:
        """At most one: addresses are kept case-folded and once per organisation."""
        return self.filter(email=email.strip().casefold())


class Person(TenantModel):
    """Somebody who works here: named, placed, perhaps on leave, perhaps gone; never deleted."""

    class Theme(models.TextChoices):
        SYSTEM = "system", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    user = models.OneToOneField(
        "people.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="person"
    )
    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=160)
    called = models.CharField(_("called"), max_length=80)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=160, blank=True)
    team = models.CharField(_("team"), max_length=160, blank=True)
    employee_number = models.CharField(_("employee number"), max_length=64, blank=True)
    timezone = models.CharField(_("time zone"), max_length=64, blank=True)
    language = models.CharField(_("language"), max_length=16, blank=True)
    started_on = models.DateField(_("started"), null=True, blank=True)
    paused_on = models.DateField(_("on leave since"), null=True, blank=True)
    left_on = models.DateField(_("left"), null=True, blank=True)

    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.SYSTEM)
    text_size = models.PositiveSmallIntegerField(default=100)
    compact_rows = models.BooleanField(default=False)
    less_motion = models.BooleanField(default=False)
    single_keys = models.BooleanField(default=True)
    show_timer = models.BooleanField(default=True)
    summary_by_mail = models.BooleanField(default=True)

    objects = TenantManager.from_queryset(PersonQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="person_in_organisation"),
            models.UniqueConstraint(fields=["organisation", "email"], name="person_email_once"),
            models.UniqueConstraint(
                fields=["organisation", "employee_number"],
                condition=~models.Q(employee_number=""),
                name="person_number_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "name"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Addresses are compared case-folded; a first name is taken from the whole one."""
        self.email = self.email.strip().casefold()
        if not self.called:
            self.called = self.name.split(" ")[0][:80]
        super().save(*args, **kwargs)

    @classmethod
    def with_address(cls, email: str) -> "Person | None":
        """Whoever has this address in the organisation in force, here or gone."""
        return cls.objects.by_email(email).select_related("organisation").first()

    @classmethod
    def with_number(cls, number: str) -> "Person | None":
        """Whoever has this employee number."""
        return cls.objects.filter(employee_number=number).first() if number else None

    @property
    def initials(self) -> str:
        return text.initials(self.name)

    @property
    def zone(self) -> ZoneInfo:
        """Their own time zone, else the organisation's."""
        return ZoneInfo(self.timezone or self.organisation.timezone)

    @property
    def is_active(self) -> bool:
        return self.left_on is None and self.paused_on is None

    @property
    def has_joined(self) -> bool:
        return self.user_id is not None

    def today(self) -> dt.date:
        """The date where this person is."""
        return timezone.now().astimezone(self.zone).date()

    @cached_property
    def role_kinds(self) -> frozenset[str]:
        """The roles held, kept for as long as this object lives: a request."""
        if hasattr(self, "administrates"):
            held = {"administrator": "administrates", "people_team": "on_people_team"}
            return frozenset(kind for kind, name in held.items() if getattr(self, name))
        roles: models.Manager[Role] = self.roles
        return frozenset(roles.values_list("kind", flat=True))

    @property
    def is_administrator(self) -> bool:
        return "administrator" in self.role_kinds

    @property
    def is_people_team(self) -> bool:
        return "people_team" in self.role_kinds
