"""Passing up: nothing goes before both stand behind the words, and then the words alone."""

import datetime as dt

import pytest

from heard.conversations.agreeing import need_answer, need_no_answer
from heard.conversations.following import raised_by
from heard.conversations.gathering import add_item
from heard.conversations.models import CameBack, PassedUp, Raise
from heard.conversations.passing_up import (
    agree_to_words,
    answer_back,
    decline_words,
    line_above,
    pass_up,
    take_back_words,
    word_otherwise,
)
from heard.lib.refusals import Refusal
from heard.people.leaving import leave
from heard.people.models import Person
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of, signed_in

WORDS = "Is there money for a second researcher this year?"


@pytest.fixture
def raised(cast: Cast) -> Raise:
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        item = add_item(pair, by=cast.priya, text="I can't do the interviews alone")
        return need_answer(item, by=cast.priya)


@pytest.fixture
def worded(raised: Raise, cast: Cast) -> PassedUp:
    with acting_as(cast.mario):
        return pass_up(raised, by=cast.mario, to=cast.sol, text=WORDS)


@pytest.fixture
def asked(worded: PassedUp, cast: Cast) -> PassedUp:
    with acting_as(cast.priya):
        agree_to_words(worded, by=cast.priya)
    return worded


def sees(person: Person, passed: PassedUp) -> str:
    with acting_as(person):
        found = PassedUp.objects.visible_to(person).filter(id=passed.id).first()
        return found.text if found else ""


def test_nothing_goes_before_the_raiser_agrees_to_the_words(worded: PassedUp, cast: Cast) -> None:
    assert sees(cast.sol, worded) == ""
    assert sees(cast.priya, worded) == sees(cast.mario, worded) == WORDS
    with acting_as(cast.mario), pytest.raises(Refusal):
        agree_to_words(worded, by=cast.mario)
    with acting_as(cast.priya):
        agree_to_words(worded, by=cast.priya)
    assert sees(cast.sol, worded) == WORDS
    assert sees(cast.pia, worded) == sees(cast.hana, worded) == ""


def test_whoever_changes_the_words_is_not_who_agrees_to_them(worded: PassedUp, cast: Cast) -> None:
    other = "Could the team have a second researcher?"
    with acting_as(cast.priya):
        seen = worded.version
        word_otherwise(worded, by=cast.priya, text=other, base=worded.version)
        with pytest.raises(Refusal):
            agree_to_words(worded, by=cast.priya)
    assert sees(cast.sol, worded) == ""
    with acting_as(cast.mario):
        with pytest.raises(Refusal):
            agree_to_words(worded, by=cast.mario, seen=seen)
        agree_to_words(worded, by=cast.mario)
    assert sees(cast.sol, worded) == other


def test_what_was_declined_goes_nowhere(worded: PassedUp, cast: Cast) -> None:
    with acting_as(cast.priya):
        decline_words(worded, by=cast.priya)
        with pytest.raises(Refusal):
            agree_to_words(worded, by=cast.priya)
    assert sees(cast.sol, worded) == ""


def test_whoever_is_asked_reads_the_words_and_nothing_else(asked: PassedUp, cast: Cast) -> None:
    sol = signed_in(cast.sol)
    shown = sol.get(f"/passed-up/{asked.id}").content.decode()
    assert WORDS in shown
    assert "Mario" in shown
    assert "Priya" not in shown
    assert "interviews alone" not in shown
    assert WORDS in sol.get("/me/heard").content.decode()
    for address in (f"/raises/{asked.raised_id}", f"/with/{asked.pair.address}"):
        assert sol.get(address).status_code == 404
    assert signed_in(cast.pia).get(f"/passed-up/{asked.id}").status_code == 404


def test_what_came_back_is_in_the_raisers_story(asked: PassedUp, cast: Cast) -> None:
    with acting_as(cast.sol):
        with pytest.raises(Refusal):
            answer_back(asked, by=cast.sol, outcome="no", sentence=" ")
        with pytest.raises(Refusal):
            answer_back(asked, by=cast.sol, outcome="looking", sentence="Asking Ruth")
        answer_back(asked, by=cast.sol, outcome="no", sentence="Not before the new year")
    for browser, address in (
        (signed_in(cast.priya), "/me/heard"),
        (signed_in(cast.mario), f"/with/{asked.pair.address}/heard"),
    ):
        shown = browser.get(address).content.decode()
        assert "Passed up to Sol" in shown
        assert "Not before the new year" in shown
    with acting_as(cast.priya):
        # The answer of the one who was raised with is still owed.
        assert raised_by(cast.priya)[0].stage == "waiting"


def test_taken_back_it_is_gone_for_whoever_was_asked(asked: PassedUp, cast: Cast) -> None:
    with acting_as(cast.sol):
        answer_back(asked, by=cast.sol, outcome="no", sentence="Not before the new year")
    mario = signed_in(cast.mario)
    assert mario.post(f"/passed-up/{asked.id}/agreement", {"agree": "no"}).status_code == 403
    priya = signed_in(cast.priya)
    assert priya.post(f"/passed-up/{asked.id}/agreement", {"agree": "no"}).status_code == 302
    sol = signed_in(cast.sol)
    assert sol.get(f"/passed-up/{asked.id}").status_code == 404
    assert WORDS not in sol.get("/me/heard").content.decode()
    with acting_as(cast.sol):
        assert not CameBack.objects.visible_to(cast.sol).exists()
    shown = priya.get(f"/passed-up/{asked.id}").content.decode()
    assert WORDS in shown
    assert "Not before the new year" in shown


def test_a_yes_can_be_taken_back_after_a_change_of_manager(asked: PassedUp, cast: Cast) -> None:
    with acting_as(cast.ade):
        report_to(cast.priya, cast.sol)
    with acting_as(cast.priya):
        take_back_words(asked, by=cast.priya)
    assert sees(cast.sol, asked) == ""
    assert sees(cast.priya, asked) == WORDS


def test_it_goes_to_somebody_here_once_at_a_time(raised: Raise, cast: Cast) -> None:
    with acting_as(cast.mario):
        assert line_above(cast.mario) == [cast.sol]
        for nobody in (cast.priya, cast.mario, cast.lena):
            with pytest.raises(Refusal):
                pass_up(raised, by=cast.mario, to=nobody, text=WORDS)
        pass_up(raised, by=cast.mario, to=cast.sol, text=WORDS)
        with pytest.raises(Refusal):
            pass_up(raised, by=cast.mario, to=cast.hana, text=WORDS)
        leave(cast.sol)
        pass_up(raised, by=cast.mario, to=cast.hana, text=WORDS)
    with acting_as(cast.priya), pytest.raises(Refusal):
        need_no_answer(raised.item, by=cast.priya)


def test_the_manager_names_somebody_by_address(raised: Raise, cast: Cast) -> None:
    mario = signed_in(cast.mario)
    assert "Sol Adeyemi" in mario.get(f"/raises/{raised.id}").content.decode()
    sent = {"email": "otto@example.com", "text": WORDS}
    assert mario.post(f"/raises/{raised.id}/passing", sent).status_code == 422
    sent["email"] = "hana@example.com"
    assert mario.post(f"/raises/{raised.id}/passing", sent).status_code == 302
    assert signed_in(cast.priya).post(f"/raises/{raised.id}/passing", sent).status_code == 403
    with acting_as(cast.mario):
        assert PassedUp.objects.get().to == cast.hana


def test_a_day_in_words_is_a_day(asked: PassedUp, cast: Cast) -> None:
    sent = {"outcome": "looking", "sentence": "Asking Ruth", "look_again_on": "in two weeks"}
    sol = signed_in(cast.sol)
    assert sol.post(f"/passed-up/{asked.id}/answers", sent).status_code == 302
    with acting_as(cast.sol):
        back = CameBack.objects.get()
        assert back.look_again_on == cast.sol.today() + dt.timedelta(days=14)
