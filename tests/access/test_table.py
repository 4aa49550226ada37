"""Every address × every person, by real requests."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.table import CAST, ELSEWHERE, ROWS, SIGNED_IN, Row
from tests.access.world import World
from tests.cast import Cast, signed_in


def client_of(cast: Cast, name: str) -> Client:
    """That person's browser; Lena's sign-in ended when she left, nobody never had one."""
    return Client() if name == "nobody" else signed_in(cast.everyone[name])


@pytest.mark.parametrize("name", CAST)
def test_who_opens_what(world: World, name: str) -> None:
    client = client_of(world.cast, name)
    wrong = []
    for row in ROWS:
        if row.opens is None:
            continue
        response = client.get(reverse(row.route, kwargs=row.kwargs(world)))
        if response.status_code not in expected_on_opening(row, name):
            wrong.append((row.route, row.record, response.status_code))
    assert wrong == []


def expected_on_opening(row: Row, name: str) -> set[int]:
    """Theirs opens or leads on; anything else is not there, or asks to sign in first."""
    assert row.opens is not None
    if name in row.opens:
        return {200, 302}
    return {404} if name in SIGNED_IN else {302}


@pytest.mark.parametrize("name", CAST)
def test_who_sends_where(world: World, name: str) -> None:
    wrong = []
    for row in ROWS:
        client = client_of(world.cast, name)
        response = client.post(reverse(row.route, kwargs=row.kwargs(world)), {})
        if response.status_code not in expected_on_sending(row, name):
            wrong.append((row.route, row.record, response.status_code))
    assert wrong == []


def expected_on_sending(row: Row, name: str) -> set[int]:
    """Theirs is done, or refused in words for being empty; never a 404, never our fault."""
    if row.sends is None and not row.refused:
        return {404, 405} if name in SIGNED_IN or (row.opens and name in row.opens) else {302}
    if name in row.refused:
        return {403}
    if row.sends and name in row.sends:
        return (
            {200, 302, 422, 404}
            if row.route in {"join", "recovery", "outside"}
            else {200, 302, 422}
        )
    return {404} if name in SIGNED_IN else {302}


def test_not_theirs_and_not_there_are_one_answer(world: World) -> None:
    """Same status, same body, same headers, whatever the id."""
    client = client_of(world.cast, "pia")
    for row in ROWS:
        kwargs = row.kwargs(world)
        if row.opens is None or not kwargs or "pia" in row.opens:
            continue
        unknown = {key: _unknown(value) for key, value in kwargs.items()}
        theirs = client.get(reverse(row.route, kwargs=kwargs))
        absent = client.get(reverse(row.route, kwargs=unknown))
        assert theirs.status_code == absent.status_code == 404, row.route
        assert _body(theirs) == _body(absent), row.route
        assert dict(theirs.headers) == dict(absent.headers), row.route


def _unknown(value: Any) -> Any:
    return uuid.uuid4() if isinstance(value, uuid.UUID) else "zzzzzz"


def _body(response: Any) -> bytes:
    """The page without the form token, which is fresh on each answer."""
    import re

    return re.sub(rb'name="csrfmiddlewaretoken"\s+value="[^"]+"', b"", response.content)


def test_every_address_is_in_the_table() -> None:
    """A route that nobody thought about fails the build."""
    known = {row.route for row in ROWS} | set(ELSEWHERE)
    assert set(names_of(get_resolver())) - known == set()


def names_of(resolver: URLResolver, inside: str = "") -> list[str]:
    """Every name, the API's aside: its own table walks its own document."""
    found: list[str] = []
    for entry in resolver.url_patterns:
        where = inside + str(entry.pattern)
        if where.startswith("api/v1/"):
            continue
        if isinstance(entry, URLResolver):
            found += names_of(entry, where)
        elif isinstance(entry, URLPattern):
            assert entry.name, f"{entry.pattern} has no name"
            found.append(entry.name)
    return found


def test_the_printed_page_is_current() -> None:
    from pathlib import Path

    from tests.access.table import printed

    assert (Path(__file__).parents[2] / "docs" / "access.md").read_text() == printed()
