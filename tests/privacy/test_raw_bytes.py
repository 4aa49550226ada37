"""A stolen disk, database copy or log holds no word of what was written.

A real server, the real pages, then every byte it left behind.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests import databases
from tests.privacy.serving import Served, serving
from tests.privacy.writing import Words, write_everything
from tests.privacy.writing_heard import write_what_was_heard

RAW = "raw_bytes"
# The summary by mail carries these by choice (decisions 3; privacy page), and nothing else.
MAY_BE_MAILED = {"action", "action reworded", "agreement", "agreement reworded"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Words]]:
    """A day's work, a mishap of ours included, on the database the suite runs on."""
    folder = tmp_path_factory.mktemp("raw")
    with databases.one_beside(RAW) as environment, serving(folder, **environment) as served:
        words = Words()
        priya = served.browser().sign_in("priya")
        mario = served.browser().sign_in("mario")
        sol = served.browser().sign_in("sol")
        page = write_everything(priya, mario, words)
        write_what_was_heard(priya, mario, sol, page, words)
        break_a_table(served)
        answer = priya.post(f"{page}/items", text=words("our own mistake"))
        assert answer.status == 500, answer.text[:400]
        # Given back to whoever typed it, and kept nowhere.
        assert dict(words)["our own mistake"] in answer.text
        yield served, words


def test_no_word_lies_in_any_file(written: tuple[Served, Words]) -> None:
    """The database, its write-ahead log and shared memory, keys, and the server's own words."""
    served, words = written
    files = [
        path for path in served.data.rglob("*") if path.is_file() and path.parent.name != "mail"
    ]
    if connection.vendor == "sqlite":
        names = {path.name for path in files}
        assert {"heard.sqlite3", "heard.sqlite3-wal", "heard.sqlite3-shm"} <= names
    found = [
        (name, path.name)
        for path in [*files, served.log]
        for content in [path.read_bytes()]
        for name, word in words
        if word.encode() in content or word.encode("utf-16-le") in content
    ]
    assert found == []


def test_no_word_lies_in_any_row(written: tuple[Served, Words]) -> None:
    """Every row of every table, sessions and the accounts library's included."""
    served, words = written
    rows = everything(served)
    assert len(rows) > 100
    assert [name for name, word in words for row in rows if word in row] == []


def test_the_log_tells_that_something_went_wrong_and_not_what_was_said(
    written: tuple[Served, Words],
) -> None:
    served, _words = written
    said = served.log.read_text()
    assert "OperationalError" in said or "ProgrammingError" in said


def test_mail_carries_promises_and_nothing_else(written: tuple[Served, Words]) -> None:
    served, words = written
    letters = "".join(path.read_text() for path in (served.data / "mail").iterdir())
    mailed = {name for name, word in words if word in letters}
    assert mailed == {"action reworded", "agreement reworded"}
    assert mailed <= MAY_BE_MAILED


def everything(served: Served) -> list[str]:
    """Each row as text: bytes in their escaped and their plain form."""
    if connection.vendor == "sqlite":
        with sqlite3.connect(served.data / "heard.sqlite3") as database_:
            tables = database_.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return [
                " ".join(_plain(value) for value in row)
                for (table,) in tables.fetchall()
                for row in database_.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            ]
    return everything_on_postgresql()


def _plain(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def everything_on_postgresql() -> list[str]:
    """As the superuser, whom no policy binds."""
    with databases.superuser(RAW) as ask:
        tables = ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [
            " ".join(_plain(value) for value in row)
            for (table,) in tables
            for row in ask(f'SELECT * FROM "{table}"')  # noqa: S608
        ]


def break_a_table(served: Served) -> None:
    """What every act writes to goes missing, so that the next one is our own mistake."""
    if connection.vendor == "sqlite":
        with sqlite3.connect(served.data / "heard.sqlite3", timeout=20) as database_:
            database_.execute("ALTER TABLE activity_event RENAME TO activity_gone")
    else:
        with databases.superuser(RAW) as ask:
            ask("ALTER TABLE activity_event RENAME TO activity_gone")


def test_what_is_sealed_is_bytes_in_the_database_too(db: None) -> None:
    """A text column would invite an index of words."""
    from django.apps import apps

    from heard.privacy.sealing import SealedText

    sealed = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, SealedText)
    }
    assert len(sealed) >= 10
    with connection.cursor() as cursor:
        for table, column in sorted(sealed):
            described = connection.introspection.get_table_description(cursor, table)
            code = next(found.type_code for found in described if found.name == column)
            kind = connection.introspection.data_types_reverse[code]
            assert kind == "BinaryField", (table, column)


def test_the_wal_is_where_the_test_looks(written: tuple[Served, Words]) -> None:
    """The write-ahead log really holds something, or looking into it would prove nothing."""
    served, _words = written
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's log belongs to its server")
    assert Path(served.data / "heard.sqlite3-wal").stat().st_size > 0
