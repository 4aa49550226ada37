"""What the demo's people say of themselves agrees with itself, and is mostly theirs alone."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from heard.blend.catalogue import is_work_side, motivators, name_of
from heard.blend.choosing import NAME_MOST, WORDS_MOST
from heard.blend.models import Element, ElementChange, Statement, Wish
from heard.blend.models.element import CHOSEN_MOST
from heard.blend.wishing import TAGS_MOST, TEXT_MOST
from heard.conversations.models import Told, WishStep
from heard.ops.demo.loader import load
from heard.ops.demo.reading import tidewater
from heard.people.models import Organisation, Person
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from tests.ops.demo.conftest import TUESDAY
from tests.ops.demo.opened import TIDEWATER, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> Iterator[None]:
    with time_machine.travel(TUESDAY, tick=False):
        load()
        yield


def everyone() -> list[Person]:
    house = Organisation.objects.get(name=TIDEWATER)
    with in_organisation(house.id):
        return list(Person.objects.select_related("organisation").order_by("name"))


def test_everything_fits_what_the_verbs_allow() -> None:
    said = 0
    for somebody in everyone():
        with acting_as(somebody):
            elements = list(Element.objects.visible_to(somebody).chosen())
            assert len(elements) <= CHOSEN_MOST
            for element in elements:
                assert element.element in {"", *motivators()}
                assert name_of(element.element, element.name)
                assert len(element.name) <= NAME_MOST
                assert len(element.in_my_words) <= WORDS_MOST
                last = ElementChange.objects.filter(element=element).order_by("on").last()
                assert last is not None
                assert (last.matters, last.how_it_is) == (element.matters, element.how_it_is)
            for wish in Wish.objects.visible_to(somebody):
                assert len(wish.text) <= TEXT_MOST
                assert len(wish.tag_list) <= TAGS_MOST
            kinds = [row.kind for row in Statement.objects.visible_to(somebody).standing()]
            single = [kind for kind in kinds if kind in Statement.SINGLE]
            assert len(single) == len(set(single))
            said += len(elements) + len(kinds)
    assert said > 40


def test_mario_is_shown_some_of_it_and_no_word_of_the_rest() -> None:
    priya, mario = person("Priya"), person("Mario")
    with acting_as(priya):
        elements = {row.id: row.element for row in Element.objects.visible_to(priya).chosen()}
        wishes = set(Wish.objects.visible_to(priya).values_list("id", flat=True))
    with acting_as(mario):
        shown = Told.objects.visible_to(mario).to(mario).filter(person=priya)
        seen = {told.source_id for told in shown}
        assert WishStep.objects.visible_to(mario).filter(person=priya).count() == 4
        for told in shown:
            assert told.told_at >= told.pair.created_at
    assert 0 < len(seen & set(elements)) < len(elements)
    assert 0 < len(seen & wishes) < len(wishes)
    # Nothing of her life beyond work.
    assert all(is_work_side(elements[id_]) for id_ in seen & set(elements))


def test_a_manager_shows_something_to_their_people() -> None:
    pia, mario = person("Pia"), person("Mario")
    with acting_as(pia):
        shown = Told.objects.visible_to(pia).to(pia).filter(person=mario)
        assert [told.kind for told in shown.order_by("kind")] == [
            "element",
            "statement",
            "statement",
        ]


def test_most_is_kept_to_oneself() -> None:
    things: list[Any] = [
        one
        for self_ in tidewater().selves.values()
        for one in (*self_.element, *self_.wish, *self_.statement)
    ]
    upward = [one for one in things if one.shown is not None]
    life = [
        one
        for self_ in tidewater().selves.values()
        for one in self_.element
        if not is_work_side(one.element)
    ]
    assert len(things) > 50
    assert len(upward) < len(things) * 2 / 3
    assert [one for one in life if one.shown is not None] == []
