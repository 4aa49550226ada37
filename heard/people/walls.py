"""The walls in the database itself, raised after every migration, the same on each run.

PostgreSQL: row-level security, enabled and forced, on every tenant's table, and composite foreign
keys, so that neither a forgotten filter nor a forged reference crosses organisations. SQLite has
neither: triggers refuse a reference into another organisation and a row that changes hands.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import ForeignKey

from heard.people.tenancy import TenantModel

APPLICATION_ROLE = "heard_app"
REFUSAL = "another organisation"

# Wrapped in SELECT so that it is evaluated once a statement, not once a row; an unset value is
# NULL in a fresh session and '' after a commit, hence nullif.
ORGANISATION = "(SELECT nullif(current_setting('app.organisation', true), '')::uuid)"
PERSON = "(SELECT nullif(current_setting('app.person', true), '')::uuid)"


def tenant_models() -> list[type[TenantModel]]:
    """Every table that belongs to organisations."""
    return [model for model in apps.get_models() if issubclass(model, TenantModel)]


def raise_walls() -> None:
    """Bring the database's own rules in line with the models."""
    with connection.cursor() as cursor:
        for model in tenant_models():
            if connection.vendor == "postgresql":
                _secure_rows(cursor, model)
                _tie_references(cursor, model)
            else:
                _guard_with_triggers(cursor, model)
        if connection.vendor == "postgresql":
            _admit_application(cursor)


def lower_walls() -> None:
    """Before a migration on SQLite, which remakes a table by dropping and renaming it.

    A trigger that mentions the table would stop the renaming. PostgreSQL's walls stay up.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE %s",
            [f"%{REFUSAL}%"],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def references(model: type[TenantModel]) -> Iterator[tuple[str, str]]:
    """Column and target table of each reference into another tenant's table."""
    for field in model._meta.local_fields:
        if isinstance(field, ForeignKey):
            target = field.related_model
            if isinstance(target, type) and issubclass(target, TenantModel):
                yield field.column, target._meta.db_table


def _secure_rows(cursor: CursorWrapper, model: type[TenantModel]) -> None:
    table = model._meta.db_table
    condition = f"organisation_id = {ORGANISATION}"
    if model.row_policy:
        condition += f" AND ({model.row_policy.format(person=PERSON)})"
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    cursor.execute(f'DROP POLICY IF EXISTS one_organisation ON "{table}"')
    cursor.execute(
        f'CREATE POLICY one_organisation ON "{table}" USING ({condition}) WITH CHECK ({condition})'
    )


def _tie_references(cursor: CursorWrapper, model: type[TenantModel]) -> None:
    table = model._meta.db_table
    _ensure(
        cursor,
        table,
        f"{table}_in_organisation"[:63],
        "UNIQUE (organisation_id, id)",
    )
    for column, target in references(model):
        _ensure(cursor, target, f"{target}_in_organisation"[:63], "UNIQUE (organisation_id, id)")
        _ensure(
            cursor,
            table,
            f"{table}_{column}_own"[:63],
            f'FOREIGN KEY (organisation_id, "{column}") REFERENCES "{target}" '
            "(organisation_id, id) DEFERRABLE INITIALLY DEFERRED",
        )


def _ensure(cursor: CursorWrapper, table: str, name: str, definition: str) -> None:
    cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [name])
    if cursor.fetchone() is None:
        cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')


def _admit_application(cursor: CursorWrapper) -> None:
    """The application's own role: reads and writes rows, owns nothing, bypasses nothing."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION_ROLE])
    if cursor.fetchone() is None:
        cursor.execute(f"CREATE ROLE {APPLICATION_ROLE} NOLOGIN NOBYPASSRLS")
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION_ROLE}")
    cursor.execute(
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APPLICATION_ROLE}"
    )
    cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION_ROLE}")


def _guard_with_triggers(cursor: CursorWrapper, model: type[TenantModel]) -> None:
    table = model._meta.db_table
    _trigger(
        cursor,
        f"{table}_stays",
        f'BEFORE UPDATE OF organisation_id ON "{table}" '
        "WHEN NEW.organisation_id <> OLD.organisation_id",
    )
    for column, target in references(model):
        for moment in ("INSERT", f'UPDATE OF "{column}"'):
            _trigger(
                cursor,
                f"{table}_{column}_{moment[:6].lower()}",
                f'BEFORE {moment} ON "{table}" WHEN NEW."{column}" IS NOT NULL AND EXISTS '
                f'(SELECT 1 FROM "{target}" WHERE id = NEW."{column}" '
                "AND organisation_id <> NEW.organisation_id)",
            )


def _trigger(cursor: CursorWrapper, name: str, when: str) -> None:
    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
    cursor.execute(f"CREATE TRIGGER \"{name}\" {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")
