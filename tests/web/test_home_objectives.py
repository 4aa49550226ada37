"""What an objective asks stands on Home and on its own page: with a page of two, and without."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from heard.objectives.changing import change, pivot_objective, set_out
from heard.objectives.models import Objective, Priority, PriorityAsk
from heard.objectives.prioritising import change_priority, put_first
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in
from tests.speed.test_query_counts import ASKED, BAR, statements
from tests.web.test_home import home

HEADING = "Objectives that ask something"
TOLD = "A priority it serves has changed"


@pytest.fixture
def priority(cast: Cast) -> Priority:
    with acting_as(cast.hana):
        return put_first(by=cast.hana, level="organisation", sentence="Answer within a day")


def objective(person: Person, **words: object) -> Objective:
    with acting_as(person):
        return set_out(by=person, words={"sentence": f"What {person.called} does", **words})


def change_it(cast: Cast, priority: Priority) -> None:
    with acting_as(cast.hana):
        change_priority(priority, by=cast.hana, words={"sentence": "Answer within an hour"})


def still_asked(person: Person) -> int:
    with acting_as(person):
        return PriorityAsk.objects.visible_to(person).open().count()


# Sol reports to nobody and has people, Fen has neither: no page of theirs ever asks.
@pytest.mark.parametrize("name", ["sol", "fen", "priya"])
def test_a_changed_priority_is_asked_about_and_answered_with_a_page_or_without(
    cast: Cast, priority: Priority, name: str
) -> None:
    person = cast.everyone[name]
    one = objective(person, aligned_to=priority)
    assert TOLD not in home(person)
    change_it(cast, priority)
    browser = signed_in(person)
    own = browser.get(f"/objectives/{one.id}").content.decode()
    for words in ("A priority that this serves has changed", "within a day", "within an hour"):
        assert words in own
    shown = home(person)
    assert TOLD in shown
    assert "Answer within an hour" in shown
    for other in {"mario", "pia", "hana"}:
        assert TOLD not in home(cast.everyone[other])
    sent = {"choice": "keep", "back": "/"}
    answer = browser.post(f"/objectives/{one.id}/pivot", sent)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/?did=")
    assert still_asked(person) == 0
    assert TOLD not in home(person)
    again = browser.get(f"/objectives/{one.id}").content.decode()
    assert "A priority that this serves has changed" not in again


def test_whoever_reads_the_objective_is_not_asked(cast: Cast, priority: Priority) -> None:
    one = objective(cast.priya, aligned_to=priority, visibility="everyone")
    change_it(cast, priority)
    for name in ("mario", "pia", "sol", "hana"):
        shown = signed_in(cast.everyone[name]).get(f"/objectives/{one.id}").content.decode()
        assert "What Priya does" in shown
        assert "A priority that this serves has changed" not in shown


def test_below_five_whoever_changed_it_reads_only_whether_all_have(
    cast: Cast, priority: Priority
) -> None:
    """Those without a page are counted like everybody."""
    served = [objective(person, aligned_to=priority) for person in (cast.sol, cast.fen)]
    change_it(cast, priority)
    hana = signed_in(cast.hana)
    for one, said in zip(served, ("Not all have answered yet", "All have answered"), strict=True):
        sent = {"choice": "keep"}
        signed_in(one.owner).post(f"/objectives/{one.id}/pivot", sent)
        shown = hana.get(f"/priorities/{priority.id}").content.decode()
        assert said in shown
        assert " of 2 " not in shown


def test_a_month_without_a_word_asks_whether_it_is_still_true(cast: Cast) -> None:
    before = timezone.now() - dt.timedelta(days=31)
    with time_machine.travel(before):
        one = objective(cast.priya, visibility="everyone")
        fresh = objective(cast.mario)
    with acting_as(cast.mario):
        change(fresh, by=cast.mario, words={"sentence": "Something newer"})
    shown = home(cast.priya)
    assert "Still true? Nothing was said of it for a month." in shown
    for name in ("mario", "pia", "hana"):
        assert HEADING not in home(cast.everyone[name])
    browser = signed_in(cast.priya)
    browser.post(f"/objectives/{one.id}/pivot", {"choice": "keep", "back": "/"})
    assert HEADING not in home(cast.priya)


def test_a_change_that_waits_for_a_yes_is_said_to_whom_it_waits_for(cast: Cast) -> None:
    one = objective(cast.priya)
    with acting_as(cast.priya):
        mine = Objective.objects_for(cast.priya).get(id=one.id)
        pivot_objective(
            mine, by=cast.priya, choice="emphasis", reason="learned", sentence="Other words"
        )
    assert "A change of it waits for your yes." in home(cast.mario)
    assert HEADING not in home(cast.priya)
    assert HEADING not in home(cast.sol)


def test_a_day_that_is_near_is_coming_up(cast: Cast) -> None:
    objective(cast.priya, until=cast.priya.today() + dt.timedelta(days=5))
    objective(cast.pia, until=cast.priya.today() + dt.timedelta(days=50))
    shown = home(cast.priya)
    coming = shown[shown.index("Coming up") :]
    assert "What Priya does" in coming
    assert "is it still right?" in coming
    assert HEADING not in shown
    assert "Coming up" not in home(cast.mario)
    assert "Coming up" not in home(cast.pia)


def test_two_lines_and_how_many_more(cast: Cast, priority: Priority) -> None:
    with time_machine.travel(timezone.now() - dt.timedelta(days=40)):
        for _number in range(3):
            objective(cast.priya)
    objective(cast.priya, aligned_to=priority, sentence="The one that serves")
    change_it(cast, priority)
    shown = home(cast.priya)
    part = shown[shown.index(HEADING) :]
    assert part.index("The one that serves") < part.index("What Priya does")
    assert part.count("Still true?") == 1
    assert "2 more" in part


def test_home_asks_once_more_only_where_something_asks(cast: Cast, priority: Priority) -> None:
    """And as often for one as for fifty; the bar holds all the same."""
    browser = signed_in(cast.priya)
    browser.get("/")
    quiet = len(statements(browser, "/"))
    asked = []
    for many in (1, 50):
        with time_machine.travel(timezone.now() - dt.timedelta(days=40)):
            for _number in range(many):
                objective(cast.priya, aligned_to=priority)
        asked.append(len(statements(browser, "/")))
    assert asked == [quiet + 1] * 2
    assert ASKED["/"] + 1 <= BAR
