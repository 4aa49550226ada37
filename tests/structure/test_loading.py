"""Pages and the API reach rows through one door: `load` and `visible_to`.

Whoever goes round it must remember the permission himself, and one day somebody does not.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.structure.reading import ROOT, modules, plant

DOOR = "visible_to"
MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}
CALLS = SHORTCUTS | {"get_model", "raw", "cursor"}
# Places that must go round it, each with the reason.
EXCEPTIONS = {
    ("heard/web/sign_in.py", "Person.objects"): "finds out who is asking",
    ("heard/web/views/sign_in.py", "Organisation.objects"): "the demo's door: nobody is asking yet",
    ("heard/web/views/sign_in.py", "Person.objects"): "the demo's door: nobody is asking yet",
    ("heard/web/sign_in.py", "UserSession.objects"): "the accounts library's row of this sign-in",
}


def breaches(root: Path) -> list[tuple[str, int, str]]:
    """File, line and name of each way to rows that is not through the door."""
    return [
        (name, line, way)
        for name, module in modules(root, "heard/web/**/*.py", "heard/api/**/*.py")
        for line, way in ways_round(module)
    ]


def ways_round(module: ast.Module) -> Iterator[tuple[int, str]]:
    through_the_door = {
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr == DOOR
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            if node not in through_the_door:
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else None
            if called in CALLS:
                yield node.lineno, called
            if isinstance(node.func, ast.Name):
                yield from by_name(node, node.func.id)


def by_name(call: ast.Call, name: str) -> Iterator[tuple[int, str]]:
    """A shortcut, or a manager asked for by a string."""
    if name in SHORTCUTS:
        yield call.lineno, name
    if name == "getattr":
        for argument in call.args[1:2]:
            if isinstance(argument, ast.Constant) and argument.value in MANAGERS:
                yield call.lineno, str(argument.value)


def test_rows_are_reached_through_the_door_only() -> None:
    found = breaches(ROOT)
    assert [breach for breach in found if (breach[0], breach[2]) not in EXCEPTIONS] == []


def test_no_exception_has_outlived_its_reason() -> None:
    used = {(name, way) for name, _, way in breaches(ROOT)}
    assert set(EXCEPTIONS) - used == set()


@pytest.mark.parametrize(
    "text",
    [
        "x = Note.objects.get(id=1)",
        "x = Note.objects.filter(pair__visible_to=person)",
        "x = Note._base_manager.all()",
        "x = get_object_or_404(Note, id=1)",
        "x = shortcuts.get_object_or_404(Note, id=1)",
        "rows = Note.objects\nx = rows.visible_to(person)",
        "x = getattr(Note, 'objects').all()",
        "x = Note.raw('SELECT 1')",
        "with connection.cursor() as cursor:\n    pass",
    ],
)
@pytest.mark.parametrize("folder", ["web/views", "api"])
def test_a_way_round_the_door_is_found(tmp_path: Path, folder: str, text: str) -> None:
    plant(tmp_path, f"heard/{folder}/notes.py", text)
    assert len(breaches(tmp_path)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "x = load(Note, person, id=1)",
        "x = Note.objects.visible_to(person).filter(id=1)",
        "cursor = page.cursor",
    ],
)
def test_the_door_is_open(tmp_path: Path, text: str) -> None:
    plant(tmp_path, "heard/web/views/notes.py", text)
    assert breaches(tmp_path) == []


def test_the_domain_reaches_its_own_rows(tmp_path: Path) -> None:
    plant(tmp_path, "heard/people/joining.py", "x = Person.objects.get(id=1)")
    assert breaches(tmp_path) == []
