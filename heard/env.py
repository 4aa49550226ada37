"""Settings from the environment: one typed reader, every variable named in `.env.example`.

A value that cannot be understood stops the start with one line that says which and why; a secret
may stand in a file instead (`NAME_FILE`), as container platforms hand them over.
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable's text, or the text of the file that `NAME_FILE` points to, or the default."""
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        try:
            return Path(file_name).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from error
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    """A yes or a no; anything else is refused rather than guessed."""
    word = text(name, "1" if default else "0").strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {word!r}")


def one_of(name: str, word: str, among: tuple[str, ...]) -> str:
    """The word, if it is one of these."""
    if word not in among:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(among)}, not {word!r}")
    return word


def number(name: str, default: int) -> int:
    """A whole number."""
    word = text(name, str(default))
    try:
        return int(word)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {word!r}") from error


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas between."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: str) -> Path:
    """A folder; made when it is needed, not here."""
    return Path(text(name, default)).expanduser().resolve()


def postgres(address: str) -> dict[str, object]:
    """A `postgres://user:password@host:port/name?option=value` address as Django wants it."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgres://; leave it empty for the embedded SQLite"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
