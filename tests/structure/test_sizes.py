"""No file outgrows what can be read at one sitting; half of these is the aim.

A file at its limit is a missing noun or activity: name it and give it a file.
"""

from pathlib import Path

import pytest

from tests.structure.reading import ROOT, files, place, plant

LIMITS = {
    "heard/**/*.py": 400,
    "tests/**/*.py": 400,
    "heard/**/*.css": 300,
    "heard/**/*.js": 150,
    "heard/**/*.html": 200,
}
# Written by a tool, or by somebody else.
NOT_OURS = ("migrations", "vendor", "__pycache__")


def too_long(root: Path) -> list[str]:
    found = []
    for pattern, limit in LIMITS.items():
        for path in files(root, pattern, without=NOT_OURS):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > limit:
                found.append(f"{place(root, path)}: {lines} lines, at most {limit}")
    return found


def test_every_file_is_short_enough() -> None:
    assert too_long(ROOT) == []


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("heard/people/joining.py", 400),
        ("tests/people/test_joining.py", 400),
        ("heard/web/static/css/page.css", 300),
        ("heard/web/static/js/page.js", 150),
        ("heard/web/templates/pair/page.html", 200),
    ],
)
def test_one_line_too_many_is_found(tmp_path: Path, name: str, limit: int) -> None:
    plant(tmp_path, name, "x\n" * limit)
    assert too_long(tmp_path) == []
    plant(tmp_path, name, "x\n" * (limit + 1))
    assert too_long(tmp_path) == [f"{name}: {limit + 1} lines, at most {limit}"]


def test_files_of_others_are_let_be(tmp_path: Path) -> None:
    plant(tmp_path, "heard/web/static/js/vendor/htmx.js", "x\n" * 3000)
    plant(tmp_path, "heard/people/migrations/0001_initial.py", "x\n" * 3000)
    assert too_long(tmp_path) == []
