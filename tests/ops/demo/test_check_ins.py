"""A year of check-ins in the demo: believable, asked on the day, and shown only where chosen."""

import datetime as dt

import pytest
import time_machine

from heard.conversations.models import Pair, ProjectLine, Told
from heard.ops.demo.checking_in import read_check_ins
from heard.ops.demo.loader import load
from heard.ops.demo.reading import HERE
from heard.people.models import Person
from heard.privacy.keys import acting_as
from heard.wellbeing.answering import NOTE_MOST, WORD_MOST, habit_of, is_my_day
from heard.wellbeing.models import CheckIn, PlaceToTurn
from heard.wellbeing.pack_reading import own_pack
from heard.wellbeing.patterns import Pattern, answered, pattern_of
from tests.ops.demo.opened import pair_of, person

WEDNESDAY = dt.datetime(2026, 2, 4, 13, 0, tzinfo=dt.UTC)
TOLD = read_check_ins(HERE / "tidewater")
WRITERS = sorted(set(TOLD) - {"place"})

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        load()


def of(name: str) -> list[CheckIn]:
    somebody = person(name.capitalize())
    with acting_as(somebody):
        rows = list(CheckIn.objects.visible_to(somebody).newest_first())
        for row in rows:
            assert all(own_pack().question(asked) for asked in row.answers)
            assert len(row.note) <= NOTE_MOST
            assert len(row.word) <= WORD_MOST
    return rows


def pattern(name: str) -> Pattern:
    somebody = person(name.capitalize())
    with acting_as(somebody):
        rows = CheckIn.objects.visible_to(somebody).newest_first()[:16]
        return pattern_of(answered(list(rows)), own_pack())


def shown_to(name: str) -> list[Told]:
    reader: Person = person(name)
    with acting_as(reader):
        rows = Told.objects.visible_to(reader).to(reader).filter(kind=Told.Kind.CHECK_IN)
        return list(rows.select_related("person"))


def test_a_year_of_them_once_a_week_and_never_to_come(loaded: None) -> None:
    assert len(WRITERS) >= 5
    for name in WRITERS:
        rows = of(name)
        assert len(rows) >= 20
        assert len({row.on for row in rows}) == len(rows)
        assert {row.on.weekday() for row in rows} == {rows[0].on.weekday()}
        assert WEDNESDAY.date() - dt.timedelta(days=7) <= rows[0].on < WEDNESDAY.date()


def test_each_has_a_pattern_of_their_own(loaded: None) -> None:
    assert pattern("priya").dip
    assert not pattern("priya").wants_somebody
    assert pattern("tomasz").low_streak
    assert pattern("tomasz").too_much
    assert pattern("amara").known
    assert not pattern("pia").dip


def test_pia_is_asked_today(loaded: None) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        pia = person("Pia")
        with acting_as(pia):
            assert is_my_day(habit_of(pia), pia.today())


def test_a_manager_is_shown_what_was_chosen_and_no_more(loaded: None) -> None:
    shown = [told.person.called for told in shown_to("Mario")]
    wanted = {name: TOLD[name]["shared"] for name in ("priya", "pia", "tomasz", "amara")}
    assert {name: shown.count(name.capitalize()) for name in wanted} == wanted
    assert shown_to("Hana") == []


def test_there_are_places_to_turn_to_and_projects_on_the_page(loaded: None) -> None:
    pair: Pair = pair_of("Priya", "Mario")
    with acting_as(pair.manager):
        assert PlaceToTurn.objects.visible_to(pair.manager).count() == 3
        words = [line.word for line in ProjectLine.objects.filter(pair=pair).current()]
    assert words == ["moving", "stuck", "moving"]
