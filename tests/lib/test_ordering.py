"""Keys for order: between any two there is another, and they stay in order as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.lib.ordering import DIGITS, LOWEST, key_between, keys_after, keys_between

keys = st.text(DIGITS, min_size=1, max_size=12).filter(lambda key: key[-1] != LOWEST)


@given(keys, keys)
def test_between_any_two_there_is_another(one: str, other: str) -> None:
    low, high = sorted([one, other])
    if low == high:
        with pytest.raises(ValueError, match="order"):
            key_between(low, high)
        return
    middle = key_between(low, high)
    assert low < middle < high
    assert middle[-1] != LOWEST


@given(keys)
def test_before_the_first_and_behind_the_last(key: str) -> None:
    assert "" < key_between(None, key) < key < key_between(key, None)


@given(st.none() | keys, st.integers(0, 60))
def test_several_at_the_end(last: str | None, count: int) -> None:
    added = keys_after(last, count)
    assert [last or "", *added] == sorted({last or "", *added})
    assert len(added) == count


@given(keys, keys, st.integers(0, 200))
def test_several_between_two_stay_short(one: str, other: str, count: int) -> None:
    low, high = sorted([one, other])
    if low == high:
        return
    made = keys_between(low, high, count)
    assert [low, *made, high] == sorted({low, *made, high})
    assert len(made) == count
    assert max((len(key) for key in made), default=0) <= max(len(low), len(high)) + 4
