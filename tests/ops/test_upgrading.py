"""Migrating a database that is in use: nothing is lost, and the walls stand again afterwards.

On SQLite a change of a table remakes it, and every trigger that mentions it stands in the way.
"""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    os.environ.get("HEARD_TEST_DATABASE", "sqlite") != "sqlite",
    reason="PostgreSQL changes a table in place, and its walls stay up",
)


def manage(data: Path, *words: str) -> None:
    """A command on a database of its own, as an operator types it."""
    environment = {name: value for name, value in os.environ.items() if "HEARD" not in name}
    environment |= {"HEARD_DATA": str(data), "HEARD_DEMO": "1"}
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def contents(data: Path) -> dict[str, int]:
    """How many rows each table of ours holds, and how many walls stand."""
    with sqlite3.connect(data / "heard.sqlite3") as database:
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'conversations_%'"
        ).fetchall()
        counts = {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in tables
        }
        counts["walls"] = database.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
        ).fetchone()[0]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    return counts


def test_a_filled_database_goes_back_a_version_and_forward_again(tmp_path: Path) -> None:
    assert connection.vendor == "sqlite"
    manage(tmp_path, "migrate")
    manage(tmp_path, "demo")
    before = contents(tmp_path)
    assert before["conversations_item"] > 100
    assert before["walls"] > 50
    manage(tmp_path, "migrate", "conversations", "0001_initial")
    manage(tmp_path, "migrate")
    after = contents(tmp_path)
    # What only the newer version can hold is gone with it; everything else is there.
    assert {name: after[name] for name in OLDEST} == {name: before[name] for name in OLDEST}
    assert after["walls"] == before["walls"]


OLDEST = [
    f"conversations_{name}"
    for name in (
        "pair",
        "conversation",
        "item",
        "note",
        "privatenote",
        "agreement",
        "action",
        "raise",
        "answer",
        "rhythm",
        "earlierwording",
    )
]
