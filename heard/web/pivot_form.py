"""What the pages of the one step have in common, whatever it is that changes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from heard.lib.refusals import Conflict, Refusal
from heard.objectives import pivoting
from heard.objectives.living import Living
from heard.objectives.models import Choice, Reason
from heard.objectives.models.revision import PIVOTS
from heard.web.middleware.acting import PersonRequest
from heard.web.objective_rows import Line


def choice_of(request: PersonRequest) -> str:
    """Which of the five was chosen."""
    choice = request.POST.get("choice", "")
    if choice not in PIVOTS:
        raise Refusal(_("Choose one of the five."), "choice")
    return choice


def refuse_no_day(request: PersonRequest, until: Any) -> None:
    """An empty field is not *no date*: that has a box of its own."""
    timing = request.POST.get("choice") == Choice.TIMING
    if timing and until is None and not request.POST.get("no_date"):
        raise Refusal(_("Say which day, in words if you like; or choose no date."), "until")


def pivot_context(
    request: PersonRequest,
    found: Living,
    *,
    meaning: Mapping[Choice, str],
    words: str,
    refusal: Refusal | None,
    conflict: Conflict | None,
    lines: list[Line] | None,
    **values: str,
) -> dict[str, Any]:
    """The five with what each means here, the reasons, and whatever was typed so far.

    `words` is what it says now; `values` are the fields that only this kind has, as they stand.
    """
    form = request.POST
    typed = {name: form.get(name, value) for name, value in values.items()}
    return {
        "cards": [
            {"value": choice.value, "label": str(choice.label), "line": meaning[choice], "key": key}
            for key, choice in enumerate(PIVOTS, start=1)
        ],
        "reasons": [
            {"value": value, "label": label, "key": key}
            for key, (value, label) in enumerate(Reason.choices, start=1)
        ],
        "values": {
            "choice": form.get("choice") or request.GET.get("choice", ""),
            "reason": form.get("reason", ""),
            "note": form.get("note", ""),
            "until": form.get("until", ""),
            "no_date": bool(form.get("no_date")),
            "emphasis": form.get("emphasis", words),
            "rethink": form.get("rethink", words),
            **typed,
        },
        "base": pivoting.standing(found),
        "lines": lines,
        "wrong": refusal.field if refusal else "",
        "message": refusal.message if refusal else "",
        "conflict": conflict,
    }


def status_of(refusal: Refusal | None, conflict: Conflict | None) -> int:
    """How the page is answered with."""
    return 422 if refusal else 409 if conflict else 200
