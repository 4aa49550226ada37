"""The tree as a drawing: what is above on the left, what serves it to the right, joined by lines.

Drawn by the server as SVG in the colours of the text. The list says the same, and more of it: here
a long sentence is cut, and what is joined to nothing is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import bidirectional, east_asian_width

from heard.web.tree_rows import Branch

# In units of a pixel; the drawing is laid out in rem, so it grows with the text.
BOX, BETWEEN, GAP, PAD = 248, 56, 14, 12
LINE, SMALL = 20, 18
# So much of a line of text as fits into a box, and so many lines.
ACROSS, LINES = 27, 3
REM = 16


@dataclass(frozen=True)
class Words:
    """One line of text, at its height in the drawing."""

    text: str
    y: int


@dataclass(frozen=True)
class Box:
    """One branch, with its place."""

    branch: Branch
    lines: tuple[Words, ...]
    note: Words
    x: int
    y: int
    height: int
    from_right: bool

    @property
    def width(self) -> int:
        return BOX

    @property
    def text_x(self) -> int:
        return self.x + (BOX - PAD if self.from_right else PAD)

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass
class Drawing:
    """Boxes and the curves between them."""

    boxes: list[Box] = field(default_factory=list)
    strokes: list[str] = field(default_factory=list)
    width: int = 0
    height: int = 0

    @property
    def rem_width(self) -> str:
        return f"{self.width / REM:g}rem"

    @property
    def rem_height(self) -> str:
        return f"{self.height / REM:g}rem"


def drawn(roots: Iterable[Branch]) -> Drawing | None:
    """Everything that is joined to something; nothing where nothing is."""
    drawing = Drawing()
    top = 1
    for root in roots:
        if root.below:
            _place(drawing, root, depth=0, top=top)
            top = drawing.height + 2 * GAP
    if not drawing.boxes:
        return None
    drawing.width += 1
    drawing.height += 1
    return drawing


def _place(drawing: Drawing, branch: Branch, *, depth: int, top: int) -> tuple[Box, int]:
    """A box beside the middle of what serves it; returns it, and where the next may begin."""
    below, following = [], top
    for one in branch.below:
        box, following = _place(drawing, one, depth=depth + 1, top=following)
        below.append(box)
    height = _height(branch)
    y = (below[0].middle + below[-1].middle - height) // 2 if below else top
    box = _box(branch, x=1 + depth * (BOX + BETWEEN), y=max(top, y), height=height)
    drawing.boxes.append(box)
    drawing.strokes += [_stroke(box, one) for one in below]
    drawing.width = max(drawing.width, box.x + BOX)
    drawing.height = max(drawing.height, box.y + height)
    return box, max(following, box.y + height + GAP)


def _box(branch: Branch, *, x: int, y: int, height: int) -> Box:
    lines = cut(branch.sentence)
    words = tuple(
        Words(line, y + PAD + LINE * place + LINE - 6) for place, line in enumerate(lines)
    )
    note = Words(" · ".join(branch.words), y + height - PAD)
    return Box(branch, words, note, x, y, height, from_right=_is_from_right(branch.sentence))


def _height(branch: Branch) -> int:
    return 2 * PAD + LINE * len(cut(branch.sentence)) + SMALL


def _stroke(above: Box, below: Box) -> str:
    start, end = above.x + BOX, below.x
    half = (start + end) // 2
    return (
        f"M{start} {above.middle} C{half} {above.middle} {half} {below.middle} {end} {below.middle}"
    )


def cut(sentence: str) -> list[str]:
    """The sentence in as many lines as a box has, the last one cut where it is longer."""
    lines, line = [], ""
    for word in _short_words(sentence):
        longer = f"{line} {word}".strip()
        if _across(longer) <= ACROSS:
            line = longer
        else:
            lines.append(line)
            line = word
    lines = [one for one in [*lines, line] if one]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1][: ACROSS - 1]}…"]
    return lines


def _short_words(sentence: str) -> list[str]:
    """The words, each no longer than a line: not every script sets spaces between them."""
    found = []
    for word in sentence.split():
        piece = ""
        for letter in word:
            if _across(piece + letter) > ACROSS:
                found.append(piece)
                piece = ""
            piece += letter
        found.append(piece)
    return found


def _across(text: str) -> int:
    """How wide it is, roughly: some letters are two wide."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _is_from_right(text: str) -> bool:
    """As `dir="auto"` would have it: by the first letter that has a direction."""
    directions = (bidirectional(letter) for letter in text)
    first = next((one for one in directions if one in ("L", "R", "AL")), "L")
    return first != "L"
