"""Who should know of a stop: actions of the owner's, made with it and taken back with it."""

import pytest

from heard.activity.models import Undo
from heard.activity.undoing import undo
from heard.conversations.models import Action, Pair
from heard.lib.refusals import Refusal
from heard.objectives.changing import pivot_objective, set_out
from heard.objectives.models import Objective, Revision
from heard.objectives.pivoting import agree
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in
from tests.objectives.conftest import objective_of, seen_by

NAMES = "Pia, the ward,  pia ; Bryn"


@pytest.fixture
def objective(cast: Cast, pair: Pair) -> Objective:
    return objective_of(cast.priya)


def test_each_name_is_an_action_of_the_owners_once(cast: Cast, objective: Objective) -> None:
    with seen_by(cast.priya, objective) as mine:
        pivot_objective(mine, by=cast.priya, choice="stop", reason="priority", tell=NAMES)
    with acting_as(cast.mario):
        actions = list(Action.objects.visible_to(cast.mario))
        assert sorted(action.text for action in actions) == [
            "Tell Bryn that “Replies within a day” was stopped",
            "Tell Pia that “Replies within a day” was stopped",
            "Tell the ward that “Replies within a day” was stopped",
        ]
    assert {action.owner_id for action in actions} == {cast.priya.id}


def test_what_a_manager_proposes_makes_them_only_once_it_holds(
    cast: Cast, objective: Objective
) -> None:
    with seen_by(cast.mario, objective) as theirs:
        pivot_objective(theirs, by=cast.mario, choice="stop", reason="priority", tell="Pia")
        assert not Action.objects.exists()
    with seen_by(cast.priya, objective) as mine:
        asked = Revision.objects.visible_to(cast.priya).waiting().get()
        agree(asked, mine, by=cast.priya)
        agree(asked, mine, by=cast.priya)
        assert Action.objects.get().owner_id == cast.priya.id


def test_undo_takes_back_those_that_nobody_touched(cast: Cast, objective: Objective) -> None:
    with seen_by(cast.priya, objective) as mine:
        _revision, way = pivot_objective(
            mine, by=cast.priya, choice="stop", reason="priority", tell="Pia, Bryn"
        )
        actions = Action.objects.visible_to(cast.priya).select_related("pair")
        done = next(action for action in actions if "Pia" in action.text)
        done.settle("done", by=cast.priya)
        undo(Undo.objects.get(id=way), by=cast.priya)
        assert Action.objects.get().id == done.id
        again = Objective.objects.get(id=objective.id)
        assert (again.state, again.tell) == ("active", "")


def test_without_a_page_the_names_stay_with_what_is_kept(cast: Cast) -> None:
    with acting_as(cast.sol):
        alone = set_out(by=cast.sol, words={"sentence": "Fewer releases"})
        pivot_objective(alone, by=cast.sol, choice="stop", reason="other", tell="Mario")
        assert Objective.objects.get(id=alone.id).tell == "Mario"
        assert not Action.objects.exists()


def test_more_than_ten_are_refused_and_nothing_is_stopped(cast: Cast, objective: Objective) -> None:
    with seen_by(cast.priya, objective) as mine:
        names = ", ".join(f"Person {number}" for number in range(11))
        with pytest.raises(Refusal) as refusal:
            pivot_objective(mine, by=cast.priya, choice="stop", reason="priority", tell=names)
        assert refusal.value.field == "tell"
        assert mine.is_active


def test_the_preview_shows_the_actions_before_anything_is_saved(
    cast: Cast, objective: Objective
) -> None:
    client = signed_in(cast.priya)
    sent = {"choice": "stop", "reason": "priority", "kept": "The list", "tell": "Pia"}
    path = f"/objectives/{objective.id}/pivot"
    page = client.post(path, {**sent, "do": "preview"}).content.decode()
    for words in ("Tell Pia that “Replies within a day” was stopped", "The list", 'value="Pia"'):
        assert words in page
    with acting_as(cast.priya):
        assert not Action.objects.exists()
    assert client.post(path, sent).status_code == 302
    with acting_as(cast.priya):
        assert Action.objects.visible_to(cast.priya).count() == 1
