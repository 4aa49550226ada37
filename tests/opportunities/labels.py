"""The labelled set: openings, and wishes that each should or should not meet."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SET = Path(__file__).parent / "data" / "labelled.txt"


@dataclass(frozen=True)
class LabelledWish:
    """One wish: the opening it should meet, if any, and what kind of line it is."""

    text: str
    tags: tuple[str, ...]
    kind: str
    opening: int | None

    @property
    def is_wanted(self) -> bool:
        return self.kind in "+~"


@dataclass(frozen=True)
class LabelledSet:
    openings: list[str]
    wishes: list[LabelledWish]

    @property
    def offered(self) -> list[LabelledWish]:
        """What the product would ever compare: *less of* is not offered."""
        return [wish for wish in self.wishes if wish.kind != "<"]


@lru_cache(maxsize=1)
def labelled() -> LabelledSet:
    openings: list[str] = []
    wishes: list[LabelledWish] = []
    here: int | None = None
    for line in SET.read_text(encoding="utf-8").splitlines():
        kind, text = line[:1], line[1:].strip()
        if kind == "=":
            here = len(openings)
            openings.append("\n".join(part.strip() for part in text.split("|")))
        elif kind == "*":
            here = None
        elif kind and kind in "+~-<":
            words, _hash, tags = text.partition("#")
            kept = tuple(tag.strip() for tag in tags.split(",") if tag.strip())
            wishes.append(LabelledWish(words.strip(), kept, kind, here))
    return LabelledSet(openings, wishes)
