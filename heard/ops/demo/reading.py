"""Reads the demo's files into the dataclasses of `script.py`.

Strict on purpose: a key that does not exist or a value of the wrong type stops with the
name of the file, so that a slip in the data is never silently left out of the demo.
"""

import tomllib
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from heard.ops.demo.script import DemoPerson, Script, Self, Story

HERE = Path(__file__).parent
T = TypeVar("T")


@cache
def tidewater() -> Script:
    """Tidewater Studio, the organisation a visitor signs in to."""
    return _read_organisation(HERE / "tidewater")


@cache
def otherwise() -> Script:
    """Otherwise Ltd, there so that "strictly apart" can be seen."""
    return _read_organisation(HERE / "otherwise")


def _read_organisation(folder: Path) -> Script:
    about = tomllib.loads((folder / "people.toml").read_text("utf-8"))
    organisation = about.pop("organisation")
    people = tuple(_read_person(key, table, organisation["domain"]) for key, table in about.items())
    stories = tuple(_read_story(path) for path in sorted((folder / "stories").glob("*.toml")))
    return Script(
        folder=folder.name,
        organisation=organisation["name"],
        domain=organisation["domain"],
        timezone=organisation["timezone"],
        people=people,
        stories=stories,
        selves=_read_selves(folder / "selves.toml"),
    )


def _read_selves(path: Path) -> dict[str, Self]:
    """Of whoever says something; nobody has to."""
    if not path.exists():
        return {}
    tables = tomllib.loads(path.read_text("utf-8"))
    return {key: _build(Self, table, where=f"{path.name}, {key}") for key, table in tables.items()}


def _read_person(key: str, table: dict[str, Any], domain: str) -> DemoPerson:
    return _build(DemoPerson, {"key": key, "email": f"{key}@{domain}", **table}, where=key)


def _read_story(path: Path) -> Story:
    table = tomllib.loads(path.read_text("utf-8"))
    table["conversations"] = table.pop("conversation", [])
    table["page"] = table.pop("page", {}).get("items", [])
    table["private_notes"] = table.pop("private_note", [])
    table["projects"] = table.pop("project", [])
    table["arrangements"] = table.pop("arrangement", [])
    return _build(Story, table, where=path.name)


def _build(kind: type[T], table: dict[str, Any], *, where: str) -> T:
    hints = get_type_hints(kind)
    unknown = table.keys() - {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if unknown:
        raise ValueError(f"{where}: {kind.__name__} has no {', '.join(sorted(unknown))}")
    values = {
        name: _value(hints[name], value, where=f"{where}, {name}") for name, value in table.items()
    }
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"{where}: {error}") from error


def _value(hint: Any, value: Any, *, where: str) -> Any:
    if get_origin(hint) in (Union, UnionType):
        hint = next(option for option in get_args(hint) if option is not NoneType)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], entry, where=where) for entry in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value, where=where)
    allowed = value in get_args(hint) if get_origin(hint) is Literal else type(value) is hint
    if not allowed:
        raise ValueError(f"{where}: {value!r} cannot be used here")
    return value
