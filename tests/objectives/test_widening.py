"""Shown more widely, an objective begins for its new readers on that day; its past stays."""

import pytest

from heard.objectives.changing import change, show_to
from heard.objectives.models import Objective, ObjectiveUpdate, Revision
from heard.objectives.reading import history_of
from heard.objectives.updating import update
from heard.people.models import Person
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.objectives.conftest import seen_by

PRIVATE = "I want to leave the ward"


@pytest.fixture
def widened(objective: Objective, cast: Cast) -> Objective:
    """Written on and spoken of by the two, then shown to everyone, then once more changed."""
    with seen_by(cast.priya, objective) as mine:
        change(mine, by=cast.priya, words={"plays_to": PRIVATE})
        change(mine, by=cast.priya, words={"plays_to": ""})
        update(mine, by=cast.priya, word="stuck", line="Mario said not to tell")
        show_to(mine, "everyone", by=cast.priya)
        change(mine, by=cast.priya, words={"why": "It is asked for"})
        update(mine, by=cast.priya, word="on_course", line="The kit is back")
    return objective


def read_by(person: Person, objective: Objective) -> str:
    with seen_by(person, objective) as shown:
        revisions, updates = history_of(shown, person)
        direct = Revision.objects.visible_to(person).of(shown)
        assert {row.id for row in revisions} == {row.id for row in direct}
        said = [*(row.was + row.becomes for row in revisions), *(row.line for row in updates)]
        lines = ObjectiveUpdate.objects.visible_to(person).filter(objective=shown)
        assert {row.id for row in updates} == {row.id for row in lines}
    return " ".join(said)


def test_new_readers_read_from_that_day_on(widened: Objective, cast: Cast) -> None:
    for name in ("pia", "sol", "fen", "hana", "ade"):
        said = read_by(cast.everyone[name], widened)
        assert PRIVATE not in said
        assert "Mario said" not in said
        assert "It is asked for" in said
        assert "The kit is back" in said


def test_the_two_read_all_of_it(widened: Objective, cast: Cast) -> None:
    for person in (cast.priya, cast.mario):
        said = read_by(person, widened)
        assert PRIVATE in said
        assert "Mario said not to tell" in said


def test_a_former_manager_reads_as_everyone_does(widened: Objective, cast: Cast) -> None:
    with acting_as(cast.ade):
        report_to(cast.priya, cast.sol)
    assert PRIVATE not in read_by(cast.mario, widened)


def test_narrower_again_and_wider_again_begins_again(widened: Objective, cast: Cast) -> None:
    with seen_by(cast.priya, widened) as mine:
        show_to(mine, "pair", by=cast.priya)
        show_to(mine, "team", by=cast.priya)
    said = read_by(cast.pia, widened)
    assert "It is asked for" not in said
    assert "The kit is back" not in said
