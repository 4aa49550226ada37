"""The migrations say what the models say."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ProjectState


def missing(known: ProjectState) -> list[str]:
    """`app: operation` for each change that no migration makes yet."""
    graph = MigrationLoader(None).graph
    changes = MigrationAutodetector(
        known,
        ProjectState.from_apps(apps),
        MigrationQuestioner(specified_apps=set(), dry_run=True),
    ).changes(graph=graph)
    return [
        f"{label}: {operation.describe()}"
        for label, migrations in changes.items()
        for migration in migrations
        for operation in migration.operations
    ]


def test_no_migration_is_missing() -> None:
    assert missing(MigrationLoader(None).project_state()) == []


def test_a_field_without_a_migration_is_found() -> None:
    known = MigrationLoader(None).project_state()
    known.remove_field("people", "person", "name")
    assert "people: Add field name to person" in missing(known)
