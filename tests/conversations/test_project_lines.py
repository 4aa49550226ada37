"""Project lines: a word by one tap, a note, a week's history; both keep them."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from heard.activity.undoing import NothingToUndo
from heard.conversations.keeping_lines import (
    LINES_MOST,
    add_line,
    move_line,
    note_how,
    put_away,
    read_lines,
    rename,
    say_how,
    weeks_of,
)
from heard.conversations.models import EarlierWording, Pair, ProjectLine
from heard.lib.refusals import Conflict, Refusal
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.conversations.conftest import take_back
from tests.taking_back import take


@pytest.fixture
def line(cast: Cast, pair: Pair) -> ProjectLine:
    with acting_as(cast.priya):
        return add_line(pair, by=cast.priya, text="The ferry board")


def names(pair: Pair, reader: Person) -> list[str]:
    with acting_as(reader):
        return [now.line.text for now in read_lines(pair, reader)]


def test_both_say_how_it_goes_and_a_week_is_kept(cast: Cast, pair: Pair, line: ProjectLine) -> None:
    now = timezone.now()
    said = [(cast.priya, "moving", 3), (cast.mario, "slow", 2), (cast.priya, "stuck", 0)]
    for person, word, days in said:
        with time_machine.travel(now - dt.timedelta(days=days), tick=False), acting_as(person):
            say_how(line, by=person, word=word)
    for reader in (cast.priya, cast.mario):
        with acting_as(reader):
            (found,) = read_lines(pair, reader)
            assert (found.line.word, found.line.said_by_id) == ("stuck", cast.priya.id)
            assert [word for _on, word in found.days] == ["moving", "slow", "stuck"]
    with acting_as(cast.priya):
        assert [word.word for word in weeks_of(line, cast.priya)] == ["stuck", "slow", "moving"]


def test_the_last_word_of_a_day_is_that_day_s_and_older_weeks_are_left_out(
    cast: Cast, pair: Pair, line: ProjectLine
) -> None:
    now = timezone.now()
    with time_machine.travel(now - dt.timedelta(days=8), tick=False), acting_as(cast.priya):
        say_how(line, by=cast.priya, word="moving")
    with acting_as(cast.priya):
        say_how(line, by=cast.priya, word="slow")
        say_how(line, by=cast.priya, word="stuck")
        assert say_how(line, by=cast.priya, word="stuck") is None
        (found,) = read_lines(pair, cast.priya)
        assert [word for _on, word in found.days] == ["stuck"]
        assert [word.word for word in weeks_of(line, cast.priya)] == ["stuck", "moving"]


def test_a_word_is_taken_back_with_its_day(cast: Cast, pair: Pair, line: ProjectLine) -> None:
    with acting_as(cast.priya):
        say_how(line, by=cast.priya, word="slow")
        say_how(line, by=cast.priya, word="stuck")
        take_back(cast.priya, kind="project_word")
        (found,) = read_lines(pair, cast.priya)
        assert (found.line.word, [word for _on, word in found.days]) == ("slow", ["slow"])
        take_back(cast.priya, kind="project_word")
        (found,) = read_lines(pair, cast.priya)
        assert (found.line.word, found.line.said_at, found.days) == ("", None, [])


def test_two_who_write_at_once_lose_nothing(cast: Cast, pair: Pair, line: ProjectLine) -> None:
    base = line.version
    with acting_as(cast.priya):
        note_how(line, by=cast.priya, note="Waiting for Delphine", base=base)
        # A word in between is no conflict with anybody's note.
        say_how(line, by=cast.priya, word="slow")
    with acting_as(cast.mario):
        with pytest.raises(Conflict) as conflict:
            note_how(line, by=cast.mario, note="Delphine said yes", base=base)
        assert conflict.value.theirs == "Waiting for Delphine"
        both = f"{conflict.value.theirs}\n\n{conflict.value.yours}"
        note_how(line, by=cast.mario, note=both, base=conflict.value.version)
        rename(line, by=cast.mario, text="The ferry", base=base)
        with pytest.raises(Conflict):
            rename(line, by=cast.priya, text="The quay", base=base)
        assert weeks_of(line, cast.mario)[0].note == both
        kept = {row.text for row in EarlierWording.of([line.id])}
        assert kept == {"Waiting for Delphine", "The ferry board"}


def test_put_away_and_back(cast: Cast, pair: Pair, line: ProjectLine) -> None:
    with acting_as(cast.mario):
        put_away(line, by=cast.mario)
        assert put_away(line, by=cast.mario) is None
        for act in (
            lambda: say_how(line, by=cast.mario, word="slow"),
            lambda: note_how(line, by=cast.mario, note="x", base=None),
        ):
            with pytest.raises(Refusal):
                act()
    assert names(pair, cast.priya) == []
    with acting_as(cast.mario):
        take_back(cast.mario, kind="project_line_ended")
    assert names(pair, cast.priya) == ["The ferry board"]


def test_one_added_by_mistake_goes_again(cast: Cast, pair: Pair, line: ProjectLine) -> None:
    with acting_as(cast.priya):
        take_back(cast.priya)
    assert names(pair, cast.mario) == []


def test_they_are_moved_about(cast: Cast, pair: Pair, line: ProjectLine) -> None:
    with acting_as(cast.priya):
        ward = add_line(pair, by=cast.priya, text="The ward")
        add_line(pair, by=cast.priya, text="The library")
        move_line(ward, by=cast.priya, where="up")
        assert names(pair, cast.priya) == ["The ward", "The ferry board", "The library"]
        move_line(ward, by=cast.priya, where="down")
        move_line(ward, by=cast.priya, where="down")
        move_line(ward, by=cast.priya, where="down")
        assert names(pair, cast.priya) == ["The ferry board", "The library", "The ward"]
        move_line(ward, by=cast.priya, where="top")
        assert names(pair, cast.mario) == ["The ward", "The ferry board", "The library"]
        with pytest.raises(Refusal):
            move_line(ward, by=cast.priya, where="sideways")


@pytest.mark.parametrize("text", ["", " \n", "x" * 121])
def test_a_name_is_a_few_words(cast: Cast, pair: Pair, text: str) -> None:
    with acting_as(cast.priya), pytest.raises(Refusal):
        add_line(pair, by=cast.priya, text=text)
    assert names(pair, cast.priya) == []


def test_as_many_as_fit(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        for number in range(LINES_MOST):
            add_line(pair, by=cast.priya, text=f"Project {number}")
        with pytest.raises(Refusal):
            add_line(pair, by=cast.priya, text="One more")


def test_nobody_else_sees_one(cast: Cast, line: ProjectLine) -> None:
    for name, person in cast.everyone.items():
        with acting_as(person):
            seen = ProjectLine.objects.visible_to(person).exists()
        assert seen == (name in {"priya", "mario"}), name


def test_undo_leaves_the_same_word_said_again_by_the_other(
    cast: Cast, pair: Pair, line: ProjectLine
) -> None:
    with (
        time_machine.travel(timezone.now() - dt.timedelta(days=3), tick=False),
        acting_as(cast.priya),
    ):
        way = say_how(line, by=cast.priya, word="stuck")
    with acting_as(cast.mario):
        say_how(line, by=cast.mario, word="stuck")
    with acting_as(cast.priya):
        with pytest.raises(NothingToUndo):
            take(way, cast.priya)
        (found,) = read_lines(pair, cast.priya)
        assert (found.line.word, found.line.said_by_id) == ("stuck", cast.mario.id)
