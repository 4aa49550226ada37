"""Giving and receiving: who reads it, until when it changes, and what becomes of it."""

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, undo
from heard.conversations.bringing_feedback import talk_about
from heard.conversations.models import Item, Raise
from heard.feedback.asking import ask, ask_more, decline
from heard.feedback.giving import add, give, reword, withdraw
from heard.feedback.models import Addition, Ask, Feedback, Keeping, Showing, Take
from heard.feedback.receiving import open_first, put_away, show_to_manager, stop_showing
from heard.lib.refusals import Refusal
from heard.people.leaving import leave
from heard.people.models import Person
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in

Words = dict[str, str]


def from_pia(cast: Cast, words: Words) -> Feedback:
    with acting_as(cast.pia):
        return give(cast.priya, by=cast.pia, words=words)


def sees(person: Person, feedback: Feedback) -> bool:
    with acting_as(person):
        return Feedback.objects.visible_to(person).filter(id=feedback.id).exists()


def who_sees(cast: Cast, feedback: Feedback) -> set[str]:
    return {name for name, person in cast.everyone.items() if sees(person, feedback)}


def read_by_priya(cast: Cast, feedback: Feedback) -> Feedback:
    with acting_as(cast.priya):
        found = Feedback.objects.visible_to(cast.priya).get(id=feedback.id)
        open_first(found, by=cast.priya)
        return found


def test_giver_and_receiver_and_nobody_else(cast: Cast, words: Words) -> None:
    feedback = from_pia(cast, words)
    assert who_sees(cast, feedback) == {"pia", "priya"}
    with acting_as(cast.priya):
        assert Feedback.objects.visible_to(cast.priya).get().saw == words["saw"]


@pytest.mark.parametrize("missing", ["moment", "saw", "led_to"])
def test_the_three_are_asked_for(cast: Cast, words: Words, missing: str) -> None:
    with acting_as(cast.pia):
        with pytest.raises(Refusal) as refused:
            give(cast.priya, by=cast.pia, words=words | {missing: "  "})
        assert refused.value.field == missing
        give(cast.priya, by=cast.pia, words=words | {"next_time": ""})


def test_changed_until_it_was_opened_and_added_to_after_that(cast: Cast, words: Words) -> None:
    feedback = from_pia(cast, words)
    with acting_as(cast.pia):
        with pytest.raises(Refusal):
            add(feedback, by=cast.pia, text="More")
        reword(feedback, by=cast.pia, words=words | {"saw": "You asked first"})
    read_by_priya(cast, feedback)
    with acting_as(cast.pia):
        with pytest.raises(Refusal):
            reword(feedback, by=cast.pia, words=words)
        with pytest.raises(Refusal):
            withdraw(feedback, by=cast.pia)
        add(feedback, by=cast.pia, text="The drawings helped too")
    with acting_as(cast.priya):
        assert Feedback.objects.visible_to(cast.priya).get().saw == "You asked first"
        assert Addition.objects.visible_to(cast.priya).get().text == "The drawings helped too"


def test_taken_back_unread_it_is_gone_and_undo_brings_it_back(cast: Cast, words: Words) -> None:
    feedback = from_pia(cast, words)
    with acting_as(cast.pia):
        withdraw(feedback, by=cast.pia)
    assert who_sees(cast, feedback) == set()
    with acting_as(cast.pia):
        way = Undo.objects.visible_to(cast.pia).get(kind="feedback_withdrawn")
        undo(way, by=cast.pia)
    assert who_sees(cast, feedback) == {"pia", "priya"}


def test_undo_of_giving_ends_with_the_first_reading(cast: Cast, words: Words) -> None:
    read_by_priya(cast, from_pia(cast, words))
    with acting_as(cast.pia):
        way = Undo.objects.visible_to(cast.pia).get(kind="feedback_given")
        with pytest.raises(NothingToUndo):
            undo(way, by=cast.pia)


def test_the_manager_reads_it_only_while_the_receiver_shows_it(cast: Cast, words: Words) -> None:
    feedback = from_pia(cast, words)
    with acting_as(cast.priya):
        show_to_manager(feedback, by=cast.priya)
    assert who_sees(cast, feedback) == {"pia", "priya", "mario"}
    with acting_as(cast.mario):
        assert Feedback.objects.visible_to(cast.mario).get(id=feedback.id).saw == words["saw"]
    with acting_as(cast.priya):
        stop_showing(feedback, by=cast.priya)
    assert who_sees(cast, feedback) == {"pia", "priya"}


def test_what_was_shown_passes_to_no_successor(cast: Cast, words: Words) -> None:
    feedback = from_pia(cast, words)
    with acting_as(cast.priya):
        show_to_manager(feedback, by=cast.priya)
    with acting_as(cast.ade):
        report_to(cast.priya, cast.sol)
    assert who_sees(cast, feedback) == {"pia", "priya"}


def test_put_away_it_is_gone_for_the_receiver_and_stays_with_its_giver(
    cast: Cast, words: Words
) -> None:
    feedback = from_pia(cast, words)
    with acting_as(cast.priya):
        show_to_manager(feedback, by=cast.priya)
        put_away(feedback, by=cast.priya)
    assert who_sees(cast, feedback) == {"pia"}
    with acting_as(cast.priya):
        undo(Undo.objects.visible_to(cast.priya).get(kind="feedback_put_away"), by=cast.priya)
    assert who_sees(cast, feedback) == {"pia", "priya", "mario"}


def test_a_take_and_a_mark_for_review_are_the_receivers_alone(cast: Cast, words: Words) -> None:
    feedback = from_pia(cast, words)
    browser = signed_in(cast.priya)
    browser.post(f"/feedback/{feedback.id}/take", {"text": "She is right, and it stings"})
    browser.post(f"/feedback/{feedback.id}/keeping", {})
    assert "it stings" in browser.get(f"/feedback/{feedback.id}").content.decode()
    for name, person in cast.everyone.items():
        with acting_as(person):
            mine = name == "priya"
            assert Take.objects.visible_to(person).exists() == mine
            assert Keeping.objects.visible_to(person).exists() == mine
    giver = signed_in(cast.pia).get(f"/feedback/{feedback.id}").content.decode()
    assert "stings" not in giver
    assert "review" not in giver
    browser.post(f"/feedback/{feedback.id}/keeping", {"keep": "no"})
    with acting_as(cast.priya):
        assert not Keeping.objects.visible_to(cast.priya).exists()


def test_to_a_manager_it_stays_between_the_two(cast: Cast, words: Words) -> None:
    with acting_as(cast.priya):
        feedback = give(cast.mario, by=cast.priya, words=words)
    assert feedback.upward
    assert who_sees(cast, feedback) == {"priya", "mario"}
    answer = signed_in(cast.mario).post(f"/feedback/{feedback.id}/showing", {})
    assert answer.status_code == 403
    assert who_sees(cast, feedback) == {"priya", "mario"}


def test_a_former_manager_reads_what_was_said_to_them_for_a_fortnight(
    cast: Cast, words: Words
) -> None:
    with acting_as(cast.priya):
        feedback = give(cast.mario, by=cast.priya, words=words)
    with acting_as(cast.ade):
        report_to(cast.priya, cast.sol)
    now = timezone.now()
    with time_machine.travel(now + dt.timedelta(days=13)):
        assert who_sees(cast, feedback) == {"priya", "mario"}
    with time_machine.travel(now + dt.timedelta(days=15)):
        assert who_sees(cast, feedback) == {"priya"}


def test_words_to_the_manager_that_need_an_answer_are_raised(cast: Cast, words: Words) -> None:
    sent = words | {"person": str(cast.mario.id), "needs_answer": "1"}
    answer = signed_in(cast.priya).post("/feedback/give", sent)
    assert answer.status_code == 302
    with acting_as(cast.mario):
        raised = Raise.objects.visible_to(cast.mario).select_related("item").get()
        assert raised.item.text == words["next_time"]
        assert raised.is_waiting


def test_to_a_colleague_nothing_is_raised(cast: Cast, words: Words) -> None:
    sent = words | {"person": str(cast.pia.id), "needs_answer": "1"}
    assert signed_in(cast.priya).post("/feedback/give", sent).status_code == 302
    with acting_as(cast.priya):
        assert not Raise.objects.visible_to(cast.priya).exists()


def test_talking_about_it_brings_a_line_and_not_the_feedback(cast: Cast, words: Words) -> None:
    feedback = from_pia(cast, words | {"about": "The ferry day"})
    with acting_as(cast.priya):
        talk_about(feedback, by=cast.priya)
    with acting_as(cast.mario):
        item = Item.objects.visible_to(cast.mario).get()
        assert item.text == "Feedback I was given: The ferry day"
    assert who_sees(cast, feedback) == {"pia", "priya"}


def test_one_asked_of_each_and_none_learns_of_the_others(cast: Cast) -> None:
    with acting_as(cast.priya):
        asks = ask([cast.pia, cast.fen], by=cast.priya, about="The ferry day")
    assert len(asks) == 2
    for person in (cast.pia, cast.fen):
        with acting_as(person):
            assert [row.asked_id for row in Ask.objects.visible_to(person)] == [person.id]
        page = signed_in(person).get("/feedback").content.decode()
        assert "The ferry day" in page
        other = "Fen" if person == cast.pia else "Pia"
        assert other not in re.sub(r"(?s)<header.*?</header>", "", page)
    for name in ("mario", "sol", "hana", "ade", "otto", "lena"):
        with acting_as(cast.everyone[name]):
            assert not Ask.objects.visible_to(cast.everyone[name]).exists()


def test_five_at_most_and_nobody_who_has_left(cast: Cast) -> None:
    with acting_as(cast.priya):
        six = [cast.pia, cast.mario, cast.sol, cast.fen, cast.hana, cast.ade]
        for people in (six, [], [cast.priya], [cast.lena]):
            with pytest.raises(Refusal):
                ask(people, by=cast.priya, about="The ferry day")
        assert not Ask.objects.visible_to(cast.priya).exists()


def test_declined_kindly_and_answered_all_the_same(cast: Cast, words: Words) -> None:
    with acting_as(cast.priya):
        row = ask([cast.pia], by=cast.priya, about="The ferry day")[0]
    with acting_as(cast.pia):
        asked = Ask.objects.visible_to(cast.pia).get()
        decline(asked, by=cast.pia)
    with acting_as(cast.priya):
        assert Ask.objects.visible_to(cast.priya).get().declined_at is not None
    with time_machine.travel(timezone.now() + dt.timedelta(days=200)), acting_as(cast.pia):
        asked = Ask.objects.visible_to(cast.pia).select_related("asker__organisation").get()
        give(asked.asker, by=cast.pia, words=words, ask=asked)
    with acting_as(cast.priya):
        row = Ask.objects.visible_to(cast.priya).get()
        assert (row.answered_at is not None, row.declined_at) == (True, None)
        assert Feedback.objects.visible_to(cast.priya).get().about == "The ferry day"


def test_asked_for_both_the_manager_reads_it_once_the_receiver_has(
    cast: Cast, words: Words
) -> None:
    with acting_as(cast.priya):
        ask([cast.pia], by=cast.priya, about="The ferry day", readers="me_and_manager")
    page = signed_in(cast.pia).get("/feedback").content.decode()
    assert "Priya and Mario will read it." in page
    with acting_as(cast.pia):
        asked = Ask.objects.visible_to(cast.pia).select_related("asker__organisation").get()
        feedback = give(asked.asker, by=cast.pia, words=words, ask=asked)
    assert who_sees(cast, feedback) == {"pia", "priya"}
    signed_in(cast.priya).get(f"/feedback/{feedback.id}")
    assert who_sees(cast, feedback) == {"pia", "priya", "mario"}
    with acting_as(cast.priya):
        assert Showing.objects.visible_to(cast.priya).standing().count() == 1


def test_asking_more_is_answered_by_adding(cast: Cast, words: Words) -> None:
    feedback = read_by_priya(cast, from_pia(cast, words))
    with acting_as(cast.priya):
        found = Feedback.objects.visible_to(cast.priya).select_related("giver").get()
        ask_more(found, by=cast.priya, question="Which phones?")
    giver = signed_in(cast.pia)
    assert "Which phones?" in giver.get(f"/feedback/{feedback.id}").content.decode()
    giver.post(f"/feedback/{feedback.id}/additions", {"text": "The two from 2019"})
    with acting_as(cast.priya):
        assert Ask.objects.visible_to(cast.priya).get().answered_at is not None
        assert Addition.objects.visible_to(cast.priya).get().text == "The two from 2019"


def test_bad_input_keeps_every_word(cast: Cast, words: Words) -> None:
    answer = signed_in(cast.pia).post("/feedback/give", words | {"to": "Nobody Here"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert all(text in page for text in words.values())
    assert "Nobody here is called “Nobody Here”" in page
    with acting_as(cast.pia):
        assert not Feedback.objects.visible_to(cast.pia).exists()


def test_who_has_left_is_said_with_a_way_on(cast: Cast, words: Words) -> None:
    with acting_as(cast.ade):
        leave(cast.fen)
    answer = signed_in(cast.pia).post("/feedback/give", words | {"to": "Fen Wu"})
    assert answer.status_code == 422
    assert "Their manager may know more." in answer.content.decode()


def test_a_word_about_who_they_are_is_a_hint_and_stops_nothing(cast: Cast, words: Words) -> None:
    browser = signed_in(cast.pia)
    sent = words | {"saw": "You are so talented", "to": "Priya Shah"}
    answer = browser.post("/feedback/give", sent)
    assert answer.status_code == 302
    shown = browser.get(answer["Location"]).content.decode()
    assert "reads as about who they are" in shown
    plain = browser.get(
        browser.post("/feedback/give", words | {"to": "priya@example.com"})["Location"]
    )
    assert "reads as about who they are" not in plain.content.decode()


def test_opening_by_head_or_by_its_giver_is_no_reading(cast: Cast, words: Words) -> None:
    feedback = from_pia(cast, words)
    signed_in(cast.pia).get(f"/feedback/{feedback.id}")
    signed_in(cast.priya).head(f"/feedback/{feedback.id}")
    with acting_as(cast.pia):
        assert Feedback.objects.visible_to(cast.pia).get().opened_at is None


def test_unread_stands_out_and_is_never_counted(cast: Cast, words: Words) -> None:
    feedback = from_pia(cast, words)
    browser = signed_in(cast.priya)
    before = browser.get("/feedback").content.decode()
    assert "is-unread" in before
    browser.get(f"/feedback/{feedback.id}")
    assert "is-unread" not in browser.get("/feedback").content.decode()


def test_where_whoever_was_asked_has_left_their_manager_is_offered(cast: Cast) -> None:
    with acting_as(cast.priya):
        row = ask([cast.mario], by=cast.priya, about="The ferry day")[0]
    browser = signed_in(cast.priya)
    address = f"/feedback/asks/{row.id}"
    assert "Ask Sol" not in browser.get(address).content.decode()
    with acting_as(cast.ade):
        leave(cast.mario)
    assert "Ask Sol" in browser.get(address).content.decode()
    form = browser.get("/feedback/ask?to=sol@example.com&about=The+ferry+day").content.decode()
    assert 'value="sol@example.com"' in form
    assert 'value="The ferry day"' in form
