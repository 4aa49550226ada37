"""Log lines: what happened and at which kind of address; never a link's secret, never a word.

A path may hold the secret of a link and an exception may quote what somebody typed, so neither is
written: the route stands for the path, the place in our code for the message.
"""

import logging
import traceback
from types import TracebackType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

NOWHERE = "(no such address)"
# Said by the system about itself; these quote nobody.
MAY_SPEAK = (ImproperlyConfigured, ImportError, OperationalError)

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class RouteNotPath(logging.Filter):
    """A record about a request says its status, method and route, and nothing else of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None:
            status = getattr(record, "status_code", "")
            record.msg = f"{status} {getattr(request, 'method', '') or ''} {route_of(request)}"
            record.args = ()
        return True


def route_of(request: Any) -> str:
    """`join/<str:token>`: the pattern that was matched, with nothing filled in."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match is not None else NOWHERE


class Line(logging.Formatter):
    """One line a record, so that nothing forges a second; of an error, where and of what kind."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have kept the whole text here.
        record.exc_text = None
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = printable(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: ExcInfo) -> str:
        lines: list[str] = []
        error, seen = ei[1], set[int]()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines += [
                f"  {frame.filename}:{frame.lineno} in {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            said = f": {printable(str(error))}" if isinstance(error, MAY_SPEAK) else ""
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}{said}")
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def printable(message: str) -> str:
    """Line ends and terminal escapes written out."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in message
    )
