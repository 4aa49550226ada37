"""The door every request to the interface comes through, in this order:

token → limits → scope → body → the noun, inside the person's organisation and with their keys. A
write is one transaction: all of it or, when refused, nothing. Whatever goes wrong leaves as a
problem, never as a page.
"""

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from heard.api import limiting, repeating
from heard.api.authentication import SAFE, TokenRequest, refuse_beyond_scope, token_of
from heard.api.problems import Problem
from heard.people.bearing import note_use
from heard.privacy.keys import acting_as

View = Callable[..., HttpResponse]

log = logging.getLogger(__name__)


def through_the_door(view: View) -> View:
    """The view as the outside reaches it. No cookie counts here, so no form token is asked for."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return _recognised(request, view, kwargs)
        except Problem as problem:
            return problem.response()
        except Exception:
            # The route alone: an address or a body would put words into the log.
            log.exception("%s failed", request.resolver_match and request.resolver_match.route)
            return Problem("server-error").response()

    return answered


def only_read(view: View) -> View:
    """Open to everybody, and nothing but read: what tells nothing of anybody."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return Problem("method-not-allowed", headers={"Allow": "GET, HEAD"}).response()
        return view(request)

    return answered


def unknown(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """No such address; the same answer as for a record that is not there."""
    raise Problem("not-found")


def _recognised(request: HttpRequest, view: View, kwargs: dict[str, Any]) -> HttpResponse:
    """The token's person, their organisation, clock, language and keys, for this one request."""
    asking = cast(TokenRequest, request)
    asking.token = token_of(request)
    asking.person = person = asking.token.person
    with (
        timezone.override(person.zone),
        translation.override(person.language or person.organisation.language),
        acting_as(person),
    ):
        try:
            response = _admitted(asking, view, kwargs)
        except Problem as problem:
            response = problem.response()
        note_use(asking.token)
    return response


def _admitted(request: TokenRequest, view: View, kwargs: dict[str, Any]) -> HttpResponse:
    limiting.count(limiting.REQUESTS, request.token.id)
    refuse_beyond_scope(request)
    if request.method in SAFE:
        return _looked(request, view, kwargs)
    limiting.count(limiting.WRITES, request.person.id)
    check_body(request)
    with transaction.atomic():
        return repeating.once(request, lambda: _done_whole(request, view, kwargs))


def _looked(request: TokenRequest, view: View, kwargs: dict[str, Any]) -> HttpResponse:
    """GET; HEAD is the same without the words; OPTIONS says what else there is."""
    asked = request.method
    if asked == "HEAD":
        request.method = "GET"
    response = _in_form(view(request, **kwargs))
    request.method = asked
    if asked == "OPTIONS" and response.status_code == 405:
        del response.headers["Content-Type"]
        response.status_code, response.content = 204, b""
    if asked == "HEAD":
        length = str(len(response.content))
        response.content = b""
        response.headers["Content-Length"] = length
    return response


def _done_whole(request: TokenRequest, view: View, kwargs: dict[str, Any]) -> HttpResponse:
    """A write that is refused half way leaves nothing behind."""
    with transaction.atomic():
        response = _in_form(view(request, **kwargs))
        if response.status_code >= 400:
            transaction.set_rollback(True)
    return response


def _in_form(response: HttpResponse) -> HttpResponse:
    """A method an address does not know: a problem too, with the methods it does."""
    if response.status_code != 405:
        return response
    known = set(response.headers["Allow"].split(", "))
    allowed = sorted(known | {"OPTIONS"} | ({"HEAD"} if "GET" in known else set()))
    return Problem("method-not-allowed", headers={"Allow": ", ".join(allowed)}).response()


def check_body(request: HttpRequest) -> None:
    """Nothing, or one JSON object that says it is one."""
    try:
        body = request.body
    except RequestDataTooBig as error:
        raise Problem("too-large") from error
    except UnreadablePostError as error:
        raise Problem("malformed") from error
    if not body:
        return
    if request.content_type != "application/json":
        raise Problem("unsupported-media-type")
    if not isinstance(read_json(body), dict):
        raise Problem("malformed")


def read_json(body: bytes) -> Any:
    """As the standard has it: no NaN, no endless depth, no numbers of a thousand digits."""
    try:
        return json.loads(body.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Problem("malformed") from error


def _refuse(word: str) -> None:
    raise ValueError(word)
