"""Who is not signed in is asked to, and led back to where they were going."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _


class SignInFirst(LoginRequiredMiddleware):
    """A script is told in words, and its page keeps what was typed; a page leads to the door."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if super().process_view(request, view_func, view_args, view_kwargs) is None:
            return None
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponse(
                _("You have been signed out. Your words are still here; sign in in another tab."),
                status=401,
                content_type="text/plain",
            )
        return redirect_to_login(going_to(request), reverse("sign-in"))


def going_to(request: HttpRequest) -> str:
    """The exact place; after sending a form, the page it stood on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(str(request.META.get("HTTP_REFERER", "")))
    if came_from.netloc != request.get_host():
        return "/"
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")
