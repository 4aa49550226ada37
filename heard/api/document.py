"""What the interface says of itself: OpenAPI 3.1, and the same as a page to read."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from heard.api.authentication import SAFE
from heard.api.door import only_read
from heard.api.problems import KINDS, MEDIA_TYPE
from heard.api.repeating import HEADER
from heard.lib.text import rendered

PREFIX = "/api/v1/"

# Which problems any operation may answer; a write, one on a version, one on a record more.
ALWAYS = ("unauthenticated", "invalid", "too-many-requests")
ON_WRITING = ("malformed", "forbidden", "too-large", "unsupported-media-type")

PROBLEM = {
    "type": "object",
    "description": "RFC 9457.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "description": "On 422: what is wrong with which field.",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "theirs": {"type": "string", "description": "On 409: the words as they are now."},
        "yours": {"type": "string", "description": "On 409: the words you sent."},
        "version": {"type": "integer", "description": "On 409: the version as it is now."},
    },
}
REPEATING = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "description": "Sent twice with one key, it is done once; the answer is kept for 24 hours.",
}


@cache
def document() -> dict[str, Any]:
    """The whole of it; made once, since nothing in it depends on who asks."""
    from heard.api.operations import api

    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    made["components"]["schemas"] = {
        name: _tidied(schema) for name, schema in made["components"]["schemas"].items()
    }
    made["components"]["schemas"]["Problem"] = PROBLEM
    made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{"token": []}]
    made["servers"] = [{"url": "/"}]
    with translation.override("en-gb"):
        for address, operations in made["paths"].items():
            for method, operation in operations.items():
                _complete(address, method, operation, made["components"]["schemas"])
    return made


def _tidied(schema: Any) -> Any:
    """Without the nulls that stand for "left out" inside, and the titles nobody reads."""
    if isinstance(schema, list):
        return [_tidied(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if list(schema) == ["allOf"] and len(schema["allOf"]) == 1:
        return _tidied(schema["allOf"][0])
    return {
        key: _tidied(value)
        for key, value in schema.items()
        if (key, value) != ("default", None) and not (key == "title" and isinstance(value, str))
    }


def _complete(
    address: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]
) -> None:
    """What holds for every operation, and no noun says by itself."""
    operation["parameters"] = [_tidied(one) for one in operation.get("parameters", [])]
    kinds = [*ALWAYS]
    if "{" in address or _names_a_page(operation, schemas):
        kinds.append("not-found")
    if method.upper() not in SAFE:
        operation["parameters"].append(REPEATING)
        kinds += ON_WRITING
        if method != "post":
            kinds.append("conflict")
    for kind in kinds:
        status, title, _detail = KINDS[kind]
        operation["responses"][str(status)] = {
            "description": str(title),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }


def _names_a_page(operation: dict[str, Any], schemas: dict[str, Any]) -> bool:
    """Whether its body, and not its address, says which page it is for: it may not be there."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        name = content["schema"].get("$ref", "").rpartition("/")[2]
        if "pair_id" in schemas.get(name, {}).get("properties", {}):
            return True
    return False


@only_read
def openapi(request: HttpRequest) -> HttpResponse:
    """For programs. Tells nothing of anybody, so nobody has to say who they are."""
    return HttpResponse(json.dumps(document(), indent=1), content_type="application/json")


@only_read
def docs(request: HttpRequest) -> HttpResponse:
    """For people, from the same document; it loads nothing from elsewhere."""
    made = document()
    context = {
        "base": settings.BASE_URL + PREFIX,
        "groups": _groups(made),
        "kinds": [
            {"name": name, "status": status, "title": title, "detail": detail}
            for name, (status, title, detail) in KINDS.items()
        ],
    }
    return render(request, "api/docs.html", context)


def _groups(made: dict[str, Any]) -> list[dict[str, Any]]:
    """The operations under their noun, in the order of the interface."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for address, operations in made["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation["tags"][0], []).append(
                _operation_line(made, address, method, operation)
            )
    return [{"name": name, "operations": lines} for name, lines in groups.items()]


def _operation_line(
    made: dict[str, Any], address: str, method: str, operation: dict[str, Any]
) -> dict[str, Any]:
    """One operation: what to send, what comes back."""
    done = next(one for status, one in operation["responses"].items() if status.startswith("2"))
    query = [
        _field(made, one["name"], one["schema"], one["required"])
        for one in operation["parameters"]
        if one["in"] == "query"
    ]
    parts = [
        {"name": "In the query:", "needed": True, "fields": query},
        {"name": "Send:", "needed": True, "fields": _body(made, operation.get("requestBody"))},
        {"name": "Answers:", "needed": False, "fields": _body(made, done)},
    ]
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "address": address,
        "says": rendered(f"{operation['summary']}. {operation.get('description', '')}"),
        "parts": [part for part in parts if part["fields"]],
        "statuses": " ".join(sorted(operation["responses"])),
    }


def _body(made: dict[str, Any], message: dict[str, Any] | None) -> list[dict[str, Any]]:
    content = (message or {}).get("content", {}).get("application/json", {})
    return _fields(made, content.get("schema", {}))


def _fields(made: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """A shape's fields; of a list, those of what it lists."""
    shape = _resolved(made, schema)
    items = shape.get("properties", {}).get("items")
    if items is not None and "next" in shape["properties"]:
        shape = _resolved(made, items["items"])
    needed = shape.get("required", [])
    return [
        _field(made, name, one, name in needed) for name, one in shape.get("properties", {}).items()
    ]


def _field(made: dict[str, Any], name: str, schema: dict[str, Any], needed: bool) -> dict[str, Any]:
    described = schema.get("description", "").replace("`", "")
    return {
        "name": name,
        "kind": _kind(made, schema),
        "needed": needed,
        "description": f": {described}" if described else "",
    }


def _kind(made: dict[str, Any], schema: dict[str, Any]) -> str:
    """`"open" | "done"`, `date | null`, `text`: short enough to read in a table."""
    if "anyOf" in schema:
        return " | ".join(_kind(made, one) for one in schema["anyOf"])
    if "$ref" in schema:
        shape = _resolved(made, schema)
        return "{ " + ", ".join(shape["properties"]) + " }"
    if "enum" in schema:
        return " | ".join(json.dumps(word) for word in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"])
    if schema["type"] == "array":
        return f"[ {_kind(made, schema['items'])} ]"
    return str(schema.get("format") or schema["type"])


def _resolved(made: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = made["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema
