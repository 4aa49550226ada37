"""The dumbbell: what matters against how it is, one line each, the widest gap first.

Drawn by the server as SVG in the colours of the text, with a sentence above and a table below.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.blend.catalogue import name_of
from heard.blend.models import Element
from heard.blend.models.element import HowItIs, Matters
from heard.blend.weighing import GAP_THAT_TELLS, HIGHEST, gap, steps

WIDTH, EDGE = 240, 12


@dataclass(frozen=True)
class Dumbbell:
    """One line of it."""

    name: str
    matters: str
    how_it_is: str
    gap: int
    wanted_at: int
    found_at: int

    @property
    def start(self) -> int:
        return min(self.wanted_at, self.found_at)

    @property
    def end(self) -> int:
        return max(self.wanted_at, self.found_at)


@dataclass(frozen=True)
class Chart:
    """The lines, and what they come to in a sentence."""

    sentence: str
    lines: Sequence[Dumbbell]
    width: int = WIDTH
    first: int = EDGE
    last: int = WIDTH - EDGE


def blend_chart(rows: Iterable[Element]) -> Chart | None:
    """Of the elements of which both was said; nothing where there is none."""
    lines = [line for row in rows if (line := _line(row)) is not None]
    if not lines:
        return None
    # Sorting is stable: equal gaps stay in the order they were put.
    lines.sort(key=lambda line: -line.gap)
    return Chart(sentence=_sentence(lines), lines=lines)


def _line(row: Element) -> Dumbbell | None:
    wanted, found = steps(row.matters, row.how_it_is)
    missing = gap(row.matters, row.how_it_is)
    if wanted is None or found is None or missing is None:
        return None
    return Dumbbell(
        name=name_of(row.element, row.name),
        matters=str(Matters(row.matters).label),
        how_it_is=str(HowItIs(row.how_it_is).label),
        gap=missing,
        wanted_at=_along(wanted),
        found_at=_along(found),
    )


def _along(step: int) -> int:
    return EDGE + (WIDTH - 2 * EDGE) * step // HIGHEST


def _sentence(lines: Sequence[Dumbbell]) -> str:
    missing = [line.name for line in lines if line.gap >= GAP_THAT_TELLS]
    if not missing:
        return _("What matters and how it is lie close together.")
    return ngettext(
        "What matters and how it is are furthest apart for %(names)s.",
        "What matters and how it is are furthest apart for these: %(names)s.",
        len(missing),
    ) % {"names": get_text_list(missing, _("and"))}
