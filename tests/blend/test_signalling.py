"""What one's own blend makes apt, for its person alone; and the arithmetic of a gap."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from heard.activity.signalling import SOURCES, Asking, Fired, Whose
from heard.blend.choosing import choose, describe
from heard.blend.models.element import HowItIs, Matters
from heard.blend.signalling import own_blend
from heard.blend.weighing import gap, gap_tells
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast


def asking(cast: Cast, viewer: Person, *, employee: Person, manager: Person) -> Asking:
    other = manager if viewer == employee else employee
    now = timezone.now()
    return Asking(viewer, other, employee, manager, employee.id, viewer.today(), now)


def fired(cast: Cast, viewer: Person | None = None) -> list[Fired]:
    viewer = viewer or cast.priya
    with acting_as(viewer):
        return list(own_blend(asking(cast, viewer, employee=cast.priya, manager=cast.mario)))


def test_just_three_combinations_tell() -> None:
    telling = {
        (matters, how)
        for matters in Matters.values
        for how in HowItIs.values
        if gap_tells(matters, how)
    }
    assert telling == {("very", "poor"), ("very", "so_so"), ("quite", "poor")}
    assert gap("very", "good") == 0
    assert gap("very", "") is None
    assert not gap_tells("", "poor")


def test_a_gap_is_said_with_its_name(cast: Cast) -> None:
    with acting_as(cast.priya):
        row = choose(by=cast.priya, element="learning", matters="very", how_it_is="poor")
        choose(by=cast.priya, element="craft", matters="very", how_it_is="fine")
    found = fired(cast)
    assert [(one.signal, one.fills, one.subject_id) for one in found] == [
        ("blend_gap", ("Getting better",), row.id)
    ]
    assert "very" in found[0].reason


def test_it_is_nobody_elses_and_not_for_leading_others(cast: Cast) -> None:
    for person in (cast.priya, cast.mario):
        with acting_as(person):
            choose(by=person, element="learning", matters="very", how_it_is="poor")
    assert fired(cast, cast.mario) == []
    assert len(fired(cast, cast.priya)) == 1


def test_a_change_tells_for_a_fortnight_and_a_first_word_never(cast: Cast) -> None:
    start = timezone.now()
    with time_machine.travel(start) as clock:
        with acting_as(cast.priya):
            row = choose(by=cast.priya, element="learning", matters="quite", how_it_is="fine")
        assert fired(cast) == []
        clock.move_to(start + dt.timedelta(days=30))
        with acting_as(cast.priya):
            describe(row, by=cast.priya, how_it_is="so_so")
        assert [one.signal for one in fired(cast)] == ["blend_changed"]
        clock.move_to(start + dt.timedelta(days=45))
        assert fired(cast) == []


def test_it_is_registered_as_the_viewers_own() -> None:
    assert SOURCES["own_blend"].whose == Whose.VIEWER


@pytest.mark.parametrize("how", ["poor", "good"])
def test_the_same_day_says_the_same(cast: Cast, how: str) -> None:
    with acting_as(cast.priya):
        choose(by=cast.priya, element="learning", matters="very", how_it_is=how)
    assert fired(cast) == fired(cast)
