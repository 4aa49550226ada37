"""A wrong method is answered in words: a saved address may be opened that was only ever sent to."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from heard.web.views.errors import wrong_method

View = Callable[[HttpRequest], HttpResponse]

# Pages are looked at and sent to; the API knows more.
OF_PAGES = ("GET", "HEAD", "POST")
API = "/api/"


class Methods:
    """Refuses what no page knows, and lets no refusal be an empty page."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(API):
            return self.get_response(request)
        if request.method not in OF_PAGES:
            return wrong_method(request, OF_PAGES)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return wrong_method(request, response["Allow"].split(", "))
        return response
