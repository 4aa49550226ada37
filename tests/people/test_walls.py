"""Organisations strictly apart: the application's wall and the database's, each by itself.

The application's is a manager that raises without an organisation and filters with one. Behind it
PostgreSQL has row-level security and composite keys, SQLite triggers.
"""

import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models import ForeignKey
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.people.models import Organisation
from heard.people.tenancy import NoOrganisation, TenantModel, WrongOrganisation, in_organisation
from heard.people.walls import references, tenant_models
from heard.privacy.keys import acting_as
from tests import databases
from tests.access.test_forged_requests import otherwise
from tests.access.world import World

TENANTS = {model._meta.label: model for model in tenant_models()}
# Who signs in is looked up before anybody knows in which organisation.
NOT_BEHIND_THE_WALL = {"people.User"}


@pytest.fixture
def two_worlds(world: World) -> World:
    """Something of everything in Tidewater, and a page with all kinds in the other organisation."""
    otherwise(world.cast)
    return world


def on_postgresql() -> bool:
    return connection.vendor == "postgresql"


def raw(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Past the application: whatever the database lets this role do."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else [(cursor.rowcount,)]


def as_stored(value: uuid.UUID) -> Any:
    return value if on_postgresql() else value.hex


def refused(statement: str, *values: Any) -> bool:
    """Whether the database itself says no, at the latest when the transaction would end."""
    try:
        with transaction.atomic():
            raw(statement, *values)
            if on_postgresql():
                raw("SET CONSTRAINTS ALL IMMEDIATE")
    except DatabaseError:
        return True
    return False


def test_whatever_belongs_to_an_organisation_is_behind_the_wall() -> None:
    belonging = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and field.related_model is Organisation
    }
    assert belonging - set(TENANTS) == NOT_BEHIND_THE_WALL
    assert len(TENANTS) > 15


@pytest.mark.parametrize("label", TENANTS)
def test_nothing_is_reached_without_an_organisation(world: World, label: str) -> None:
    manager: Any = TENANTS[label]._default_manager
    for ask in (
        manager.all,
        manager.count,
        manager.exists,
        manager.first,
        lambda: manager.filter(id=uuid.uuid4()).delete(),
        lambda: manager.update(created_at=None),
        lambda: manager.bulk_create([TENANTS[label]()]),
        lambda: manager.get_or_create(id=uuid.uuid4()),
        lambda: TENANTS[label]().save(),
    ):
        with pytest.raises(NoOrganisation):
            ask()


def test_a_row_is_not_written_in_another_organisations_context(two_worlds: World) -> None:
    cast = two_worlds.cast
    with acting_as(cast.otto):
        for name, row in two_worlds.rows.items():
            with pytest.raises(WrongOrganisation):
                row.save()
            assert not type(row)._default_manager.filter(pk=row.pk).exists(), name
            assert type(row)._default_manager.filter(pk=row.pk).delete()[0] == 0, name


OPERATIONS = ("list", "by id", "count", "exists", "values", "update", "delete", "raw filter")


@given(
    label=st.sampled_from(sorted(TENANTS)), operation=st.sampled_from(OPERATIONS), data=st.data()
)
@settings(max_examples=120)
def test_the_applications_wall_stands_by_itself(
    two_worlds: World, label: str, operation: str, data: st.DataObject
) -> None:
    """Row-level security is out of the way here, so that only the managers are left."""
    cast, model = two_worlds.cast, TENANTS[label]
    manager: Any = model._default_manager
    here, there = cast.otto.organisation_id, cast.priya.organisation_id
    with databases.as_owner(), transaction.atomic():
        foreign = [row[0] for row in raw(f'SELECT id FROM "{model._meta.db_table}"')]  # noqa: S608
        wanted = data.draw(st.sampled_from(foreign)) if foreign else uuid.uuid4()
        with in_organisation(here, cast.otto.id):
            rows = {
                "list": lambda: manager.all(),
                "by id": lambda: manager.filter(id=wanted),
                "count": lambda: manager.filter(organisation_id=there),
                "exists": lambda: manager.filter(organisation=there),
                "values": lambda: manager.exclude(organisation_id=here),
                "update": lambda: manager.filter(organisation_id__in=[here, there]),
                "delete": lambda: manager.filter(id__in=[wanted]),
                "raw filter": lambda: manager.order_by("-created_at")[:50],
            }[operation]()
            assert {row.organisation_id for row in rows} <= {here}
            if operation in {"count", "exists", "values"}:
                assert rows.count() == 0
            if operation == "update":
                rows.update(created_at=cast.otto.created_at)
        untouched = raw(
            f'SELECT count(*) FROM "{model._meta.db_table}" '  # noqa: S608
            "WHERE organisation_id = %s AND created_at = %s",
            as_stored(there),
            cast.otto.created_at,
        )
        assert untouched == [(0,)]
        transaction.set_rollback(True)


@pytest.mark.parametrize("label", TENANTS)
def test_the_databases_wall_stands_by_itself(two_worlds: World, label: str) -> None:
    """Statements nobody's manager filters, as the role the application has."""
    if not on_postgresql():
        pytest.skip("SQLite has no row-level security")
    table, cast = TENANTS[label]._meta.db_table, two_worlds.cast
    there = cast.otto.organisation_id
    with acting_as(cast.priya):
        assert raw(f'SELECT count(*) FROM "{table}" WHERE organisation_id = %s', there) == [(0,)]  # noqa: S608
        changed = f'UPDATE "{table}" SET created_at = now() WHERE organisation_id = %s'  # noqa: S608
        assert raw(changed, there) == [(0,)]
        assert raw(f'DELETE FROM "{table}" WHERE organisation_id = %s', there) == [(0,)]  # noqa: S608
    assert raw(f'SELECT count(*) FROM "{table}"') == [(0,)]  # noqa: S608


@pytest.mark.parametrize("label", TENANTS)
def test_row_level_security_is_on_and_binds_the_owner_too(db: None, label: str) -> None:
    if not on_postgresql():
        pytest.skip("SQLite has no row-level security")
    found = raw(
        "SELECT relrowsecurity, relforcerowsecurity, (SELECT count(*) FROM pg_policy "
        "WHERE polrelid = pg_class.oid) FROM pg_class WHERE relname = %s",
        TENANTS[label]._meta.db_table,
    )
    assert found == [(True, True, 1)]


POINTING = [
    (label, column, target)
    for label, model in TENANTS.items()
    for column, target in references(model)
]


@pytest.mark.parametrize(("label", "column", "target"), POINTING)
def test_every_reference_is_tied_to_its_organisation(
    db: None, label: str, column: str, target: str
) -> None:
    """In the catalogue of the database: whatever rows there are, and for those to come."""
    table = TENANTS[label]._meta.db_table
    if on_postgresql():
        found = raw(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' "
            "AND conrelid = %s::regclass AND confrelid = %s::regclass",
            table,
            target,
        )
        wanted = f"FOREIGN KEY (organisation_id, {column})"
        assert any(definition.startswith(wanted) for (definition,) in found)
    else:
        found = raw(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", table
        )
        names = {name for (name,) in found}
        assert {f"{table}_{column}_insert", f"{table}_{column}_update", f"{table}_stays"} <= names


@pytest.mark.parametrize(("label", "column", "target"), POINTING)
def test_a_reference_into_another_organisation_is_refused(
    two_worlds: World, label: str, column: str, target: str
) -> None:
    cast, table = two_worlds.cast, TENANTS[label]._meta.db_table
    model = next(model for model in TENANTS.values() if model._meta.db_table == target)
    with acting_as(cast.otto):
        foreign = model._default_manager.first()
    if foreign is None:
        pytest.skip("nothing of this kind over there")
    pointed = f'UPDATE "{table}" SET "{column}" = %s'  # noqa: S608
    counted = f'SELECT count(*) FROM "{table}" WHERE organisation_id = %s'  # noqa: S608
    here = as_stored(cast.priya.organisation_id)
    for person in (cast.priya, cast.mario, cast.ade, cast.hana):
        with acting_as(person):
            if raw(counted, here) != [(0,)]:
                own = f"{pointed} WHERE organisation_id = %s"
                assert refused(own, as_stored(foreign.pk), here)
                return
    pytest.skip("nothing of this kind here")


@pytest.mark.parametrize("label", TENANTS)
def test_no_row_changes_hands(two_worlds: World, label: str) -> None:
    cast, table = two_worlds.cast, TENANTS[label]._meta.db_table
    moved = f'UPDATE "{table}" SET organisation_id = %s WHERE organisation_id = %s'  # noqa: S608
    values = (as_stored(cast.otto.organisation_id), as_stored(cast.priya.organisation_id))
    before = count_of(TENANTS[label], cast.otto.organisation_id)
    with acting_as(cast.priya):
        there_is_one = raw(f'SELECT count(*) FROM "{table}"') != [(0,)]  # noqa: S608
        assert refused(moved, *values) or not there_is_one
    assert count_of(TENANTS[label], cast.otto.organisation_id) == before


def count_of(model: type[TenantModel], organisation_id: uuid.UUID) -> int:
    with in_organisation(organisation_id):
        return int(model._default_manager.count())


# Written by one to another: the database knows both, and nobody beside them.
BETWEEN = {"feedback.Ask", "feedback.Feedback", "feedback.Addition", "feedback.Showing"}
BETWEEN |= {"feedback.Thanks", "conversations.PassedUp"}
OWN = [label for label, model in TENANTS.items() if model.row_policy and label not in BETWEEN]


@pytest.mark.parametrize("label", OWN)
def test_what_is_one_persons_own_is_not_there_for_a_colleague(world: World, label: str) -> None:
    """Class S, in the same organisation, past every filter of ours."""
    if not on_postgresql():
        pytest.skip("SQLite has no row-level security")
    table, cast = TENANTS[label]._meta.db_table, world.cast
    seen = {}
    for name, person in cast.everyone.items():
        with acting_as(person):
            seen[name] = {row[0] for row in raw(f'SELECT id FROM "{table}"')}  # noqa: S608
    with in_organisation(cast.priya.organisation_id):
        of_nobody = {row[0] for row in raw(f'SELECT id FROM "{table}"')}  # noqa: S608
    hers = seen["priya"] - of_nobody
    for name in cast.everyone:
        if name != "priya":
            assert not hers & seen[name], name


def test_what_is_between_some_is_not_there_for_anybody_else(world: World) -> None:
    """Past every filter of ours: just those who may see it by our own rule."""
    if not on_postgresql():
        pytest.skip("SQLite has no row-level security")
    rows = {name: row for name, row in world.rows.items() if type(row)._meta.label in BETWEEN}
    assert {type(row)._meta.label for row in rows.values()} == BETWEEN
    for name, row in rows.items():
        table = row._meta.db_table
        for who, person in world.cast.everyone.items():
            with acting_as(person):
                found = raw(f'SELECT 1 FROM "{table}" WHERE id = %s', row.pk)  # noqa: S608
            sees = who in world.seen_by[name]
            # What a whole team reads, the database leaves to our own rule.
            if getattr(row, "audience", "") == "team" and who != "otto":
                sees = True
            assert bool(found) == sees, (name, who)


def test_priyas_own_rows_are_of_every_kind_that_has_an_owner(world: World) -> None:
    """Or the test before this one would look at nothing."""
    if not on_postgresql():
        pytest.skip("SQLite has no row-level security")
    private: dict[str, models.Model] = {
        name: row for name, row in world.rows.items() if world.seen_by[name] == {"priya"}
    }
    kinds = {type(row)._meta.label for row in private.values()}
    assert kinds >= {"conversations.Item", "conversations.Note", "conversations.PrivateNote"}
    for row in private.values():
        table = type(row)._meta.db_table
        if type(row)._meta.label in OWN:
            for person in (world.cast.mario, world.cast.ade, world.cast.hana, world.cast.sol):
                with acting_as(person):
                    found = raw(f'SELECT count(*) FROM "{table}" WHERE id = %s', row.pk)  # noqa: S608
                    assert found == [(0,)], (table, person.name)
