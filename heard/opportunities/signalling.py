"""Which signals openings give today: what has come up that somebody wants, and what was decided.

Read through the door, as whoever asks: of interest shown elsewhere a manager learns nothing. Both
in one query, since it is asked whenever suggestions are.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from heard.activity.signalling import Asking, Fired, Source, Whose
from heard.opportunities.models import Interest, Match, Offer, Opening

MATCH, OUTCOME = "opportunity_match", "opportunity_outcome"
LATELY = dt.timedelta(days=30)
MOST = 5


def openings_today(asking: Asking) -> Iterator[Fired]:
    """Openings that meet the employee's wish, and what they were lately answered."""
    here = {"opening": OuterRef("pk"), "person": asking.employee}
    since = asking.now - LATELY
    matches = Match.objects.visible_to(asking.viewer).of_going_on()
    matches = matches.filter(created_at__gt=since, **here)
    # Of the two of a page: only what the other of it answered.
    answers = Interest.objects.visible_to(asking.viewer).filter(
        opening__posted_by=asking.manager,
        answered_at__gt=since,
        taken_back_at__isnull=True,
        answer__in=(Interest.Answer.NO, Interest.Answer.PARTLY),
        **here,
    )
    openings = (
        Opening.objects.visible_to(asking.viewer)
        .filter(Q(Exists(matches)) | Q(Exists(answers)))
        .annotate(
            match=Subquery(matches.values("id")[:1]),
            offer=Subquery(matches.values("offer_id")[:1]),
            wish=Subquery(matches.values("offer__text")[:1]),
            answered=Subquery(answers.values("id")[:1]),
            answer=Subquery(answers.values("answer")[:1]),
        )
        .order_by("-created_at", "-id")
    )
    for row in openings[:MOST]:
        yield from _of_one(row, asking)


def _of_one(row: Any, asking: Asking) -> Iterator[Fired]:
    words = {"title": row.title, "name": asking.employee.called}
    if row.match is not None:
        kept = Offer(id=UUID(str(row.offer)), organisation_id=row.organisation_id, text=row.wish)
        reason = (
            _("Because “%(title)s” has come up, and you said: “%(wish)s”.")
            if asking.viewer_is_employee
            else _("Because “%(title)s” has come up, and %(name)s said: “%(wish)s”.")
        )
        words["wish"] = _short(kept.text)
        yield Fired(MATCH, reason % words, fills=(row.title,), subject_id=UUID(str(row.match)))
    if row.answered is not None:
        words["word"] = Interest.Answer(row.answer).label
        reason = _("Because “%(title)s” was answered: %(word)s.") % words
        yield Fired(OUTCOME, reason, fills=(row.title,), subject_id=UUID(str(row.answered)))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"


SOURCES = (Source("opportunities", Whose.PAIR, frozenset({MATCH, OUTCOME}), openings_today),)
