"""Side by side as a drawing: three columns of lines, joined where an objective joins them."""

from dataclasses import dataclass
from uuid import UUID

from heard.conversations.side_by_side import Entry, SideBySide

ROW, TOP, WIDTH, REM = 56, 28, 100, 16


@dataclass(frozen=True)
class Stroke:
    """One curve from a place on one side to a place on the other."""

    path: str


@dataclass(frozen=True)
class Drawn:
    """The two bands of lines between the columns, and how high they are."""

    left: list[Stroke]
    right: list[Stroke]
    height: int

    @property
    def rem_height(self) -> str:
        """As high as the rows beside it, which grow with the text."""
        return f"{self.height / REM:g}rem"


def drawn(laid: SideBySide) -> Drawn:
    """Above on the left, objectives in the middle, wishes on the right, a row each."""
    above = _places([*laid.priorities, *laid.manager])
    wishes = _places(laid.wishes)
    left, right = [], []
    for number, join in enumerate(laid.joins):
        middle = _height(number)
        if join.above is not None:
            left.append(_stroke(above[join.above], middle))
        right += [_stroke(middle, wishes[wish]) for wish in join.wishes]
    most = max(len(above), len(laid.joins), len(wishes), 1)
    return Drawn(left, right, ROW * most)


def _places(entries: list[Entry]) -> dict[UUID, int]:
    return {one.id: _height(number) for number, one in enumerate(entries)}


def _height(number: int) -> int:
    return TOP + ROW * number


def _stroke(start: int, end: int) -> Stroke:
    half = WIDTH // 2
    return Stroke(f"M0 {start} C{half} {start} {half} {end} {WIDTH} {end}")
