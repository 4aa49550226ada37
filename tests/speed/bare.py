"""A page that does nothing but ask: what others are measured against.

Signed in, behind the same middleware, with as many indexed queries through the ORM.
"""

from django.http import HttpResponse
from django.urls import include, path

from heard.conversations.models import Pair
from heard.web.middleware.acting import PersonRequest


def bare(request: PersonRequest, queries: int) -> HttpResponse:
    """Session and person have been asked for already."""
    for _time in range(queries - 2):
        list(Pair.objects.visible_to(request.person).live().select_related("employee", "manager"))
    return HttpResponse(b"bare")


urlpatterns = [
    path("bare/<int:queries>", bare),
    path("", include("heard.urls")),
]
