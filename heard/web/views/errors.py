"""When something is not there, not allowed, or our fault."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from heard.web.assets import addresses
from heard.web.replies import typed_again

NEVER_SHOWN = ("password", "present", "token")
# Carried along for the form's sake; nobody typed them.
CARRIED = {"back", "next", "version", "client_id", "as", "state", "audience", "owner"}


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """One answer for what does not exist and what is not theirs."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was asked makes no sense; the host it was asked of may not even be ours."""
    return HttpResponse(render_to_string("400.html", {"assets": addresses()}), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def wrong_method(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    """Opened what can only be sent to, or the other way about; says what would do."""
    response = HttpResponseNotAllowed(allowed)
    response.content = render_to_string("405.html", request=request)
    return response


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long, or came from elsewhere: what was typed is shown again."""
    return render(request, "403_form.html", {"typed": typed(request)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault: the words are given back, and asking again is one press. Needs no database."""
    context = {
        "assets": addresses(),
        "typed": typed(request),
        "again": request.path if request.method == "POST" and not by_link(request) else "",
        "token": get_token(request),
    }
    return HttpResponse(render_to_string("500.html", context), status=500)


def by_link(request: HttpRequest) -> bool:
    """Whether the address itself is a secret; it is said to nobody, not even back."""
    return request.resolver_match is not None and "token" in request.resolver_match.kwargs


def typed(request: HttpRequest) -> list[dict[str, Any]]:
    """Every field that was sent, but for secrets; nothing where the request cannot be read."""
    try:
        fields = typed_again(request, "")  # type: ignore[arg-type]
    except Exception:
        return []
    return [
        field | {"hidden": field["name"] in CARRIED or not field["value"].strip()}
        for field in fields
        if not any(secret in field["name"].casefold() for secret in NEVER_SHOWN)
    ]
