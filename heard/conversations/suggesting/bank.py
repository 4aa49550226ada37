"""The bank: every prompt, as data, checked whole when it is read.

The words are those of `data/talking-points.csv`, in English; `text` gives them in the reader's
language.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FILE = Path(__file__).parent.parent / "data" / "talking-points.csv"

LIGHT, MEDIUM, DEEP = "light", "medium", "deep"
DEPTHS = (LIGHT, MEDIUM, DEEP)
EMPLOYEE, MANAGER, EITHER = "employee", "manager", "either"
BLANK = "___"
NAME = re.compile(r"[A-Z]{3}\d\d")

# What people see of the twenty-one categories, each in words that follow "about".
TOPICS: dict[str, "str | Promise"] = {
    "opening": gettext_lazy("how to begin"),
    "progress": gettext_lazy("how work is moving"),
    "clarity": gettext_lazy("what matters most"),
    "workload": gettext_lazy("the amount of work"),
    "wellbeing": gettext_lazy("how you are"),
    "blend": gettext_lazy("life and work together"),
    "change": gettext_lazy("what is changing here"),
    "motivation": gettext_lazy("what drives you"),
    "preferences": gettext_lazy("the work you want"),
    "strengths": gettext_lazy("strengths"),
    "recognition": gettext_lazy("what went well unsaid"),
    "objectives": gettext_lazy("objectives"),
    "growth": gettext_lazy("growth"),
    "career": gettext_lazy("where you are heading"),
    "feedback": gettext_lazy("feedback"),
    "together": gettext_lazy("how you two work together"),
    "team": gettext_lazy("the team"),
    "voice": gettext_lazy("what is hard to say"),
    "promises": gettext_lazy("what was promised"),
    "closing": gettext_lazy("how to end"),
    "moments": gettext_lazy("a moment of change"),
}

OWED, MOMENT, SHARED, OBJECTIVE, UNTOUCHED, ALWAYS = range(6)

# Every signal there is, by the place its prompts take in the order of choice.
SIGNALS: dict[str, int] = {
    name: place
    for place, names in {
        OWED: "raise_unanswered action_overdue_mgr action_overdue_emp carried_3",
        MOMENT: (
            "first_meeting new_starter role_change milestone returning leaving manager_change"
            " review_window org_change cancelled_twice gap_over_cadence empty_agenda"
        ),
        SHARED: (
            "checkin_dip checkin_up checkin_low_streak workload_high workload_low blend_gap"
            " blend_changed pref_want_open pref_avoid_open opportunity_match opportunity_outcome"
            " feedback_new talk_balance_manager"
        ),
        OBJECTIVE: (
            "objective_stale objective_off_track objective_due_soon objective_achieved"
            " objective_changed pivot_recent action_done only_status_items"
        ),
        UNTOUCHED: (
            "topic_untouched upward_none_60 career_none_120 feedback_none_90 recognition_gap"
            " no_break"
        ),
        ALWAYS: "always",
    }.items()
    for name in names.split()
}


@dataclass(frozen=True)
class Prompt:
    """One line of the bank."""

    id: str
    plain_text: str
    category: str
    asked_by: str
    signal: str
    fits_when: str
    depth: str
    evidence: str

    @property
    def text(self) -> str:
        """In the reader's language, blanks as they are."""
        return _(self.plain_text)

    @property
    def place(self) -> int:
        return SIGNALS[self.signal]


class BrokenBank(ValueError):
    """One line: which row, and what is wrong with it."""


@cache
def bank() -> dict[str, Prompt]:
    """By id, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return read_bank(csv.DictReader(lines))


def read_bank(rows: Iterable[Mapping[str, str]]) -> dict[str, Prompt]:
    """Every row, or none: half a bank would quietly never offer the rest."""
    found: dict[str, Prompt] = {}
    for row in rows:
        prompt = _prompt(row)
        if prompt.id in found:
            raise BrokenBank(f"{prompt.id}: is there twice")
        found[prompt.id] = prompt
    return found


def _prompt(row: Mapping[str, str]) -> Prompt:
    name = row.get("id", "")
    if not NAME.fullmatch(name):
        raise BrokenBank(f"“{name}” is no id: three capitals and two figures")
    known = {
        "category": TOPICS,
        "asked_by": (EMPLOYEE, MANAGER, EITHER),
        "signal": SIGNALS,
        "depth": DEPTHS,
    }
    for field, values in known.items():
        if row.get(field) not in values:
            raise BrokenBank(f"{name}: {field} “{row.get(field, '')}” is not known")
    if not row.get("text", "").strip():
        raise BrokenBank(f"{name}: has no text")
    return Prompt(
        id=name,
        plain_text=row["text"],
        category=row["category"],
        asked_by=row["asked_by"],
        signal=row["signal"],
        fits_when=row.get("fits_when", ""),
        depth=row["depth"],
        evidence=row.get("evidence_note", ""),
    )


def prompt_named(prompt_id: str) -> Prompt | None:
    """The prompt of this id, if it is still in the bank."""
    return bank().get(prompt_id)


def is_deep(prompt_id: str) -> bool:
    """Whether what began as this prompt is labelled as deep, to both."""
    found = prompt_named(prompt_id)
    return found is not None and found.depth == DEEP


def of_signal(signal: str, category: str = "") -> frozenset[str]:
    """The ids that a signal makes apt, of one category or of all."""
    return frozenset(
        prompt.id
        for prompt in bank().values()
        if prompt.signal == signal and category in ("", prompt.category)
    )
