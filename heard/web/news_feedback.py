"""News of feedback: that some came, that somebody asks. No word of it before it is opened."""

from typing import Any

from django.db.models import CharField, F, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.feedback.models import Ask, Feedback
from heard.feedback.models.ask import AskQuerySet
from heard.feedback.models.feedback import FeedbackQuerySet
from heard.people.models import Person

MOST = 5
CAME, ASKED = "came", "asked"
COLUMNS = ("id", "created_at", "who", "what")


def feedback_news(person: Person) -> list[dict[str, Any]]:
    """Both in one question: what was not opened yet, and what waits for an answer."""
    rows = _came(person).annotate(who=F("giver__called"), what=_named(CAME)).values_list(*COLUMNS)
    rest = _asked(person).annotate(who=F("asker__called"), what=_named(ASKED)).values_list(*COLUMNS)
    newest = rows.union(rest, all=True).order_by("-created_at")[:MOST]
    return [_line(*row) for row in newest]


def _came(person: Person) -> FeedbackQuerySet:
    return Feedback.objects.visible_to(person).received_by(person).filter(opened_at__isnull=True)


def _asked(person: Person) -> AskQuerySet:
    return Ask.objects.visible_to(person).waiting_for(person)


def _named(kind: str) -> Value:
    return Value(kind, output_field=CharField())


def _line(row_id: Any, at: Any, who: str | None, what: str) -> dict[str, Any]:
    name = {"name": who or _("somebody outside")}
    if what == CAME:
        text, url = _("Feedback from %(name)s"), reverse("feedback-one", args=[row_id])
    else:
        text, url = _("%(name)s asks for your read"), reverse("feedback-ask-one", args=[row_id])
    return {
        "at": at,
        "said": "",
        "sentence": "",
        "text": text % name,
        "url": url,
        "settle_url": "",
        "icon": "note",
    }
