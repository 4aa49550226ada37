"""Searching: opens the objectives somebody may read and scans them; no index of words exists."""

from heard.lib.text import folded
from heard.objectives.models import Objective, Priority
from heard.objectives.reading import open_keys, seen_by
from heard.people.models import Person

MOST = 30
SCAN_MOST = 5_000


def find(asker: Person, words: str) -> tuple[list[Objective], list[Priority]]:
    """What the asker may read that holds every one of the words; the newest first."""
    wanted = folded(words).split()
    if not wanted:
        return [], []
    rows = list(seen_by(asker).order_by("-touched_at", "-id")[:SCAN_MOST])
    open_keys(rows)
    objectives = [row for row in rows if _holds(f"{row.sentence}\n{row.why}", wanted)]
    seen = Priority.objects.visible_to(asker).order_by("-created_at")[:SCAN_MOST]
    priorities = [row for row in seen if _holds(f"{row.sentence}\n{row.why}", wanted)]
    return objectives[:MOST], priorities[:MOST]


def _holds(text: str, wanted: list[str]) -> bool:
    found = folded(text)
    return all(word in found for word in wanted)
