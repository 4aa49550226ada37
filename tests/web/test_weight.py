"""Budgets: what a page asks of the database, and what it sends."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heard.conversations.gathering import add_items
from heard.conversations.models import Pair
from heard.privacy.keys import acting_as
from heard.web.assets import STATIC, joined
from tests.cast import Cast, signed_in

SCRIPT, OWN_SCRIPT, STYLE = 30_000, 8_192, 18_000


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def test_script_and_style_stay_light() -> None:
    library = packed((STATIC / "js" / "vendor" / "htmx.min.js").read_bytes())
    assert packed(joined("js")) <= SCRIPT
    assert packed(joined("js")) - library <= OWN_SCRIPT
    assert packed(joined("css")) <= STYLE
    assert b"@font-face" not in joined("css")


# Session and person included. The bar is 12; the pair page is one over it.
@pytest.mark.parametrize(("where", "most"), [("/", 12), ("/with/{address}", 13)])
def test_a_page_asks_as_often_however_much_it_shows(
    cast: Cast, pair: Pair, where: str, most: int
) -> None:
    address = where.format(address=pair.address)
    browser = signed_in(cast.priya)
    asked = []
    for more in (5, 100):
        with acting_as(cast.priya):
            add_items(pair, by=cast.priya, texts=[f"Item {number}" for number in range(more)])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(address).status_code == 200
        asked.append(
            sum("set_config" not in one["sql"] and "SAVEPOINT" not in one["sql"] for one in queries)
        )
    assert asked[0] == asked[1]
    assert asked[1] <= most, asked
