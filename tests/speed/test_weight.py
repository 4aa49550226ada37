"""Budgets: what goes over the wire on the first view of a page."""

import gzip
import re

import pytest

from heard.conversations.models import Pair
from heard.web.assets import STATIC, joined
from tests.cast import Cast, signed_in
from tests.speed.year import add_history, add_open

SCRIPT, OWN_SCRIPT, STYLE = 30_000, 8_192, 18_000
PAGE, FIRST_VIEW, REQUESTS = 25_000, 120_000, 6
ITEMS = 40
# What a browser fetches with a page, without being asked.
FETCHED = re.compile(
    r'<(?:script|img|iframe|link rel="(?:stylesheet|icon)")[^>]*(?:src|href)="([^"]+)"'
)


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def test_script_and_style_stay_light() -> None:
    library = packed((STATIC / "js" / "vendor" / "htmx.min.js").read_bytes())
    assert packed(joined("js")) <= SCRIPT
    assert packed(joined("js")) - library <= OWN_SCRIPT
    assert packed(joined("css")) <= STYLE
    assert b"@font-face" not in joined("css")


@pytest.mark.parametrize("who", ["priya", "mario"])
def test_a_page_with_forty_items_stays_light(cast: Cast, pair: Pair, who: str) -> None:
    """Each in words of its own, with a note under it; the actions and agreements of a busy year."""
    add_open(pair, rows=ITEMS)
    add_history(pair, rows=26)
    browser = signed_in(cast.everyone[who])
    page = browser.get(f"/with/{pair.address}").content
    assert page.count(b'id="i-') >= ITEMS
    assert packed(page) <= PAGE
    fetched = set(FETCHED.findall(page.decode()))
    assert {one for one in fetched if not one.startswith("/")} == set()
    assert 2 <= len(fetched) <= REQUESTS - 1
    moved = sum(packed(browser.get(one).getvalue()) for one in fetched)
    assert packed(page) + moved <= FIRST_VIEW
