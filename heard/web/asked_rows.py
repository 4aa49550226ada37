"""What waits for a word on a page, and what comes back to it, as flat values."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from heard.conversations.asking import asked_of
from heard.conversations.coming_back import Appearance
from heard.conversations.models import Agreement, Arrangement, Pair
from heard.objectives.models import PriorityAsk
from heard.objectives.models.revision import PIVOTS
from heard.people.models import Person
from heard.web.objective_rows import Line, RevisionRow, lines_between, revision_row
from heard.web.rows import day, review_words


@dataclass(frozen=True)
class ChangeRow:
    """A change that waits for this reader's yes."""

    sentence: str
    row: RevisionRow


@dataclass(frozen=True)
class AskRow:
    """A priority changed: from what, to what, and which objective serves it."""

    objective: str
    url: str
    lines: list[Line]
    choices: list[dict[str, str]]


@dataclass(frozen=True)
class ReviewRow:
    """Something agreed whose day has come."""

    kind: str
    text: str
    when: str
    url: str
    choices: list[dict[str, str]]


@dataclass(frozen=True)
class BackRow:
    """One record with its next appearance."""

    kind: str
    words: str
    when: str
    url: str


def asked_context(pair: Pair, reader: Person) -> dict[str, Any]:
    """Everything on this page that waits for this reader."""
    asked = asked_of(pair, reader)
    return {
        "changes": [
            ChangeRow(
                one.said.get("sentence") or one.said.get("text") or _("Your rhythm"),
                revision_row(one, reader),
            )
            for one in asked.changes
        ],
        "asks": [ask_row(one) for one in asked.priorities],
    }


def ask_row(ask: PriorityAsk) -> AskRow:
    lines = lines_between(ask.first.said, ask.last.says)
    return AskRow(
        objective=ask.objective.sentence,
        url=reverse("objective", args=[ask.objective_id]),
        lines=[line for line in lines if line.changed],
        choices=choices(),
    )


def review_row(subject: Agreement | Arrangement) -> ReviewRow:
    return ReviewRow(
        kind=kinds()[subject.living_kind],
        text=subject.text,
        when=review_words(subject.looks_again_on),
        url=reverse(subject.living_kind, args=[subject.id]),
        choices=choices(),
    )


def choices() -> list[dict[str, str]]:
    """The five in a row; *keep* is done by its press, the others ask for more."""
    return [{"value": choice.value, "label": str(choice.label)} for choice in PIVOTS]


def back_rows(appearances: Iterable[Appearance], pair: Pair) -> list[tuple[str, list[BackRow]]]:
    """Under the day of each, in order."""
    groups: dict[str, list[BackRow]] = {}
    for one in appearances:
        groups.setdefault(_heading(one.on), []).append(
            BackRow(
                kind=kinds()[one.kind],
                words=one.words,
                when=_("on its day") if one.dated else _("with your next conversation"),
                url=_address(one.kind, one.id, pair),
            )
        )
    return list(groups.items())


def _heading(on: dt.date | None) -> str:
    return day(on) if on else _("When you next talk")


def _address(kind: str, row_id: UUID, pair: Pair) -> str:
    if kind == "wish":
        return f"{reverse('what-we-know', args=[pair.address])}#k-{row_id}"
    return reverse("raise" if kind == "support" else kind, args=[row_id])


def kinds() -> dict[str, str]:
    """What each is called."""
    return {
        "agreement": _("Agreement"),
        "arrangement": _("Arrangement"),
        "support": _("Support, granted until then"),
        "action": _("Action"),
        "raise": _("Raised"),
        "objective": _("Objective"),
        "wish": _("Wish"),
    }
