"""Which column is what, in the exports people really have, and what a remembered mapping does."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.people.importing.dating import DateOrder
from heard.people.importing.faults import Fault
from heard.people.importing.headings import Target
from heard.people.importing.mapping import Mapping
from heard.people.importing.problems import FileRefused
from heard.people.importing.reading import read
from heard.people.importing.recognising import recognise
from tests.people.importing.samples import EVERY_SYSTEM

PEOPLE_EXPORT = Path(__file__).parents[2] / "data" / "people-export.csv"

EXPECTED = {
    "BambooHR": {
        "email": "Work Email",
        "employee_number": "Employee #",
        "name": "Last name, First name",
        "first_name": "First Name",
        "last_name": "Last Name",
        "preferred_name": "Preferred Name",
        "manager_name": "Reporting to",
        "title": "Job Title",
        "team": "Department",
        "start_date": "Hire Date",
        "status": "Employment Status",
        "end_date": "Termination Date",
    },
    "Personio": {
        "email": "E-Mail",
        "employee_number": "Personalnummer",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "manager_name": "Vorgesetzte:r",
        "title": "Position",
        "team": "Abteilung",
        "start_date": "Einstellungsdatum",
        "status": "Status",
        "end_date": "Letzter Arbeitstag",
    },
    "HiBob": {
        "email": "Email",
        "employee_number": "Employee ID",
        "name": "Display name",
        "first_name": "First name",
        "last_name": "Last name",
        "manager_email": "Reports to (email)",
        "manager_name": "Reports to",
        "title": "Job title",
        "team": "Team",
        "start_date": "Start date",
        "status": "Lifecycle status",
        "end_date": "Termination date",
    },
    "Workday": {
        "email": "Primary Work Email",
        "employee_number": "Employee ID",
        "name": "Worker",
        "first_name": "Legal First Name",
        "last_name": "Legal Last Name",
        "manager_name": "Worker's Manager",
        "title": "Business Title",
        "team": "Supervisory Organization",
        "start_date": "Hire Date",
        "status": "Active Status",
        "end_date": "Termination Date",
    },
    "Google Workspace": {
        "email": "Email Address [Required]",
        "first_name": "First Name [Required]",
        "last_name": "Last Name [Required]",
        "manager_email": "Manager Email",
        "title": "Employee Title",
        "team": "Department",
        "status": "Status [READ ONLY]",
    },
    "Microsoft Entra": {
        "email": "mail",
        "name": "displayName",
        "first_name": "givenName",
        "last_name": "surname",
        "title": "jobTitle",
        "team": "department",
        "status": "accountEnabled",
    },
    "Microsoft 365": {
        "email": "User principal name",
        "name": "Display name",
        "first_name": "First name",
        "last_name": "Last name",
        "manager_name": "Manager",
        "title": "Title",
        "team": "Department",
        "status": "Block credential",
    },
}


def recognised(content: str | bytes) -> dict[str, str]:
    return {str(target): name for target, name in recognise(read(content)).mapping.columns.items()}


@pytest.mark.parametrize("system", EVERY_SYSTEM)
def test_every_export_is_recognised(system: str) -> None:
    assert recognised(EVERY_SYSTEM[system]) == EXPECTED[system]


@pytest.mark.parametrize("system", EVERY_SYSTEM)
def test_every_heading_is_used_or_named_as_not_used_or_left_out(system: str) -> None:
    table = read(EVERY_SYSTEM[system])
    recognition = recognise(table)
    used = tuple(recognition.mapping.columns.values())
    left_out = tuple(column.heading for column in recognition.left_out)
    assert sorted(used + recognition.not_used + left_out) == sorted(table.headings)


def test_the_classic_database_export_is_recognised() -> None:
    recognition = recognise(read(PEOPLE_EXPORT.read_bytes()))
    assert {str(target): name for target, name in recognition.mapping.columns.items()} == {
        "email": "EMAIL",
        "employee_number": "EMPLOYEE_ID",
        "first_name": "FIRST_NAME",
        "last_name": "LAST_NAME",
        "manager_number": "MANAGER_ID",
        "title": "JOB_ID",
        "team": "DEPARTMENT_ID",
        "start_date": "HIRE_DATE",
    }
    assert [column.heading for column in recognition.left_out] == ["SALARY", "COMMISSION_PCT"]
    assert recognition.not_used == ("PHONE_NUMBER",)


@pytest.mark.parametrize(
    ("heading", "values", "target"),
    [
        ("Supervisor", ["mario@example.com", "sol@example.com"], Target.MANAGER_EMAIL),
        ("Supervisor", ["Mario Rossi", "Sol Adeyemi"], Target.MANAGER_NAME),
        ("Supervisor", ["1002", "1001"], Target.MANAGER_NUMBER),
        ("Supervisor", ["P-02", "P-01"], Target.MANAGER_NUMBER),
        ("Supervisor", ["Yes", "No"], None),
        ("Manager ID", ["mario@example.com", "sol@example.com"], Target.MANAGER_EMAIL),
        ("Manager ID", ["Mario Rossi", "Sol Adeyemi"], Target.MANAGER_NAME),
        ("Manager ID", ["1", "0"], Target.MANAGER_NUMBER),
        ("Manager email", ["mrossi", "sadeyemi"], Target.MANAGER_EMAIL),
        ("Title", ["Designer", "Design lead"], Target.TITLE),
        ("Title", ["Ms", "Mr."], None),
        ("Employee ID", ["7", "8"], Target.EMPLOYEE_NUMBER),
        (
            "id",
            ["0b6a6c0e-6b9f-4c5e-9a39-111111111111", "0b6a6c0e-6b9f-4c5e-9a39-222222222222"],
            None,
        ),
        ("Manager", ["", ""], None),
    ],
)
def test_a_heading_is_believed_only_if_its_values_agree(
    heading: str, values: list[str], target: Target | None
) -> None:
    rows = "".join(f"{who}@example.com,{value}\n" for who, value in zip("ab", values, strict=True))
    columns = recognise(read(f"Email,{heading}\n{rows}")).mapping.columns
    assert [one for one, name in columns.items() if name == heading] == ([target] if target else [])


def test_addresses_are_found_without_a_heading_that_says_so() -> None:
    written = "Who,Contact,Boss\nPriya,priya@example.com,mario@example.com\n"
    written += "Pia,pia@example.com,mario@example.com\nMario,mario@example.com,\n"
    assert recognised(written) == {"email": "Contact"}


def test_two_columns_that_could_be_the_address_are_not_chosen_between() -> None:
    written = "Who,Contact,Other\nPriya,priya@example.com,shah@example.com\n"
    written += "Pia,pia@example.com,lindqvist@example.com\n"
    assert recognised(written) == {}


def test_a_private_address_is_never_the_address() -> None:
    assert recognised("Name,Personal email\nPriya,priya@home.example\n") == {"name": "Name"}


def test_a_mapping_is_remembered_for_the_next_file_with_the_same_header() -> None:
    first = read("Wer,Kontakt,Chefin,Email\nPriya,p@x.example,m@x.example,old@x.example\n")
    chosen = Mapping({Target.NAME: "Wer", Target.EMAIL: "Kontakt", Target.MANAGER_EMAIL: "Chefin"})
    mapping = recognise(first, chosen).mapping
    kept = Mapping.from_json(json.loads(json.dumps(mapping.as_json())))
    second = read("Email;kontakt;Wer;CHEFIN\nx@x.example;q@x.example;Pia;m@x.example\n")
    again = recognise(second, kept).mapping
    assert kept == mapping
    assert again.columns == {
        Target.EMAIL: "kontakt",
        Target.NAME: "Wer",
        Target.MANAGER_EMAIL: "CHEFIN",
    }
    assert again.signature == kept.signature


def test_a_column_left_out_counts_in_the_signature_so_the_same_file_is_known_again() -> None:
    with_pay = recognise(read("Email,Salary\np@x.example,1\n")).mapping
    without = recognise(read("Email\np@x.example\n")).mapping
    assert with_pay.signature != without.signature
    assert with_pay.signature == recognise(read("SALARY,E-Mail\n2,q@x.example\n")).mapping.signature


def test_what_is_told_overrides_what_is_recognised_and_the_rest_is_still_recognised() -> None:
    table = read("Email,Name,Title,Function,Manager\np@x.example,Priya,Designer,Studio,Mario\n")
    mapping = recognise(table, Mapping.from_pairs(["title=function", "manager-name="])).mapping
    assert mapping.columns == {
        Target.EMAIL: "Email",
        Target.NAME: "Name",
        Target.TITLE: "Function",
        Target.MANAGER_NAME: "",
    }
    assert Target.MANAGER_NAME not in mapping
    assert Target.TITLE in mapping


def test_a_date_order_somebody_set_is_kept() -> None:
    table = read("Email,Hire date\np@x.example,03/04/2024\n")
    mapping = recognise(table, Mapping(date_order=DateOrder.MONTH_FIRST)).mapping
    assert mapping.date_order == DateOrder.MONTH_FIRST
    assert Mapping.from_json(mapping.as_json()).date_order == DateOrder.MONTH_FIRST


@pytest.mark.parametrize(
    ("pairs", "fault", "words"),
    [
        (["email=Adress"], Fault.COLUMN_UNKNOWN, "The columns are: Email, Name."),
        (["title=Salary"], Fault.COLUMN_LEFT_OUT, "left out on purpose"),
        (["title=salary "], Fault.COLUMN_LEFT_OUT, "left out on purpose"),
        (["title=Name", "name=Name"], Fault.COLUMN_TWICE, "chosen for two things"),
        (["wage=Name"], Fault.TARGET_UNKNOWN, "It can be: email, employee_number"),
        (["nonsense"], Fault.TARGET_UNKNOWN, "“nonsense”"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_in_words(
    pairs: list[str], fault: Fault, words: str
) -> None:
    table = read("Email,Name,Salary\np@x.example,Priya,51234\n")
    with pytest.raises(FileRefused) as refusal:
        recognise(table, Mapping.from_pairs(pairs))
    assert refusal.value.problem.fault == fault
    assert words in refusal.value.message


def test_a_mapping_from_elsewhere_is_read_without_trust() -> None:
    kept = {"columns": {"email": "Email", "salary": "Salary"}, "date_order": "sideways"}
    assert Mapping.from_json(kept) == Mapping({Target.EMAIL: "Email"})
    assert Mapping.from_json({}) == Mapping()


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=5), min_size=2, max_size=5))
def test_no_table_breaks_the_recognising(rows: list[list[str]]) -> None:
    written = "\n".join(",".join(f'"{cell.replace(chr(34), "")}"' for cell in row) for row in rows)
    try:
        table = read(written)
    except FileRefused:
        return
    recognition = recognise(table)
    used = {name for name in recognition.mapping.columns.values() if name}
    assert used <= set(table.header)
    assert not used & set(recognition.not_used)
