"""What every test stands on: the database, the cast, and no way out of this machine.

The settings are named here and not in `pyproject.toml`, because the environment they read has to be
in order first.
"""

import os
import time
from collections.abc import Iterator
from typing import Any, cast

import pytest
from pytest_django import DjangoDbBlocker

from tests import databases, loopback

databases.choose()
os.environ["DJANGO_SETTINGS_MODULE"] = "heard.settings"

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as hypothesis_settings  # noqa: E402

database = cast(dict[str, Any], settings.DATABASES["default"])
database["CONN_MAX_AGE"] = 0
if database["ENGINE"].endswith("sqlite3"):
    # A file, as in use: a second connection then meets the same locks and the same journal.
    path = os.path.join(os.environ["HEARD_TEST_RUN"], "test.sqlite3")
    database.setdefault("TEST", {})["NAME"] = path
    # Thrown away after the run, so nothing needs to survive a power cut.
    database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
# The live server asks where static files are; ours are a page like any other.
settings.STATIC_URL = "/nothing-is-here/"
settings.PASSWORD_HASHERS = ["tests.passwords.QuickArgon2"]
# A test looks into the mailbox right after the answer.
settings.WORK_AFTERWARDS = False
django.setup()

pytest_plugins = ["tests.cast", "tests.access.world", "tests.scripts"]

# The same examples on each run, and no verdict on how fast a shared machine is.
hypothesis_settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("ci")

STARTED = time.monotonic()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How long it took and on what; pytest's own line comes last."""
    kind = database["ENGINE"].rpartition(".")[2]
    terminalreporter.write_line(f"On {kind}: {time.monotonic() - STARTED:.0f} s")


@pytest.fixture(scope="session", autouse=True)
def nothing_leaves_this_machine() -> Iterator[None]:
    """A test that reaches for the network is wrong wherever it runs."""
    with loopback.only():
        yield


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> None:
    """Rate limits count by address, and every test comes from the same one."""
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tables made by the owner; everything after that by the application's role."""
    with django_db_blocker.unblock():
        databases.become_application()
    yield
    with django_db_blocker.unblock():
        databases.become_owner()


@pytest.fixture(scope="session", autouse=True)
def tables_are_emptied_by_their_owner() -> Iterator[None]:
    """The application may not empty tables, so between browser journeys the owner does."""
    emptied = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def by_owner(self: TransactionTestCase) -> None:
        with databases.as_owner():
            emptied(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", by_owner)
        yield
