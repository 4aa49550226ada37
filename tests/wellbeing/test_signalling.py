"""The signals of one's own check-ins: for their person, from their records, and from no other's."""

import pytest
from django.utils import timezone

from heard.activity.signalling import SOURCES, Asking, Fired, Whose
from heard.conversations.models import Pair
from heard.people.models import Person
from heard.privacy.keys import acting_as
from heard.wellbeing.signalling import SIGNALS
from tests.cast import Cast
from tests.wellbeing.weeks import write

LOW = [{"week": "good", "load": "about_right"}] * 5 + [{"week": "rough", "load": "a_bit_much"}] * 3


def fired_for(viewer: Person, pair: Pair) -> list[Fired]:
    """What the source says when this one of the two is offered something."""
    asking = Asking(
        viewer=viewer,
        other=pair.other(viewer),
        employee=pair.employee,
        manager=pair.manager,
        page_id=pair.id,
        today=viewer.today(),
        now=timezone.now(),
    )
    with acting_as(viewer):
        return list(SOURCES["own_check_ins"].read(asking))


@pytest.fixture
def low(cast: Cast) -> Person:
    with acting_as(cast.priya):
        write(cast.priya, LOW, until=cast.priya.today())
    return cast.priya


def test_it_is_registered_as_what_it_is() -> None:
    source = SOURCES["own_check_ins"]
    assert source.whose == Whose.VIEWER
    assert source.gives == SIGNALS


def test_the_person_is_told_why_in_words(low: Person, pair: Pair) -> None:
    fired = {one.signal: one.reason for one in fired_for(low, pair)}
    assert set(fired) == {"checkin_low_streak", "checkin_dip", "workload_high"}
    assert fired["workload_high"] == "Because you said twice that it was too much work."
    assert not any(character.isdigit() for reason in fired.values() for character in reason)


def test_the_manager_gets_nothing_of_it(cast: Cast, low: Person, pair: Pair) -> None:
    assert fired_for(cast.mario, pair) == []


def test_a_manager_s_own_week_is_no_matter_of_their_people_s_pages(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.mario):
        write(cast.mario, LOW, until=cast.mario.today())
    assert fired_for(cast.mario, pair) == []
    assert fired_for(cast.priya, pair) == []
