"""`heard doctor` says in plain lines what is wrong, and what is unsafe does not start."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from pytest_django import Settings

from heard.lib.safe_start import is_here, refuse_unsafe
from heard.ops import doctor
from heard.ops.doctor import Finding, State, examine
from tests import databases
from tests.cast import Cast

ROOT = Path(__file__).parents[2]
SAFE = {
    "debug": False,
    "base_url": "https://heard.example.com",
    "hosts": ["heard.example.com", "127.0.0.1"],
    "secret": "s" * 40,
}


def found(subject: str) -> list[Finding]:
    return [finding for finding in examine() if finding.subject == subject]


def state_of(subject: str) -> State:
    [finding] = found(subject)
    return finding.state


# What does not start.


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ({"debug": True}, "HEARD_DEBUG"),
        ({"debug": True, "base_url": "http://127.0.0.1:8000"}, "heard.example.com is not this"),
        ({"hosts": ["*"]}, "HEARD_HOSTS"),
        ({"hosts": ["."]}, "HEARD_HOSTS"),
        ({"hosts": []}, "HEARD_HOSTS"),
        ({"secret": "changeme"}, "HEARD_SECRET_KEY"),
        ({"base_url": "heard.example.com"}, "HEARD_BASE_URL"),
        ({"base_url": "javascript:alert(1)"}, "HEARD_BASE_URL"),
    ],
)
def test_what_is_unsafe_is_refused(instead: dict[str, object], said: str) -> None:
    refuse_unsafe(**SAFE)  # type: ignore[arg-type]
    with pytest.raises(ImproperlyConfigured, match=said):
        refuse_unsafe(**SAFE | instead)  # type: ignore[arg-type]


def test_those_who_build_it_may_have_debug_on_their_own_machine() -> None:
    here = {"base_url": "http://127.0.0.1:8000", "hosts": ["127.0.0.1", "localhost", "[::1]"]}
    refuse_unsafe(**SAFE | here | {"debug": True})  # type: ignore[arg-type]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "[::1]", "a.localhost"])
def test_this_machine(host: str) -> None:
    assert is_here(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.1", "localhost.example.com", "127.0.0.1.nip"])  # noqa: S104
def test_not_this_machine(host: str) -> None:
    assert not is_here(host)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"HEARD_DEBUG": "1", "HEARD_HOSTS": "heard.example.com"}, "HEARD_DEBUG"),
        ({"HEARD_SECRET_KEY": "short"}, "HEARD_SECRET_KEY"),
        ({"HEARD_HOSTS": "*"}, "HEARD_HOSTS"),
        ({"HEARD_DATA": str(ROOT / "README.md")}, "HEARD_DATA"),
    ],
)
def test_the_command_stops_with_one_line(
    tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEARD_")}
    command = [sys.executable, "-c", "from heard.ops.command_line import main; main()", "doctor"]
    answer = subprocess.run(
        command,
        env={**kept, "HEARD_DATA": str(tmp_path), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 2
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1


# What is looked at.


def test_all_is_well_with_the_cast(cast: Cast) -> None:
    wrong = [finding for finding in examine() if finding.state is State.WRONG]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("http://127.0.0.1:8000", State.GOOD),
        ("https://heard.example.com", State.GOOD),
        ("http://heard.example.com", State.WRONG),
    ],
)
def test_passwords_do_not_cross_a_network_in_the_open(
    settings: Settings, address: str, state: State
) -> None:
    settings.BASE_URL = address
    settings.SERVED_OVER_TLS = address.startswith("https")
    assert state_of("address") is state


@pytest.mark.django_db
def test_debug_and_demo_are_said(settings: Settings) -> None:
    assert found("demo") == []
    settings.DEBUG, settings.DEMO = True, True
    assert (state_of("debug"), state_of("demo")) == (State.WRONG, State.WARNING)


@pytest.mark.django_db
def test_a_key_that_others_could_read_is_wrong(settings: Settings, tmp_path: Path) -> None:
    settings.HEARD_DATA = tmp_path
    settings.HEARD_KEY_FILE = key = tmp_path / "keys" / "master.key"
    key.parent.mkdir()
    key.write_text("word")
    key.chmod(0o600)
    assert state_of("keys") is State.GOOD
    key.chmod(0o640)
    [finding] = found("keys")
    assert finding.state is State.WRONG
    assert "chmod 600" in finding.words


@pytest.mark.django_db
def test_mail_that_goes_nowhere_is_said(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert state_of("mail") is State.WARNING
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert state_of("mail") is State.GOOD


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_said_and_ends_the_looking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*args: object) -> None:
        raise OperationalError("password=canary")

    monkeypatch.setattr(doctor, "MigrationExecutor", broken)
    findings = examine()
    assert findings[-1].subject == "database"
    assert findings[-1].state is State.WRONG
    assert "canary" not in str(findings)


def test_several_organisations_on_sqlite_are_told_of_postgresql(cast: Cast) -> None:
    """Two here, as in the cast; on PostgreSQL there is nothing to say."""
    states = [finding.state for finding in found("organisations")]
    assert states == ([State.WARNING] if connection.vendor == "sqlite" else [])


@pytest.mark.parametrize("demo", [False, True])
def test_serving_says_so_too_unless_it_is_a_demo(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch, demo: bool
) -> None:
    """The demo's two organisations are its own: a newcomer's first start warns of nothing."""
    settings.DEMO = demo
    monkeypatch.setattr("uvicorn.run", lambda *args, **more: None)
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    said = io.StringIO()
    call_command("serve", stdout=io.StringIO(), stderr=said)
    expected = connection.vendor == "sqlite" and not demo
    assert ("PostgreSQL puts row-level security behind it" in said.getvalue()) is expected


@pytest.mark.django_db
def test_the_application_is_bound_by_the_walls_or_does_not_serve(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if connection.vendor != "postgresql":
        assert found("database role") == []
        return
    monkeypatch.setattr("uvicorn.run", lambda *args, **more: None)
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    assert state_of("database role") is State.GOOD
    call_command("serve", stdout=io.StringIO())
    with databases.as_owner():
        assert state_of("database role") is State.WRONG
        with pytest.raises(CommandError, match="bind nobody"):
            call_command("serve", stdout=io.StringIO())


@pytest.mark.django_db
def test_nobody_has_set_it_up(settings: Settings) -> None:
    assert state_of("set-up") is State.WARNING


def test_once_somebody_has_there_is_nothing_to_say(cast: Cast) -> None:
    assert found("set-up") == []


# How it is said.


def test_lines_for_people_and_status_0(cast: Cast) -> None:
    said = io.StringIO()
    call_command("doctor", stdout=said)
    lines = said.getvalue().splitlines()
    assert len(lines) == len(examine())
    assert any(line.startswith("good     database: ") for line in lines)


def test_status_2_where_something_is_wrong(cast: Cast, settings: Settings) -> None:
    settings.DEBUG = True
    said = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("doctor", stdout=said)
    assert stopped.value.code == 2
    assert "WRONG    debug: " in said.getvalue()


def test_json_for_machines(cast: Cast) -> None:
    said = io.StringIO()
    call_command("doctor", "--json", stdout=said)
    answer = json.loads(said.getvalue())
    assert answer["well"] is True
    assert {"subject", "state", "words"} == set(answer["findings"][0])
