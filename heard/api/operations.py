"""The interface put together: every noun, and how what a verb refuses is told."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.parser import Parser

from heard.api import (
    actions,
    agreements,
    arrangements,
    blend,
    check_ins,
    conversations,
    feedback,
    heard,
    items,
    knowing,
    me,
    notes,
    objectives,
    openings,
    pairs,
    passed_up,
    people,
    pivots,
    priorities,
    private_notes,
    raises,
    suggestions,
    support,
    wishes,
)
from heard.api.door import read_json
from heard.api.problems import Problem, field_errors, invalid
from heard.lib.refusals import Conflict, Refusal

# What a verb calls a field where the interface says it otherwise.
FIELDS = {"owner": "owner_id", "where": "position", "day": "planned_at", "at": "planned_at"}

NOUNS = (
    me,
    people,
    pairs,
    items,
    notes,
    private_notes,
    agreements,
    arrangements,
    actions,
    raises,
    passed_up,
    heard,
    conversations,
    priorities,
    objectives,
    pivots,
    support,
    openings,
    feedback,
    check_ins,
    blend,
    wishes,
    knowing,
    suggestions,
)


class OneObject(Parser):
    """The body as the door has read it."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        return cast(dict[str, Any], read_json(request.body))


class Interface(NinjaAPI):
    """Its operations are called what their functions are called."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__.strip("_")


api = Interface(
    title="Heard",
    version="1",
    description="What a person may see and do on their pages, for scripts that act as them.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    parser=OneObject(),
)
for noun in NOUNS:
    api.add_router("", noun.router)


@api.exception_handler(Problem)
def told(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem.response()


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return Problem("invalid", errors=field_errors(error.errors)).response()


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return invalid(FIELDS.get(refusal.field, refusal.field), refusal.message).response()


@api.exception_handler(Conflict)
def conflicted(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    return Problem(
        "conflict", theirs=conflict.theirs, yours=conflict.yours, version=conflict.version
    ).response()


@api.exception_handler(Http404)
def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return Problem("not-found").response()


@api.exception_handler(PermissionDenied)
def not_theirs(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return Problem("forbidden").response()


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return Problem("malformed").response()


@api.exception_handler(Exception)
def our_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """The door answers and logs it."""
    raise error
