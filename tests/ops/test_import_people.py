"""`heard import_people`, as somebody types it."""

import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from heard.conversations.agreeing import promise
from heard.conversations.models import Action
from heard.ops import import_report
from heard.people.models import ColumnMapping, Organisation, PeopleImport, Person
from heard.people.reporting import manager_of
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of
from tests.structure.reading import ROOT

PEOPLE_EXPORT = Path(__file__).parents[1] / "data" / "people-export.csv"
COMMAND = "from heard.ops.command_line import main; main()"


def run(*arguments: object, **options: Any) -> str:
    """What it prints."""
    printed = io.StringIO()
    call_command("import_people", *map(str, arguments), stdout=printed, **options)
    return printed.getvalue()


def run_apart(data: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """In a process of its own, on a database of its own, with what it says on both outputs."""
    environment = {key: value for key, value in os.environ.items() if "HEARD" not in key}
    environment.pop("DATABASE_URL", None)
    environment |= {"HEARD_DATA": str(data), "HEARD_MASTER_KEY": "", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", COMMAND, *map(str, arguments)]
    return subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def write(folder: Path, content: str) -> Path:
    path = folder / "list.csv"
    path.write_text(content)
    return path


def salaries() -> list[str]:
    lines = PEOPLE_EXPORT.read_text().splitlines()[1:]
    return sorted({line.split(",")[7] for line in lines})


def test_on_a_new_installation_fifty_one_come_with_their_managers_and_no_salary(
    tmp_path: Path,
) -> None:
    asked = ("import_people", PEOPLE_EXPORT, "--email-domain", "example.com")
    first = run_apart(tmp_path, *asked)
    assert (first.returncode, first.stderr) == (0, "")
    assert "Organisation: Example (made now, as there was none)" in first.stdout
    assert "51 new" in first.stdout
    assert "SALARY (pay and benefits)" in first.stdout
    assert [figure for figure in salaries() if re.search(rf"\b{figure}\b", first.stdout)] == []
    told = text_of(tmp_path / "heard.sqlite3")
    assert [figure for figure in salaries() if re.search(rf"\b{figure}\b", told)] == []
    assert lines_of(tmp_path / "heard.sqlite3") == expected_lines()
    before = directory(tmp_path / "heard.sqlite3")
    again = run_apart(tmp_path, *asked)
    assert (again.returncode, again.stderr) == (0, "")
    assert "51 unchanged" in again.stdout
    assert "Nothing to change." in again.stdout
    assert directory(tmp_path / "heard.sqlite3") == before


def text_of(database: Path) -> str:
    """Every value of every row; ids and times may hold any figures by chance."""
    chance = re.compile(r"[0-9a-f]{32}|[0-9a-f-]{36}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+|0\.\d+")
    with sqlite3.connect(database) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        rows = [connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables]  # noqa: S608
    return chance.sub(" ", str(rows))


def directory(database: Path) -> list[Any]:
    with sqlite3.connect(database) as connection:
        people = connection.execute("SELECT * FROM people_person ORDER BY id").fetchall()
        lines = connection.execute("SELECT * FROM people_reportingline ORDER BY id").fetchall()
    return [*people, *lines]


def lines_of(database: Path) -> dict[str, str]:
    """Who reports to whom, by employee number."""
    with sqlite3.connect(database) as connection:
        return dict(
            connection.execute(
                "SELECT p.employee_number, m.employee_number FROM people_reportingline l "
                "JOIN people_person p ON p.id = l.person_id "
                "JOIN people_person m ON m.id = l.manager_id WHERE l.until IS NULL"
            )
        )


def expected_lines() -> dict[str, str]:
    rows = [line.split(",") for line in PEOPLE_EXPORT.read_text().splitlines()[1:]]
    return {row[0]: row[9] for row in rows if row[9]}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["nowhere.csv"], "there is no file nowhere.csv"),
        ([], "name the file to bring"),
        (["tests"], "tests is a folder"),
        ([PEOPLE_EXPORT], "(--email-domain DOMAIN)"),
        ([PEOPLE_EXPORT, "--email-domain", "no domain"], "not a domain"),
        ([PEOPLE_EXPORT, "--map", "shoe=SIZE"], "not something a column can be"),
        ([PEOPLE_EXPORT, "--map", "title=SALARY"], "left out on purpose"),
        ([PEOPLE_EXPORT, "--nonsense"], "unrecognized arguments"),
        ([PEOPLE_EXPORT, "--organisation", "Atlantis"], "there is no organisation 'Atlantis'"),
        ([ROOT / "heard/web/static/img/mark.svg"], "This isn't a text file."),
    ],
)
def test_bad_input_is_one_line_and_status_two(
    tmp_path: Path, arguments: list[object], why: str
) -> None:
    answer = run_apart(tmp_path, "import_people", *arguments)
    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1
    assert why in answer.stderr
    assert "Traceback" not in answer.stderr + answer.stdout


def test_of_several_organisations_the_oldest_and_it_says_so(cast: Cast, tmp_path: Path) -> None:
    file = write(tmp_path, "Email,Name,Manager email\nida@x.example,Ida Berg,mario@example.com\n")
    told = run(file)
    assert "Organisation: Tidewater Studio (one of 2; --organisation NAME chooses another)" in told
    with in_organisation(cast.priya.organisation_id):
        assert manager_of(Person.objects.get(email="ida@x.example")) == cast.mario
    with in_organisation(cast.otto.organisation_id):
        assert not Person.objects.filter(email="ida@x.example").exists()


def test_another_organisation_by_name_or_id(cast: Cast, tmp_path: Path) -> None:
    file = write(tmp_path, "Email,Name\nida@x.example,Ida Berg\n")
    run(file, "--organisation", "otherwise ltd")
    with in_organisation(cast.otto.organisation_id):
        assert Person.objects.filter(email="ida@x.example").exists()
    assert "Nothing to change." in run(file, "--organisation", str(cast.otto.organisation_id))
    with in_organisation(cast.priya.organisation_id):
        assert not Person.objects.filter(email="ida@x.example").exists()


def test_two_of_one_name_are_told_apart_by_id(cast: Cast, tmp_path: Path) -> None:
    Organisation.objects.create(name="Tidewater Studio")
    file = write(tmp_path, "Email,Name\nida@x.example,Ida Berg\n")
    with pytest.raises(CommandError, match=str(cast.priya.organisation_id)):
        run(file, "--organisation", "Tidewater Studio")


def test_a_dry_run_shows_and_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    file = write(tmp_path, "Email,Name,Title\npriya@example.com,Priya Shah,Lead\n")
    told = run(file, "--dry-run")
    assert "changed: Priya Shah (title “Designer” → “Lead”)" in told
    assert "A dry run: nothing was changed." in told
    with in_organisation(cast.priya.organisation_id):
        assert Person.objects.get(id=cast.priya.id).title == "Designer"
        assert not PeopleImport.objects.exists()


def test_a_dry_run_begins_no_organisation(db: None) -> None:
    run(PEOPLE_EXPORT, "--email-domain", "example.com", "--dry-run")
    assert not Organisation.objects.exists()


def test_where_no_row_goes_in_no_organisation_begins(db: None) -> None:
    with pytest.raises(CommandError, match="no row could be brought in"):
        run(PEOPLE_EXPORT)
    assert not Organisation.objects.exists()


def test_json_for_machines(cast: Cast) -> None:
    answer = json.loads(run(PEOPLE_EXPORT, "--email-domain", "example.com", "--json"))
    assert answer["applied"] is True
    assert answer["organisation"]["name"] == "Tidewater Studio"
    assert answer["summary"]["new"] == 51
    assert {"column": "SALARY", "why": "pay"} in answer["left_out"]
    assert answer["columns"]["manager_number"] == "MANAGER_ID"
    again = json.loads(run(PEOPLE_EXPORT, "--email-domain", "example.com", "--json"))
    assert (again["applied"], again["summary"]["unchanged"]) == (False, 51)


def test_bad_rows_are_named_and_the_good_ones_go_in(cast: Cast, tmp_path: Path) -> None:
    rows = "nix,Ida Berg,\njo@x.example,Jo Lund,nobody@example.com\n"
    told = run(write(tmp_path, "Email,Name,Manager email\n" + rows))
    assert "Row 2: nix has no domain." in told
    assert "(The row stays out.)" in told
    assert "Row 3: The manager “nobody@example.com” is neither in this file nor here." in told
    with in_organisation(cast.priya.organisation_id):
        assert Person.objects.filter(email="jo@x.example").exists()


@pytest.mark.parametrize("last", [True, False])
def test_columns_said_are_used_and_remembered(cast: Cast, tmp_path: Path, last: bool) -> None:
    file = str(write(tmp_path, "Wer,Kontakt,Macht\nIda Berg,ida,Designer\n"))
    said = ["--map", "email=Kontakt", "name=Wer", "--map", "title=Macht"]
    asked = [*said, file] if last else [file, *said]
    run(*asked, "--email-domain", "x.example")
    with in_organisation(cast.priya.organisation_id):
        assert Person.objects.get(email="ida@x.example").title == "Designer"
        assert ColumnMapping.objects.count() == 1
    assert "Nothing to change." in run(file)


def test_what_the_command_brought_is_taken_back_on_the_page(cast: Cast, tmp_path: Path) -> None:
    from tests.cast import signed_in

    run(write(tmp_path, "Email,Name,Title\npriya@example.com,Priya Shah,Lead\n"))
    with in_organisation(cast.priya.organisation_id):
        done = PeopleImport.objects.get()
        address = f"/admin/people/import/{done.id}"
        hana = signed_in(cast.hana)
        assert "by a command" in hana.get(address).content.decode()
        assert hana.post(f"{address}/undoing").status_code == 302
        assert Person.objects.get(id=cast.priya.id).title == "Designer"


def test_open_actions_pass_to_the_new_page_though_nobody_acts(cast: Cast, tmp_path: Path) -> None:
    with acting_as(cast.priya):
        promise(pair_of(cast.priya, cast.mario), by=cast.priya, text="Write to the harbour")
    rows = "Email,Name,Manager email\npriya@example.com,Priya Shah,sol@example.com\n"
    run(write(tmp_path, rows))
    with acting_as(cast.priya):
        actions = Action.objects.filter(pair=pair_of(cast.priya, cast.sol)).open()
        assert [action.text for action in actions] == ["Write to the harbour"]


def test_progress_is_told_after_two_seconds_and_not_before(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr("heard.ops.import_report.time.monotonic", lambda: now[0])
    progress = import_report.Progress()
    for second, done in ((1.0, 100), (2.5, 500), (2.6, 600), (4.0, 1_000)):
        now[0] = second
        progress(done, 1_000)
    assert capsys.readouterr().err == "500 of 1,000 changes\n1,000 of 1,000 changes\n"
