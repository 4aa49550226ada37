"""A wish in somebody's own words, and what became of it when the chance came, four months later."""

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape

import pytest
import time_machine
from django.utils import timezone

from heard.conversations.models import Item, Told
from heard.opportunities.models import Interest, Match, Opening, Raising
from heard.opportunities.remembering import words_of
from heard.people.models import Person
from heard.privacy.keys import acting_as
from heard.web.rows import day
from tests.cast import Cast, signed_in

WISH = "Showing newcomers how we do things here"
TITLE = "Introduce the three starters to the studio"
REASON = "You told us before anybody asked"
STEP = re.compile(r'<span class="hint">([^<]*)</span>\s*<div>(.*?)</div>\s*</li>', re.DOTALL)


class Calendar:
    """Whoever presses something presses it on a day, counted from the first."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self.clock, self.start, self.days = clock, timezone.now(), 0

    def on(self, days: int) -> None:
        self.days = days
        self.clock.move_to(self.start + dt.timedelta(days=days))

    def told(self, days: int) -> str:
        return day(self.start + dt.timedelta(days=days))

    def press(self, person: Person, address: str, **sent: str) -> None:
        assert signed_in(person).post(address, sent).status_code == 302


@pytest.fixture
def calendar(cast: Cast) -> Iterator[Calendar]:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield Calendar(clock)


def page(person: Person, address: str) -> str:
    answer = signed_in(person).get(address)
    assert answer.status_code == 200
    return unescape(" ".join(answer.content.decode().split()))


def story(person: Person) -> list[tuple[str, str]]:
    """The dated lines of the whole story, as /me/heard prints them."""
    lines = STEP.findall(page(person, "/me/heard"))
    plain = [(when, re.sub(r"<[^>]+>", " ", said)) for when, said in lines]
    return [(when, " ".join(said.split())) for when, said in plain]


def test_told_remembered_raised_answered_tried_and_the_whole_story(
    cast: Cast, calendar: Calendar
) -> None:
    priya, mario, sol = cast.priya, cast.mario, cast.sol
    assert not words_of(WISH) & words_of(TITLE)
    calendar.press(priya, "/me/wishes", direction="more_of", text=WISH, audience="matching")

    calendar.on(122)
    calendar.press(sol, "/opportunities/new", title=TITLE, audience="everyone")
    with acting_as(sol):
        opening = Opening.objects.get(title=TITLE)
        match = Match.objects.visible_to(sol).get(opening=opening)
    assert match.because_of == Match.Because.MEANING
    assert WISH in page(sol, f"/opportunities/{opening.id}")
    for reminded in (priya, mario):
        home = page(reminded, "/")
        assert TITLE in home
        assert f"“{WISH}”" in home
    for other in (cast.pia, cast.fen, cast.hana, cast.ade):
        assert WISH not in page(other, "/")

    calendar.press(sol, f"/opportunities/{opening.id}/matches/{match.id}/raising")
    calendar.on(123)
    with acting_as(mario):
        raising = Raising.objects.visible_to(mario).get(opening=opening)
    assert "Put it on our page" in page(mario, "/")
    calendar.press(mario, f"/raisings/{raising.id}/item")
    with acting_as(priya):
        said = Item.objects.visible_to(priya).get().text
    assert WISH in said
    assert TITLE in said

    calendar.on(125)
    calendar.press(priya, f"/opportunities/{opening.id}/interest", line="I'd begin with the kettle")
    calendar.on(129)
    with acting_as(sol):
        interest = Interest.objects.visible_to(sol).get(opening=opening)
    answer = f"/opportunities/{opening.id}/interest/{interest.id}/answer"
    calendar.press(sol, answer, answer="yes", reason=REASON)
    assert REASON in page(priya, "/")

    calendar.on(131)
    with acting_as(mario):
        told = Told.objects.visible_to(mario).get(kind=Told.Kind.WISH, person=priya)
    calendar.press(mario, f"/wishes/{told.id}/steps", state="trying", reason="One morning first")

    calendar.on(140)
    assert story(priya) == [
        (calendar.told(0), "Priya showed it"),
        (calendar.told(122), f"Something like it came up, from Sol: “{TITLE}”"),
        (calendar.told(123), f"Mario brought “{TITLE}” to the page"),
        (calendar.told(125), f"Priya would like “{TITLE}” I'd begin with the kettle"),
        (calendar.told(129), f"Sol answered: Yes, to “{TITLE}” {REASON}"),
        (calendar.told(131), "Mario said: being tried One morning first"),
    ]
    assert "answered after 4 months" in page(priya, "/me/heard")
