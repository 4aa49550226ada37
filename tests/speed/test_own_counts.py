"""What the pages of Me and What we know ask of the database: the same for little and for much."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heard.blend.catalogue import motivators
from heard.blend.choosing import choose
from heard.blend.stating import state
from heard.blend.wishing import wish
from heard.conversations.models import Pair, Told
from heard.conversations.sharing import audiences_of, show
from heard.conversations.stepping import take_step
from heard.privacy.keys import acting_as
from tests.api.conftest import Script, script_of
from tests.cast import Cast, signed_in
from tests.speed.test_query_counts import HOUSEKEEPING, statements

ASKED = {
    "/me": 6,
    "/me/blend": 8,
    "/me/work": 7,
}
# By whom it is shown to; the eighth reads what the wishes said before (issue 4, the one step).
KNOWN = {"/with/{page}/what-we-know": 8}
LISTS = ("me/blend", "me/wishes", "pairs/{id}/what-we-know")
MOST_OF_A_LIST = 8


def say(cast: Cast, pair: Pair, *, elements: int, others: int) -> None:
    """So many of each kind, all of it shown, each wish with a step."""
    priya = cast.priya
    with acting_as(priya):
        rows = [
            *(choose(by=priya, element=one) for one in list(motivators())[:elements]),
            *(
                wish(by=priya, direction="more_of", text=f"Wish {number}")
                for number in range(others)
            ),
            *(state(by=priya, kind="strength", text=f"Strength {number}") for number in range(5)),
        ]
        show(rows, audiences_of(priya, [pair])[0], by=priya)
        for told in Told.objects.filter(kind=Told.Kind.WISH).select_related("pair"):
            take_step(told, by=priya, state="trying")


def asked(browser: Client, pair: Pair, pages: list[str]) -> dict[str, int]:
    return {page: len(statements(browser, page.format(page=pair.address))) for page in pages}


@pytest.mark.parametrize("who", ["priya", "mario"])
def test_a_page_asks_as_often_however_much_is_said(cast: Cast, pair: Pair, who: str) -> None:
    browser = signed_in(cast.everyone[who])
    committed = ASKED if who == "priya" else KNOWN
    pages = list(committed)
    say(cast, pair, elements=2, others=2)
    # Seen once: what is new to the reader is marked the first time.
    asked(browser, pair, pages)
    few = asked(browser, pair, pages)
    say(cast, pair, elements=8, others=30)
    asked(browser, pair, pages)
    assert asked(browser, pair, pages) == few
    assert few == committed


def test_a_list_of_the_interface_costs_the_same_however_long(cast: Cast, pair: Pair) -> None:
    priya, mario = script_of(cast.priya), script_of(cast.mario)
    say(cast, pair, elements=2, others=2)
    few = cost(priya, mario, pair)
    say(cast, pair, elements=8, others=30)
    assert cost(priya, mario, pair) == few
    assert max(few.values()) <= MOST_OF_A_LIST


def cost(priya: Script, mario: Script, pair: Pair) -> dict[str, int]:
    found = {}
    for path in LISTS:
        ask = mario if "pairs" in path else priya
        ask("GET", path.format(id=pair.id), status=200)
        with CaptureQueriesContext(connection) as queries:
            ask("GET", f"{path.format(id=pair.id)}?limit=200", status=200)
        found[path] = sum(not one["sql"].upper().startswith(HOUSEKEEPING) for one in queries)
    return found
