"""Which signals openings give today: what has come up that somebody wants, and what was decided.

Read through the door, as whoever asks: of interest shown elsewhere a manager learns nothing. Of
each the latest, read beside the conversations of the page.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from heard.activity.signalling import Asking, Fired, Source, Whose
from heard.conversations.models import Told
from heard.conversations.suggesting.asking import PairAsking
from heard.opportunities.models import Interest, Match

MATCH, OUTCOME = "opportunity_match", "opportunity_outcome"
LATELY = dt.timedelta(days=30)


def beside(asking: Asking) -> dict[str, Combinable]:
    """The latest opening that meets a wish of the employee's, and their latest answer."""
    since = asking.now - LATELY
    matches = Match.objects.visible_to(asking.viewer).of_going_on()
    matches = matches.filter(person=asking.employee, created_at__gt=since)
    # Of the two of a page: only what the other of it answered.
    answers = Interest.objects.visible_to(asking.viewer).filter(
        person=asking.employee,
        opening__posted_by=asking.manager,
        answered_at__gt=since,
        taken_back_at__isnull=True,
        answer__in=(Interest.Answer.NO, Interest.Answer.PARTLY),
    )
    return {
        MATCH: _latest(matches.order_by("-created_at", "-id"), wish="offer__wish_id"),
        OUTCOME: _latest(answers.order_by("-answered_at", "-id"), answer="answer"),
    }


def openings_today(asking: Asking) -> Iterator[Fired]:
    """A match in the words that are shown on this page; an answer by its word."""
    assert isinstance(asking, PairAsking)
    met, answered = asking.read_beside(MATCH), asking.read_beside(OUTCOME)
    wish = _shown(asking, UUID(met["wish"])) if met else None
    if met and wish is not None:
        reason = (
            _("Because “%(title)s” has come up, and you said: “%(wish)s”.")
            if asking.viewer_is_employee
            else _("Because “%(title)s” has come up, and %(name)s said: “%(wish)s”.")
        )
        words = {"name": asking.employee.called, "wish": _short(wish.says["text"])}
        yield _fired(MATCH, reason, met, words)
    if answered:
        reason = _("Because “%(title)s” was answered: %(word)s.")
        yield _fired(OUTCOME, reason, answered, {"word": Interest.Answer(answered["answer"]).label})


def _latest(rows: QuerySet[Any], **more: str) -> Subquery:
    told = JSONObject(id="id", title="opening__title", **more)
    return Subquery(rows.values(told=told)[:1])


def _shown(asking: PairAsking, wish_id: UUID) -> Told | None:
    """The wish as it is shown here: its own words, which a copy elsewhere may lag behind."""
    return next((row for row in asking.shown_by_employee if row.source_id == wish_id), None)


def _fired(signal: str, reason: str, row: dict[str, Any], words: dict[str, Any]) -> Fired:
    said = reason % {"title": row["title"], **words}
    return Fired(signal, said, fills=(row["title"],), subject_id=UUID(row["id"]))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"


SOURCES = (
    Source("opportunities", Whose.PAIR, frozenset({MATCH, OUTCOME}), openings_today, beside),
)
