"""Rounds: shown from five up, together, without a trace of who wrote."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from heard.activity.models import Event, Undo
from heard.feedback.asking import ask_team
from heard.feedback.grouping import close_what_is_over, open_round, say, team_of, together
from heard.feedback.models import Ask, Round, Seat, Voice
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as, with_nobody_acting
from tests.access.leaking import masked
from tests.cast import Cast, make_person, signed_in

NAMES = ("Ana One", "Ben Two", "Cal Three", "Dee Four")
LATER = dt.timedelta(days=15)


@pytest.fixture
def team(cast: Cast) -> list[Person]:
    """Six who report to Mario."""
    with acting_as(cast.ade):
        new = [make_person(cast.ade.organisation, name) for name in NAMES]
        for person in new:
            report_to(person, cast.mario)
    return [cast.priya, cast.pia, *new]


@pytest.fixture
def round_(cast: Cast, team: list[Person]) -> Round:
    with acting_as(cast.mario):
        return open_round(by=cast.mario)


def write(round_: Round, people: list[Person]) -> None:
    for number, person in enumerate(people):
        with acting_as(person):
            found = Round.objects.visible_to(person).get()
            say(found, by=person, keep_doing=f"keep {number}", differently=f"change {number}")


def page_of(person: Person, round_: Round) -> tuple[int, str]:
    answer = signed_in(person).get(f"/feedback/rounds/{round_.id}")
    return answer.status_code, answer.content.decode()


def test_from_five_up_all_of_it_together_and_only_once_closed(
    cast: Cast, team: list[Person], round_: Round
) -> None:
    write(round_, team[:5])
    status, page = page_of(cast.mario, round_)
    assert status == 200
    assert not any(f"keep {n}" in page for n in range(5))
    with time_machine.travel(timezone.now() + LATER):
        _status, page = page_of(cast.mario, round_)
        assert all(f"keep {n}" in page and f"change {n}" in page for n in range(5))
        assert not any(person.name in page for person in team)


def test_with_four_nothing_is_shown_and_nothing_is_left(
    cast: Cast, team: list[Person], round_: Round
) -> None:
    write(round_, team[:4])
    with time_machine.travel(timezone.now() + LATER):
        _status, page = page_of(cast.mario, round_)
    assert "Not enough people to show this without pointing at someone." in page
    assert "keep 0" not in page
    with with_nobody_acting(cast.mario.organisation_id):
        assert not Voice.objects.exists()


def test_the_open_page_is_the_same_whoever_has_written(
    cast: Cast, team: list[Person], round_: Round
) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        browser = signed_in(cast.mario)
        before = masked(browser.get(f"/feedback/rounds/{round_.id}").content)
        write(round_, team)
        after = masked(browser.get(f"/feedback/rounds/{round_.id}").content)
    assert before == after


def test_closing_leaves_no_link_to_who_wrote(cast: Cast, team: list[Person], round_: Round) -> None:
    write(round_, team[:5])
    with with_nobody_acting(cast.mario.organisation_id):
        old = set(Voice.objects.values_list("id", flat=True))
    with time_machine.travel(timezone.now() + LATER), acting_as(cast.mario):
        close_what_is_over(cast.mario)
    with with_nobody_acting(cast.mario.organisation_id):
        rows = list(Voice.objects.all())
        assert len(rows) == 5
        assert {row.giver_id for row in rows} == {None}
        assert len({row.created_at for row in rows}) == 1
        assert not old & {row.id for row in rows}
        # A time-ordered id would tell the order of writing; these are random.
        assert {row.id.version for row in rows} == {4}
        assert not Seat.objects.exists()
    for person in team:
        with acting_as(person):
            assert not Voice.objects.visible_to(person).exists()
            assert not Round.objects.visible_to(person).exists()
            assert not Event.objects.visible_to(person).filter(actor=person).exists()
            assert not Undo.objects.visible_to(person).exists()


def test_each_reaches_their_own_words_until_it_closes(
    cast: Cast, team: list[Person], round_: Round
) -> None:
    write(round_, team[:5])
    with acting_as(cast.priya):
        assert [voice.keep_doing for voice in Voice.objects.visible_to(cast.priya)] == ["keep 0"]
    browser = signed_in(cast.priya)
    sent = {"keep_doing": "", "differently": ""}
    assert browser.post(f"/feedback/rounds/{round_.id}", sent).status_code == 302
    with acting_as(cast.priya):
        assert not Voice.objects.visible_to(cast.priya).exists()
    with acting_as(cast.mario):
        assert not Voice.objects.visible_to(cast.mario).exists()
    with time_machine.travel(timezone.now() + LATER):
        assert page_of(cast.priya, round_)[0] == 404


@pytest.mark.parametrize("name", ["sol", "fen", "hana", "ade", "otto"])
def test_nobody_beside_the_team_learns_of_it(cast: Cast, round_: Round, name: str) -> None:
    person = cast.everyone[name]
    assert page_of(person, round_)[0] == 404
    assert "asks the whole team" not in signed_in(person).get("/feedback").content.decode()


def test_the_warning_stands_before_the_fields(cast: Cast, round_: Round) -> None:
    page = page_of(cast.priya, round_)[1].split("<main")[1]
    assert page.index("style is recognisable") < page.index("<textarea")
    assert "asks the whole team" in signed_in(cast.priya).get("/feedback").content.decode()


def test_a_small_team_and_a_second_round_are_refused(cast: Cast, team: list[Person]) -> None:
    with acting_as(cast.sol), pytest.raises(Refusal):
        open_round(by=cast.sol)
    with acting_as(cast.mario):
        open_round(by=cast.mario)
    months = timezone.now() + dt.timedelta(days=150)
    with time_machine.travel(months), acting_as(cast.mario), pytest.raises(Refusal):
        open_round(by=cast.mario)


def test_asked_by_name_each_answers_alone(cast: Cast, team: list[Person]) -> None:
    with acting_as(cast.mario):
        assert len(ask_team(team_of(cast.mario), by=cast.mario)) == 6
    for person in team:
        with acting_as(person):
            row = Ask.objects.visible_to(person).get()
            assert row.question == "Where am I in your way, and where am I missing?"


def test_the_two_lists_say_nothing_of_each_other(
    cast: Cast, team: list[Person], round_: Round
) -> None:
    """Each in an order of its own, the same on every visit."""
    write(round_, team)
    with time_machine.travel(timezone.now() + LATER), acting_as(cast.mario):
        close_what_is_over(cast.mario)
        found = Round.objects.visible_to(cast.mario).get()
        keep, change = together(found, by=cast.mario)
        assert (keep, change) == together(found, by=cast.mario)
    assert [one.split()[1] for one in keep] != [one.split()[1] for one in change]


def test_the_standing_prompt_comes_after_sixty_days_and_for_oneself_alone(cast: Cast) -> None:
    words = {"moment": "Monday", "saw": "You moved it twice", "led_to": "I waited"}
    prompt = "What could Mario do more of, or less of?"
    browser = signed_in(cast.priya)
    assert prompt in browser.get("/feedback").content.decode()
    browser.post("/feedback/give", words | {"person": str(cast.mario.id)})
    assert prompt not in browser.get("/feedback").content.decode()
    with time_machine.travel(timezone.now() + dt.timedelta(days=61)):
        assert prompt in signed_in(cast.priya).get("/feedback").content.decode()
