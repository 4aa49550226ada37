"""`.env.example` lists every variable that is read, each with its default and a line on it.

An entry is a comment of one line or more and then `NAME=default`. Where the default is worked out
from something else, the entry itself is commented out: `# NAME=`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.structure.reading import ROOT, modules, plant

READERS = {"text": "", "flag": False, "number": None, "words": "", "folder": None}
ENTRY = re.compile(r"(?P<out># )?(?P<name>[A-Z][A-Z0-9_]*)=(?P<value>.*)")
WORKED_OUT = object()


def variables_read(root: Path) -> dict[str, object]:
    """Each variable and its default as `.env.example` would write it."""
    found: dict[str, object] = {}
    for _, module in modules(root, "heard/**/*.py", "tests/*.py"):
        for name, default in reads(module):
            # Read twice: the place that states a default decides.
            if found.get(name, "") == "":
                found[name] = default
    return found


def reads(module: ast.Module) -> Iterator[tuple[str, object]]:
    for node in ast.walk(module):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        reader = node.func
        if not (isinstance(reader.value, ast.Name) and reader.value.id == "env"):
            continue
        if reader.attr in READERS and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value), default_of(node, reader.attr)


def default_of(call: ast.Call, reader: str) -> object:
    given = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    if not given:
        return written(READERS[reader])
    return written(given[0].value) if isinstance(given[0], ast.Constant) else WORKED_OUT


def written(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)


def entries(root: Path) -> dict[str, object]:
    """Each entry and its value; an entry without a comment above it is an error."""
    path = root / ".env.example"
    found: dict[str, object] = {}
    above = ""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        entry = ENTRY.fullmatch(line)
        if entry:
            assert above.startswith("# "), f"{entry['name']} has no line on it"
            assert entry["name"] not in found, f"{entry['name']} is listed twice"
            found[entry["name"]] = WORKED_OUT if entry["out"] else entry["value"].strip('"')
        above = line if not entry else ""
    return found


def differences(root: Path) -> list[str]:
    read, listed = variables_read(root), entries(root)
    return [
        *(f"{name} is read and not listed" for name in sorted(set(read) - set(listed))),
        *(f"{name} is listed and not read" for name in sorted(set(listed) - set(read))),
        *(
            f"{name} is {said(read[name])} in the code and {said(listed[name])} in the list"
            for name in sorted(set(read) & set(listed))
            if read[name] != listed[name]
        ),
    ]


def said(value: object) -> str:
    return "worked out" if value is WORKED_OUT else repr(value)


def read_elsewhere(root: Path) -> list[str]:
    """Reads of the environment that go round `heard/env.py`."""
    return [
        f"{name}:{node.lineno}"
        for name, module in modules(root, "heard/**/*.py")
        if name != "heard/env.py"
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
        and (node.attr == "getenv" or (node.attr == "environ" and not sets_default(module, node)))
    ]


def sets_default(module: ast.Module, environ: ast.Attribute) -> bool:
    """`os.environ.setdefault(…)` tells somebody else something; it reads nothing."""
    return any(
        isinstance(node, ast.Attribute) and node.value is environ and node.attr == "setdefault"
        for node in ast.walk(module)
    )


def test_the_list_and_the_code_agree() -> None:
    assert differences(ROOT) == []


def test_the_environment_is_read_in_one_place() -> None:
    assert read_elsewhere(ROOT) == []


@pytest.mark.parametrize(
    ("code", "listed"),
    [
        ("PORT = env.number('PORT', 8000)", ""),
        ("", "# Where it listens.\nPORT=8000"),
        ("PORT = env.number('PORT', 8000)", "# Where it listens.\nPORT=80"),
        ("DEMO = env.flag('DEMO')", "# The demo.\nDEMO=1"),
        ("HOST = env.text('HOST', other)", "# The host.\nHOST="),
        ("HOST = env.text('HOST', 'here')", "# The host.\n# HOST="),
    ],
)
def test_a_difference_is_found(tmp_path: Path, code: str, listed: str) -> None:
    plant(tmp_path, "heard/settings.py", code)
    plant(tmp_path, ".env.example", listed)
    assert len(differences(tmp_path)) == 1


def test_agreement_is_recognised(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "heard/settings.py",
        "A = env.text('A')\nB = env.flag('B', True)\nC = env.number('C', 5)\n"
        "D = env.words('D', 'x,y')\nE = env.text('E', 'a' if A else 'b')",
    )
    lines = ["A=", "B=1", "C=5", "D=x,y", "# E="]
    plant(tmp_path, ".env.example", "\n".join(f"# What it does.\n{line}" for line in lines))
    assert differences(tmp_path) == []


def test_an_entry_needs_a_line_on_it(tmp_path: Path) -> None:
    plant(tmp_path, ".env.example", "PORT=8000")
    with pytest.raises(AssertionError, match="no line on it"):
        entries(tmp_path)


def test_a_read_elsewhere_is_found(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "heard/people/joining.py",
        "import os\nx = os.environ['SECRET']\ny = os.getenv('Z')",
    )
    assert len(read_elsewhere(tmp_path)) == 2
