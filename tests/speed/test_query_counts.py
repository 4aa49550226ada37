"""What each page asks of the database: a committed number, the same for few rows and for many.

Session and person are counted. The bars are those of the project: 12 for home and the pair page.
A number here going up is a decision; the pages that are to grow have room left on purpose.
"""

import datetime as dt
from unittest.mock import patch

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heard.conversations.holding import start
from heard.conversations.models import Conversation, Pair
from heard.privacy.keys import acting_as
from heard.web import sessions
from heard.wellbeing.answering import choose_day
from tests.cast import Cast, pair_of, signed_in
from tests.speed.year import add_people, add_to_page, cover
from tests.wellbeing.weeks import WEEK, write

FEW, MANY, BAR = 5, 60, 12
# What the connection says to itself, not to a table.
HOUSEKEEPING = (
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "BEGIN",
    "COMMIT",
    "SELECT SET_CONFIG",
    # Once for each process: whether this SQLite knows JSON.
    "SELECT JSON(",
)

# Home asks once more for each of these, where there is any: what an objective asks, what was passed
# up to one, what is new of openings, and of feedback. Whether there is, comes with the pages.
ASKED = {
    "/": 10,
    "/with?all": 4,
    "/with/{page}": 12,
    "/with/{page}/prep": 25,
    "/with/{page}/timeline": 10,
    "/with/{page}/{held}": 13,
    "/with/{page}/rhythm": 7,
    "/me/check-ins": 6,
    "/search?q=phones": 16,
    "/undo": 4,
    "/add": 3,
    "/settings": 3,
    "/settings/security": 4,
    "/settings/tokens": 4,
    "/help": 4,
}
ON_MY_DAY = {"/": 11, "/with/{page}/prep": 25, "/me/check-ins": 7}
# What one's own check-ins and blend make apt to talk about is asked for the employee alone.
ASKED_BY = {"priya": {"/with/{page}/prep": 25}, "mario": {"/with/{page}/prep": 23}}
WHILE_TALKING = {"/": 10, "/with/{page}": 12, "/with/{page}/wrap": 21}
DIRECTORY = {"/admin/people": 5}


@pytest.fixture(autouse=True)
def not_my_day(cast: Cast) -> None:
    """A check-in is asked for on one day of the week: the numbers are those of the others."""
    for person in (cast.priya, cast.mario):
        with acting_as(person):
            choose_day(by=person, weekday=(person.today().weekday() + 3) % 7)


@pytest.fixture(autouse=True)
def mario_is_led_too(cast: Cast) -> None:
    """He has talked with Sol before, as Priya has with him: their homes show the same."""
    with acting_as(cast.mario):
        above = pair_of(cast.mario, cast.sol)
    add_to_page(above, rows=1)


def statements(browser: Client, address: str) -> list[str]:
    """What one request asks of tables.

    Once a minute a session notes that it is used: one more, for whichever address comes then. On a
    slow machine a test takes longer than that, so here it is never due.
    """
    never = patch.object(sessions, "NOTED_EVERY", float("inf"))
    with never, CaptureQueriesContext(connection) as queries:
        response = browser.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return [one["sql"] for one in queries if not one["sql"].upper().startswith(HOUSEKEEPING)]


def address_of(pattern: str, pair: Pair) -> str:
    with acting_as(pair.employee):
        held = Conversation.objects.filter(pair=pair).held().order_by("-started_at")[1]
    assert held.started_at is not None
    return pattern.format(page=pair.address, held=held.started_at.date())


def asked_by(browser: Client, patterns: dict[str, int], pair: Pair) -> dict[str, int]:
    """How many statements each address costs this reader."""
    return {pattern: len(statements(browser, address_of(pattern, pair))) for pattern in patterns}


@pytest.mark.parametrize("who", ["priya", "mario"])
def test_a_page_asks_as_often_however_much_it_shows(cast: Cast, pair: Pair, who: str) -> None:
    browser = signed_in(cast.everyone[who])
    asked = []
    for more in (FEW, MANY):
        add_to_page(pair, rows=more)
        add_people(cast, count=more, manager=cast.mario)
        asked.append(asked_by(browser, ASKED, pair))
    assert asked[1] == asked[0]
    assert asked[1] == ASKED | ASKED_BY[who]


@pytest.mark.parametrize("who", ["priya", "mario"])
def test_so_it_does_while_they_talk(cast: Cast, pair: Pair, who: str) -> None:
    browser = signed_in(cast.everyone[who])
    add_to_page(pair, rows=FEW)
    with acting_as(cast.priya):
        talking = start(pair, by=cast.priya)
        cover(pair, talking, FEW)
    few = asked_by(browser, WHILE_TALKING, pair)
    add_to_page(pair, rows=MANY)
    with acting_as(cast.priya):
        cover(pair, talking, MANY)
    assert asked_by(browser, WHILE_TALKING, pair) == few
    assert few == WHILE_TALKING


@pytest.mark.parametrize("who", ["priya", "mario"])
def test_so_it_does_on_the_day_of_the_check_in(cast: Cast, pair: Pair, who: str) -> None:
    person = cast.everyone[who]
    add_to_page(pair, rows=FEW)
    with acting_as(person):
        choose_day(by=person, weekday=person.today().weekday())
        write(person, [{"week": "good"}] * FEW, until=person.today() - WEEK)
    few = asked_by(signed_in(person), ON_MY_DAY, pair)
    with acting_as(person):
        until = person.today() - (FEW + 1) * WEEK
        write(person, [{"week": "good"}] * MANY, until=until)
    assert asked_by(signed_in(person), ON_MY_DAY, pair) == few
    assert few == ON_MY_DAY | ASKED_BY[who]


@pytest.mark.parametrize("who", ["hana", "ade"])
def test_so_does_the_directory(cast: Cast, pair: Pair, who: str) -> None:
    browser = signed_in(cast.everyone[who])
    add_to_page(pair, rows=2)
    asked = []
    for more in (FEW, MANY):
        add_people(cast, count=more)
        asked.append(asked_by(browser, DIRECTORY, pair))
    assert asked[1] == asked[0]
    assert asked[1] == DIRECTORY


@pytest.mark.parametrize("who", ["priya", "mario"])
def test_five_hundred_people_and_a_year_change_no_number(cast: Cast, pair: Pair, who: str) -> None:
    """The size the bars are meant for: what stands in other rows of the company costs nothing."""
    add_to_page(pair, rows=26)
    add_people(cast, count=500)
    asked = asked_by(signed_in(cast.everyone[who]), ASKED, pair)
    assert asked == ASKED | ASKED_BY[who]
    assert max(asked["/"], asked["/with/{page}"]) <= BAR


def test_counted_is_what_is_asked_of_tables(cast: Cast) -> None:
    """The count above counts."""
    asked = statements(signed_in(cast.priya), "/help/keys")
    assert [sql for sql in asked if "django_session" in sql] == asked[:1]
    assert any("people_person" in sql for sql in asked)


def test_a_slow_machine_counts_the_same(cast: Cast) -> None:
    """A minute and a half after signing in, a request notes it; the count leaves that out alone."""
    browser = signed_in(cast.priya)
    at_once = statements(browser, "/with?all")
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=90)):
        assert len(statements(browser, "/with?all")) == len(at_once)
        with CaptureQueriesContext(connection) as queries:
            browser.get("/with?all")
    noted = [one["sql"] for one in queries if one["sql"].startswith("UPDATE")]
    assert len(noted) == 1
    assert "django_session" in noted[0]
