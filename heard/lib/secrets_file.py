"""A random secret kept in a file beside the data, made on the first start."""

import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def secret_from_file(path: Path) -> str:
    """The file's word; readable by its owner alone, never a default that others know."""
    try:
        if not path.exists():
            make_once(path, secrets.token_urlsafe(48))
        return path.read_text().strip()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ImproperlyConfigured(
            f"{path} cannot be made or read ({why}): HEARD_DATA must be a folder that Heard may "
            "write to"
        ) from error


def make_once(path: Path, words: str) -> None:
    """Make the file whole or not at all: of two that start at once, both read the first one's."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(words)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
