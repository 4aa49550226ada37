"""What a list costs: at most eight statements, as many for five rows as for sixty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heard.conversations.agreeing import agree, need_answer, promise
from heard.conversations.gathering import add_item
from heard.conversations.models import Conversation
from heard.conversations.noting import add_note, keep_private_note
from heard.conversations.pairing import open_pair
from heard.privacy.keys import acting_as
from tests.access.world import World
from tests.api.conftest import Script, Scripts
from tests.cast import make_person, pair_of
from tests.wellbeing.weeks import WEEK, write

FEW, MANY, MOST = 5, 60, 8
# What the connection says to itself, not to a table.
HOUSEKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SELECT SET_CONFIG")


def add_rows(world: World, start: int, stop: int) -> None:
    """So many of everything a list can show, on Priya's side."""
    priya, mario = world.cast.priya, world.cast.mario
    with acting_as(priya):
        pair = pair_of(priya, mario)
        raised = world.rows["raise"]
        for number in range(start, stop):
            item = add_item(pair, by=priya, text=f"Item {number}")
            need_answer(item, by=priya)
            add_note(world.rows["item"], by=priya, text=f"Note {number}")  # type: ignore[arg-type]
            keep_private_note(pair, by=priya, text=f"Private {number}")
            agree(pair, by=priya, text=f"Agreement {number}")
            promise(pair, by=priya, text=f"Action {number}")
            Conversation(pair=pair, state="held", summary=f"Summary {number}").save()
            raised.answer("no", by=mario, sentence=f"Answer {number}")  # type: ignore[attr-defined]
            write(priya, [{"week": "good"}], until=priya.today() - (number + 1) * WEEK)
            other = make_person(priya.organisation, f"Guest{number} Smith")
            open_pair(employee=priya, manager=other, kind="peer")


def statements(ask: Script, path: str, least: int) -> int:
    with CaptureQueriesContext(connection) as queries:
        listed = ask("GET", f"{path}?limit=200", status=200)
    assert len(listed["items"]) >= least, path
    return len(
        [
            query
            for query in queries.captured_queries
            if not query["sql"].upper().startswith(HOUSEKEEPING)
        ]
    )


@pytest.fixture
def lists(world: World) -> list[str]:
    page = f"pairs/{world.rows['pair'].pk}"
    return [
        "people",
        "pairs",
        "me/check-ins",
        *(
            f"{page}/{noun}"
            for noun in (
                "items",
                "private-notes",
                "agreements",
                "actions",
                "raises",
                "conversations",
            )
        ),
        f"items/{world.rows['item'].pk}/notes",
        f"raises/{world.rows['raise'].pk}/answers",
    ]


def test_a_list_costs_the_same_however_long_it_is(
    world: World, script: Scripts, lists: list[str]
) -> None:
    ask = script(world.cast.priya)
    ask("GET", "me", status=200)
    add_rows(world, 0, FEW)
    few = {path: statements(ask, path, FEW) for path in lists}
    add_rows(world, FEW, MANY)
    many = {path: statements(ask, path, MANY) for path in lists}
    assert many == few
    assert {path: cost for path, cost in few.items() if cost > MOST} == {}


def test_counted_is_what_is_asked_of_tables(world: World, script: Scripts) -> None:
    """The count above counts."""
    assert statements(script(world.cast.priya), "people", 1) >= 3
