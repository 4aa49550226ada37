"""What answers say one after the other: against one's own usual, and never from one of them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.wellbeing.pack_reading import own_pack
from heard.wellbeing.patterns import Answered, Pattern, pattern_of, usual_band, usual_of
from heard.wellbeing.saying_back import in_words, sentence_for
from heard.wellbeing.signalling import fired_by, reasons_to_oneself
from tests.wellbeing.weeks import FRIDAY, said

ROUGH, FLAT, MIXED, GOOD, GREAT = range(5)
PLACES = st.lists(st.integers(0, 4), max_size=14)


def felt(*places: int) -> Pattern:
    return pattern_of(said("week", *places), own_pack())


def signals(rows: list[Answered]) -> list[str]:
    return [fired.signal for fired in fired_by(rows, own_pack(), reasons_to_oneself())]


@pytest.mark.parametrize(
    ("places", "fires"),
    [
        ((GOOD, GOOD, GOOD, GOOD), []),
        ((GOOD, GOOD, GOOD, GOOD, FLAT), []),
        ((GOOD, GOOD, GOOD, GOOD, FLAT, FLAT), ["checkin_dip"]),
        ((GOOD, GOOD, GOOD, GOOD, FLAT, GOOD, FLAT), []),
        ((GOOD, GOOD, GOOD, GOOD, MIXED, MIXED), ["checkin_dip"]),
        ((GOOD, GOOD, GOOD, GOOD, MIXED, MIXED, MIXED), ["checkin_dip"]),
        ((GOOD, GOOD, GOOD, GOOD, FLAT, ROUGH, FLAT), ["checkin_low_streak", "checkin_dip"]),
        ((MIXED, MIXED, MIXED, MIXED, GREAT, GOOD), ["checkin_up"]),
        # Somebody whose usual is low is not low for them.
        ((FLAT, FLAT, FLAT, FLAT, FLAT, FLAT), []),
        # Nobody has a usual before four.
        ((GOOD, ROUGH, ROUGH), []),
    ],
)
def test_a_dip_takes_two_and_a_low_streak_three(places: tuple[int, ...], fires: list[str]) -> None:
    assert signals(said("week", *places)) == fires


@pytest.mark.parametrize(
    ("places", "fires"),
    [
        ((2, 3), []),
        ((3, 4), ["workload_high"]),
        ((4, 2, 4), []),
        ((1, 0), ["workload_low"]),
        ((3, 1), []),
    ],
)
def test_too_much_or_too_little_takes_two_on_one_side(
    places: tuple[int, ...], fires: list[str]
) -> None:
    assert signals(said("load", *places)) == fires


def test_only_the_last_eight_make_a_usual() -> None:
    pack = own_pack()
    assert usual_of([GREAT] * 20 + [FLAT] * 8, pack) == FLAT
    assert usual_band([ROUGH, FLAT, FLAT, MIXED, MIXED, MIXED, GOOD, GREAT], pack) == (FLAT, MIXED)
    assert usual_of([GOOD] * 3, pack) is None
    assert usual_band([GOOD] * 3, pack) is None


def test_three_times_the_lowest_word_needs_no_usual() -> None:
    assert felt(ROUGH, ROUGH, ROUGH).wants_somebody
    assert felt(ROUGH, ROUGH, ROUGH, ROUGH, ROUGH).wants_somebody
    assert not felt(ROUGH, ROUGH).wants_somebody
    assert not felt(ROUGH, FLAT, ROUGH).wants_somebody


@given(PLACES, PLACES)
def test_the_sentence_is_of_the_words_and_never_a_number(
    feeling: list[int], load: list[int]
) -> None:
    rows = [
        Answered(one.on, {**one.answers, **other.answers})
        for one, other in zip(said("week", *feeling), said("load", *load), strict=False)
    ]
    sentence = sentence_for(rows, own_pack())
    assert sentence.endswith(".")
    assert not any(character.isdigit() for character in sentence)


@given(PLACES)
def test_what_fires_is_true_of_the_answers(places: list[int]) -> None:
    """The same, said again from the definition of science 5.1."""
    fired = signals(said("week", *places))
    recent = sorted(places[-8:])
    half = len(recent) // 2
    if len(places) < 4:
        assert fired == []
        return
    usual = recent[half] if len(recent) % 2 else (recent[half - 1] + recent[half]) / 2
    assert ("checkin_dip" in fired) == all(one <= usual - 1 for one in places[-2:])
    assert ("checkin_up" in fired) == all(one >= usual + 1 for one in places[-2:])
    low = all(one <= usual - 1 and one in (ROUGH, FLAT) for one in places[-3:])
    assert ("checkin_low_streak" in fired) == low


def test_two_weeks_running_are_two_weeks() -> None:
    rows = said("week", GOOD, GOOD, GOOD, GOOD, FLAT, FLAT)
    assert in_words(pattern_of(rows, own_pack())) == "Lower than your usual two weeks running."
    rows[-1] = Answered(rows[-2].on + dt.timedelta(days=1), rows[-1].answers)
    assert in_words(pattern_of(rows, own_pack())) == "Lower than your usual twice running."


def test_words_of_another_pack_are_left_out() -> None:
    rows = [Answered(FRIDAY, {"week": "7", "mood": "rough"})] * 6
    assert signals(rows) == []
    assert in_words(pattern_of(rows, own_pack())) == "After four, you'll see your own pattern."
