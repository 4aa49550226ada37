"""`heard migrate` works as the owner of the tables, and only while it runs."""

import pytest
from django.db import connection
from pytest_django import Settings

from heard.ops.management.commands.migrate import as_owner


def who() -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_the_owner_migrates_and_the_application_serves(settings: Settings) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    usual = connection.settings_dict
    host = usual["HOST"] or usual["OPTIONS"].get("host", "")
    address = f"{usual['USER']}:{usual['PASSWORD']}@:{usual['PORT']}/{usual['NAME']}"
    settings.DATABASE_OWNER_URL = f"postgres://{address}?host={host}"
    assert who() == "heard_app"
    with as_owner():
        assert who() != "heard_app"
    assert who() == "heard_app"


@pytest.mark.django_db
def test_one_role_for_both_is_left_alone(settings: Settings) -> None:
    settings.DATABASE_OWNER_URL = ""
    before = connection.settings_dict
    with as_owner():
        assert connection.settings_dict is before
