"""Patterns: what somebody's own answers say when read one after the other.

Written over plain lists of answers, oldest first, so that the same reading serves a person's own
check-ins and the copies they show. An answer is only ever compared with the same person's usual, a
dip needs two in a row, and nothing is a prediction.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from heard.wellbeing.models import CheckIn
from heard.wellbeing.pack import Pack, Scale

# A week apart or nearly so, two answers are "two weeks running".
NEARLY_A_WEEK = dt.timedelta(days=5)
# The middle half of what was answered is somebody's usual band.
QUARTER = 4


@dataclass(frozen=True)
class Answered:
    """One check-in as these functions read it: the day, and question to word."""

    on: dt.date
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Pattern:
    """What the last answers say. Each is a reason to ask oneself, nothing more."""

    known: bool = False
    below: bool = False
    above: bool = False
    dip: bool = False
    up: bool = False
    low_streak: bool = False
    very_low: bool = False
    too_much: bool = False
    too_little: bool = False
    weeks_running: bool = False

    @property
    def wants_somebody(self) -> bool:
        """Low for so long that people and places to turn to are shown; to this person only."""
        return self.low_streak or self.very_low


def answered(check_ins: Sequence[CheckIn]) -> list[Answered]:
    """Own check-ins, oldest first, whatever order they came in."""
    rows = [Answered(row.on, row.answers) for row in check_ins]
    return sorted(rows, key=lambda row: row.on)


def places(rows: Sequence[Answered], question: str, scale: Scale) -> list[int]:
    """Where each answer to one question stands on its scale; left out where it was left out."""
    found = [scale.place_of(row.answers.get(question, "")) for row in rows]
    return [place for place in found if place is not None]


def pattern_of(rows: Sequence[Answered], pack: Pack) -> Pattern:
    """How the feeling and the amount of work stand today."""
    scoring = pack.scoring
    feeling, amount = pack.question(scoring.feeling), pack.question(scoring.amount)
    assert feeling is not None
    assert amount is not None
    felt = places(rows, feeling.id, feeling.scale)
    usual = usual_of(felt, pack)
    below = [usual is not None and place <= usual - scoring.step for place in felt]
    above = [usual is not None and place >= usual + scoring.step for place in felt]
    low = [place < scoring.low_words for place in felt]
    lowest = [place == 0 for place in felt]
    sides = _sides(places(rows, amount.id, amount.scale), amount.scale)
    both = [one and other for one, other in zip(below, low, strict=True)]
    return Pattern(
        known=usual is not None,
        below=_last(below, 1),
        above=_last(above, 1),
        dip=_last(below, scoring.dip_after),
        up=_last(above, scoring.dip_after),
        low_streak=_last(both, scoring.low_after),
        very_low=_last(lowest, scoring.low_after),
        too_much=_last([side > 0 for side in sides], scoring.side_after),
        too_little=_last([side < 0 for side in sides], scoring.side_after),
        weeks_running=len(rows) > 1 and rows[-1].on - rows[-2].on >= NEARLY_A_WEEK,
    )


def usual_of(answers: Sequence[int], pack: Pack) -> float | None:
    """The middle of the last eight; nobody has a usual before four."""
    recent = answers[-pack.scoring.usual_of_last :]
    return median(recent) if len(answers) >= pack.scoring.usual_from else None


def usual_band(answers: Sequence[int], pack: Pack) -> tuple[int, int] | None:
    """From where to where the middle half of the last eight lies."""
    if len(answers) < pack.scoring.usual_from:
        return None
    recent = sorted(answers[-pack.scoring.usual_of_last :])
    cut = len(recent) // QUARTER
    return recent[cut], recent[-1 - cut]


def _sides(answers: Sequence[int], scale: Scale) -> list[int]:
    middle = len(scale.words) // 2
    return [(place > middle) - (place < middle) for place in answers]


def _last(held: Sequence[bool], times: int) -> bool:
    """Whether it held the last so many times, one after the other."""
    return len(held) >= times and all(held[-times:])
