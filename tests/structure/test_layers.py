"""Imports and foreign keys point down the layers, never up and never sideways.

A lower layer that must start something in a higher one keeps a plain list of handlers, which the
higher one fills in its `apps.py`: that import points down too.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.structure.reading import ROOT, modules, plant

LAYERS = {
    "lib": 0,
    "people": 1,
    "privacy": 2,
    "activity": 2,
    "blend": 3,
    "wellbeing": 3,
    "objectives": 3,
    "feedback": 3,
    "conversations": 4,
    "opportunities": 5,
    "reviews": 5,
    "insights": 5,
    "integrations": 6,
    "web": 7,
    "api": 7,
    "ops": 7,
}
# Above all the layers: these know everybody, and no layer knows them.
ABOVE = {"settings", "urls", "asgi", "wsgi"}
# The reader of the environment knows nobody. Settings are read in one place; only what an operator
# types may ask besides.
ENVIRONMENT = "env"
MAY_READ_ENVIRONMENT = {"ops"}

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def breaches(root: Path) -> list[str]:
    """Every reference that does not point down, as `file:line: what`."""
    found = []
    for name, module in modules(root, "heard/*/**/*.py"):
        own = name.split("/")[1]
        if own not in LAYERS:
            found.append(f"{name}: heard/{own}/ has no layer; give it one in {Path(__file__).name}")
            continue
        for line, target in references(name, module):
            if not points_down(own, target):
                found.append(f"{name}:{line}: {own} may not know {target}")
    return found


def points_down(own: str, target: str) -> bool:
    if target == own:
        return True
    if target == ENVIRONMENT:
        return own in MAY_READ_ENVIRONMENT
    return target not in ABOVE and LAYERS.get(target, 99) < LAYERS[own]


def references(name: str, module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and target of each import, foreign key, model looked up by name and dotted path."""
    for node in ast.walk(module):
        for dotted in imported(name, node):
            parts = dotted.split(".")
            if parts[0] == "heard" and len(parts) > 1:
                yield node.lineno, parts[1]  # type: ignore[attr-defined]
        if isinstance(node, ast.Call):
            label = model_label(node)
            if label in LAYERS:
                yield node.lineno, label
        # A path in a string is an import by other means; Django is told its settings that way.
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            path = re.fullmatch(r"heard\.(\w+)(\.\w+)*", node.value)
            if path and path[1] != "settings":
                yield node.lineno, path[1]


def imported(name: str, node: ast.AST) -> Iterator[str]:
    """The dotted names one import statement brings in."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            folder = name.removesuffix(".py").split("/")[: -node.level]
            base = ".".join([*folder, *filter(None, [base])])
        if base == "heard":
            yield from (f"heard.{alias.name}" for alias in node.names)
        else:
            yield base


def model_label(call: ast.Call) -> str | None:
    """The app that a relation or `get_model` names in a string."""
    function = (
        call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    )
    if function not in RELATIONS | {"get_model"}:
        return None
    named = [keyword.value for keyword in call.keywords if keyword.arg in {"to", "app_label"}]
    for first in (named or call.args)[:1]:
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            return first.value.split(".")[0]
    return None


def test_everything_points_down() -> None:
    assert breaches(ROOT) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("heard/people/joining.py", "from heard.conversations.models import Pair"),
        ("heard/people/joining.py", "import heard.web.loading"),
        ("heard/people/joining.py", "from heard import web"),
        ("heard/people/joining.py", "def later():\n    from heard.ops import worker"),
        ("heard/people/models/person.py", "from ...activity import recording"),
        ("heard/privacy/keys.py", "from heard.activity.models import Event"),
        ("heard/web/views/home.py", "from heard.api.schemas import Thing"),
        ("heard/lib/ids.py", "from heard.people.models import Person"),
        ("heard/people/access.py", "from heard.settings import DEMO"),
        ("heard/people/access.py", "from heard import env"),
        ("heard/people/models/person.py", "x = models.ForeignKey('conversations.Pair', 1)"),
        ("heard/people/models/person.py", "x = ForeignKey(to='activity.Event')"),
        ("heard/people/models/person.py", "x = models.ManyToManyField('web.Thing')"),
        ("heard/people/joining.py", "x = apps.get_model('conversations', 'Pair')"),
        ("heard/people/joining.py", "x = import_string('heard.web.loading.load')"),
        ("heard/cupboard/things.py", "x = 1"),
    ],
)
def test_a_reference_up_or_sideways_is_found(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, name, text)
    assert len(breaches(tmp_path)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("heard/conversations/closing.py", "from heard.people.models import Person"),
        ("heard/conversations/models/item.py", "from .pair import Pair"),
        ("heard/conversations/models/item.py", "x = models.ForeignKey('people.Person', 1)"),
        ("heard/conversations/apps.py", "x = 'heard.conversations'"),
        ("heard/ops/management/commands/serve.py", "from heard import env"),
        ("heard/ops/command_line.py", "environ['DJANGO_SETTINGS_MODULE'] = 'heard.settings'"),
        ("heard/settings.py", "from heard.lib.secrets_file import secret_from_file"),
        ("heard/urls.py", "from heard.web import urls"),
    ],
)
def test_a_reference_down_is_welcome(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, name, text)
    assert breaches(tmp_path) == []
