"""Scripts: people's tokens, and a way to ask."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from heard.people.models import AccessToken, Person
from heard.privacy.keys import acting_as

ROOT = "/api/v1/"


@dataclass
class Script:
    """Asks as one person; `""` bears no token."""

    token: str
    client: Client = field(default_factory=Client)

    def __call__(
        self, method: str, path: str, sent: Any = None, *, status: int | None = None, **more: Any
    ) -> Any:
        """The answer read as JSON, once its status is the expected one."""
        response = self.ask(method, path, sent, **more)
        if status is not None:
            assert response.status_code == status, response.content
        return json.loads(response.content) if response.content else None

    def ask(
        self,
        method: str,
        path: str,
        sent: Any = None,
        *,
        headers: dict[str, str] | None = None,
        content_type: str = "application/json",
    ) -> HttpResponse:
        """The whole answer."""
        body = sent if isinstance(sent, bytes) else b"" if sent is None else json.dumps(sent)
        said = {**({"Authorization": f"Bearer {self.token}"} if self.token else {})}
        response = self.client.generic(
            method,
            path if path.startswith("/") else ROOT + path,
            cast(Any, body),
            content_type=content_type,
            headers={**said, **(headers or {})},
        )
        return cast(HttpResponse, response)


Scripts = Callable[..., Script]


@pytest.fixture(autouse=True)
def no_limit_is_used_up() -> None:
    cache.clear()


@pytest.fixture
def script() -> Scripts:
    """A script of this person's: `script(priya)`."""
    return script_of


def script_of(person: Person | None, scope: str = "write") -> Script:
    if person is None:
        return Script("")
    with acting_as(person):
        _row, word = AccessToken.issue(person, name="script", scope=scope)
    return Script(word)
