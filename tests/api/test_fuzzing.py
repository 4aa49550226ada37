"""Schemathesis over the whole document, every check it knows, as somebody with a token.

It reads the document as a stranger does, makes requests that fit it and requests that do not, and
holds each answer against what the document promises.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from heard.api import limiting
from heard.api.limiting import Limit
from tests.access.world import World
from tests.api.conftest import script_of

# Kept short: the same requests on each run, most of them from the coverage of every constraint.
EXAMPLES, STEPS = 2, 3
# What a schema cannot say (words only of blanks, a day gone by, a rhythm for two others) is 422.
DOMAIN_REFUSES = ["2xx", "401", "403", "404", "409", "422"]


def configured(world: World) -> SchemathesisConfig:
    """As Priya, with ids that lead somewhere."""
    ids = {
        "person_id": world.cast.pia.pk,
        "pair_id": world.rows["pair"].pk,
        "item_id": world.rows["item"].pk,
        "agreement_id": world.rows["agreement"].pk,
        "arrangement_id": world.rows["arrangement"].pk,
        "action_id": world.rows["action"].pk,
        "raise_id": world.rows["raise"].pk,
        "conversation_id": world.rows["conversation"].pk,
    }
    return SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "auth": {"openapi": {"token": {"bearer": script_of(world.cast.priya).token}}},
            # Its client in this process reads no compressed answers.
            "headers": {"Accept-Encoding": "identity"},
            "parameters": {f"path.{name}": str(found) for name, found in ids.items()},
            "generation": {"max-examples": EXAMPLES, "deterministic": True, "no-shrink": True},
            "checks": {
                "positive_data_acceptance": {"expected-statuses": DOMAIN_REFUSES},
                # Its client cannot send that here; test_access.py asks everything without a token.
                "ignored_auth": {"enabled": False},
            },
            "phases": {"stateful": {"max-steps": STEPS}},
        }
    )


@pytest.fixture
def no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in (limiting.REQUESTS, limiting.WRITES):
        endless = Limit(limit.name, 10**9, limit.seconds)
        monkeypatch.setattr(limiting, limit.name.upper(), endless)


def happened(config: SchemathesisConfig) -> Iterator[Any]:
    heard = get_wsgi_application()

    def finished(environ: dict[str, Any], start: Any) -> list[bytes]:
        """Its client leaves answers open, and with them the database."""
        with contextlib.closing(heard(environ, start)) as response:
            return list(response)

    loaded = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", finished, config=config)
    return iter(from_schema(loaded).execute())


@pytest.mark.django_db(transaction=True)
def test_the_interface_keeps_what_its_document_promises(world: World, no_limits: None) -> None:
    statuses: dict[int, int] = {}
    failures: list[str] = []
    for event in happened(configured(world)):
        if isinstance(event, events.NonFatalError):
            failures.append(f"{event.label}: {event.value!r}")
        if isinstance(event, events.FatalError):
            failures.append(repr(event.exception))
        if isinstance(event, events.ScenarioFinished | events.FuzzScenarioFinished):
            for interaction in event.recorder.interactions.values():
                status = interaction.response.status_code if interaction.response else 0
                statuses[status] = statuses.get(status, 0) + 1
            failures += found_in(event.recorder)
    assert failures == []
    assert sum(statuses.values()) > 500
    # It did get in, and it did try what does not fit.
    assert {200, 201, 204, 401, 404, 405, 422} <= set(statuses)


def found_in(recorder: Any) -> list[str]:
    """What a check objected to, with the request that shows it."""
    found = []
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                case = recorder.cases[case_id].value
                found.append(f"{case.as_curl_command()}\n{check.failure_info.failure}")
    return found
