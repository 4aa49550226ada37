"""The papers tell the truth that a machine can check: links lead somewhere, named files are there.

What they say beside that is for whoever changes the code to keep true.
"""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.structure.reading import ROOT, files, place, plant

PAPERS = ("*.md", "docs/**/*.md")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)", re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
PNG = b"\x89PNG\r\n\x1a\n"
# One machine's folders and one workplace's package index; in pieces, as this file is read too.
FOREIGN = [
    "/" + "work/",
    "/" + "tmp/wt",
    "/" + "root/",
    "/home/" + "runner",
    "pypi" + ".org",
    "files.python" + "hosted",
    "--index" + "-url",
    "--find" + "-links",
]


def broken_links(root: Path) -> list[str]:
    """`paper: link` for each link to a file that is not there."""
    return [
        f"{place(root, paper)}: {link}"
        for paper in files(root, *PAPERS)
        for link in LINK.findall(paper.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:|#", link) and not (paper.parent / link.partition("#")[0]).exists()
    ]


def named_files(paper: Path) -> Iterator[str]:
    """Every path a paper names in code marks that begins with one of our folders."""
    for word in CODE.findall(paper.read_text(encoding="utf-8")):
        if re.fullmatch(r"(?:heard|tests|docs|bin)/[\w./-]*", word):
            yield word


def missing_files(root: Path) -> list[str]:
    return [
        f"{place(root, paper)}: {name}"
        for paper in files(root, *PAPERS)
        for name in named_files(paper)
        if not (root / name).exists()
    ]


def undecided(root: Path) -> list[str]:
    """Each direct dependency, the extra's included, without a page that says why."""
    decided = {path.stem.partition("-")[2] for path in files(root, "docs/decisions/[0-9]*-*.md")}
    return [name for name in direct_dependencies(root) if name not in decided]


def direct_dependencies(root: Path) -> list[str]:
    """Their names as the package index writes them."""
    project = project_of(root)
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    lines = [*project["dependencies"], *extras]
    return [re.split(r"[\[<>=!~; ]", line)[0].lower() for line in lines]


def unlisted(root: Path) -> list[str]:
    """Decision pages that the list of them does not name."""
    listed = (root / "docs/decisions/README.md").read_text(encoding="utf-8")
    pages = files(root, "docs/decisions/[0-9]*-*.md")
    return [path.name for path in pages if f"({path.name})" not in listed]


def project_of(root: Path) -> dict[str, Any]:
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    project: dict[str, Any] = tomllib.loads(text)["project"]
    return project


def strays(root: Path, names: list[str]) -> list[str]:
    """`file: what` for each trace of the machine that somebody worked on."""
    found = []
    for name in names:
        try:
            text = (root / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found += [f"{name}: {foreign}" for foreign in FOREIGN if foreign in text]
    return found


def test_every_link_leads_somewhere() -> None:
    assert broken_links(ROOT) == []


def test_every_file_named_is_there() -> None:
    assert missing_files(ROOT) == []


def test_the_architecture_names_files_at_all() -> None:
    assert len(set(named_files(ROOT / "ARCHITECTURE.md"))) > 20


def test_every_direct_dependency_has_its_page() -> None:
    assert undecided(ROOT) == []


def test_every_decision_is_listed() -> None:
    assert unlisted(ROOT) == []


def test_the_numbers_of_decisions_have_no_gap_and_no_twin() -> None:
    numbers = [int(path.stem[:4]) for path in files(ROOT, "docs/decisions/[0-9]*-*.md")]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_changelog_begins_with_the_current_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+)", text, re.MULTILINE)
    assert newest is not None
    assert newest[1] == project_of(ROOT)["version"]


def test_the_licence_is_the_one_we_name() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert project_of(ROOT)["license"] == "Apache-2.0"
    assert text.split()[:6] == ["Apache", "License", "Version", "2.0,", "January", "2004"]
    assert "END OF TERMS AND CONDITIONS" in text
    assert "The Heard authors" in text


def test_vendored_files_are_listed_with_a_licence() -> None:
    static = ROOT / "heard/web/static"
    listed = (static / "LICENSES.md").read_text(encoding="utf-8")
    vendored = [path.relative_to(static).as_posix() for path in files(static, "**/vendor/*")]
    assert vendored != []
    assert [name for name in vendored if f"`{name}`" not in listed] == []


def test_the_readme_shows_a_real_picture() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)\s]+)\)", text)
    assert len(pictures) == 1
    words, name = pictures[0]
    content = (ROOT / name).read_bytes()
    assert len(words) > 40
    assert content.startswith(PNG)
    assert int.from_bytes(content[16:20], "big") >= 1000


def test_the_honest_line_is_said_word_for_word() -> None:
    line = (
        "A stolen disk, database copy or backup does not reveal what you write here. "
        "Someone in control of the running server could."
    )
    for name in ("THREAT_MODEL.md", "docs/using/README.md"):
        assert line in " ".join((ROOT / name).read_text(encoding="utf-8").split()), name


def test_nothing_tells_of_the_machine_it_was_made_on() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    if listed.returncode != 0:
        pytest.skip("not a checkout")
    assert strays(ROOT, [name for name in listed.stdout.split("\0") if name]) == []


def test_a_breach_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "README.md", "[a](docs/gone.md) [b](#here) [c](https://example.com) `bin/gone`")
    plant(tmp_path, "docs/decisions/0001-django.md", "")
    plant(tmp_path, "docs/decisions/0002-lost.md", "")
    plant(tmp_path, "docs/decisions/README.md", "[1](0001-django.md)")
    plant(
        tmp_path,
        "pyproject.toml",
        '[project]\ndependencies = ["Django>=5", "nh3>=0.3"]\n'
        '[project.optional-dependencies]\npostgres = ["psycopg[binary]>=3"]',
    )
    plant(tmp_path, "notes.txt", "see " + FOREIGN[0] + "main")
    assert broken_links(tmp_path) == ["README.md: docs/gone.md"]
    assert missing_files(tmp_path) == ["README.md: bin/gone"]
    assert undecided(tmp_path) == ["nh3", "psycopg"]
    assert unlisted(tmp_path) == ["0002-lost.md"]
    assert strays(tmp_path, ["notes.txt"]) == [f"notes.txt: {FOREIGN[0]}"]
