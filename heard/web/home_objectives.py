"""What of the objectives stands on Home: what asks something of one, and days that are near."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from heard.conversations.asking import something_is_asked
from heard.conversations.models import Pair
from heard.objectives.recalling import SOON, Recalled, recall
from heard.people.models import Person
from heard.web.asked_rows import choices

LINES = 2


@dataclass(frozen=True)
class AskingRow:
    """One objective, and what it asks."""

    sentence: str
    url: str
    said: str
    priority: str
    still_true: bool
    choices: list[dict[str, str]]


def recalled(pairs: Iterable[Pair], person: Person) -> list[Recalled]:
    """Looked for only where a page of one's own says there is something, or where none can say."""
    known = list(pairs)
    led = any(pair.employee_id == person.id for pair in known)
    asks = any(something_is_asked(pair) or getattr(pair, "objectives_at_hand") for pair in known)  # noqa: B009 - annotated
    return recall(person) if asks or not led else []


def asking_rows(found: Iterable[Recalled]) -> list[AskingRow]:
    """Every one that asks something; the page shows the first two."""
    return [_row(one) for one in found if one.priority or one.waits or one.objective.is_stale]


def days_near(found: Iterable[Recalled], person: Person) -> list[dict[str, Any]]:
    """One's own whose day is near, for *Coming up*."""
    today = person.today()
    return [
        {
            "on": one.objective.until,
            "what": _("Your objective: is it still right?"),
            "text": one.objective.sentence,
            "url": reverse("objective", args=[one.objective.id]),
        }
        for one in found
        if one.objective.owner_id == person.id
        and one.objective.is_active
        and one.objective.until is not None
        and today <= one.objective.until <= today + SOON
    ]


def _row(one: Recalled) -> AskingRow:
    if one.priority:
        said = _("A priority it serves has changed. What does that mean for it?")
    elif one.waits:
        said = _("A change of it waits for your yes.")
    else:
        said = _("Still true? Nothing was said of it for a month.")
    return AskingRow(
        sentence=one.objective.sentence,
        url=reverse("objective", args=[one.objective.id]),
        said=said,
        priority=one.priority or "",
        still_true=not one.priority and not one.waits,
        choices=choices() if one.priority else [],
    )
