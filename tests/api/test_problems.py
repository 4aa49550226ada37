"""Whatever is sent, the answer is an answer: one of ours, in one shape, and never our fault."""

import json
from typing import Any

import pytest

from heard.api.problems import KINDS
from tests.access.world import World
from tests.api.conftest import Script, Scripts
from tests.cast import Cast


@pytest.fixture
def ask(world: World, script: Scripts) -> Script:
    return script(world.cast.priya)


@pytest.fixture
def page(world: World) -> str:
    return f"pairs/{world.rows['pair'].pk}/items"


def problem_of(response: Any, status: int) -> dict[str, Any]:
    """The problem, once it has the shape that RFC 9457 and the contract say."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = json.loads(response.content)
    assert told["status"] == status
    kind = told["type"].partition("#")[2]
    assert KINDS[kind][0] == status
    assert told["title"]
    assert told["detail"]
    assert ("errors" in told) == (status == 422)
    return told


@pytest.mark.parametrize("path", ["nowhere", "", "me/", "pairs/1", "items/%00", "x" * 3000, "ü/ö"])
def test_an_address_that_is_none(ask: Script, path: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        problem_of(ask.ask(method, path), 404)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "NONSENSE"])
def test_a_method_that_is_none(ask: Script, method: str) -> None:
    response = ask.ask(method, "pairs")
    problem_of(response, 405)
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_head_is_get_without_words_and_options_says_what_there_is(ask: Script) -> None:
    whole, head = ask.ask("GET", "me"), ask.ask("HEAD", "me")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.content))
    options = ask.ask("OPTIONS", "me")
    assert (options.status_code, options.content) == (204, b"")
    assert options.headers["Allow"] == "GET, HEAD, OPTIONS"
    problem_of(ask.ask("OPTIONS", "nowhere"), 404)
    assert ask.ask("HEAD", "nowhere").status_code == 404


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-Method-Override"])
def test_no_header_makes_another_method_of_one(world: World, ask: Script, name: str) -> None:
    path = f"private-notes/{world.rows['private note'].pk}"
    ask.ask("POST", path, {}, headers={name: "DELETE"})
    ask.ask("GET", f"{path}?_method=DELETE")
    ask("GET", path, status=200)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"text",
        b"\xff\xfe",
        b"[]",
        b'"text"',
        b"1",
        b"null",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"text": NaN}',
        b'{"text": Infinity}',
        b'{"text": ' + b"9" * 10_000 + b"}",
    ],
)
def test_a_body_that_is_no_object(ask: Script, page: str, body: bytes) -> None:
    problem_of(ask.ask("POST", page, body), 400)


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"],
)
def test_a_body_that_is_not_json(ask: Script, page: str, content_type: str) -> None:
    problem_of(ask.ask("POST", page, {"text": "Kit"}, content_type=content_type), 415)


def test_the_charset_may_be_said(ask: Script, page: str) -> None:
    told = "application/json; charset=utf-8"
    assert ask.ask("POST", page, {"text": "Kit"}, content_type=told).status_code == 201


def test_more_than_a_megabyte(ask: Script, page: str) -> None:
    problem_of(ask.ask("POST", page, {"text": "x" * 1_000_001}), 413)


def test_every_wrong_field_is_named_at_once(ask: Script, page: str) -> None:
    told = problem_of(ask.ask("POST", page, {"audience": 1, "pair_id": "x"}), 422)
    assert [error["field"] for error in told["errors"]] == ["text", "audience", "pair_id"]
    assert all(error["message"].endswith(".") for error in told["errors"])


JUNK: list[Any] = [
    None,
    True,
    -1,
    10**30,
    1.5,
    "",
    "\x00",
    "\ud800",
    "\u202e\u2066",
    "x" * 100_000,
    [],
    ["a"],
    {},
    {"a": {"b": []}},
    "9999-99-99",
    "9999-12-31",
    "0000-00-00",
]


@pytest.mark.parametrize("junk", JUNK, ids=[f"junk{number}" for number in range(len(JUNK))])
def test_junk_in_every_field_is_never_our_fault(world: World, ask: Script, junk: Any) -> None:
    """And where it is refused, the value itself is not sent back."""
    pair = f"pairs/{world.rows['pair'].pk}"
    writes = [
        ("POST", "pairs", ("employee_id", "manager_id", "kind", "rhythm")),
        ("POST", f"{pair}/items", ("text", "audience", "needs_answer")),
        ("POST", f"{pair}/private-notes", ("text",)),
        ("POST", f"{pair}/actions", ("text", "owner_id", "due_on", "if_it_slips")),
        ("POST", f"{pair}/agreements", ("text", "review_on")),
        ("POST", f"{pair}/raises", ("text",)),
        ("POST", f"{pair}/conversations", ("planned_at",)),
        (
            "PATCH",
            f"items/{world.rows['item'].pk}",
            ("text", "audience", "state", "position", "needs_answer", "version"),
        ),
        ("PATCH", f"notes/{world.rows['note'].pk}", ("text", "version")),
        ("PATCH", f"agreements/{world.rows['agreement'].pk}", ("text", "state", "accepted")),
        ("PATCH", f"conversations/{world.rows['conversation'].pk}", ("summary", "state")),
    ]
    for method, path, fields in writes:
        for name in fields:
            response = ask.ask(method, path, {name: junk})
            assert response.status_code < 500, (path, name)
            if response.status_code >= 400:
                problem_of(response, response.status_code)
                assert len(response.content) < 2_000


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=201",
        "limit=-1",
        "limit=x",
        "limit=",
        f"limit={10**30}",
        "limit=1e9",
        "limit=NaN",
        "limit=%00",
        "cursor=x",
        "cursor=%00",
        "cursor=%ff%fe",
        "cursor=WyIxIl0:1abc:xyz",
        "state=%F0%9F%8C%8A",
    ],
)
def test_junk_in_a_list_s_query(ask: Script, page: str, query: str) -> None:
    told = problem_of(ask.ask("GET", f"{page}?{query}"), 422)
    assert told["errors"][0]["field"] == query.partition("=")[0]


@pytest.mark.parametrize("version", ["0", "x", str(10**30), "-1", "%00", ""])
def test_junk_as_a_version(world: World, ask: Script, version: str) -> None:
    path = f"private-notes/{world.rows['private note'].pk}"
    problem_of(ask.ask("DELETE", f"{path}?version={version}"), 422)
    ask("GET", path, status=200)


def test_what_is_there_for_others_and_what_is_not_are_one_answer(
    world: World, script: Scripts
) -> None:
    ask = script(world.cast.pia)
    theirs = ask.ask("GET", f"items/{world.rows['item'].pk}")
    absent = ask.ask("GET", "items/00000000-0000-7000-8000-000000000000")
    nowhere = ask.ask("GET", "nowhere")
    problem_of(theirs, 404)
    assert theirs.content == absent.content == nowhere.content
    assert theirs.headers == absent.headers == nowhere.headers


def test_our_own_fault_is_a_problem_too(
    cast: Cast, script: Scripts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The log names the route, never the address."""
    ask = script(cast.priya)
    monkeypatch.setattr("heard.api.people.shown_person", None)
    problem_of(ask.ask("GET", f"people/{cast.pia.id}?q=secret"), 500)
    ours = [record.getMessage() for record in caplog.records if record.name == "heard.api.door"]
    assert ours == ["api/v1/people/<uuidstr:person_id> failed"]
