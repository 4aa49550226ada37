"""The demo, loaded once for all tests of a file, on a Tuesday."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from heard.ops.demo.loader import load

TUESDAY = dt.datetime(2026, 2, 3, 13, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Both organisations, taken back when the file is through."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(TUESDAY, tick=False),
        transaction.atomic(),
    ):
        load()
        yield
        transaction.set_rollback(True)
