"""Which columns are what, remembered by the headings, for the next file with the same ones.

Only what somebody said is remembered: a guess from half-empty columns would stand in the way of a
better one from full ones.
"""

from dataclasses import dataclass

from django.db import transaction

from heard.people.importing.mapping import Mapping, signature
from heard.people.importing.tables import Table
from heard.people.models import ColumnMapping


@dataclass(frozen=True)
class Remembered:
    """What was said the last time; the domain for addresses that came without one is part of it."""

    mapping: Mapping | None = None
    email_domain: str = ""


def remembered(table: Table) -> Remembered:
    """What this organisation said about files with these headings, or nothing."""
    row = ColumnMapping.objects.filter(signature=signature(table.headings)).first()
    if row is None:
        return Remembered()
    return Remembered(Mapping.from_json(row.kept), row.email_domain)


@transaction.atomic
def remember(mapping: Mapping, *, email_domain: str) -> None:
    """The last word counts."""
    ColumnMapping.objects.update_or_create(
        signature=mapping.signature,
        defaults={"kept": mapping.as_json(), "email_domain": email_domain},
    )
