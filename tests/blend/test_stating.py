"""Sentences about oneself: one of each kind, and several strengths."""

import pytest

from heard.activity.undoing import NothingToUndo
from heard.blend.models import Statement
from heard.blend.stating import STRENGTHS_MOST, restate, state, take_away
from heard.lib.refusals import Conflict, Refusal
from heard.people.models import Person
from tests.taking_back import take_back_last


def said(person: Person, kind: str) -> list[str]:
    rows = Statement.objects.visible_to(person).standing().filter(kind=kind)
    return [row.text for row in rows]


def test_said_again_it_replaces_what_stood_there(as_priya: Person) -> None:
    state(by=as_priya, kind="thanks", text="Out loud")
    state(by=as_priya, kind="thanks", text="Quietly")
    assert said(as_priya, "thanks") == ["Quietly"]


def test_of_strengths_there_are_several_and_not_endless(as_priya: Person) -> None:
    for number in range(STRENGTHS_MOST):
        state(by=as_priya, kind="strength", text=f"Strength {number}")
    assert len(said(as_priya, "strength")) == STRENGTHS_MOST
    with pytest.raises(Refusal, match="Twelve fit"):
        state(by=as_priya, kind="strength", text="One more")


@pytest.mark.parametrize(
    ("kind", "text"), [("weakness", "None"), ("thanks", " "), ("thanks", "x" * 501)]
)
def test_what_does_not_fit_is_refused(as_priya: Person, kind: str, text: str) -> None:
    with pytest.raises(Refusal):
        state(by=as_priya, kind=kind, text=text)
    assert not Statement.objects.visible_to(as_priya).exists()


def test_two_windows(as_priya: Person) -> None:
    row = state(by=as_priya, kind="a_year", text="Lead a study")
    restate(row, by=as_priya, text="Lead a small study", base=1)
    with pytest.raises(Conflict):
        restate(row, by=as_priya, text="Lead a large study", base=1)


def test_taken_away_it_comes_back_unless_something_else_is_said(as_priya: Person) -> None:
    row = state(by=as_priya, kind="a_year", text="Lead a study")
    take_away(row, by=as_priya)
    assert said(as_priya, "a_year") == []
    take_back_last(row.id, as_priya)
    assert said(as_priya, "a_year") == ["Lead a study"]
    take_away(Statement.objects.get(id=row.id), by=as_priya)
    state(by=as_priya, kind="a_year", text="Rest")
    with pytest.raises(NothingToUndo):
        take_back_last(row.id, as_priya)


def test_undo_does_not_make_a_thirteenth_strength(as_priya: Person) -> None:
    first = state(by=as_priya, kind="strength", text="Making a mess readable")
    for number in range(STRENGTHS_MOST - 1):
        state(by=as_priya, kind="strength", text=f"Strength {number}")
    take_away(first, by=as_priya)
    another = state(by=as_priya, kind="strength", text="One more")
    with pytest.raises(NothingToUndo):
        take_back_last(first.id, as_priya)
    take_away(another, by=as_priya)
    take_back_last(first.id, as_priya)
    assert len(said(as_priya, "strength")) == STRENGTHS_MOST
