"""`migrate` between lowered and raised walls: a database is never left migrated but unguarded."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from heard import env
from heard.people.walls import lower_walls, raise_walls


class Command(migrate.Command):
    help = migrate.Command.help

    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner():
            lower_walls()
            super().handle(*args, **options)
            if _is_up_to_date():
                raise_walls()


def _is_up_to_date() -> bool:
    """Half way, tables the walls speak of are missing; nothing is served until all are there."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@contextmanager
def as_owner() -> Iterator[None]:
    """As the role that owns the tables, where the application's own is another."""
    if not settings.DATABASE_OWNER_URL:
        yield
        return
    usual = connection.settings_dict
    connection.close()
    connection.settings_dict = {**usual, **env.postgres(settings.DATABASE_OWNER_URL)}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = usual
