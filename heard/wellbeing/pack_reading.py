"""Reading packs: plain data folders, refused whole when something in them is broken.

A pack is a folder of five small TOML files: `pack` (title, citation, who may see), `items`,
`scales`, `scoring` and `licence`. The refusal is one line that names the file and the field: half a
questionnaire is worse than none. docs/running/check-in-packs.md tells it in full.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from heard.wellbeing.pack import Pack, Question, Scale, Scoring, Word

FOLDER = Path(__file__).parent / "packs"
OWN = "own"

FILES = ("pack", "items", "scales", "scoring", "licence")
READERS = ("only_me", "pair")
WORDS_LEAST, WORDS_MOST = 2, 11
NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")


class BrokenPack(ValueError):
    """One line: which file, which field, and what is wrong with it."""


@cache
def own_pack() -> Pack:
    """Our own items, read once a process."""
    return read_pack(FOLDER / OWN)


def pack_named(name: str) -> Pack | None:
    """The pack an answer was given to, if it is still here."""
    if name == OWN:
        return own_pack()
    folder = FOLDER / name
    return read_pack(folder) if NAME.fullmatch(name) and folder.is_dir() else None


def read_pack(folder: Path) -> Pack:
    """The pack in this folder, or one line on what is broken in it."""
    if not NAME.fullmatch(folder.name):
        raise BrokenPack(f"{folder.name}: a pack's folder is named in small letters, 40 at most")
    files = {name: File.read(folder, name) for name in FILES}
    scales = _scales(files["scales"])
    questions = _questions(files["items"], scales)
    about, licence = files["pack"], files["licence"]
    pack = Pack(
        name=folder.name,
        title=about.text("title", most=80),
        citation=about.text("citation", most=2_000),
        licence=licence.text("name", most=80),
        terms=licence.text("terms", most=20_000),
        who_may_see=_who_may_see(about),
        questions=questions,
        scoring=_scoring(files["scoring"], questions),
    )
    for file in files.values():
        file.refuse_the_rest()
    return pack


class File:
    """One table of a file, whose fields are asked for one by one; what nobody asks for is wrong."""

    def __init__(self, name: str, table: dict[str, Any], place: str = "") -> None:
        self.name, self.table, self.place = name, table, place
        self.asked: set[str] = set()

    @classmethod
    def read(cls, folder: Path, name: str) -> "File":
        path = folder / f"{name}.toml"
        label = f"{folder.name}/{path.name}"
        try:
            return cls(label, tomllib.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError as error:
            raise BrokenPack(f"{label}: the file is missing") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BrokenPack(f"{label}: not TOML ({error})") from error

    def wrong(self, field: str, what: str) -> BrokenPack:
        return BrokenPack(f"{self.name}: {self.place}{field}: {what}")

    def get(self, field: str, kind: type, default: Any = None) -> Any:
        self.asked.add(field)
        value = self.table.get(field, default)
        if value is None:
            raise self.wrong(field, "is missing")
        if type(value) is not kind:
            kinds = {str: "words", int: "a whole number", bool: "true or false", list: "a list"}
            raise self.wrong(field, f"is to be {kinds[kind]}")
        return value

    def text(self, field: str, *, most: int) -> str:
        value: str = self.get(field, str)
        if not value.strip():
            raise self.wrong(field, "is empty")
        if len(value) > most:
            raise self.wrong(field, f"is longer than {most:,} characters")
        return value

    def id(self, known: set[str]) -> str:
        """A name of its own within the file."""
        value = self.text("id", most=40)
        if not NAME.fullmatch(value):
            raise self.wrong("id", f"“{value}” is not a name in small letters")
        if value in known:
            raise self.wrong("id", f"“{value}” is there twice")
        known.add(value)
        return value

    def number(self, field: str, *, least: int, most: int) -> int:
        value: int = self.get(field, int)
        if not least <= value <= most:
            raise self.wrong(field, f"is to be from {least} to {most}")
        return value

    def tables(self, field: str) -> list["File"]:
        """A list of tables, each with where it stands."""
        rows = self.get(field, list)
        if not rows:
            raise self.wrong(field, "is empty")
        found = []
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                raise self.wrong(field, f"number {number} is to be a table")
            found.append(File(self.name, row, f"{self.place}{field} {number}, "))
        return found

    def refuse_the_rest(self) -> None:
        for field in self.table:
            if field not in self.asked:
                raise self.wrong(field, "is not known")


def _scales(file: File) -> dict[str, Scale]:
    scales: dict[str, Scale] = {}
    known: set[str] = set()
    for row in file.tables("scale"):
        id_ = row.id(known)
        rows = row.tables("words")
        if not WORDS_LEAST <= len(rows) <= WORDS_MOST:
            raise row.wrong("words", f"are to be from {WORDS_LEAST} to {WORDS_MOST}")
        middle = row.get("middle_is_best", bool, default=False)
        if middle and len(rows) % 2 == 0:
            raise row.wrong("middle_is_best", "an even number of words has no middle")
        names: set[str] = set()
        words = tuple(Word(one.id(names), one.text("text", most=60)) for one in rows)
        scales[id_] = Scale(id_, words, middle)
        for one in (row, *rows):
            one.refuse_the_rest()
    return scales


def _questions(file: File, scales: dict[str, Scale]) -> tuple[Question, ...]:
    questions: list[Question] = []
    known: set[str] = set()
    for row in file.tables("item"):
        id_, text = row.id(known), row.text("text", most=200)
        scale = row.text("scale", most=40)
        if scale not in scales:
            raise row.wrong("scale", f"“{scale}” is not in scales.toml")
        questions.append(
            Question(id_, text, scales[scale], row.get("rotates", bool, default=False))
        )
        row.refuse_the_rest()
    return tuple(questions)


def _who_may_see(file: File) -> tuple[str, ...]:
    readers = file.get("who_may_see", list)
    if not readers or any(reader not in READERS for reader in readers):
        raise file.wrong("who_may_see", f"is to be one or more of {', '.join(READERS)}")
    if "only_me" not in readers:
        raise file.wrong("who_may_see", "must leave the choice of only_me")
    return tuple(readers)


def _scoring(file: File, questions: tuple[Question, ...]) -> Scoring:
    asked = {one.id: one for one in questions}

    def always_asked(field: str) -> str:
        id_ = file.text(field, most=40)
        if id_ not in asked or asked[id_].rotates:
            raise file.wrong(field, f"“{id_}” is not an item that is asked each time")
        return id_

    scoring = Scoring(
        feeling=always_asked("feeling"),
        amount=always_asked("amount"),
        usual_of_last=file.number("usual_of_last", least=4, most=52),
        usual_from=file.number("usual_from", least=3, most=52),
        step=file.number("step", least=1, most=5),
        dip_after=file.number("dip_after", least=2, most=8),
        low_after=file.number("low_after", least=2, most=8),
        low_words=file.number("low_words", least=1, most=5),
        side_after=file.number("side_after", least=2, most=8),
    )
    if not asked[scoring.amount].scale.middle_is_best:
        raise file.wrong("amount", "its scale has no best middle")
    return scoring
