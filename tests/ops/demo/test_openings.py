"""What came up in the demo: two matches, one happy, one *not now* that came back on its day."""

from collections.abc import Iterator

import pytest
import time_machine

from heard.conversations.following import raised_by
from heard.conversations.models import WishStep
from heard.opportunities import comparing, remembering
from heard.opportunities.matching import match_opening
from heard.opportunities.models import Match
from heard.opportunities.recounting import recounted
from heard.ops.demo.loader import load
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import signed_in
from tests.ops.demo.conftest import TUESDAY
from tests.ops.demo.opened import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Without the model: nobody waits for it who only wants to look."""

    def never() -> None:
        raise AssertionError("The model was asked for while the demo was loaded")

    with time_machine.travel(TUESDAY, tick=False):
        with monkeypatch.context() as while_loading:
            while_loading.setattr(remembering, "embedder", never)
            while_loading.setattr(comparing, "embedder", never)
            load()
        yield


def only_match(poster: Person) -> Match:
    found = Match.objects.visible_to(poster).filter(opening__posted_by=poster)
    return found.select_related("person", "offer", "opening").get()


@pytest.mark.parametrize(("name", "wisher"), [("Hana", "Priya"), ("Sol", "Pia")])
def test_the_matching_itself_finds_what_the_demo_tells(name: str, wisher: str) -> None:
    poster = person(name)
    with acting_as(poster):
        told = only_match(poster)
        told.delete()
        match_opening(told.opening)
        found = only_match(poster)
    assert told.person.called == found.person.called == wisher
    assert (found.offer, found.because_of) == (told.offer, told.because_of)
    assert found.strength == pytest.approx(told.strength, abs=0.05)


def test_the_happy_one_is_told_from_the_wish_to_what_came_of_it() -> None:
    priya = person("Priya")
    with acting_as(priya):
        told = recounted(raised_by(priya), priya)
    matter = next(one for one in told if one.words == "Showing newcomers how we do things here")
    assert [(step.kind, step.outcome) for step in matter.steps] == [
        ("shown", ""),
        ("opening_met", ""),
        ("opening_raised", ""),
        ("opening_interest", ""),
        ("opening_answer", "yes"),
        ("opening_filled", ""),
        ("step", "trying"),
        ("step", "happening"),
    ]
    assert (matter.steps[1].at - matter.steps[0].at).days > 90
    assert matter.answered_at is not None
    page = signed_in(priya).get("/me/heard").content.decode()
    assert "Introduce the three new starters" in page
    assert "They want me for the next ones as well." in page


def test_the_not_now_came_back_on_its_day() -> None:
    pia = person("Pia")
    with acting_as(pia):
        steps = WishStep.objects.visible_to(pia).filter(person=pia)
        (step,) = steps
        assert (step.state, step.stands_as(pia.today())) == ("not_now", "again")
        told = recounted(raised_by(pia), pia)
    matter = next(one for one in told if one.wish_id == step.wish_id)
    assert (matter.stage, matter.state) == ("waiting", "again")
    kinds = [one.kind for one in matter.steps]
    assert kinds == ["shown", "opening_met", "opening_raised", "step", "came_back"]
    assert matter.steps[-1].at.date() == step.look_again_on
    shown = signed_in(pia).get("/opportunities").content.decode()
    assert "Hold the day between the rope crew and the ticket office" in shown
    assert "Leading a workshop that has somebody difficult in it" in shown
