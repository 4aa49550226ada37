"""Support asked for an objective as flat values: what was asked, and what was decided."""

from typing import Any

from django.urls import reverse

from heard.conversations.access import can_ask_support
from heard.conversations.supporting import Supported, page_to_ask, support_for
from heard.lib.text import rendered
from heard.objectives.models import Objective
from heard.people.models import Person
from heard.web.rows import day


def support_context(found: Objective, reader: Person) -> dict[str, Any]:
    """What the page of one objective shows of it: to the two of the page, to nobody else."""
    return {
        "support": [support_row(one) for one in support_for(found, reader)],
        "can_ask_support": can_ask_support(reader, found),
        "asked_on_page": page_to_ask(found, reader) is not None,
    }


def support_row(one: Supported) -> dict[str, Any]:
    """What was asked, the decision, its sentence and its day."""
    ask, answer = one.ask, one.answer
    return {
        "kind": ask.get_kind_display(),
        "size": ask.size,
        "until": day(ask.until) if ask.until else "",
        "line": rendered(ask.line),
        "when": day(ask.created_at),
        "state": ask.raised.get_state_display(),
        "decision": answer.get_outcome_display() if answer else "",
        "sentence": rendered(answer.sentence) if answer else "",
        "by": answer.answered_by.called if answer else "",
        "decided": day(answer.created_at) if answer else "",
        "look_again": day(ask.raised.look_again_on) if ask.raised.look_again_on else "",
        "url": reverse("raise", args=[ask.raised_id]),
    }
