"""`migrate`, then the walls: a database is never left migrated but unguarded."""

from typing import Any

from django.core.management.commands import migrate

from heard.people.walls import raise_walls


class Command(migrate.Command):
    help = migrate.Command.help

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        raise_walls()
