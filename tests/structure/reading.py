"""Reading the tree: the files a rule is about, and a place to plant a breach of it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(root: Path, *patterns: str, without: tuple[str, ...] = ()) -> Iterator[Path]:
    """Files that match, in a steady order; a folder that is not there yet holds none."""
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            if path.is_file() and not set(path.relative_to(root).parts) & set(without):
                yield path


def modules(root: Path, *patterns: str) -> Iterator[tuple[str, ast.Module]]:
    """Each Python file's place in the tree and its syntax; migrations are generated."""
    for path in files(root, *patterns, without=("migrations", "__pycache__")):
        yield place(root, path), ast.parse(path.read_text(encoding="utf-8"))


def place(root: Path, path: Path) -> str:
    """The file's name as one would type it."""
    return path.relative_to(root).as_posix()


def plant(root: Path, name: str, text: str) -> Path:
    """Write a file into a tree of the test's own."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
