"""What objectives make apt to talk about, and to whom."""

import datetime as dt

import pytest
from django.utils import timezone

from heard.activity.signalling import Asking
from heard.objectives.changing import achieve, change, pivot_objective, set_out
from heard.objectives.models import Objective
from heard.objectives.signalling import objectives_today
from heard.objectives.updating import update
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of
from tests.objectives.conftest import seen_by


def signals_for(viewer: Person, cast: Cast) -> set[str]:
    with acting_as(viewer):
        pair = pair_of(cast.priya, cast.mario)
        asking = Asking(
            viewer=viewer,
            other=pair.other(viewer),
            employee=cast.priya,
            manager=cast.mario,
            page_id=pair.id,
            today=viewer.today(),
            now=timezone.now(),
        )
        return {fired.signal for fired in objectives_today(asking)}


@pytest.mark.parametrize("name", ["priya", "mario"])
def test_a_quiet_one_gives_none(cast: Cast, objective: Objective, name: str) -> None:
    assert signals_for(cast.everyone[name], cast) == set()


@pytest.mark.parametrize("name", ["priya", "mario"])
def test_each_is_given_to_both_of_the_page(cast: Cast, objective: Objective, name: str) -> None:
    with seen_by(cast.priya, objective) as mine:
        update(mine, by=cast.priya, word="stuck")
        until = cast.priya.today() + dt.timedelta(days=9)
        pivot_objective(mine, by=cast.priya, choice="timing", reason="market", until=until)
        change(mine, by=cast.priya, words={"why": "They leave"})
        other = set_out(by=cast.priya, words={"sentence": "Sent the book"})
        achieve(other, by=cast.priya)
        old = set_out(by=cast.priya, words={"sentence": "Talk in Leeds"})
        long_ago = timezone.now() - dt.timedelta(days=31)
        Objective.objects.filter(id=old.id).update(touched_at=long_ago)
    assert signals_for(cast.everyone[name], cast) == {
        "objective_off_track",
        "objective_due_soon",
        "objective_changed",
        "objective_achieved",
        "objective_stale",
        "pivot_recent",
    }


def test_a_draft_gives_the_manager_none(cast: Cast) -> None:
    with acting_as(cast.priya):
        until = cast.priya.today() + dt.timedelta(days=3)
        set_out(by=cast.priya, words={"sentence": "Perhaps lead", "until": until}, draft=True)
    assert signals_for(cast.mario, cast) == set()
