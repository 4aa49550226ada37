"""What an import would do: to whom, field by field, and that doing it twice changes nothing."""

import datetime as dt
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.people.importing.plans import Field, Outcome
from heard.people.importing.problems import FileRefused
from tests.people.importing.here import (
    EVERYBODY,
    LENA,
    MARIO,
    PRIYA,
    SOL,
    TODAY,
    applied,
    by_name,
    managers,
    planned,
    somebody,
)

WHOLE = "Employee ID,Name,Email,Title,Team,Manager\n"


def test_a_change_is_told_field_by_field_before_and_after() -> None:
    row = "3,Priya Shah,priya.shah@example.com,Lead,Research,Sol Adeyemi\n"
    (priya,) = planned(WHOLE + row, EVERYBODY).people
    assert priya.outcome is Outcome.CHANGED
    assert priya.existing_id == PRIYA.id
    assert [(str(one.field), str(one.before), str(one.after)) for one in priya.changes] == [
        ("email", "priya@example.com", "priya.shah@example.com"),
        ("title", "Designer", "Lead"),
        ("team", "Design", "Research"),
        ("manager", "Mario Rossi", "Sol Adeyemi"),
    ]


def test_a_row_that_says_what_is_known_changes_nothing() -> None:
    row = "3,Priya Shah,PRIYA@Example.com,Designer,Design,mario@example.com\n"
    assert by_name(planned(WHOLE + row, EVERYBODY)) == {"Priya Shah": Outcome.UNCHANGED}


def test_people_are_known_by_number_first_then_by_address() -> None:
    rows = "3,Priya Rossi,priya.rossi@example.com,Designer,Design,\n"
    rows += ",Mario Rossi,MARIO@EXAMPLE.COM,Lead,Design,\n"
    one = planned(WHOLE + rows, EVERYBODY)
    assert [person.existing_id for person in one.people] == [PRIYA.id, MARIO.id]
    assert one.people[0].after(Field.NAME) == "Priya Rossi"


def test_an_empty_cell_clears_title_and_team_but_not_what_makes_somebody_known() -> None:
    one = planned(WHOLE + ",,priya@example.com,,,Mario Rossi\n4,Pia Lindqvist,,X,Y,\n", EVERYBODY)
    priya = one.people[0]
    assert [(change.field, change.after) for change in priya.changes] == [
        (Field.TITLE, ""),
        (Field.TEAM, ""),
    ]
    assert not one.people[1].changes_field(Field.EMAIL)


def test_a_column_that_is_empty_throughout_says_nothing_about_anybody() -> None:
    one = planned("Email,Name,Title,Manager\npriya@example.com,Priya Shah,,\n", EVERYBODY)
    assert by_name(one) == {"Priya Shah": Outcome.UNCHANGED}


def test_an_empty_manager_among_filled_ones_ends_the_line() -> None:
    rows = "mario@example.com,Mario Rossi,\npriya@example.com,Priya Shah,Mario Rossi\n"
    one = planned("Email,Name,Manager\n" + rows, EVERYBODY)
    assert managers(one) == {"Mario Rossi": ""}
    assert one.people[0].changes[0].before is not None


def test_a_short_row_changes_nothing_in_the_columns_it_lacks() -> None:
    rows = "priya@example.com,Priya Shah\nmario@example.com,Mario Rossi,Lead,Sol Adeyemi\n"
    one = planned("Email,Name,Title,Manager\n" + rows, EVERYBODY)
    assert by_name(one)["Priya Shah"] is Outcome.UNCHANGED


def test_somebody_marked_as_gone_leaves_on_the_day_the_file_gives() -> None:
    rows = "priya@example.com,Priya Shah,Terminated,2024-05-31\n"
    rows += "pia@example.com,Pia Lindqvist,Inactive,\nmario@example.com,Mario Rossi,Active,\n"
    one = planned("Email,Name,Status,Termination date\n" + rows, EVERYBODY)
    assert by_name(one) == {
        "Priya Shah": Outcome.LEAVING,
        "Pia Lindqvist": Outcome.LEAVING,
        "Mario Rossi": Outcome.UNCHANGED,
    }
    assert [person.leaves_on for person in one.people[:2]] == [dt.date(2024, 5, 31), TODAY]
    assert not one.people[0].proposed


@pytest.mark.parametrize(
    ("status", "last_day", "outcome"),
    [
        ("", "2024-05-31", Outcome.LEAVING),
        ("", "2024-06-03", Outcome.UNCHANGED),
        ("", "2024-07-31", Outcome.UNCHANGED),
        ("Full-Time", "2024-05-31", Outcome.LEAVING),
        ("Active", "2020-01-31", Outcome.UNCHANGED),
        ("On leave", "", Outcome.UNCHANGED),
        ("Baja médica", "", Outcome.UNCHANGED),
        ("Garden leave", "2024-07-31", Outcome.UNCHANGED),
        ("ausgeschieden", "", Outcome.LEAVING),
        ("Not active", "", Outcome.LEAVING),
        ("No", "", Outcome.LEAVING),
        ("TRUE", "", Outcome.UNCHANGED),
    ],
)
def test_who_is_gone(status: str, last_day: str, outcome: Outcome) -> None:
    rows = f"priya@example.com,{status},{last_day}\nmario@example.com,Active,2030-01-01\n"
    one = planned("Email,Status,Last day\n" + rows, EVERYBODY)
    assert by_name(one)["Priya Shah"] is outcome


def test_somebody_who_left_and_is_named_again_returns() -> None:
    (lena,) = planned(WHOLE + "5,Lena Brandt,lena@example.com,Developer,,Sol\n", EVERYBODY).people
    assert (lena.outcome, lena.existing_id) == (Outcome.RETURNING, LENA.id)


def test_an_old_row_and_a_present_one_of_the_same_person_are_no_contradiction() -> None:
    rows = "priya@example.com,Priya Shah,Terminated\npriya@example.com,Priya Shah,Active\n"
    one = planned("Email,Name,Status\n" + rows, EVERYBODY)
    assert by_name(one) == {"Priya Shah": Outcome.UNCHANGED}
    assert one.problems == ()


def test_nobody_leaves_because_a_file_does_not_name_them() -> None:
    one = planned("Email,Name\npriya@example.com,Priya Shah\n", EVERYBODY)
    assert by_name(one) == {"Priya Shah": Outcome.UNCHANGED}


def test_a_complete_file_proposes_whom_it_does_not_name() -> None:
    one = planned("Email,Name\npriya@example.com,Priya Shah\n", EVERYBODY, full_file=True)
    assert by_name(one) == {
        "Priya Shah": Outcome.UNCHANGED,
        "Sol Adeyemi": Outcome.LEAVING,
        "Mario Rossi": Outcome.LEAVING,
        "Pia Lindqvist": Outcome.LEAVING,
    }
    assert [person.proposed for person in one.people] == [False, True, True, True]
    assert (one.summary["leaving"], one.summary["proposed_leaving"]) == (0, 3)
    assert not one.changes_anything


def test_somebody_on_a_faulty_row_is_not_proposed_as_leaving() -> None:
    rows = "3,Priya Shah,priya at example,2023-01-01\n,Mario Rossi,,\n,,sol@example.com,31 of May\n"
    one = planned("Employee ID,Name,Email,Start date\n" + rows, EVERYBODY, full_file=True)
    assert by_name(one) == {"Pia Lindqvist": Outcome.LEAVING}
    assert "may be listed as leaving" in one.problems[0].what


def test_a_preferred_name_is_the_name() -> None:
    header = "Email,First name,Last name,Preferred name\n"
    rows = "sol@x.example,Solomon,Adeyemi,Sol\nada@x.example,Augusta,King,Ada King\n"
    one = planned(header + rows + "m@x.example,Mario,Rossi,\n")
    assert list(by_name(one)) == ["Sol Adeyemi", "Ada King", "Mario Rossi"]
    assert one.people[0].after(Field.CALLED) is None


def test_a_time_zone_fills_an_empty_one_and_never_overrides() -> None:
    rows = "priya@example.com,Europe/Paris\npia@example.com,Europe/Paris\n"
    here = (replace(PRIYA, timezone="Asia/Tokyo"), EVERYBODY[3])
    one = planned("Email,Time zone\n" + rows, here)
    assert [person.after(Field.TIMEZONE) for person in one.people] == [None, "Europe/Paris"]


def test_a_formula_stays_the_text_it_is() -> None:
    one = planned("Email,Name,Title\np@x.example,\"=cmd|' /C calc'!A0\",@SUM(1+1)*-2\n")
    assert one.people[0].name == "=cmd|' /C calc'!A0"
    assert one.people[0].after(Field.TITLE) == "@SUM(1+1)*-2"


def test_script_in_a_name_is_text_like_any_other() -> None:
    one = planned("Email,Name\np@x.example,<script>alert(1)</script>\n")
    assert one.people[0].name == "<script>alert(1)</script>"


def test_the_summary_counts_everything_once() -> None:
    rows = "3,Priya Shah,priya@example.com,Lead,Design,Nobody Known\n"
    rows += "5,Lena Brandt,lena@example.com,,,\n9,Zoë,zoe@example.com,,,\n8,Zed,zed at,,,\n"
    assert planned(WHOLE + rows, EVERYBODY).summary == {
        "new": 1,
        "changed": 1,
        "unchanged": 0,
        "returning": 1,
        "leaving": 0,
        "not_brought_in": 0,
        "proposed_leaving": 0,
        "rows_held_back": 1,
        "lines_left": 1,
    }


def test_a_plan_is_known_again_by_its_fingerprint() -> None:
    row = "3,Priya Shah,priya@example.com,Lead,Design,Mario Rossi\n"
    shown = planned(WHOLE + row, EVERYBODY)
    assert planned(WHOLE + row, EVERYBODY).fingerprint == shown.fingerprint
    meanwhile = (*EVERYBODY[:2], replace(PRIYA, title="Head"), *EVERYBODY[3:])
    assert planned(WHOLE + row, meanwhile).fingerprint != shown.fingerprint


def test_a_file_that_says_who_nobody_is_is_refused() -> None:
    with pytest.raises(FileRefused, match="holds e-mail addresses or employee numbers"):
        planned("Name,Title\nPriya,Designer\n")


@pytest.mark.parametrize("domain", ["a b", "exa mple.com", "@", "x@y.example", "-"])
def test_a_domain_that_cannot_be_one_is_refused(domain: str) -> None:
    if domain == "@":
        assert planned("Email,Name\np@x.example,P\n", email_domain=domain).summary["new"] == 1
        return
    with pytest.raises(FileRefused, match="is not a domain"):
        planned("Email,Name\np@x.example,P\n", email_domain=domain)


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "2", "3", "9"]),
        NAMES,
        st.sampled_from(
            ["", "sol", "priya@example.com", "mario@example.com", "new@x.example", "@"]
        ),
        st.sampled_from(
            ["", "sol@example.com", "mario@example.com", "priya@example.com", "9", "Pia"]
        ),
        st.sampled_from(["", "Active", "Terminated", "Leave"]),
    ),
    min_size=1,
    max_size=8,
)


@given(ROWS, st.booleans())
def test_any_file_can_be_planned_and_applied_and_then_changes_nothing(
    rows: list[tuple[str, ...]], full_file: bool
) -> None:
    written = "Employee ID,Name,Email,Manager email,Status\n" + "\n".join(
        ",".join('"' + cell.replace('"', "") + '"' for cell in row) for row in rows
    )
    try:
        first = planned(written, EVERYBODY, full_file=full_file)
    except FileRefused:
        return
    after = applied(first, EVERYBODY)
    again = planned(written, after, full_file=full_file)
    assert not again.changes_anything
    assert len({person.email for person in after}) == len(after)
    assert _circles(after) == []


def _circles(people: list) -> list[str]:  # type: ignore[type-arg]
    above = {person.id: person.manager_id for person in people}
    looping = []
    for person in people:
        steps, at = 0, person.manager_id
        while at is not None and steps <= len(people):
            steps, at = steps + 1, above[at]
        if steps > len(people):
            looping.append(person.name)
    return looping


def test_ten_thousand_people_are_planned_in_seconds() -> None:
    lines = ["Employee #,First Name,Last Name,Work Email,Job Title,Supervisor,Hire Date,Salary"]
    for number in range(10_000):
        boss = f"First{number // 8} Last{number // 8}" if number else ""
        day = f"{number % 28 + 1:02}/0{number % 9 + 1}/2020"
        lines.append(
            f"{number},First{number},Last{number},p{number}@x.example,Designer,{boss},{day},{number}"
        )
    content = "\n".join(lines).encode()
    began = time.perf_counter()
    first = planned(content)
    took = time.perf_counter() - began
    assert first.summary["new"] == 10_000
    assert len(managers(first)) == 9_999
    assert took < 10
    again = planned(content, applied(first, []), full_file=True)
    assert again.summary["unchanged"] == 10_000


def test_everybody_is_somebody_else() -> None:
    assert len({person.id for person in EVERYBODY}) == 5
    assert somebody("Sol Adeyemi").id == SOL.id


def test_an_address_somebody_signs_in_with_is_not_changed_by_a_file() -> None:
    here = (SOL, MARIO, replace(PRIYA, has_joined=True))
    one = planned(WHOLE + "3,Priya Shah,p.shah@example.com,Lead,Design,Mario Rossi\n", here)
    (priya,) = one.people
    assert [change.field for change in priya.changes] == [Field.TITLE]
    (problem,) = one.problems
    assert not problem.holds_back
    assert problem.what == (
        "Priya Shah signs in with priya@example.com, so the address stays as it is."
    )


def test_an_administrator_is_not_put_out_by_a_file() -> None:
    here = (replace(SOL, administrates=True), MARIO)
    rows = "sol@example.com,Terminated\nmario@example.com,Terminated\n"
    one = planned("Email,Status\n" + rows, here)
    assert by_name(one) == {"Sol Adeyemi": Outcome.UNCHANGED, "Mario Rossi": Outcome.LEAVING}
    assert "Sol Adeyemi is an administrator" in one.problems[0].what


def test_an_administrator_whom_a_complete_file_does_not_name_is_not_proposed() -> None:
    here = (replace(SOL, administrates=True), MARIO, PRIYA)
    one = planned("Email,Name\npriya@example.com,Priya Shah\n", here, full_file=True)
    assert by_name(one) == {"Priya Shah": Outcome.UNCHANGED, "Mario Rossi": Outcome.LEAVING}
