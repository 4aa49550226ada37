"""Who decides about a change, and undoes it: whoever it concerns today, and nobody else."""

import pytest

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, undo
from heard.lib.refusals import Refusal
from heard.objectives.changing import pivot_objective
from heard.objectives.models import Objective, Revision
from heard.objectives.pivoting import agree, talk_about
from heard.objectives.reading import waiting_for
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.objectives.conftest import objective_of, seen_by


def test_once_agreed_to_it_is_not_the_managers_to_undo(cast: Cast, objective: Objective) -> None:
    with seen_by(cast.mario, objective) as theirs:
        _proposal, way = pivot_objective(
            theirs, by=cast.mario, choice="emphasis", reason="priority", sentence="Within two days"
        )
    with seen_by(cast.priya, objective) as mine:
        agree(Revision.objects.visible_to(cast.priya).waiting().get(), mine, by=cast.priya)
    with acting_as(cast.mario), pytest.raises(NothingToUndo):
        undo(Undo.objects.get(id=way), by=cast.mario)
    with seen_by(cast.priya, objective) as mine:
        assert mine.sentence == "Within two days"


def test_as_long_as_it_is_proposed_it_is_theirs_to_undo(cast: Cast, objective: Objective) -> None:
    with seen_by(cast.mario, objective) as theirs:
        _proposal, way = pivot_objective(theirs, by=cast.mario, choice="stop", reason="capacity")
        undo(Undo.objects.get(id=way), by=cast.mario)
        assert not Revision.objects.of(theirs).waiting().exists()


@pytest.mark.parametrize("answer", [agree, talk_about])
def test_a_former_manager_answers_no_more(cast: Cast, answer: object) -> None:
    assert callable(answer)
    objective = objective_of(cast.priya, visibility="everyone")
    with seen_by(cast.priya, objective) as mine:
        asked, _way = pivot_objective(
            mine, by=cast.priya, choice="emphasis", reason="market", sentence="Within two days"
        )
    with acting_as(cast.hana):
        report_to(cast.priya, cast.sol)
    with seen_by(cast.mario, objective) as theirs, pytest.raises(Refusal):
        answer(asked, theirs, by=cast.mario)
    with seen_by(cast.priya, objective) as mine:
        now = Revision.objects.of(mine).get()
        assert (now.agreed_at, now.talked_about_at) == (None, None)


def test_what_waited_for_a_former_manager_waits_for_the_new_one(
    cast: Cast, objective: Objective
) -> None:
    with seen_by(cast.priya, objective) as mine:
        pivot_objective(
            mine, by=cast.priya, choice="emphasis", reason="market", sentence="Within two days"
        )
    with acting_as(cast.hana):
        report_to(cast.priya, cast.sol)
    with acting_as(cast.mario):
        assert not Revision.objects.visible_to(cast.mario).filter(asked=cast.mario).exists()
    with seen_by(cast.sol, objective) as theirs:
        (waiting,) = waiting_for(cast.sol)
        agree(waiting, theirs, by=cast.sol)
        assert Revision.objects.get(id=waiting.id).agreed_by_id == cast.sol.id


def test_without_a_manager_it_holds_with_its_owner_and_waits_for_nobody(
    cast: Cast, objective: Objective
) -> None:
    with seen_by(cast.priya, objective) as mine:
        pivot_objective(
            mine, by=cast.priya, choice="emphasis", reason="market", sentence="Within two days"
        )
    with acting_as(cast.hana):
        report_to(cast.priya, None)
    with seen_by(cast.priya, objective) as mine:
        change = Revision.objects.of(mine).get()
        assert (mine.sentence, change.asked, change.in_force) == ("Within two days", None, 1)
        assert not Revision.objects.of(mine).waiting().exists()


def test_what_a_former_manager_proposed_stays_with_its_owner(
    cast: Cast, objective: Objective
) -> None:
    with seen_by(cast.mario, objective) as theirs:
        _proposal, way = pivot_objective(theirs, by=cast.mario, choice="stop", reason="capacity")
    with acting_as(cast.hana):
        report_to(cast.priya, cast.sol)
    with acting_as(cast.mario), pytest.raises(NothingToUndo):
        undo(Undo.objects.get(id=way), by=cast.mario)
    with seen_by(cast.priya, objective) as mine:
        agree(Revision.objects.of(mine).get(), mine, by=cast.priya)
        assert mine.state == "stopped"
