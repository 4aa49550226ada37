"""Private pages are kept by nobody: no cache, no proxy, no back button after signing out."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from heard.web.views.errors import by_link

View = Callable[[HttpRequest], HttpResponse]


class PrivateHeaders:
    """`no-store` on everything that does not say otherwise itself, and framed by nobody.

    What a script is answered is cut from the page at the same address: whoever keeps answers all
    the same must not mix the two up.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        if by_link(request):
            # Whole, it would be in the next request, and in a proxy's log. Not `no-referrer`:
            # with that a browser leaves out where a form comes from, too.
            response.headers["Referrer-Policy"] = "strict-origin"
        if "no-store" in response.headers["Cache-Control"]:
            patch_vary_headers(response, ["HX-Request"])
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
