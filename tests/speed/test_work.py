"""How much work a page is: processor time beside another page's, in the same run.

Ratios, never seconds: on a busy machine both take longer. The two are asked in turns, and the least
of each counts, since whatever else runs can only add.
"""

import time

import pytest
from django.test import Client

from heard.conversations.models import Pair
from tests.cast import Cast, signed_in
from tests.speed.test_query_counts import ASKED
from tests.speed.year import add_history, add_open, add_people

TURNS = 12
# A usual page: three of each kind in both columns, and a year behind it.
OPEN, YEAR = 3, 26
# The project's bar, and how far the least of so many turns still wavers.
BARE_MOST, WAVERS = 3.0, 1.2
# Home is over the bar since it asks for what was raised, openings and feedback as well: owed.
OWED = {"/": 4.5}
YEAR_MOST = 1.2

pytestmark = pytest.mark.urls("tests.speed.bare")


@pytest.fixture(autouse=True)
def the_test_browser_keeps_no_contexts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it copies what each template was given, which is work that no server does."""
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_a, **_k: None)


def work(browser: Client, *addresses: str) -> list[float]:
    """The least processor time of each, asked for in turns."""
    spent: dict[str, list[float]] = {address: [] for address in addresses}
    for _turn in range(TURNS):
        for address in addresses:
            began = time.process_time()
            response = browser.get(address)
            spent[address].append(time.process_time() - began)
            assert response.status_code == 200
    return [min(spent[address]) for address in addresses]


@pytest.mark.parametrize("who", ["priya", "mario"])
@pytest.mark.parametrize("pattern", ["/", "/with/{page}"])
def test_a_page_is_a_few_times_a_bare_one(cast: Cast, pair: Pair, who: str, pattern: str) -> None:
    add_open(pair, rows=OPEN)
    add_history(pair, rows=YEAR)
    address = pattern.format(page=pair.address)
    page, bare = work(signed_in(cast.everyone[who]), address, f"/bare/{ASKED[pattern]}")
    assert page <= OWED.get(pattern, BARE_MOST) * WAVERS * bare, page / bare


@pytest.mark.parametrize("who", ["priya", "mario"])
def test_a_year_and_five_hundred_people_are_no_more_work(cast: Cast, pair: Pair, who: str) -> None:
    """Two pages with as much on them today; behind one of them lies a year, and a company."""
    add_open(pair, rows=OPEN)
    add_history(pair, rows=3)
    browser = signed_in(cast.everyone[who])
    addresses = ["/", f"/with/{pair.address}"]
    before = work(browser, *addresses, f"/bare/{ASKED['/']}")
    add_history(pair, rows=YEAR)
    add_people(cast, count=500)
    after = work(browser, *addresses, f"/bare/{ASKED['/']}")
    # The machine may have become slower between the two: the bare page says by how much.
    slower = after[-1] / before[-1]
    for small, large in zip(before[:-1], after[:-1], strict=True):
        assert large <= YEAR_MOST * WAVERS * slower * small, large / slower / small
