"""A browser inside the set-up, for the tests of its questions."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from heard.people.setting_up import issue_link


@pytest.fixture(autouse=True)
def nobody_has_tried() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def key(db: None) -> str:
    secret = issue_link()
    assert secret is not None
    return secret


@pytest.fixture
def inside(key: str, client: Client) -> Client:
    """A browser that came by the link."""
    assert client.get("/setup", {"key": key}).status_code == 302
    return client
