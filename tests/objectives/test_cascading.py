"""A priority changes: whoever serves it is asked once, and answers with one of the five."""

import datetime as dt
from typing import Any

import pytest

from heard.activity.models import Undo
from heard.activity.undoing import undo
from heard.objectives.cascading import answered_to
from heard.objectives.changing import pivot_objective
from heard.objectives.models import Objective, Priority, PriorityAsk, Revision
from heard.objectives.prioritising import change_priority, put_first
from heard.people.models import Person
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast, make_person
from tests.objectives.conftest import objective_of

ANSWERS: dict[str, dict[str, Any]] = {
    "keep": {},
    "timing": {"reason": "priority", "until": dt.date(2027, 9, 30)},
    "stop": {"reason": "priority"},
}


@pytest.fixture
def priority(cast: Cast) -> Priority:
    """Sol's, for everyone."""
    with acting_as(cast.sol):
        return put_first(by=cast.sol, level="organisation", sentence="Answer within a day")


def change_it(priority: Priority, by: Person, sentence: str = "Answer within an hour") -> Revision:
    with acting_as(by):
        made = change_priority(priority, by=by, words={"sentence": sentence})
        assert made is not None
        return made[0]


def serving(priority: Priority, *people: Person) -> list[Objective]:
    return [objective_of(one, f"What {one.called} does", aligned_to=priority) for one in people]


def answer(objective: Objective, choice: str) -> Revision:
    with acting_as(objective.owner):
        mine = Objective.objects_for(objective.owner).get(id=objective.id)
        more = ANSWERS[choice]
        return pivot_objective(mine, by=objective.owner, choice=choice, **more)[0]


def asked(person: Person) -> list[PriorityAsk]:
    with acting_as(person):
        return list(PriorityAsk.objects.visible_to(person).open())


def asked_about(person: Person) -> list[tuple[str, str]]:
    """From what to what, as it is put to them."""
    with acting_as(person):
        return [
            (one.first.said["sentence"], one.last.says["sentence"])
            for one in PriorityAsk.objects.visible_to(person).open()
        ]


def test_three_are_asked_one_keeps_one_changes_timing_one_stops(
    cast: Cast, priority: Priority
) -> None:
    people = (cast.priya, cast.mario, cast.pia)
    objectives = serving(priority, *people)
    revision = change_it(priority, cast.sol)
    for person in people:
        assert asked_about(person) == [("Answer within a day", "Answer within an hour")]
    with acting_as(cast.sol):
        assert answered_to(priority) is not None
        assert answered_to(priority).everybody is False  # type: ignore[union-attr]
    for objective, choice in zip(objectives, ANSWERS, strict=True):
        change = answer(objective, choice)
        assert asked(objective.owner) == []
        with acting_as(objective.owner):
            old = Revision.objects.visible_to(objective.owner).get(id=change.id)
            assert old.said["sentence"] == f"What {objective.owner.called} does"
    with acting_as(cast.sol):
        said = answered_to(priority)
        assert said is not None
        assert (said.everybody, said.answered, said.asked) == (True, None, None)
        assert Revision.objects.visible_to(cast.sol).get(id=revision.id).said


def test_nobody_else_is_asked_nor_sees_who_is(cast: Cast, priority: Priority) -> None:
    serving(priority, cast.priya)
    objective_of(cast.pia, "Something else")
    change_it(priority, cast.sol)
    for name in ("mario", "sol", "pia", "hana", "ade", "otto"):
        assert asked(cast.everyone[name]) == []


def test_two_changes_before_an_answer_are_asked_about_together(
    cast: Cast, priority: Priority
) -> None:
    serving(priority, cast.priya)
    change_it(priority, cast.sol)
    change_it(priority, cast.sol, "Answer at once")
    assert asked_about(cast.priya) == [("Answer within a day", "Answer at once")]


def test_a_change_taken_back_asks_nothing(cast: Cast, priority: Priority) -> None:
    serving(priority, cast.priya)
    change_it(priority, cast.sol)
    with acting_as(cast.sol):
        undo(Undo.objects.visible_to(cast.sol).usable().latest("created_at"), by=cast.sol)
    assert asked(cast.priya) == []


def test_an_answer_taken_back_is_asked_for_again(cast: Cast, priority: Priority) -> None:
    (objective,) = serving(priority, cast.priya)
    change_it(priority, cast.sol)
    answer(objective, "stop")
    with acting_as(cast.priya):
        undo(Undo.objects.visible_to(cast.priya).usable().latest("created_at"), by=cast.priya)
    assert len(asked(cast.priya)) == 1


def test_numbers_only_from_five_people_up(cast: Cast, priority: Priority) -> None:
    organisation = cast.sol.organisation
    more = []
    with acting_as(cast.ade):
        for name in ("Uma Stone", "Vic Stone", "Wim Stone"):
            more.append(make_person(organisation, name))
            report_to(more[-1], cast.mario)
    objectives = serving(priority, cast.priya, cast.pia, *more)
    change_it(priority, cast.sol)
    answer(objectives[0], "keep")
    with acting_as(cast.sol):
        said = answered_to(priority)
    assert said is not None
    assert (said.everybody, said.answered, said.asked) == (False, 1, 5)
