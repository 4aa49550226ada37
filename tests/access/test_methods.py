"""A method no page knows is refused in words, whoever asks and whatever the record."""

import pytest
from django.urls import reverse

from tests.access.table import CAST, ROWS
from tests.access.test_table import client_of
from tests.access.world import World

FOREIGN = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")


@pytest.mark.parametrize("name", CAST)
def test_a_method_no_page_knows_is_refused(world: World, name: str) -> None:
    client = client_of(world.cast, name)
    for row in ROWS:
        address = reverse(row.route, kwargs=row.kwargs(world))
        for method in FOREIGN:
            response = client.generic(method, address, b"{}", content_type="application/json")
            assert response.status_code == 405, (method, row.route)
            assert b"</html>" in response.content, (method, row.route)
            assert response["Allow"] == "GET, HEAD, POST", (method, row.route)


@pytest.mark.parametrize("name", CAST)
def test_looking_at_the_head_of_a_page_answers_like_the_page(world: World, name: str) -> None:
    client = client_of(world.cast, name)
    for row in ROWS:
        address = reverse(row.route, kwargs=row.kwargs(world))
        whole, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (whole.status_code, b""), row.route


def test_an_address_only_sent_to_says_so_when_it_is_opened(world: World) -> None:
    """Signing in again leads back to it, so it must not be an empty page."""
    client = client_of(world.cast, "priya")
    for row in ROWS:
        if row.opens is not None or "priya" not in (row.sends or ()):
            continue
        response = client.get(reverse(row.route, kwargs=row.kwargs(world)))
        assert response.status_code in {302, 405}, row.route
        if response.status_code == 405:
            assert b'href="/"' in response.content, row.route
