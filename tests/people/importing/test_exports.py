"""Whole exports, as their systems write them: the right people, the right managers, no more."""

import datetime as dt
import re
from pathlib import Path

import pytest

from heard.people.importing.planning import plan
from heard.people.importing.plans import Field, Outcome
from heard.people.importing.reading import read
from heard.people.importing.recognising import recognise
from heard.people.importing.tables import Table
from tests.people.importing.here import EVERYBODY, TODAY, applied, by_name, managers, planned
from tests.people.importing.samples import EVERY_SYSTEM, PRIVATE

PEOPLE_EXPORT = Path(__file__).parents[2] / "data" / "people-export.csv"


def test_the_classic_export_brings_51_people_with_their_managers() -> None:
    one = planned(PEOPLE_EXPORT.read_bytes(), email_domain="example.com")
    assert (one.summary["new"], len(one.people), one.problems) == (51, 51, ())
    told = managers(one)
    assert len(told) == 50
    assert "Steven King" not in told
    assert told["Neena Kochhar"] == "Steven King"
    assert told["Bruce Ernst"] == "Alexander Hunold"
    assert told["Jose Manuel Urman"] == "Nancy Greenberg"
    assert told["Alexander Khoo"] == "Den Raphaely"
    assert told["Peter Tucker"] == "John Russell"
    king = one.people[0]
    assert king.after(Field.EMAIL) == "sking@example.com"
    assert king.after(Field.STARTED_ON) == dt.date(1987, 6, 17)
    assert king.after(Field.TITLE) == "AD_PRES"
    urman = next(person for person in one.people if person.name == "Jose Manuel Urman")
    assert urman.after(Field.CALLED) == "Jose Manuel"


def test_no_salary_of_the_classic_export_is_anywhere_in_the_plan() -> None:
    content = PEOPLE_EXPORT.read_bytes()
    one = planned(content, email_domain="example.com")
    salaries = {line.split(",")[7] for line in content.decode().splitlines()[1:]}
    said = repr(one) + str(one.as_json())
    assert len(salaries) > 30
    assert [figure for figure in salaries if re.search(rf"\b{figure}\b", said)] == []
    assert "0.3" not in said
    assert "515.123" not in said


def test_the_classic_export_without_a_domain_says_what_to_give() -> None:
    one = planned(PEOPLE_EXPORT.read_bytes())
    assert one.summary["rows_held_back"] == 51
    first = one.problems[0]
    assert (first.row, first.column) == (2, "EMAIL")
    assert first.what == "SKING has no domain."
    assert "Give the domain for the whole file" in first.mend


@pytest.mark.parametrize("system", EVERY_SYSTEM)
def test_every_export_brings_the_same_four_people(system: str) -> None:
    one = planned(EVERY_SYSTEM[system])
    assert [problem.what for problem in one.problems if problem.holds_back] == []
    assert by_name(one) == {
        "Sol Adeyemi": Outcome.NEW,
        "Mario Rossi": Outcome.NEW,
        "Priya Shah": Outcome.NEW,
        "Pia Lindqvist": Outcome.NEW,
        "Lena Brandt": Outcome.NOT_BROUGHT_IN,
    }
    expected = {"Mario Rossi": "Sol Adeyemi"}
    expected |= dict.fromkeys(("Priya Shah", "Pia Lindqvist"), "Mario Rossi")
    assert managers(one) == ({} if system == "Microsoft Entra" else expected)
    assert [word for word in PRIVATE if word in repr(one) + str(one.as_json())] == []


@pytest.mark.parametrize("system", ["BambooHR", "Personio", "HiBob", "Workday"])
def test_every_order_of_dates_gives_the_same_days(system: str) -> None:
    one = planned(EVERY_SYSTEM[system])
    started = {person.name: person.after(Field.STARTED_ON) for person in one.people}
    assert started["Sol Adeyemi"] == dt.date(2016, 3, 14)
    assert started["Pia Lindqvist"] == dt.date(2022, 6, 1)


@pytest.mark.parametrize("system", EVERY_SYSTEM)
def test_bringing_an_export_twice_changes_nothing(system: str) -> None:
    first = planned(EVERY_SYSTEM[system])
    again = planned(EVERY_SYSTEM[system], applied(first, []))
    assert {person.outcome for person in again.people} <= {
        Outcome.UNCHANGED,
        Outcome.NOT_BROUGHT_IN,
    }
    assert first.changes_anything
    assert not again.changes_anything


def test_a_narrowed_table_gives_the_same_plan() -> None:
    table = read(EVERY_SYSTEM["BambooHR"])
    mapping = recognise(table).mapping
    kept = Table.from_json(table.only(mapping.columns.values()).as_json())
    once, again = (plan(one, mapping, EVERYBODY, today=TODAY) for one in (table, kept))
    assert once.fingerprint == again.fingerprint
    assert (once.not_used, once.left_out) == (again.not_used, again.left_out)
