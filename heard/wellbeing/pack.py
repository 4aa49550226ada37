"""A pack: the questions a check-in asks, and how its answers are read."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Word:
    """One answer of a scale."""

    id: str
    text: str

    def __str__(self) -> str:
        return _(self.text)


@dataclass(frozen=True)
class Scale:
    """Words, lowest first."""

    id: str
    words: tuple[Word, ...]
    middle_is_best: bool

    def place_of(self, word: str) -> int | None:
        """Where a word stands, from nought; None for one that is not of this scale."""
        return next((at for at, known in enumerate(self.words) if known.id == word), None)


@dataclass(frozen=True)
class Question:
    """What is asked, and the words it is answered with."""

    id: str
    text: str
    scale: Scale
    rotates: bool

    def __str__(self) -> str:
        return _(self.text)


@dataclass(frozen=True)
class Scoring:
    """How answers are read: always against the same person's own, in steps of the scale."""

    feeling: str
    amount: str
    usual_of_last: int
    usual_from: int
    step: int
    dip_after: int
    low_after: int
    low_words: int
    side_after: int


@dataclass(frozen=True)
class Pack:
    """Questions with everything that is to be known of them."""

    name: str
    title: str
    citation: str
    licence: str
    terms: str
    who_may_see: tuple[str, ...]
    questions: tuple[Question, ...]
    scoring: Scoring

    def question(self, id_: str) -> Question | None:
        return next((one for one in self.questions if one.id == id_), None)

    def asked_on(self, day: dt.date) -> list[Question]:
        """The ones asked each time, and one of the others: the next one each week."""
        rotating = [one for one in self.questions if one.rotates]
        asked = [one for one in self.questions if not one.rotates]
        if rotating:
            asked.append(rotating[day.toordinal() // 7 % len(rotating)])
        return asked
