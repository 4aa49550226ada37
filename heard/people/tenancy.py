"""The tenant guard: no row is reached without an organisation in force.

Every tenant's table carries `organisation_id`; every manager filters by the organisation of the
present context and raises where there is none. On PostgreSQL the same context is told to the
database, whose row-level security stands behind this code (`walls.py`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone
from django_scopes import get_scope, scope

from heard.lib.ids import uuid7

Row = TypeVar("Row", bound=models.Model)

_acting_person: ContextVar[UUID | None] = ContextVar("acting_person", default=None)


class NoOrganisation(RuntimeError):
    """A query was made outside any organisation."""


class WrongOrganisation(RuntimeError):
    """A row of one organisation was about to be written in another's context."""


def current_organisation_id() -> UUID:
    """The organisation in force; loud where there is none."""
    organisation_id = get_scope().get("organisation")
    if not isinstance(organisation_id, UUID):
        raise NoOrganisation("Open an organisation first: `with in_organisation(id):`")
    return organisation_id


def acting_person_id() -> UUID | None:
    """The person whose own sealed rows may be reached, if somebody is acting."""
    return _acting_person.get()


@contextmanager
def in_organisation(organisation_id: UUID, person_id: UUID | None = None) -> Iterator[None]:
    """Everything inside sees one organisation and, of what is sealed, one person's own.

    PostgreSQL forgets the setting with the transaction, so one is opened where none is open.
    """
    before = (get_scope().get("organisation"), _acting_person.get())
    token = _acting_person.set(person_id)
    try:
        with scope(organisation=organisation_id):
            if connection.vendor != "postgresql":
                yield
                return
            with transaction.atomic():
                _tell_database(organisation_id, person_id)
                yield
                if connection.in_atomic_block and not connection.needs_rollback:
                    _tell_database(*before)
    finally:
        _acting_person.reset(token)


def _tell_database(organisation_id: UUID | None, person_id: UUID | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.organisation', %s, true), set_config('app.person', %s, true)",
            [str(organisation_id or ""), str(person_id or "")],
        )


class TenantManager(models.Manager[Row]):
    """Reaches the rows of the organisation in force, and no others."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(organisation_id=current_organisation_id())


class TenantModel(models.Model):
    """A row that belongs to one organisation for good."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(
        "people.Organisation",
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        editable=False,
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    # What the database itself asks of a row besides its organisation; see `walls.py`.
    row_policy: ClassVar[str] = ""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written only in its own organisation's context."""
        organisation_id = current_organisation_id()
        if self.organisation_id is None:
            self.organisation_id = organisation_id
        if self.organisation_id != organisation_id:
            raise WrongOrganisation(type(self).__name__)
        super().save(*args, **kwargs)
