"""When something is not there, not allowed, or our fault."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """One answer for what does not exist and what is not theirs."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def wrong_method(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    """Opened what can only be sent to, or the other way about; says what would do."""
    response = HttpResponseNotAllowed(allowed)
    response.content = render_to_string("405.html", request=request)
    return response


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long, or came from elsewhere: what was typed is shown again."""
    return render(request, "403_form.html", {"typed": request.POST.items()}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
