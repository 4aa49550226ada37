"""What is expected of me: a sentence both confirm, and confirm again when it changes."""

import pytest

from heard.lib.refusals import Refusal
from heard.objectives.expecting import confirm_expected, expect
from heard.objectives.models import Objective, Revision
from heard.objectives.pivoting import agree
from tests.cast import Cast
from tests.objectives.conftest import objective_of, seen_by


def test_the_other_confirms_and_confirms_again_once_it_changed(cast: Cast) -> None:
    objective = objective_of(cast.priya, expected="Replies within a day")
    with seen_by(cast.priya, objective) as mine, pytest.raises(Refusal):
        confirm_expected(mine, by=cast.priya)
    with seen_by(cast.mario, objective) as theirs:
        assert confirm_expected(theirs, by=cast.mario).expected_confirmed_at is not None
    with seen_by(cast.priya, objective) as mine:
        revision = expect(mine, by=cast.priya, sentence="Replies within an hour")
        assert mine.expected_confirmed_at is None
        assert revision is not None
        assert revision.awaits(cast.mario)
    with seen_by(cast.mario, objective) as theirs:
        agree(Revision.objects.visible_to(cast.mario).waiting().get(), theirs, by=cast.mario)
        assert theirs.expected_confirmed_at is not None


def test_the_managers_words_hold_once_the_owner_agrees(cast: Cast) -> None:
    objective = objective_of(cast.priya)
    with seen_by(cast.mario, objective) as theirs:
        expect(theirs, by=cast.mario, sentence="Replies within a day")
        assert theirs.expected == ""
    with seen_by(cast.priya, objective) as mine:
        agree(Revision.objects.visible_to(cast.priya).waiting().get(), mine, by=cast.priya)
        assert mine.expected == "Replies within a day"
        assert mine.expected_confirmed_at is not None


def test_other_fields_leave_it_confirmed(cast: Cast) -> None:
    objective = objective_of(cast.priya, expected="Replies within a day")
    with seen_by(cast.mario, objective) as theirs:
        confirm_expected(theirs, by=cast.mario)
    with seen_by(cast.priya, objective) as mine:
        mine.take_on({**mine.says(), "why": "It matters"}, by=cast.priya)
        again = Objective.objects_for(cast.priya).get(id=objective.id)
        assert (again.why, again.expected_confirmed_at is not None) == ("It matters", True)
