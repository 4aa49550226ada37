"""The bank is whole, and every signal is either heard or named here as one for later."""

from typing import Any

import pytest

from heard.activity.signalling import SOURCES
from heard.conversations.suggesting.arcs import ARCS
from heard.conversations.suggesting.bank import SIGNALS, BrokenBank, bank, read_bank
from heard.conversations.suggesting.fitting import NOT_YET, TO_THE_EMPLOYEE
from heard.conversations.suggesting.wording import FILLED, NAMED_BEFORE, blanks_in, filled

# Signals whose records do not exist yet, by what has to come first.
WITHOUT_A_SOURCE = {
    "reviews": {"review_window"},
    "changes of role, of the organisation, days off": {
        "role_change",
        "org_change",
        "no_break",
    },
    "the day of return from leave": {"returning"},
}
ROW = {
    "id": "ABC01",
    "text": "How is it?",
    "category": "opening",
    "asked_by": "either",
    "signal": "always",
    "depth": "light",
}


def test_all_of_them_are_there() -> None:
    found = list(bank().values())
    assert len(found) == 212
    depths = [one.depth for one in found]
    assert [depths.count(name) for name in ("light", "medium", "deep")] == [107, 78, 27]
    sides = [one.asked_by for one in found]
    assert [sides.count(name) for name in ("manager", "employee", "either")] == [94, 60, 58]


def test_every_signal_has_a_source_or_is_named_as_one_for_later() -> None:
    given = {name for source in SOURCES.values() for name in source.gives}
    later = set().union(*WITHOUT_A_SOURCE.values())
    assert given <= set(SIGNALS)
    assert set(SIGNALS) - given == later
    assert {one.signal for one in bank().values()} <= set(SIGNALS)


def test_every_prompt_named_elsewhere_is_in_the_bank() -> None:
    arcs = {prompt for arc in ARCS.values() for stage in arc.stages for prompt in stage}
    assert arcs | FILLED | NAMED_BEFORE | TO_THE_EMPLOYEE | set(NOT_YET) <= set(bank())
    assert all(blanks_in(bank()[name].plain_text) for name in FILLED)
    assert not any(blanks_in(bank()[name].plain_text) for name in NAMED_BEFORE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "abc1"},
        {"text": "  "},
        {"category": "weather"},
        {"asked_by": "anybody"},
        {"signal": "full_moon"},
        {"depth": "bottomless"},
    ],
)
def test_a_broken_row_is_refused_by_name(wrong: dict[str, Any]) -> None:
    with pytest.raises(BrokenBank):
        read_bank([{**ROW, **wrong}])
    with pytest.raises(BrokenBank, match="twice"):
        read_bank([ROW, ROW])
    assert list(read_bank([ROW])) == ["ABC01"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (["the kit", "Ana"], "the kit for Ana."),
        (["  the\nkit "], "the kit for …."),
        (["x" * 400], f"{'x' * 280} for …."),
        ([], "… for …."),
        (["a", "b", "c"], "a for b."),
    ],
)
def test_blanks_take_what_is_given_on_one_line(values: list[str], words: str) -> None:
    assert filled("___ for ___.", values) == words
