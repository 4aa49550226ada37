"""Conversations: planned, begun, closed, amended."""

from typing import Any

import pytest
from django.core import mail

from tests.access.world import World
from tests.api.conftest import Script, Scripts


@pytest.fixture
def priya(world: World, script: Scripts) -> Script:
    return script(world.cast.priya)


@pytest.fixture
def mario(world: World, script: Scripts) -> Script:
    return script(world.cast.mario)


@pytest.fixture
def page(world: World) -> str:
    return f"pairs/{world.rows['pair'].pk}"


def planned(ask: Script, page: str) -> Any:
    rows = ask("GET", f"{page}/conversations", status=200)["items"]
    return next(row for row in rows if row["state"] == "planned")


def test_begun_wrapped_up_and_closed(
    world: World,
    priya: Script,
    mario: Script,
    page: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    priya("POST", f"{page}/items", {"text": "Not talked about"}, status=201)
    begun = priya("POST", f"{page}/conversations", {}, status=201)
    assert begun["state"] == "open"
    assert mario("POST", f"{page}/conversations", {}, status=200)["id"] == begun["id"]
    path = f"conversations/{begun['id']}"
    assert mario("PATCH", path, {"state": "wrapping"}, status=200)["state"] == "wrapping"
    with django_capture_on_commit_callbacks(execute=True):
        closed = priya("POST", f"{path}/closing", status=200)
    assert (closed["state"], bool(closed["ended_at"])) == ("held", True)
    assert len(mail.outbox) == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert mario("POST", f"{path}/closing", {}, status=200) == closed
    assert len(mail.outbox) == 2
    items = priya("GET", f"{page}/items?state=open")["items"]
    assert {"text": "Not talked about", "carried": 1}.items() <= items[-1].items()


def test_a_summary_is_added_afterwards(priya: Script, mario: Script, world: World) -> None:
    path = f"conversations/{world.rows['conversation'].pk}"
    amended = priya("PATCH", path, {"summary": "We spoke of the kit."}, status=200)
    assert mario("GET", path, status=200)["summary"] == "We spoke of the kit."
    stale = {"summary": "Other words", "version": amended["version"] - 1}
    conflict = mario("PATCH", path, stale, status=409)
    assert (conflict["theirs"], conflict["yours"]) == ("We spoke of the kit.", "Other words")
    priya("PATCH", path, {"summary": "x" * 20_001}, status=422)


def test_the_next_one_is_moved_started_or_skipped(priya: Script, page: str) -> None:
    moved = priya(
        "POST", f"{page}/conversations", {"planned_at": "2027-03-01T10:00:00+01:00"}, status=200
    )
    assert moved["planned_at"] == "2027-03-01T09:00:00Z"
    path = f"conversations/{moved['id']}"
    again = priya("PATCH", path, {"planned_at": "2027-03-02T09:00:00Z"}, status=200)
    assert again["planned_at"] == "2027-03-02T09:00:00Z"
    assert priya("GET", page)["next_at"] == "2027-03-02T09:00:00Z"
    priya("PATCH", path, {"state": "open"}, status=422)
    assert priya("PATCH", path, {"state": "skipped"}, status=200)["state"] == "skipped"
    priya("PATCH", path, {"planned_at": "2027-03-02T09:00:00Z"}, status=422)
    priya("PATCH", path, {"state": "wrapping"}, status=422)
    assert planned(priya, page)["id"] != moved["id"]


def test_a_near_date_becomes_the_conversation(world: World, mario: Script, page: str) -> None:
    import datetime as dt

    from django.utils import timezone

    soon = (timezone.now() + dt.timedelta(hours=1)).replace(second=0, microsecond=0)
    near = mario("POST", f"{page}/conversations", {"planned_at": soon.isoformat()}, status=200)
    begun = mario("PATCH", f"conversations/{near['id']}", {"state": "open"}, status=200)
    assert (begun["id"], begun["state"]) == (near["id"], "open")


def test_not_closed_is_not_held(priya: Script, page: str) -> None:
    path = f"conversations/{planned(priya, page)['id']}"
    priya("POST", f"{path}/closing", status=422)
    priya("PATCH", path, {"summary": "Nothing yet"}, status=422)


@pytest.mark.parametrize(
    "planned_at",
    [
        "2020-01-01T10:00:00Z",
        "2027-03-01T10:00:00",
        "2027-03-01",
        "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z",
        "2099-13-01T00:00:00Z",
        "2027-03-01T10:00:00+99:99",
        "soon",
        1_800_000_000,
        [],
        None,
    ],
)
def test_what_is_no_time_to_meet(priya: Script, page: str, planned_at: Any) -> None:
    before = priya("GET", f"{page}/conversations")
    refused = priya("POST", f"{page}/conversations", {"planned_at": planned_at}, status=422)
    assert refused["errors"][0]["field"] == "planned_at"
    assert priya("GET", f"{page}/conversations") == before


@pytest.mark.parametrize("at", ["1971-01-01T00:00:00+23:59", "2099-12-31T23:59:59-23:59"])
def test_the_edge_of_the_calendar_holds(priya: Script, page: str, at: str) -> None:
    answered = priya.ask("POST", f"{page}/conversations", {"planned_at": at})
    assert answered.status_code in (200, 422)
