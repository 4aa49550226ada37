"""What belongs to one person alone: class S, whoever else asks."""

from collections.abc import Callable
from typing import Self, TypeVar

from django.db import models

from heard.people.models import Person
from heard.people.tenancy import TenantModel
from heard.privacy.keys import KeyOwner, of_person

Row = TypeVar("Row", bound="Own")


# What hangs on a change in a higher layer (the copy somebody was shown) follows through this plain
# list, filled by that layer at start-up, in the same transaction.
CHANGED: "list[Callable[[Own], None]]" = []


class OwnQuerySet(models.QuerySet[Row]):
    """Own rows of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own, and nobody else's, whatever their role."""
        return self.filter(organisation_id=person.organisation_id, person=person)


class Own(TenantModel):
    """Sealed under its person's key. What they show to somebody is a copy, sealed for the two."""

    row_policy = "person_id = {person}"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def sealing_owner(self) -> KeyOwner:
        return of_person(self.person_id)

    def hold(self) -> None:
        """The row as it stands now, for us alone until the transaction ends."""
        hold_alone(self)

    def changed(self, *fields: str) -> None:
        """Save these fields as the next version, and let what hangs on it follow."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])
        self.was_shown()

    def was_shown(self) -> None:
        """What hangs on it, and on somebody being shown it, looks at it again."""
        for follow in CHANGED:
            follow(self)


def hold_alone(row: models.Model) -> None:
    """For a row that no page holds: nobody else changes it until the transaction ends."""
    type(row)._base_manager.select_for_update(no_key=True).filter(pk=row.pk).first()
    renew(row)


def renew(row: models.Model) -> None:
    """Take the row as it stands now: what was loaded for this request may be a moment old."""
    fresh = type(row)._base_manager.get(pk=row.pk)
    for field in row._meta.concrete_fields:
        now = fresh.__dict__[field.attname]
        if isinstance(field, models.ForeignKey) and row.__dict__.get(field.attname) != now:
            row._state.fields_cache.pop(field.name, None)
        row.__dict__[field.attname] = now
    row.__dict__.pop("_opened", None)
