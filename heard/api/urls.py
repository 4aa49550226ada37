"""Addresses of the interface: its document, its docs, every operation, and all others."""

from django.urls import URLPattern, path, re_path

from heard.api.document import docs, openapi
from heard.api.door import through_the_door, unknown
from heard.api.operations import api


def operations() -> list[URLPattern]:
    """Each through the door."""
    return [
        URLPattern(entry.pattern, through_the_door(entry.callback), name=entry.name)
        for entry in api.urls[0]
        if isinstance(entry, URLPattern) and entry.name != "api-root"
    ]


urlpatterns = [
    path("openapi.json", openapi, name="api-openapi"),
    path("docs", docs, name="api-docs"),
    *operations(),
    re_path("", through_the_door(unknown), name="api-unknown"),
]
