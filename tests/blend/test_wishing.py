"""Work somebody wants more or less of: words, tags, order, lists, and taking it back."""

import pytest

from heard.blend.models import Wish
from heard.blend.wishing import (
    TAG_MOST,
    TAGS_MOST,
    TEXT_MOST,
    WISHES_MOST,
    move_wish,
    reword_wish,
    wish,
    withdraw,
)
from heard.lib.refusals import Conflict, Refusal
from heard.people.models import Person
from tests.taking_back import take_back_last


def texts(person: Person, direction: str = "more_of") -> list[str]:
    rows = Wish.objects.visible_to(person).standing().filter(direction=direction)
    return [row.text for row in rows]


def test_a_wish_with_everything(as_priya: Person) -> None:
    row = wish(
        by=as_priya,
        direction="less_of",
        text=" Keeping the rota ",
        because="It eats Mondays",
        instead="I would take the interviews",
        tags=["Planning", " planning ", "", "Bristol  office"],
    )
    assert (row.text, row.because) == ("Keeping the rota", "It eats Mondays")
    assert row.tag_list == ["Planning", "Bristol office"]
    assert texts(as_priya, "less_of") == ["Keeping the rota"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * (TEXT_MOST + 1)}, "text"),
        ({"direction": "none_of"}, "direction"),
        ({"because": "x" * 1001}, "because"),
        ({"instead": "x" * 1001}, "instead"),
        ({"tags": ["x" * (TAG_MOST + 1)]}, "tags"),
        ({"tags": [str(number) for number in range(TAGS_MOST + 1)]}, "tags"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(
    as_priya: Person, wrong: dict[str, str], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        wish(**{"by": as_priya, "direction": "more_of", "text": "Teaching", **wrong})  # type: ignore[arg-type]
    assert refused.value.field == field
    assert texts(as_priya) == []


def test_there_is_an_end_to_wishing(as_priya: Person) -> None:
    for number in range(WISHES_MOST):
        wish(by=as_priya, direction="more_of", text=f"Wish {number}")
    with pytest.raises(Refusal, match="Withdraw one"):
        wish(by=as_priya, direction="more_of", text="One more")


def test_ordered_by_strength_each_list_for_itself(as_priya: Person) -> None:
    first, _other, last = (
        wish(by=as_priya, direction=direction, text=text)
        for direction, text in (("more_of", "A"), ("less_of", "X"), ("more_of", "B"))
    )
    move_wish(last, by=as_priya, where="up")
    assert texts(as_priya) == ["B", "A"]
    move_wish(first, by=as_priya, where="other")
    assert (texts(as_priya), texts(as_priya, "less_of")) == (["B"], ["A", "X"])


def test_other_words_never_replace_later_ones(as_priya: Person) -> None:
    row = wish(by=as_priya, direction="more_of", text="Teaching")
    reword_wish(row, by=as_priya, text="Teaching interns", base=1)
    with pytest.raises(Conflict):
        reword_wish(row, by=as_priya, text="Teaching everybody", base=1)
    reword_wish(row, by=as_priya, because="I learn by it", base=1)
    assert (row.text, row.because) == ("Teaching interns", "I learn by it")


def test_withdrawn_it_is_out_of_reach_until_taken_back(as_priya: Person) -> None:
    row = wish(by=as_priya, direction="more_of", text="Teaching")
    withdraw(row, by=as_priya)
    assert texts(as_priya) == []
    with pytest.raises(Refusal):
        reword_wish(row, by=as_priya, text="Otherwise")
    take_back_last(row.id, as_priya)
    assert texts(as_priya) == ["Teaching"]
