"""Who a row is, what keeps it out, and that in doubt nobody is taken for somebody else."""

import re
from dataclasses import replace

import pytest

from heard.people.importing.faults import Fault
from heard.people.importing.matching import ExistingPerson
from heard.people.importing.plans import ImportPlan, Outcome
from heard.people.importing.problems import Problem
from heard.people.importing.sentences import SENTENCES
from tests.people.importing.here import EVERYBODY, LENA, MARIO, PRIYA, applied, by_name, planned

HEADER = "Employee ID,Name,Email\n"


def held_back(one: ImportPlan) -> dict[int | None, Fault]:
    return {problem.row: problem.fault for problem in one.problems if problem.holds_back}


def only(one: ImportPlan) -> Problem:
    (problem,) = one.problems
    return problem


@pytest.mark.parametrize(
    ("row", "fault", "column", "what"),
    [
        (",Zoë,", Fault.EMAIL_MISSING, "Email", "No e-mail address."),
        ("77,Zoë,", Fault.EMAIL_MISSING, "Email", "No e-mail address."),
        (",Zoë,zoe", Fault.EMAIL_NEEDS_DOMAIN, "Email", "zoe has no domain."),
        (",Zoë,zoe m", Fault.EMAIL_INVALID, "Email", "“zoe m” is not an e-mail address."),
        (",Zoë,zoe@", Fault.EMAIL_INVALID, "Email", "“zoe@” is not an e-mail address."),
        (",Zoë,z@a@b.example", Fault.EMAIL_INVALID, "Email", "“z@a@b.example” is not"),
        (f",Zoë,{'z' * 250}@x.example", Fault.EMAIL_INVALID, "Email", "zzz…” is not"),
        (",,zoe@x.example", Fault.NAME_MISSING, "Name", "No name."),
        (f",{'Z' * 161},zoe@x.example", Fault.TOO_LONG, "Name", "161 characters; at most 160"),
        (
            f"{'7' * 65},Zoë,zoe@x.example",
            Fault.TOO_LONG,
            "Employee ID",
            "65 characters; at most 64",
        ),
        (
            ",Zo\ufffd,zoe@x.example",
            Fault.LETTERS_LOST,
            "Name",
            "Some letters of “Zo\ufffd” were lost",
        ),
    ],
)
def test_a_faulty_row_stays_out_and_the_good_one_goes_in(
    row: str, fault: Fault, column: str, what: str
) -> None:
    one = planned(HEADER + row + "\n2,Mario Rossi,mario@example.com\n", EVERYBODY)
    problem = only(one)
    assert (problem.row, problem.fault, problem.column) == (2, fault, column)
    assert what in problem.what
    assert problem.mend
    assert problem.holds_back
    assert by_name(one) == {"Mario Rossi": Outcome.UNCHANGED}


def test_a_date_nobody_can_read_keeps_its_row_out_and_says_how_dates_are_read() -> None:
    rows = "zoe@x.example,Zoë,13/13/2024\npia@x.example,Pia,31/12/2023\n"
    problem = only(planned("Email,Name,Hire date\n" + rows))
    assert (problem.row, problem.column, problem.fault) == (2, "Hire date", Fault.DATE_UNREADABLE)
    assert "“13/13/2024” can't be read as a date" in problem.what
    assert "day first" in problem.what
    assert "2024-05-31" in problem.mend


def test_an_unknown_time_zone_is_said_and_keeps_nobody_out() -> None:
    one = planned("Email,Name,Time zone\nzoe@x.example,Zoë,Leeds time\n")
    problem = only(one)
    assert (problem.fault, problem.holds_back) == (Fault.TIMEZONE_UNKNOWN, False)
    assert by_name(one) == {"Zoë": Outcome.NEW}


def test_an_address_given_twice_keeps_all_its_rows_out_and_names_them() -> None:
    rows = ",Zoë,zoe@x.example\n,Mario,mario@x.example\n,Zoë M,ZOE@x.example\n"
    one = planned(HEADER + rows)
    assert held_back(one) == {2: Fault.EMAIL_TWICE, 4: Fault.EMAIL_TWICE}
    assert one.problems[0].what == "zoe@x.example is on rows 2, 4."
    assert by_name(one) == {"Mario": Outcome.NEW}


def test_an_address_is_the_same_in_any_case() -> None:
    rows = ",A,Zoe@STRASSE.example\n,B,zoe@strasse.example\n"
    assert set(held_back(planned(HEADER + rows)).values()) == {Fault.EMAIL_TWICE}


def test_a_number_given_twice_keeps_all_its_rows_out() -> None:
    rows = "7,Zoë,zoe@x.example\n7,Zed,zed@x.example\n8,Zia,zia@x.example\n"
    one = planned(HEADER + rows)
    assert held_back(one) == {2: Fault.NUMBER_TWICE, 3: Fault.NUMBER_TWICE}
    assert one.problems[0].what == "Employee number 7 is on rows 2, 3."


def test_two_rows_that_are_both_priya_are_not_chosen_between() -> None:
    rows = "3,Priya Shah,priya.new@x.example\n,Priya Shah,priya@example.com\n"
    one = planned(HEADER + rows, EVERYBODY)
    assert held_back(one) == {2: Fault.PERSON_TWICE, 3: Fault.PERSON_TWICE}
    assert one.problems[0].what == "Rows 2, 3 are all Priya Shah, who is here already."


def test_a_number_of_one_and_an_address_of_another_is_held_back() -> None:
    problem = only(planned(HEADER + "3,Priya Shah,mario@example.com\n", EVERYBODY))
    assert problem.fault is Fault.IDENTITY_CONFLICT
    assert problem.what == "The employee number is Priya Shah's, the address is Mario Rossi's."


def test_a_number_passed_on_to_somebody_new_does_not_hand_over_priyas_pages() -> None:
    one = planned(HEADER + "3,Zoë Müller,zoe@example.com\n", EVERYBODY)
    assert held_back(one) == {2: Fault.IDENTITY_UNSURE}
    assert one.problems[0].what == "“3” belongs to Priya Shah here, but the row names Zoë Müller."
    assert one.people == ()


def test_an_address_passed_on_to_somebody_new_does_not_hand_over_lenas_pages() -> None:
    one = planned(HEADER + "31,Leo Winter,lena@example.com\n", EVERYBODY)
    assert held_back(one) == {2: Fault.IDENTITY_UNSURE}
    assert one.people == ()


@pytest.mark.parametrize(
    "row",
    [
        "3,Priya Rossi,priya.rossi@example.com",
        "3,PRIYA SHAH,ps@example.com",
        '3,"Shah, Priya M.",ps@example.com',
        "33,Priya Rossi,priya@example.com",
        "3,Anju Verma,priya@example.com",
    ],
)
def test_a_marriage_a_new_address_or_a_new_number_is_still_priya(row: str) -> None:
    (priya,) = planned(HEADER + row + "\n", EVERYBODY).people
    assert (priya.existing_id, priya.outcome) == (PRIYA.id, Outcome.CHANGED)


def test_matching_sees_only_the_people_it_is_given() -> None:
    stranger = replace(PRIYA, id=LENA.id, email="otto@other.example", employee_number="99")
    one = planned(HEADER + "3,Priya Shah,priya@example.com\n", (stranger,))
    assert by_name(one) == {"Priya Shah": Outcome.NEW}


def test_numbers_with_leading_noughts_are_other_numbers() -> None:
    one = planned(HEADER + "003,Zoë Müller,zoe@example.com\n", EVERYBODY)
    assert by_name(one) == {"Zoë Müller": Outcome.NEW}


def test_whoever_left_before_they_were_ever_here_is_not_brought_in_whatever_their_row_lacks() -> (
    None
):
    rows = "9,Old Hand,,Terminated\n,,,Terminated\n,Gone,not an address,Terminated\n"
    one = planned("Employee ID,Name,Email,Status\n" + rows, EVERYBODY)
    assert {person.outcome for person in one.people} == {Outcome.NOT_BROUGHT_IN}
    assert one.problems == ()


def test_a_leaver_whose_address_was_taken_off_is_not_let_slip() -> None:
    one = planned("Name,Email,Status\nPriya Shah,,Terminated\nX,x@x.example,Active\n", EVERYBODY)
    assert held_back(one) == {2: Fault.EMAIL_MISSING}


def test_a_leaver_known_by_number_needs_no_address() -> None:
    rows = "3,Priya Shah,,Terminated\n1,Sol Adeyemi,sol@example.com,Active\n"
    one = planned("Employee ID,Name,Email,Status\n" + rows, EVERYBODY)
    assert by_name(one)["Priya Shah"] is Outcome.LEAVING


def test_correcting_a_row_brings_it_in() -> None:
    first = planned(HEADER + "8,Zoë,zoe at x\n", EVERYBODY)
    assert held_back(first) == {2: Fault.EMAIL_INVALID}
    second = planned(HEADER + "8,Zoë,zoe@x.example\n", applied(first, EVERYBODY))
    assert by_name(second) == {"Zoë": Outcome.NEW}


def test_every_sentence_can_be_said() -> None:
    wanted = "".join(str(part) for sentences in SENTENCES.values() for part in sentences)
    details = dict.fromkeys(re.findall(r"%\((\w+)\)s", wanted), "x")
    assert set(SENTENCES) == set(Fault)
    for fault in Fault:
        problem = Problem(fault, 2, "Email", details)
        assert problem.what.endswith(".")
        assert problem.mend.endswith(".")
        assert "!" not in problem.what + problem.mend
        assert "%" not in problem.what + problem.mend
        assert problem.as_json()["kind"] == fault


def test_an_existing_person_with_nothing_but_an_address_is_enough() -> None:
    bare = ExistingPerson(id=MARIO.id, email="mario@example.com", name="Mario Rossi")
    assert by_name(planned(HEADER + ",Mario Rossi,mario@example.com\n", (bare,))) == {
        "Mario Rossi": Outcome.UNCHANGED
    }
