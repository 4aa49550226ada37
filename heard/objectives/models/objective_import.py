"""A list of objectives that was brought and is looked at before anything is made of it."""

import json
from typing import Any

from heard.people.importing.tables import Table
from heard.people.tenancy import TenantManager
from heard.privacy.own import Own, OwnQuerySet
from heard.privacy.sealing import SealedText


class ObjectiveImportQuerySet(OwnQuerySet["ObjectiveImport"]):
    """Lists brought in the organisation in force."""


class ObjectiveImport(Own):
    """Whose it is alone; it goes once nothing of it is left to bring in."""

    # The rows as they were read, as JSON.
    table = SealedText()

    objects = TenantManager.from_queryset(ObjectiveImportQuerySet)()

    def __str__(self) -> str:
        return str(self.id)

    @property
    def read(self) -> Table:
        """The rows that are still to be brought in."""
        kept: dict[str, Any] = json.loads(self.table)
        return Table.from_json(kept)

    def keep(self, table: Table) -> None:
        """These rows from now on."""
        self.table = json.dumps(table.as_json())
