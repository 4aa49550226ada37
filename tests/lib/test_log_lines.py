"""The log says what happened and where; no secret of a link, no word, no forged line."""

import io
import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from heard.lib.log_lines import Line, RouteNotPath

SECRET = "AaIRcv9oepirYCDIUSzcZg.canary-of-a-link"
WORDS = "canary-of-a-word"


def lines(record: logging.LogRecord) -> str:
    """The record as the server's log would have it."""
    stream = io.StringIO()
    listener = logging.StreamHandler(stream)
    listener.addFilter(RouteNotPath())
    listener.setFormatter(Line("%(asctime)s %(levelname)s %(name)s %(message)s"))
    listener.handle(record)
    return stream.getvalue()


def of_error(error: Exception) -> str:
    try:
        raise error
    except Exception:
        import sys

        return lines(
            logging.LogRecord("heard", logging.ERROR, __file__, 1, "stopped", (), sys.exc_info())
        )


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (f"/join/{SECRET}", "404 GET /join/<str:token>"),
        (f"/recover/{SECRET}?q={WORDS}", "404 GET /recover/<str:token>"),
        (f"/nothing/{SECRET}?q={WORDS}", "404 GET (no such address)"),
    ],
)
def test_the_route_stands_for_the_path(
    client: Client, db: None, caplog: pytest.LogCaptureFixture, path: str, said: str
) -> None:
    """At the source, so that no listener ever has it."""
    client.get(path)
    assert said in [record.getMessage() for record in caplog.records]
    assert "canary" not in caplog.text


def test_a_form_from_elsewhere_is_logged_without_where_it_came_from(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.post(f"/join/{SECRET}", {"text": WORDS}, headers={"Origin": f"https://{WORDS}.example"})
    assert "403 POST /join/<str:token>" in caplog.text
    assert "canary" not in caplog.text


def test_a_host_that_is_not_ours_is_not_repeated(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.get(f"/join/{SECRET}", headers={"Host": f"{WORDS}.example"})
    assert "canary" not in caplog.text


def test_an_error_says_where_and_of_what_kind_but_quotes_nobody() -> None:
    error = ValueError(f"{WORDS} is too long")
    error.__cause__ = KeyError(WORDS)
    said = of_error(error)
    assert "builtins.ValueError" in said
    assert "builtins.KeyError" in said
    assert "test_log_lines.py" in said
    assert "canary" not in said


def test_what_the_system_says_of_itself_is_kept() -> None:
    from django.db import OperationalError

    assert "no such table: people_person" in of_error(
        OperationalError("no such table: people_person")
    )


def test_nobody_forges_a_line_or_speaks_to_the_terminal() -> None:
    record = logging.LogRecord(
        "heard", logging.INFO, __file__, 1, "by %s", ("x\n2026 ERROR forged\x1b[2J",), None
    )
    said = lines(record)
    assert said.count("\n") == 1
    assert "\x1b" not in said


def test_every_handler_of_ours_goes_through_it() -> None:
    handlers: dict[str, Any] = settings.LOGGING["handlers"]  # type: ignore[assignment]
    [handler] = handlers.values()
    assert handler["filters"] == ["route"]
    assert handler["formatter"] == "line"
