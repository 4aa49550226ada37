"""Roles are granted and taken back; the last administrator cannot be lost."""

from django.db import transaction

from heard.people.models import Person, Role


class LastAdministrator(ValueError):
    """Taking this role back would leave nobody able to administer."""


@transaction.atomic
def grant(person: Person, kind: str, *, by: Person | None) -> Role:
    """The person holds the role from now on; granting twice changes nothing."""
    role, _made = Role.objects.get_or_create(
        organisation_id=person.organisation_id,
        person=person,
        kind=kind,
        defaults={"granted_by": by},
    )
    return role


@transaction.atomic
def take_back(person: Person, kind: str, *, by: Person) -> None:
    """The person holds the role no longer."""
    if kind == Role.Kind.ADMINISTRATOR:
        others = Role.objects.filter(kind=kind, person__left_on__isnull=True).exclude(person=person)
        if not others.exists():
            raise LastAdministrator(person.name)
    Role.objects.filter(person=person, kind=kind).delete()
