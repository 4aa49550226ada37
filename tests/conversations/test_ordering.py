"""Order on the page: keys never run out, twins never stand in the way."""

import pytest

from heard.conversations.gathering import KEY_MOST, add_item, add_items, move
from heard.conversations.models import Item, Pair
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.privacy.keys import acting_as


def order(pair: Pair, reader: Person, section: str = "employee") -> list[str]:
    rows = Item.objects.visible_to(reader).filter(pair=pair, section=section).open().in_order()
    return [item.text for item in rows]


def item_called(text: str) -> Item:
    return next(item for item in Item.objects.select_related("pair") if item.text == text)


def test_up_down_top_bottom_and_before(pair: Pair, as_priya: Person) -> None:
    add_items(pair, by=as_priya, texts=list("abcd"))
    c = item_called("c")
    moves = ["up", "up", "up", "down", "bottom", "top", f"before:{item_called('d').id}"]
    seen = []
    for where in moves:
        move(c, by=as_priya, where=where)
        seen.append("".join(order(pair, as_priya)))
    assert seen == ["acbd", "cabd", "cabd", "acbd", "abdc", "cabd", "abcd"]


def test_five_hundred_moves_into_one_gap(pair: Pair, as_priya: Person) -> None:
    add_items(pair, by=as_priya, texts=list("abc"))
    expected = list("abc")
    for number in range(500):
        last = expected[2]
        move(item_called(last), by=as_priya, where=f"before:{item_called(expected[1]).id}")
        expected = [expected[0], last, expected[1]]
        assert order(pair, as_priya) == expected, number
    assert max(len(item.position) for item in Item.objects.all()) <= KEY_MOST


@pytest.mark.parametrize("where", ["up", "down", "top", "bottom", "before", "other"])
def test_moving_among_twins_goes_where_it_was_sent(
    pair: Pair, as_priya: Person, where: str
) -> None:
    """Rows with one and the same key, as two connections may leave them."""
    add_items(pair, by=as_priya, texts=list("abcde"))
    Item.objects.filter(pair=pair).update(position="i")
    before = order(pair, as_priya)
    item = item_called(before[2])
    goal = {"up": 1, "down": 3, "top": 0, "bottom": 4, "before": 0}.get(where)
    move(
        item,
        by=as_priya,
        where=f"before:{item_called(before[0]).id}" if where == "before" else where,
    )
    if goal is None:
        assert order(pair, as_priya, "manager") == [item.text]
        return
    others = [text for text in before if text != item.text]
    assert order(pair, as_priya) == [*others[:goal], item.text, *others[goal:]]


def test_years_of_adding_at_the_end_never_outgrow_the_column(pair: Pair, as_priya: Person) -> None:
    add_items(pair, by=as_priya, texts=["first", "last"])
    Item.objects.filter(id=item_called("last").id).update(position="z" * 64)
    add_items(pair, by=as_priya, texts=["one", "two"])
    assert order(pair, as_priya) == ["first", "last", "one", "two"]
    assert max(len(item.position) for item in Item.objects.all()) <= KEY_MOST


def test_the_other_keeps_their_order_of_private_ones(
    pair: Pair, priya: Person, mario: Person
) -> None:
    with acting_as(mario):
        add_item(pair, by=mario, text="shared one")
        add_item(pair, by=mario, text="mine", audience="only_me")
        add_item(pair, by=mario, text="shared two")
    with acting_as(priya):
        move(item_seen(priya, "shared two"), by=priya, where="top")
        assert order(pair, priya, "manager") == ["shared two", "shared one"]
    with acting_as(mario):
        assert order(pair, mario, "manager") == ["shared two", "shared one", "mine"]


def item_seen(person: Person, text: str) -> Item:
    rows = Item.objects.visible_to(person).select_related("pair")
    return next(item for item in rows if item.text == text)


def test_to_the_other_section_and_back(pair: Pair, as_priya: Person) -> None:
    item = add_item(pair, by=as_priya, text="a")
    move(item, by=as_priya, where="other")
    pair.refresh_from_db()
    assert (pair.open_from_employee, pair.open_from_manager) == (0, 1)
    move(item, by=as_priya, where="other")
    pair.refresh_from_db()
    assert (pair.open_from_employee, pair.open_from_manager) == (1, 0)


@pytest.mark.parametrize("where", ["", "sideways", "before:nothing", "before:"])
def test_a_place_that_is_none_is_refused(pair: Pair, as_priya: Person, where: str) -> None:
    item = add_item(pair, by=as_priya, text="a")
    before = item.position
    with pytest.raises(Refusal):
        move(item, by=as_priya, where=where)
    item.refresh_from_db()
    assert item.position == before


def test_a_private_item_has_no_other_section(pair: Pair, as_priya: Person) -> None:
    item = add_item(pair, by=as_priya, text="a", audience="only_me")
    with pytest.raises(Refusal):
        move(item, by=as_priya, where="other")
