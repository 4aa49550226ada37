"""Every address of the product × what no page of ours sends: refused in words, nothing half-saved.

The API has a fuzzer of its own; methods no page knows are in tests/access/test_methods.py.
"""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from heard.lib.limits import Limit
from heard.people.models import Organisation, Person
from heard.people.tenancy import in_organisation
from heard.people.walls import tenant_models
from tests.access.table import ROWS, Row
from tests.access.test_forged_requests import otherwise
from tests.access.test_table import client_of
from tests.access.world import World

# Whom a row is tried as: the first of these who may do most there.
TRIED_AS = ("priya", "mario", "hana", "ade", "sol", "pia", "fen", "otto")

# In an address, where words belong; where an id does, anything else leads nowhere at all.
IN_AN_ADDRESS = (
    "9" * 40,
    "x" * 3_000,
    "%00",
    "%ff%fe%ed%a0%80",
    "%F0%9F%90%99%e2%80%ae",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "..%2f..%2fetc",
)
# In every field at once; and behind good words, where a number, a day or an hour belongs.
IN_A_FIELD = ("", "9" * 40, "\x00", "\u202e\u200b\ufeff")
BEHIND_GOOD_WORDS = ("-1", "0001-01-01", "9999-12-31", "23:59:60")
WORDS = ("text", "sentence", "line", "name", "lift", "summary")
TOO_LONG = "🐙" * 6_000
# After a name in a query.
IN_A_QUERY = ("\x00", "9" * 400, "0001-01-01T00:00:00+14:00", "\u202e'\"<x>%s")
# Whoever holds the link is let in by it, with any password that is long enough.
OPENED_BY_A_LINK = {"join", "recovery"}
# Every name any form or query of ours reads, and some it does not.
QUERIES = ("q", "after", "before", "kind", "did", "all", "saved", "next", "list", "part", "from")
FIELDS = (
    *("text", "audience", "owner", "due_on", "review_on", "if_it_slips", "version", "client_id"),
    *("state", "where", "need", "as", "outcome", "sentence", "look_again_on", "settled", "do"),
    *("day", "at", "on", "line", "sure", "lift", "worth", "talked", "summary", "minutes", "back"),
    *("next", "pair", "invite", "seen", "session", "kind", "hold", "standing", "manager", "who"),
    *("name", "called", "email", "pronouns", "title", "team", "timezone", "theme", "text_size"),
    *("started_on", "employee_number", "week_starts_on", "default_rhythm", "default_minutes"),
    *("first_on", "every", "unit", "by_weekday", "scope", "login", "password", "present", "type"),
    *("separator", "encoding", "date_order", "email_domain", "column", "id", "organisation", "x[]"),
)
# What is never understood, whoever sends it where.
BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/json", b'{"text": "x"'),
    ("text/plain", b"\xff\xfe\x00text=x"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="text"\r\n'),
    ("application/x-www-form-urlencoded; charset=utf-7", b"text=%ff&x=%00&=&&&=="),
)
ENORMOUS = ("application/x-www-form-urlencoded", b"text=" + b"x" * 1_000_001)
COUNTLESS = ("application/x-www-form-urlencoded", b"text=x&" + b"a=&" * 2_001)


@pytest.fixture(autouse=True)
def the_doors_stay_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or after a few tries nothing of the sign-in would be reached."""
    monkeypatch.setattr(Limit, "count", lambda *whose: None)


class Walk:
    """One browser that keeps going, and what it met on the way."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clients: dict[str, Client] = {}
        self.wrong: list[Any] = []

    def of(self, row: Row) -> Client:
        may = (row.sends or frozenset()) | (row.opens or frozenset()) | row.refused
        return self.named(next((name for name in TRIED_AS if name in may), "priya"))

    def named(self, name: str) -> Client:
        if name not in self.clients:
            self.clients[name] = client_of(self.world.cast, name)
            self.clients[name].raise_request_exception = False
        return self.clients[name]

    def saw(self, answer: Any, *what: Any) -> Any:
        """Whatever is answered, it is never our own fault."""
        if answer.status_code >= 500:
            error = answer.exc_info and repr(answer.exc_info[1])[:200]
            self.wrong.append((answer.status_code, error, *(str(one)[:80] for one in what)))
        return answer


@pytest.fixture
def walk(world: World) -> Iterator[Walk]:
    walk = Walk(world)
    yield walk
    assert walk.wrong == []


def addresses() -> list[Row]:
    """Each route once: what matters here is the address, not the record."""
    return list({row.route: row for row in ROWS}.values())


def with_junk(row: Row, world: World, junk: str) -> Iterator[str]:
    """Its address with each part replaced in turn."""
    kwargs = row.kwargs(world)
    address = reverse(row.route, kwargs=kwargs)
    for value in kwargs.values():
        yield address.replace(str(value), junk, 1)


def test_addresses_with_junk_in_them(walk: Walk) -> None:
    for row in addresses():
        is_id = any(isinstance(value, uuid.UUID) for value in row.kwargs(walk.world).values())
        for junk in ("%00",) if is_id else IN_AN_ADDRESS:
            for address in with_junk(row, walk.world, junk):
                answer = walk.saw(walk.of(row).get(address), row.route, junk)
                assert answer.status_code in {200, 302, 404, 405}, (row.route, junk)
                walk.saw(walk.of(row).post(address), row.route, junk)
        for address in with_junk(row, walk.world, "%00"):
            walk.saw(walk.named("nobody").get(address), row.route, "nobody")


def test_ids_of_nothing_and_of_another_organisation_are_not_there(walk: Walk) -> None:
    theirs = otherwise(walk.world.cast)
    ids = [uuid.UUID(int=0), theirs["pair"].pk, theirs["item"].pk]
    for row in addresses():
        known = row.kwargs(walk.world)
        for name, value in known.items():
            for other in ids if isinstance(value, uuid.UUID) else ():
                address = reverse(row.route, kwargs={**known, name: other})
                answer = walk.saw(walk.of(row).post(address), row.route, other)
                assert answer.status_code in {404, 405}, (row.route, answer.status_code)
                answer = walk.saw(walk.of(row).get(address), row.route, other)
                assert answer.status_code == 404 or row.opens is None, row.route


def test_queries_with_junk_in_them(walk: Walk) -> None:
    """Each name with each kind of junk in turn, and a query that is none."""
    names = (*QUERIES, "no-such-name", "")
    turns = range(len(IN_A_QUERY))
    queries = [
        {name: IN_A_QUERY[(place + turn) % len(IN_A_QUERY)] for place, name in enumerate(names)}
        for turn in turns
    ]
    for row in addresses():
        if row.opens is None:
            continue
        address = reverse(row.route, kwargs=row.kwargs(walk.world))
        for query in queries:
            answer = walk.saw(walk.of(row).get(address, query), row.route, query)
            assert answer.status_code in {200, 302, 404}, (row.route, answer.status_code)
        walk.saw(walk.named("nobody").get(address, queries[0]), row.route)
        walk.saw(walk.of(row).get(f"{address}?q=%ff&q=%ed%a0%80&&=&q[]=1&before=%00"), row.route)


def sent_to() -> list[Row]:
    """Whatever takes something; signing out takes nothing and would end the walk."""
    rows = [row for row in addresses() if row.sends is not None or row.opens is None]
    return [row for row in rows if row.route != "sign-out"]


def test_fields_with_junk_in_them(walk: Walk) -> None:
    """All at once; then, for the days and numbers behind them, with words that are good."""
    good = dict.fromkeys(WORDS, "Words")
    everywhere = [dict.fromkeys(FIELDS, junk) for junk in IN_A_FIELD]
    behind = [dict.fromkeys(FIELDS, junk) | good for junk in BEHIND_GOOD_WORDS]
    for row in sent_to():
        address = reverse(row.route, kwargs=row.kwargs(walk.world))
        before = picture(walk.world)
        for fields in (*everywhere, *behind, dict.fromkeys(WORDS, TOO_LONG)):
            answer = walk.saw(walk.of(row).post(address, fields), row.route, fields)
            now = picture(walk.world)
            if answer.status_code >= 400:
                assert changed(before, now) == [], (row.route, fields, answer.status_code)
            before = now


def test_bodies_that_are_none(walk: Walk) -> None:
    for row in sent_to():
        address = reverse(row.route, kwargs=row.kwargs(walk.world))
        before = picture(walk.world)
        for kind, body in (*BODIES, COUNTLESS):
            answer = walk.of(row).generic("POST", address, body, content_type=kind)
            walk.saw(answer, row.route, kind)
            now = picture(walk.world)
            if answer.status_code >= 400:
                assert changed(before, now) == [], (row.route, kind, answer.status_code)
            before = now


def test_bodies_beyond_the_limit_are_refused(walk: Walk) -> None:
    """A megabyte; only a list of people may be longer."""
    kind, body = ENORMOUS
    for row in sent_to():
        address = reverse(row.route, kwargs=row.kwargs(walk.world))
        before = picture(walk.world)
        for client in (walk.of(row), walk.named("nobody")):
            answer = walk.saw(client.generic("POST", address, body, content_type=kind), row.route)
            assert answer.status_code != 200, row.route
        assert changed(before, picture(walk.world)) == [], row.route


def test_signed_out_nothing_is_understood_and_nothing_changes(walk: Walk) -> None:
    before = picture(walk.world)
    nobody = walk.named("nobody")
    for row in sent_to():
        if row.route in OPENED_BY_A_LINK:
            continue
        address = reverse(row.route, kwargs=row.kwargs(walk.world))
        for fields in (dict.fromkeys(FIELDS, "\x00"), dict.fromkeys(FIELDS, "9" * 40)):
            walk.saw(nobody.post(address, fields), row.route)
            walk.saw(nobody.post(address, fields, headers={"HX-Request": "true"}), row.route)
    assert changed(before, picture(walk.world)) == []


def picture(world: World) -> dict[str, Any]:
    """How much there is of everything, its versions, and who is who."""
    with in_organisation(world.cast.priya.organisation_id, world.cast.priya.id):
        with connection.cursor() as cursor:
            cursor.execute(COUNTED)
            found = {table: counts for table, *counts in cursor.fetchall()}
        found["who is who"] = list(Person.objects.order_by("id").values_list())
    found["where"] = list(Organisation.objects.order_by("id").values_list())
    return found


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [kind for kind, was in before.items() if after[kind] != was]


def counted() -> str:
    """One statement over every table of an organisation."""
    parts = []
    for model in tenant_models():
        names = {field.name for field in model._meta.local_fields}
        versions = "sum(version)" if "version" in names else "0"
        table = model._meta.db_table
        parts.append(f"SELECT '{table}', count(*), {versions} FROM {table}")  # noqa: S608
    return " UNION ALL ".join(parts)


COUNTED = counted()
