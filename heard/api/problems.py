"""Problems: every answer that is not the one asked for, as RFC 9457 says it.

The same few kinds everywhere, each explained on the page of docs that its `type` leads to. What
may not be seen and what does not exist are one problem, word for word.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEDIA_TYPE = "application/problem+json"
DOCS = "/api/v1/docs"

# Kind: status, title, and what is said where nothing more exact is known.
KINDS = {
    "malformed": (
        400,
        gettext_lazy("The request cannot be read"),
        gettext_lazy("The body has to be one JSON object, in UTF-8."),
    ),
    "unauthenticated": (
        401,
        gettext_lazy("A token is needed"),
        gettext_lazy("Send a token that is still in use: “Authorization: Bearer TOKEN”."),
    ),
    "forbidden": (
        403,
        gettext_lazy("Not yours to change"),
        gettext_lazy("You may see this, but not change it like this."),
    ),
    "not-found": (
        404,
        gettext_lazy("Not there"),
        gettext_lazy("There is nothing here that this token may see."),
    ),
    "method-not-allowed": (
        405,
        gettext_lazy("Not a method of this address"),
        gettext_lazy("The header Allow says which methods there are."),
    ),
    "conflict": (
        409,
        gettext_lazy("Changed meanwhile"),
        gettext_lazy("Somebody changed this since you read it. Both texts are here."),
    ),
    "too-large": (
        413,
        gettext_lazy("Too large"),
        gettext_lazy("A body may have one megabyte."),
    ),
    "unsupported-media-type": (
        415,
        gettext_lazy("Not JSON"),
        gettext_lazy("Send “Content-Type: application/json”."),
    ),
    "invalid": (
        422,
        gettext_lazy("Some values can't be used"),
        gettext_lazy("Each is named under errors. Nothing was changed."),
    ),
    "too-many-requests": (
        429,
        gettext_lazy("Too many at once"),
        gettext_lazy("The header Retry-After says in how many seconds there is room again."),
    ),
    "server-error": (
        500,
        gettext_lazy("Our fault"),
        gettext_lazy("Something went wrong here. Nothing was changed."),
    ),
}


class Problem(Exception):
    """Ends a request with one of the kinds."""

    def __init__(
        self,
        kind: str,
        detail: str = "",
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}
        self.more = more

    def response(self) -> HttpResponse:
        """As it goes over the wire."""
        status, title, detail = KINDS[self.kind]
        told: dict[str, Any] = {
            "type": f"{DOCS}#{self.kind}",
            "title": str(title),
            "status": status,
            "detail": self.detail or str(detail),
            **self.more,
        }
        if status == 422:
            told["errors"] = list(self.errors)
        body = json.dumps(told)
        return HttpResponse(body, status=status, content_type=MEDIA_TYPE, headers=self.headers)


def invalid(field: str, message: str) -> Problem:
    """One value that cannot be used."""
    return Problem("invalid", errors=[{"field": field, "message": message}])


def field_errors(found: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What the schema objected to, each beside its field; never the value itself."""
    return [{"field": _field(one["loc"]), "message": _message(one)} for one in found]


def _field(place: Sequence[str | int]) -> str:
    """`rhythm.minutes` of `("body", "sent", "rhythm", "minutes")`."""
    inside = place[2:] if place[0] == "body" else place[-1:]
    return ".".join(str(part) for part in inside) or "body"


def _message(error: Mapping[str, Any]) -> str:
    """In our own words, as far as we have some for it."""
    known = {
        "missing": _("This is needed."),
        "extra_forbidden": _("This field isn't known here."),
        "string_type": _("A text, please."),
        "string_unicode": _("A text in proper Unicode, please."),
        "int_type": _("A whole number, please."),
        "int_parsing": _("A whole number, please."),
        "int_from_float": _("A whole number, please."),
        "bool_type": _("True or false, please."),
        "date_type": _("A day such as 2027-03-12, please."),
        "datetime_type": _("A time with its zone, such as 2027-03-12T09:30:00Z, please."),
        "uuid_type": _("An id, please."),
        "uuid_parsing": _("An id, please."),
        "model_type": _("An object with fields, please."),
        "model_attributes_type": _("An object with fields, please."),
        "dict_type": _("An object with fields, please."),
    }
    context = error.get("ctx", {})
    if error["type"] == "literal_error":
        return _("One of these, please: %(words)s.") % {"words": context["expected"]}
    if error["type"] == "greater_than_equal":
        return _("At least %(least)s, please.") % {"least": context["ge"]}
    if error["type"] == "less_than_equal":
        return _("At most %(most)s, please.") % {"most": context["le"]}
    if error["type"] == "string_too_long":
        return _("At most %(most)s characters fit here.") % {"most": context["max_length"]}
    if error["type"] == "value_error":
        return str(context["error"])
    return known.get(error["type"]) or _("This can't be used here.")
