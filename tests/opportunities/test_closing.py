"""No opening closes with somebody unanswered: by page, by API, by verb, by undo."""

import pytest

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, undo
from heard.lib.refusals import Refusal
from heard.opportunities.answering import answer_interest
from heard.opportunities.closing import move_on
from heard.opportunities.models import Interest, Opening, OpeningStep
from heard.opportunities.taking_interest import take_interest, take_interest_back
from heard.people.leaving import leave
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in
from tests.opportunities.wanting import posts

CLOSED = ["filled", "withdrawn"]


def is_interested(person: Person, opening: Opening, line: str = "I'd love to") -> Interest:
    with acting_as(person):
        return take_interest(opening, by=person, line=line)


def answers(person: Person, interest: Interest, answer: str = "no") -> None:
    with acting_as(person):
        answer_interest(interest, by=person, answer=answer, reason="Pia began it in May")


def state_of(opening: Opening, person: Person) -> str:
    with acting_as(person):
        return Opening.objects.get(id=opening.id).state


@pytest.mark.parametrize("state", CLOSED)
def test_the_verb_refuses_until_everybody_has_an_answer(cast: Cast, state: str) -> None:
    opening = posts(cast.sol)
    shown = [is_interested(person, opening) for person in (cast.priya, cast.pia)]
    for interest in shown:
        with acting_as(cast.sol), pytest.raises(Refusal, match="answer"):
            move_on(opening, state, by=cast.sol, reason="Pia has it")
        answers(cast.sol, interest)
    with acting_as(cast.sol):
        move_on(opening, state, by=cast.sol, reason="Pia has it")
    assert state_of(opening, cast.sol) == state


@pytest.mark.parametrize("state", CLOSED)
def test_the_page_refuses_in_words_and_keeps_the_reason(cast: Cast, state: str) -> None:
    opening = posts(cast.sol)
    interest = is_interested(cast.priya, opening)
    browser = signed_in(cast.sol)
    sent = {"state": state, "reason": "The harbour has moved it"}
    refused = browser.post(f"/opportunities/{opening.id}/state", sent)
    assert refused.status_code == 422
    assert "still waits for an answer" in refused.content.decode()
    assert "The harbour has moved it" in refused.content.decode()
    assert state_of(opening, cast.sol) == "open"
    answers(cast.sol, interest)
    assert browser.post(f"/opportunities/{opening.id}/state", sent).status_code == 302
    assert state_of(opening, cast.sol) == state


@pytest.mark.parametrize("state", CLOSED)
def test_closing_owes_a_reason(cast: Cast, state: str) -> None:
    opening = posts(cast.sol)
    with acting_as(cast.sol):
        with pytest.raises(Refusal) as refused:
            move_on(opening, state, by=cast.sol, reason="  ")
        assert refused.value.field == "reason"
        move_on(opening, state, by=cast.sol, reason="The harbour has moved it")
        step = OpeningStep.objects.get(opening=opening)
    assert (step.did, step.reason, step.by_id) == (state, "The harbour has moved it", cast.sol.id)


def test_an_answer_owes_a_reason(cast: Cast) -> None:
    opening = posts(cast.sol)
    interest = is_interested(cast.priya, opening)
    with acting_as(cast.sol):
        for answer, reason, field in (("no", " ", "reason"), ("maybe", "Why not", "answer")):
            with pytest.raises(Refusal) as refused:
                answer_interest(interest, by=cast.sol, answer=answer, reason=reason)
            assert refused.value.field == field
    answers(cast.sol, interest, "partly")
    page = signed_in(cast.priya).get("/opportunities").content.decode()
    assert "Partly." in page
    assert "Pia began it in May" in page


def test_whoever_took_it_back_or_left_waits_for_nothing(cast: Cast) -> None:
    opening = posts(cast.sol)
    interest = is_interested(cast.priya, opening)
    is_interested(cast.pia, opening)
    with acting_as(cast.priya):
        take_interest_back(interest, by=cast.priya)
    with acting_as(cast.ade):
        leave(cast.pia)
    with acting_as(cast.sol):
        move_on(opening, "withdrawn", by=cast.sol, reason="The harbour has moved it")
    assert state_of(opening, cast.sol) == "withdrawn"


def test_undo_closes_nothing_over_somebody_who_waits(cast: Cast) -> None:
    """Closed, opened again, somebody would like it: taking the second step back would close it."""
    opening = posts(cast.sol)
    with acting_as(cast.sol):
        move_on(opening, "filled", by=cast.sol, reason="Pia has it")
        move_on(opening, "open", by=cast.sol)
        ways = Undo.objects.visible_to(cast.sol).filter(kind="opening_state")
        way = ways.order_by("created_at").last()
        assert way is not None
    is_interested(cast.priya, opening)
    with acting_as(cast.sol), pytest.raises(NothingToUndo):
        undo(way, by=cast.sol)
    assert state_of(opening, cast.sol) == "open"


def test_undo_opens_again_what_was_closed(cast: Cast) -> None:
    opening = posts(cast.sol)
    with acting_as(cast.sol):
        move_on(opening, "talking", by=cast.sol)
        move_on(opening, "filled", by=cast.sol, reason="Pia has it")
        way = Undo.objects.visible_to(cast.sol).filter(kind="opening_state").latest("created_at")
        undo(way, by=cast.sol)
    assert state_of(opening, cast.sol) == "talking"


def test_a_closed_one_takes_no_more_interest(cast: Cast) -> None:
    opening = posts(cast.sol)
    with acting_as(cast.sol):
        move_on(opening, "filled", by=cast.sol, reason="Pia has it")
    with acting_as(cast.priya), pytest.raises(Refusal):
        take_interest(opening, by=cast.priya)


def test_the_poster_leaves_and_it_goes_to_their_manager(cast: Cast) -> None:
    opening = posts(cast.mario)
    interest = is_interested(cast.priya, opening)
    with acting_as(cast.ade):
        leave(cast.mario)
    page = signed_in(cast.sol).get(f"/opportunities/{opening.id}").content.decode()
    assert "Mario has left; it is with Sol now" in page
    assert "I&#x27;d love to" in page
    with acting_as(cast.sol):
        answers(cast.sol, Interest.objects.select_related("opening").get(id=interest.id))
        move_on(Opening.objects.get(id=opening.id), "filled", by=cast.sol, reason="Priya has it")
    assert state_of(opening, cast.sol) == "filled"
