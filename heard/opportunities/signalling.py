"""Which signals openings give today: what has come up that somebody wants, and what was decided.

Read through the door, as whoever asks: of interest shown elsewhere a manager learns nothing.
"""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from heard.activity.signalling import Asking, Fired, Source, Whose
from heard.opportunities.models import Interest, Match

MATCH, OUTCOME = "opportunity_match", "opportunity_outcome"
LATELY = dt.timedelta(days=30)
MOST = 5


def openings_today(asking: Asking) -> Iterator[Fired]:
    """Openings that meet the employee's wish, and what they were lately answered."""
    yield from _matches(asking)
    yield from _answers(asking)


def _matches(asking: Asking) -> Iterator[Fired]:
    rows = Match.objects.visible_to(asking.viewer).of_going_on().filter(person=asking.employee)
    since = asking.now - LATELY
    found = (
        rows.filter(created_at__gt=since).select_related("opening", "offer").order_by("-created_at")
    )
    own = asking.viewer_is_employee
    for match in found[:MOST]:
        words = {
            "title": match.opening.title,
            "wish": _short(match.offer.text),
            "name": asking.employee.called,
        }
        reason = (
            _("Because “%(title)s” has come up, and you said: “%(wish)s”.")
            if own
            else _("Because “%(title)s” has come up, and %(name)s said: “%(wish)s”.")
        )
        yield Fired(MATCH, reason % words, fills=(match.opening.title,), subject_id=match.id)


def _answers(asking: Asking) -> Iterator[Fired]:
    """For the two of a page only where the other is the one who answered."""
    rows = Interest.objects.visible_to(asking.viewer).filter(
        person=asking.employee,
        opening__posted_by=asking.manager,
        answered_at__gt=asking.now - LATELY,
        taken_back_at__isnull=True,
        answer__in=(Interest.Answer.NO, Interest.Answer.PARTLY),
    )
    for interest in rows.select_related("opening").order_by("-answered_at")[:MOST]:
        words = {"title": interest.opening.title, "word": interest.get_answer_display()}
        reason = _("Because “%(title)s” was answered: %(word)s.") % words
        yield Fired(OUTCOME, reason, fills=(interest.opening.title,), subject_id=interest.id)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"


SOURCES = (Source("opportunities", Whose.PAIR, frozenset({MATCH, OUTCOME}), openings_today),)
