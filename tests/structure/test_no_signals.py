"""No Django signals: what happens when is read in the verb that does it.

Where a lower layer starts something in a higher one, a plain list of handlers runs on commit.
"""

import ast
from pathlib import Path

import pytest

from tests.structure.reading import ROOT, modules, plant


def breaches(root: Path) -> list[str]:
    return [
        f"{name}:{node.lineno}"  # type: ignore[attr-defined]
        for name, module in modules(root, "heard/**/*.py")
        for node in ast.walk(module)
        if uses_signals(node)
    ]


def uses_signals(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        dotted = (node.module or "").split(".")
        names = {alias.name for alias in node.names}
        return "signals" in dotted or dotted[:2] == ["django", "dispatch"] or "signals" in names
    if isinstance(node, ast.Import):
        return any(
            "signals" in alias.name.split(".") or alias.name == "django.dispatch"
            for alias in node.names
        )
    return isinstance(node, ast.Attribute) and node.attr == "signals"


def test_nothing_hangs_on_a_signal() -> None:
    assert breaches(ROOT) == []


@pytest.mark.parametrize(
    "text",
    [
        "from django.db.models.signals import post_save",
        "from django.db.models import signals",
        "from django.dispatch import receiver",
        "from django.contrib.auth.signals import user_logged_in",
        "import django.dispatch",
        "from django.db import models\nmodels.signals.post_save.connect(print)",
    ],
)
def test_a_receiver_is_found(tmp_path: Path, text: str) -> None:
    plant(tmp_path, "heard/people/apps.py", text)
    assert len(breaches(tmp_path)) == 1


def test_a_list_of_handlers_is_welcome(tmp_path: Path) -> None:
    plant(tmp_path, "heard/people/apps.py", "import signal\nwhen_lines_change.append(follow)")
    assert breaches(tmp_path) == []
