"""Row-level security is in force while the suite runs, or the suite fails."""

import pytest
from django.db import connection

from tests import databases

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_postgresql(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has neither roles nor row-level security")


def ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_the_tests_run_as_the_application() -> None:
    assert ask("SELECT current_user") == databases.APPLICATION_ROLE


def test_the_application_is_no_superuser_and_bypasses_nothing() -> None:
    assert ask("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    assert ask("SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user") is False


def test_the_application_owns_no_table() -> None:
    assert ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") != 0
    assert ask("SELECT count(*) FROM pg_tables WHERE tableowner = current_user") == 0


def test_the_owner_is_refused_as_the_one_who_runs_the_tests() -> None:
    with databases.as_owner(), pytest.raises(RuntimeError, match="does not bind"):
        databases.refuse_owner()
    databases.refuse_owner()
