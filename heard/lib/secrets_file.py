"""A random secret kept in a file beside the data, made on the first start."""

import os
import secrets
from pathlib import Path


def secret_from_file(path: Path) -> str:
    """The file's word; readable by its owner alone, never a default that others know."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
