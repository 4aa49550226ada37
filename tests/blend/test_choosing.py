"""What matters and how it is: eight at most, one's own words, and each day's word kept."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from heard.activity.models import Event
from heard.blend.catalogue import BOTH, LIFE, WORK, is_work_side, motivators, name_of
from heard.blend.choosing import (
    NAME_MOST,
    WORDS_MOST,
    choose,
    close_blend,
    describe,
    move_element,
    open_blend,
    put_away,
)
from heard.blend.models import Closing, Element, ElementChange
from heard.lib.refusals import Conflict, Refusal
from heard.people.models import Person
from tests.taking_back import take_back_last


def names(person: Person) -> list[str]:
    return [name_of(row.element, row.name) for row in Element.objects.visible_to(person).chosen()]


def test_the_twenty_four_are_as_delivered() -> None:
    sides = [one.side for one in motivators().values()]
    assert (sides.count(WORK), sides.count(BOTH), sides.count(LIFE)) == (13, 2, 9)
    assert all(one.name and one.description and one.prompt for one in motivators().values())
    assert is_work_side("learning")
    assert is_work_side("pace")
    assert not is_work_side("body")
    assert not is_work_side("")


def test_chosen_twice_it_is_there_once(as_priya: Person) -> None:
    first = choose(by=as_priya, element="learning")
    assert choose(by=as_priya, element="learning").id == first.id
    assert names(as_priya) == ["Getting better"]
    event = Event.objects.get(kind="element_chosen")
    assert (event.only_for_id, event.page_id) == (as_priya.id, None)


def test_an_own_one_needs_a_name(as_priya: Person) -> None:
    for name in ("", " \u200b "):
        with pytest.raises(Refusal) as refused:
            choose(by=as_priya, name=name)
        assert refused.value.field == "name"
    choose(by=as_priya, name="Wheel and clay")
    assert names(as_priya) == ["Wheel and clay"]


def test_what_is_not_in_the_list_is_refused(as_priya: Person) -> None:
    with pytest.raises(Refusal) as refused:
        choose(by=as_priya, element="winning")
    assert refused.value.field == "element"
    with pytest.raises(Refusal) as refused:
        choose(by=as_priya, element="craft", matters="enormously")
    assert refused.value.field == "matters"
    assert names(as_priya) == []


def test_a_ninth_is_refused_in_words_and_fits_once_one_is_put_away(as_priya: Person) -> None:
    eight = [choose(by=as_priya, element=one) for one in list(motivators())[:8]]
    with pytest.raises(Refusal, match="Eight fit here"):
        choose(by=as_priya, element="beyond")
    put_away(eight[0], by=as_priya)
    choose(by=as_priya, element="beyond")
    assert len(names(as_priya)) == 8


def test_words_have_a_limit_and_are_kept_clean(as_priya: Person) -> None:
    row = choose(by=as_priya, element="craft")
    describe(row, by=as_priya, in_my_words="  Three days to finish one thing\x00 ", name="Craft")
    assert (row.in_my_words, row.name) == ("Three days to finish one thing", "Craft")
    with pytest.raises(Refusal) as refused:
        describe(row, by=as_priya, in_my_words="x" * (WORDS_MOST + 1))
    assert refused.value.field == "in_my_words"
    with pytest.raises(Refusal) as refused:
        describe(row, by=as_priya, name="x" * (NAME_MOST + 1))
    assert refused.value.field == "name"


def test_the_catalogues_own_name_is_no_other_name(as_priya: Person) -> None:
    row = choose(by=as_priya, element="craft")
    describe(row, by=as_priya, name="Work I’m proud of")
    assert row.name == ""
    describe(row, by=as_priya, name="Proper work")
    describe(row, by=as_priya, name="")
    assert name_of(row.element, row.name) == "Work I’m proud of"


def test_what_is_not_given_stays_and_the_empty_word_takes_back(as_priya: Person) -> None:
    row = choose(by=as_priya, element="craft", matters="very", how_it_is="poor")
    describe(row, by=as_priya, how_it_is="")
    assert (row.matters, row.how_it_is) == ("very", "")


def test_words_written_elsewhere_meanwhile_are_not_lost(as_priya: Person) -> None:
    row = choose(by=as_priya, element="craft")
    base = row.version
    describe(row, by=as_priya, in_my_words="From the phone", base=base)
    with pytest.raises(Conflict) as conflict:
        describe(row, by=as_priya, in_my_words="From the desk", base=base)
    assert (conflict.value.theirs, conflict.value.yours) == ("From the phone", "From the desk")
    # A word of a scale beside the same words is no conflict.
    describe(row, by=as_priya, in_my_words="From the phone", matters="very", base=base)
    assert row.matters == "very"


def test_each_day_keeps_its_last_word(as_priya: Person) -> None:
    start = timezone.now()
    with time_machine.travel(start) as clock:
        row = choose(by=as_priya, element="craft", matters="very", how_it_is="poor")
        describe(row, by=as_priya, how_it_is="so_so")
        clock.move_to(start + dt.timedelta(days=40))
        describe(row, by=as_priya, how_it_is="good")
        describe(row, by=as_priya, in_my_words="Since the studio moved")
    kept = ElementChange.objects.visible_to(as_priya).order_by("on")
    assert [(change.matters, change.how_it_is) for change in kept] == [
        ("very", "so_so"),
        ("very", "good"),
    ]


@pytest.mark.parametrize(
    ("where", "order"),
    [
        ("up", ["craft", "learning", "say"]),
        ("down", ["craft", "say", "learning"]),
        ("top", ["learning", "craft", "say"]),
        ("bottom", ["craft", "say", "learning"]),
    ],
)
def test_order(as_priya: Person, where: str, order: list[str]) -> None:
    rows = {one: choose(by=as_priya, element=one) for one in ("craft", "say", "learning")}
    if where == "down":
        move_element(rows["learning"], by=as_priya, where="up")
    move_element(rows["learning"], by=as_priya, where=where)
    found = [row.element for row in Element.objects.visible_to(as_priya).chosen()]
    assert found == order


def test_an_unknown_place_is_refused_and_many_moves_keep_the_order(as_priya: Person) -> None:
    rows = [choose(by=as_priya, element=one) for one in ("craft", "say", "learning")]
    with pytest.raises(Refusal):
        move_element(rows[0], by=as_priya, where="sideways")
    for _time in range(60):
        last = Element.objects.visible_to(as_priya).chosen().last()
        assert last is not None
        move_element(last, by=as_priya, where=f"before:{_second(as_priya).id}")
    kept = Element.objects.visible_to(as_priya).chosen()
    assert len({row.element for row in kept}) == 3
    assert max(len(row.position) for row in kept) <= 64


def _second(person: Person) -> Element:
    return list(Element.objects.visible_to(person).chosen())[1]


def test_put_away_it_comes_back_by_undo_unless_it_is_there_anew(as_priya: Person) -> None:
    row = choose(by=as_priya, element="craft", in_my_words="Three days")
    put_away(row, by=as_priya)
    assert names(as_priya) == []
    take_back_last(row.id, as_priya)
    assert names(as_priya) == ["Work I’m proud of"]
    put_away(Element.objects.get(id=row.id), by=as_priya)
    choose(by=as_priya, element="craft")
    with pytest.raises(LookupError):
        take_back_last(row.id, as_priya)
    assert len(names(as_priya)) == 1


def test_not_for_me_and_after_all(as_priya: Person) -> None:
    close_blend(by=as_priya)
    close_blend(by=as_priya)
    assert Closing.objects.visible_to(as_priya).count() == 1
    open_blend(by=as_priya)
    assert not Closing.objects.visible_to(as_priya).exists()
