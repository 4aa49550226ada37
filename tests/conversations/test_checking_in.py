"""A check-in is its person's; shown, it is a copy that goes when they say so."""

import datetime as dt

import pytest
from django.utils import timezone

from heard.conversations.checking_in import check_in, forget, reader_of, upward
from heard.conversations.models import Pair, Told
from heard.lib.refusals import Conflict, Refusal
from heard.people.models import Person
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from heard.wellbeing.answering import habit_of
from heard.wellbeing.models import CheckIn, Habit
from tests.cast import Cast

GOOD = {"week": "good", "load": "about right"}
ROUGH = {"week": "rough"}


def shown_to(person: Person) -> list[dict[str, str]]:
    with acting_as(person):
        return [told.says["answers"] for told in Told.objects.visible_to(person).to(person)]


def usual_reader(person: Person) -> str:
    pages = Pair.objects.visible_to(person).live().select_related("manager")
    return reader_of(habit_of(person), upward(pages, person))


def test_one_a_day_and_the_last_said_stands(cast: Cast) -> None:
    with acting_as(cast.priya):
        first = check_in(by=cast.priya, answers=GOOD, reader="only_me")
        again = check_in(by=cast.priya, answers=ROUGH, reader="only_me", word="tired", note="Why")
        assert again.id == first.id
        row = CheckIn.objects.visible_to(cast.priya).get()
        assert (row.answers, row.word, row.note) == (ROUGH, "tired", "Why")
        assert row.on == cast.priya.today()


def test_for_oneself_it_is_nobody_elses(cast: Cast) -> None:
    with acting_as(cast.priya):
        check_in(by=cast.priya, answers=GOOD, reader="only_me")
    for person in set(cast.everyone.values()) - {cast.priya}:
        assert shown_to(person) == []
        with acting_as(person):
            assert not CheckIn.objects.visible_to(person).exists()
            assert not Habit.objects.visible_to(person).exists()


def test_shown_it_is_the_managers_alone_and_follows(cast: Cast) -> None:
    with acting_as(cast.priya):
        check_in(by=cast.priya, answers=GOOD, reader="pair")
        check_in(by=cast.priya, answers=ROUGH, reader="pair")
    assert shown_to(cast.mario) == [ROUGH]
    for name in set(cast.everyone) - {"priya", "mario"}:
        assert shown_to(cast.everyone[name]) == []


def test_other_words_for_oneself_take_the_copy_back(cast: Cast) -> None:
    with acting_as(cast.priya):
        check_in(by=cast.priya, answers=GOOD, reader="pair")
        check_in(by=cast.priya, answers=ROUGH, reader="only_me")
    assert shown_to(cast.mario) == []


def test_deleted_it_is_gone_for_both(cast: Cast) -> None:
    with acting_as(cast.priya):
        row = check_in(by=cast.priya, answers=GOOD, reader="pair")
        forget(row, by=cast.priya)
        assert not CheckIn.objects.exists()
        assert not Told.objects.exists()
    assert shown_to(cast.mario) == []


def test_the_reader_sticks(cast: Cast) -> None:
    with acting_as(cast.priya):
        assert usual_reader(cast.priya) == "only_me"
        check_in(by=cast.priya, answers=GOOD, reader="pair")
        assert usual_reader(cast.priya) == "pair"
        check_in(by=cast.priya, answers=GOOD, reader="only_me")
        assert usual_reader(cast.priya) == "only_me"


def test_but_not_to_a_new_manager(cast: Cast) -> None:
    with acting_as(cast.priya):
        check_in(by=cast.priya, answers=GOOD, reader="pair")
    with acting_as(cast.ade):
        report_to(cast.priya, cast.sol)
    assert shown_to(cast.mario) == []
    assert shown_to(cast.sol) == []
    with acting_as(cast.priya):
        assert usual_reader(cast.priya) == "only_me"


def test_who_reports_to_nobody_shows_it_to_nobody(cast: Cast) -> None:
    with acting_as(cast.sol):
        check_in(by=cast.sol, answers=GOOD, reader="pair")
        assert not Told.objects.exists()
        assert usual_reader(cast.sol) == "only_me"


@pytest.mark.parametrize(
    ("answers", "reader", "more", "field"),
    [
        ({}, "only_me", {}, "answers"),
        ({"week": ""}, "only_me", {}, "answers"),
        ({"week": "splendid"}, "only_me", {}, "week"),
        ({"mood": "good"}, "only_me", {}, "answers"),
        (GOOD, "everyone", {}, "reader"),
        (GOOD, "only_me", {"note": "x" * 1_001}, "note"),
        (GOOD, "only_me", {"word": "x" * 41}, "word"),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(
    cast: Cast, answers: dict[str, str], reader: str, more: dict[str, str], field: str
) -> None:
    with acting_as(cast.priya):
        with pytest.raises(Refusal) as refused:
            check_in(by=cast.priya, answers=answers, reader=reader, **more)  # type: ignore[arg-type]
        assert refused.value.field == field
        assert not CheckIn.objects.exists()
        assert not Habit.objects.exists()
        assert not Told.objects.exists()


def test_a_version_that_is_no_longer_is_a_conflict(cast: Cast) -> None:
    with acting_as(cast.priya):
        check_in(by=cast.priya, answers=GOOD, reader="only_me", note="One")
        check_in(by=cast.priya, answers=GOOD, reader="only_me", note="Two", base=1)
        with pytest.raises(Conflict) as conflict:
            check_in(by=cast.priya, answers=GOOD, reader="pair", note="Three", base=1)
        assert (conflict.value.theirs, conflict.value.yours) == ("Two", "Three")
        assert CheckIn.objects.get().note == "Two"
    assert shown_to(cast.mario) == []


def test_a_page_opened_later_is_not_shown_what_was_chosen_before(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        check_in(by=cast.priya, answers=GOOD, reader="pair")
        Pair.objects.filter(id=pair.id).update(created_at=timezone.now() + dt.timedelta(seconds=1))
        assert usual_reader(cast.priya) == "only_me"


def test_two_empty_forms_sent_one_after_the_other_lose_nothing(cast: Cast) -> None:
    with acting_as(cast.priya):
        versions = {
            check_in(
                by=cast.priya, answers=GOOD, reader="only_me", note="From the first", base=0
            ).version
            for _time in range(2)
        }
        assert versions == {1}
        with pytest.raises(Conflict) as conflict:
            check_in(by=cast.priya, answers=ROUGH, reader="only_me", note="The second", base=0)
        assert conflict.value.theirs == "From the first"
        assert CheckIn.objects.visible_to(cast.priya).get().note == "From the first"
