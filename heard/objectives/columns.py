"""What the columns of a list of objectives are called, in the export and in the import."""

from enum import StrEnum

from heard.lib.text import folded


class Column(StrEnum):
    """The heading of each, as the export writes it."""

    OWNER = "Owner"
    SENTENCE = "Sentence"
    WHY = "Why"
    KIND = "Kind"
    STATE = "State"
    UNTIL = "Until"
    VISIBILITY = "Shown to"
    CONFIDENCE = "Confidence"
    SERVES = "Serves"
    COST = "Cost"
    FIXED = "Fixed"
    OPEN = "Open"
    PLAYS_TO = "Plays to"
    EXPECTED = "Expected"
    STEPS = "Steps"


WORDED = {
    Column.SENTENCE: "sentence",
    Column.WHY: "why",
    Column.COST: "cost",
    Column.FIXED: "fixed",
    Column.OPEN: "open_to_choice",
    Column.PLAYS_TO: "plays_to",
    Column.EXPECTED: "expected",
}
MEASURED = {"what": "Measure", "start": "Start", "target": "Target", "now": "Now"}
PLACES = (1, 2, 3)
# Between the steps of one cell.
BETWEEN = " | "
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def measure_heading(name: str, place: int) -> str:
    return f"{MEASURED[name]} {place}"


def headings() -> list[str]:
    """Every column, in the order of the export."""
    return [*Column, *(measure_heading(name, place) for place in PLACES for name in MEASURED)]


def known(heading: str) -> str | None:
    """The column this heading means, whatever its case and blanks."""
    wanted = _bare(heading)
    return next((one for one in headings() if _bare(one) == wanted), None)


def guarded(cell: str) -> str:
    """A cell no spreadsheet calculates with; numbers stay numbers."""
    if not cell.lstrip().startswith(FORMULA) or _is_number(cell):
        return cell
    return f"'{cell}"


def unguarded(cell: str) -> str:
    """The cell as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell


def _bare(heading: str) -> str:
    return " ".join(folded(heading).replace("_", " ").split())


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell.strip()[1:].replace(".", "").isdigit()
