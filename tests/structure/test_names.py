"""Names say what a thing is or does; a drawer for the rest is not a name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.structure.reading import ROOT, modules, plant

MODULES = {"services", "selectors", "utils", "helpers", "common"}
CLASS_ENDINGS = ("Manager", "Helper", "Service", "Util", "Utils")
FUNCTION_BEGINNINGS = ("handle_", "process_", "do_")
# What a framework calls by that name, and why it may stay.
EXCEPTIONS = {
    "heard/people/tenancy.py: TenantManager": "Django's word for a model's way to its rows",
    "heard/people/models/user.py: UserManager": "Django's word for a model's way to its rows",
    "heard/web/middleware/door.py: process_view": "called by Django before each view",
    "tests/structure/templates.py: handle_starttag": "called by html.parser",
    "tests/structure/templates.py: handle_endtag": "called by html.parser",
    "tests/structure/templates.py: handle_data": "called by html.parser",
    "tests/web/test_mail_trial.py: handle_MAIL": "called by aiosmtpd",
    "tests/web/test_mail_trial.py: handle_DATA": "called by aiosmtpd",
}


def breaches(root: Path) -> list[str]:
    """`file: name` for each name that says nothing."""
    return [
        f"{name}: {bad}"
        for name, module in modules(root, "heard/**/*.py", "tests/**/*.py")
        for bad in empty_names(name, module)
    ]


def empty_names(name: str, module: ast.Module) -> Iterator[str]:
    yield from (part for part in name.removesuffix(".py").split("/") if part in MODULES)
    nodes = list(ast.walk(module))
    classes = [node.name for node in nodes if isinstance(node, ast.ClassDef)]
    functions = [
        node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    yield from (name for name in classes if name.endswith(CLASS_ENDINGS))
    yield from (name for name in functions if name.lstrip("_").startswith(FUNCTION_BEGINNINGS))


def test_every_name_says_something() -> None:
    assert [breach for breach in breaches(ROOT) if breach not in EXCEPTIONS] == []


def test_no_exception_has_outlived_its_reason() -> None:
    assert set(EXCEPTIONS) - set(breaches(ROOT)) == set()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("heard/people/services.py", ""),
        ("heard/people/selectors.py", ""),
        ("heard/lib/utils.py", ""),
        ("heard/utils/text.py", ""),
        ("tests/helpers.py", ""),
        ("heard/web/common.py", ""),
        ("heard/people/joining.py", "class PersonManager: ..."),
        ("heard/people/joining.py", "class JoiningHelper: ..."),
        ("heard/people/joining.py", "class JoiningService: ..."),
        ("heard/people/joining.py", "class DateUtil: ..."),
        ("heard/people/joining.py", "def handle_person(): ..."),
        ("heard/people/joining.py", "async def process_rows(): ..."),
        ("heard/people/joining.py", "class Person:\n    def _do_join(self): ..."),
    ],
)
def test_a_name_that_says_nothing_is_found(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, name, text)
    assert len(breaches(tmp_path)) == 1


def test_words_that_only_look_alike_are_let_be(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "heard/people/reporting.py",
        "manager = 1\nclass Managed: ...\ndef document(): ...\ndef handled(): ...",
    )
    assert breaches(tmp_path) == []
