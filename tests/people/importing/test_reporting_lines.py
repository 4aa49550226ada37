"""Managers: found by address, number or name, never guessed; and no circle gets in."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.people.importing.faults import Fault
from heard.people.importing.plans import Field, ImportPlan, Outcome, Reference
from heard.people.importing.problems import Problem
from tests.people.importing.here import (
    EVERYBODY,
    MARIO,
    PIA,
    PRIYA,
    SOL,
    applied,
    by_name,
    managers,
    planned,
    somebody,
)

NAMED = "Email,Name,Employee ID,Manager\n"


def only(one: ImportPlan) -> Problem:
    (problem,) = one.problems
    return problem


def line_problem(one: ImportPlan) -> Problem:
    """The one problem there is, and it leaves the row in and the line as it was."""
    problem = only(one)
    assert problem.spares_the_row
    assert not problem.holds_back
    assert problem.mend
    return problem


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Manager email", "mario@example.com"),
        ("Manager email", "MARIO@EXAMPLE.COM"),
        ("Manager email", "mario"),
        ("Manager", "mario@example.com"),
        ("Manager ID", "2"),
        ("Manager", "2"),
        ("Manager", "Mario Rossi"),
        ("Manager", "  mario   ROSSI "),
        ("Manager", "Màrio Rossi"),
        ("Manager", '"Rossi, Mario"'),
        ("Manager", "Mario Rossi (2)"),
        ("Manager", "Somebody Else (2)"),
        ("Manager", "Mario Rossi (On Leave)"),
    ],
)
def test_mario_is_found_however_he_is_named(heading: str, value: str) -> None:
    rows = f"priya@example.com,Priya Shah,{value}\npia@example.com,Pia Lindqvist,{value}\n"
    here = (SOL, MARIO, replace(PRIYA, manager_id=None), PIA)
    one = planned(f"Email,Name,{heading}\n{rows}", here, email_domain="example.com")
    assert one.problems == ()
    assert one.people[0].after(Field.MANAGER) == Reference("Mario Rossi", id=MARIO.id)
    assert by_name(one)["Pia Lindqvist"] is Outcome.UNCHANGED


def test_a_manager_who_is_new_in_the_same_file_is_found_wherever_their_row_is() -> None:
    rows = "zoe@x.example,Zoë Müller,20,Ned Stone\nned@x.example,Ned Stone,21,\n"
    one = planned(NAMED + rows)
    assert one.people[0].after(Field.MANAGER) == Reference("Ned Stone", row=3)


def test_a_manager_is_known_by_the_name_they_go_by_and_by_the_other() -> None:
    header = "Email,First name,Last name,Preferred name,Reports to\n"
    rows = "sol@x.example,Solomon,Adeyemi,Sol,\nm@x.example,Mario,Rossi,,Sol Adeyemi\n"
    one = planned(header + rows + "p@x.example,Priya,Shah,,Solomon Adeyemi\n")
    assert managers(one) == {"Mario Rossi": "Sol Adeyemi", "Priya Shah": "Sol Adeyemi"}


def test_a_name_that_two_people_bear_is_never_guessed() -> None:
    other = somebody("Mario Rossi", id=PIA.id, email="mario.r@example.com", employee_number="22")
    here = (SOL, MARIO, PRIYA, other)
    one = planned(NAMED + "priya@example.com,Priya Shah,3,Mario Rossi\n", here)
    problem = line_problem(one)
    assert problem.fault is Fault.MANAGER_AMBIGUOUS
    assert problem.what == "“Mario Rossi” could be any of Mario Rossi, Mario Rossi."
    assert "e-mail or employee number" in problem.mend
    assert (problem.row, problem.column) == (2, "Manager")
    assert by_name(one) == {"Priya Shah": Outcome.UNCHANGED}


def test_a_namesake_who_has_left_is_not_meant() -> None:
    former = somebody("Mario Rossi", id=PIA.id, email="mario.r@example.com", active=False)
    row = "priya@example.com,Priya Shah,3,Mario Rossi\n"
    one = planned(NAMED + row, (SOL, MARIO, replace(PRIYA, manager_id=SOL.id), former))
    assert one.problems == ()
    assert one.people[0].after(Field.MANAGER) == Reference("Mario Rossi", id=MARIO.id)


def test_a_number_tells_two_of_the_same_name_apart() -> None:
    other = somebody("Mario Rossi", id=PIA.id, email="mario.r@example.com", employee_number="22")
    row = "priya@example.com,Priya Shah,22,Mario Rossi\n"
    one = planned("Email,Name,Manager ID,Manager\n" + row, (SOL, MARIO, PRIYA, other))
    assert one.problems == ()
    assert one.people[0].after(Field.MANAGER) == Reference("Mario Rossi", id=PIA.id)


def test_manager_columns_that_disagree_are_said() -> None:
    row = "priya@example.com,Priya Shah,sol@example.com,Mario Rossi\n"
    one = planned("Email,Name,Manager email,Manager\n" + row, EVERYBODY)
    problem = line_problem(one)
    assert problem.fault is Fault.MANAGER_CONTRADICTORY
    assert problem.what == "The manager columns name different people: Mario Rossi, Sol Adeyemi."


def test_a_manager_who_is_nowhere_leaves_the_line_as_it_was() -> None:
    one = planned(NAMED + "priya@example.com,Priya Shah,3,Nobody Known\n", EVERYBODY)
    problem = line_problem(one)
    assert problem.fault is Fault.MANAGER_NOT_FOUND
    assert problem.what == "The manager “Nobody Known” is neither in this file nor here."
    assert not one.people[0].changes_field(Field.MANAGER)


def test_somebody_new_whose_manager_is_nowhere_comes_in_without_one() -> None:
    one = planned(NAMED + "zoe@x.example,Zoë Müller,20,Nobody Known\n", EVERYBODY)
    assert by_name(one) == {"Zoë Müller": Outcome.NEW}
    assert managers(one) == {}
    assert one.summary["lines_left"] == 1


def test_nobody_is_their_own_manager() -> None:
    problem = line_problem(planned(NAMED + "priya@example.com,Priya Shah,3,3\n", EVERYBODY))
    assert problem.fault is Fault.MANAGER_SELF
    assert problem.what == "Priya Shah is named as their own manager."


def test_a_manager_who_has_left_is_said() -> None:
    one = planned(NAMED + "priya@example.com,Priya Shah,3,Lena Brandt\n", EVERYBODY)
    problem = line_problem(one)
    assert problem.fault is Fault.MANAGER_LEAVING
    assert "Lena Brandt, has left or is leaving" in problem.what


def test_a_manager_who_leaves_by_the_same_file_is_said_and_planning_again_is_quiet() -> None:
    written = (
        "Email,Name,Manager,Status\nmario@example.com,Mario Rossi,Sol Adeyemi,Terminated\n"
        "priya@example.com,Priya Shah,Mario Rossi,Active\n"
    )
    one = planned(written, EVERYBODY)
    assert line_problem(one).fault is Fault.MANAGER_LEAVING
    assert by_name(one)["Mario Rossi"] is Outcome.LEAVING
    assert not planned(written, applied(one, EVERYBODY)).changes_anything


def test_a_manager_on_a_row_that_is_held_back_is_pointed_to() -> None:
    rows = "zoe@x.example,Zoë Müller,20,Ned Stone\nned at x,Ned Stone,21,\n"
    one = planned(NAMED + rows)
    first, second = one.problems
    assert (first.fault, first.row) == (Fault.MANAGER_HELD_BACK, 2)
    assert first.what == "The manager is on row 3, which can't go in yet."
    assert second.fault is Fault.EMAIL_INVALID


def test_a_circle_within_the_file_is_named_whole_and_its_people_come_in() -> None:
    rows = "a@x.example,Ada,1,Bo\nb@x.example,Bo,2,Cy\nc@x.example,Cy,3,Ada\nd@x.example,Di,4,Ada\n"
    one = planned(NAMED + rows)
    assert {problem.row: problem.what for problem in one.problems} == dict.fromkeys(
        (2, 3, 4), "The reporting line runs in a circle: Ada → Bo → Cy → Ada."
    )
    assert all(problem.spares_the_row for problem in one.problems)
    assert managers(one) == {"Di": "Ada"}
    assert one.summary["new"] == 4


def test_a_circle_that_closes_over_lines_already_here_is_found() -> None:
    one = planned(NAMED + "sol@example.com,Sol Adeyemi,1,Priya Shah\n", EVERYBODY)
    problem = line_problem(one)
    assert problem.fault is Fault.LOOP
    assert problem.what.endswith("Sol Adeyemi → Priya Shah → Mario Rossi → Sol Adeyemi.")
    assert by_name(one) == {"Sol Adeyemi": Outcome.UNCHANGED}


def test_turning_a_line_round_in_one_file_is_no_circle() -> None:
    rows = (
        "mario@example.com,Mario Rossi,2,Priya Shah\npriya@example.com,Priya Shah,3,Sol Adeyemi\n"
    )
    one = planned(NAMED + rows, EVERYBODY)
    assert one.problems == ()
    assert managers(one) == {"Mario Rossi": "Priya Shah", "Priya Shah": "Sol Adeyemi"}


def test_a_line_that_falls_back_may_close_another_circle_and_that_is_found_too() -> None:
    # Refused, Priya falls back to Mario; and Mario's new line to Pia, who goes to Priya, closes.
    rows = (
        "priya@example.com,Priya Shah,3,Zoë\nzoe@x.example,Zoë,30,Priya Shah\n"
        "mario@example.com,Mario Rossi,2,Pia Lindqvist\n"
        "pia@example.com,Pia Lindqvist,4,Priya Shah\n"
    )
    one = planned(NAMED + rows, EVERYBODY)
    assert sorted(problem.row or 0 for problem in one.problems) == [2, 3, 4, 5]
    assert managers(one) == {}


def test_an_old_circle_is_not_blamed_on_a_file_that_has_nothing_to_do_with_it() -> None:
    here = (replace(SOL, manager_id=MARIO.id), MARIO, replace(PRIYA, manager_id=None))
    one = planned(NAMED + "priya@example.com,Priya Shah,3,Mario Rossi\n", here)
    assert one.problems == ()
    assert managers(one) == {"Priya Shah": "Mario Rossi"}


def test_a_circle_of_thousands_is_named_shortly_and_soon() -> None:
    rows = [f"p{n}@x.example,P{n},{n},{(n + 1) % 10_000}" for n in range(10_000)]
    began = time.perf_counter()
    one = planned("Email,Name,Employee ID,Manager ID\n" + "\n".join(rows))
    assert time.perf_counter() - began < 10
    assert one.summary["lines_left"] == 10_000
    assert len(one.problems[0].what) < 200


LINES = st.dictionaries(st.integers(0, 6), st.one_of(st.none(), st.integers(0, 6)), min_size=1)


@given(LINES, LINES)
def test_no_lines_old_or_new_ever_make_a_circle(
    old: dict[int, int | None], new: dict[int, int | None]
) -> None:
    people = [somebody(f"P{n} Q", employee_number=str(n)) for n in range(7)]
    # Downwards only, so that what is here has no circle of its own.
    here = [
        replace(one, manager_id=people[boss].id)
        if (boss := old.get(n)) is not None and boss < n
        else one
        for n, one in enumerate(people)
    ]
    rows = [
        f"p{n}@example.com,P{n} Q,{n},{'' if boss is None else boss}" for n, boss in new.items()
    ]
    after = applied(planned("Email,Name,Employee ID,Manager ID\n" + "\n".join(rows), here), here)
    above = {one.id: one.manager_id for one in after}
    for one in after:
        at, steps = one.manager_id, 0
        while at is not None:
            at, steps = above[at], steps + 1
            assert steps <= 7
