"""News of openings on Home: what meets a wish, what was asked, answered, or came into one's hands.

One query for all of it.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.opportunities.models import (
    Interest,
    Match,
    Offer,
    Opening,
    OpeningStep,
    Raising,
    SetAside,
)
from heard.opportunities.models.opening import OpeningQuerySet
from heard.people.models import Person

LATELY = dt.timedelta(days=21)
MOST = 5


def opening_news(person: Person) -> list[dict[str, Any]]:
    """At most five lines, as the list of news takes them."""
    rows = _told(person).select_related("posted_by").order_by("-created_at", "-id")
    return [_line(row, person) for row in rows[:MOST]]


def _told(person: Person) -> OpeningQuerySet:
    """Openings there is something new of, each with what it is."""
    since = timezone.now() - LATELY
    here = {"opening": OuterRef("pk")}
    mine = Match.objects.visible_to(person).of_going_on().filter(created_at__gt=since, **here)
    # What one posted oneself is seen on its page; what one set aside is no news.
    mine = mine.exclude(opening__posted_by=person).order_by("-created_at")
    aside = SetAside.objects.visible_to(person).filter(**here)
    asked = Raising.objects.visible_to(person).waiting().filter(asked=person, **here)
    answers = Interest.objects.visible_to(person).filter(
        person=person, answered_at__gt=since, **here
    )
    passed = OpeningStep.objects.visible_to(person).filter(to=person, created_at__gt=since, **here)
    # Asked of one whose wish was withdrawn since, there is nothing left to raise.
    met = Q(Exists(mine)) & (~Q(Exists(aside)) | Q(Exists(asked)))
    news = met | Q(Exists(answers)) | Q(Exists(passed))
    rows = Opening.objects.visible_to(person).filter(news)
    return rows.annotate(
        offer=Subquery(mine.values("offer_id")[:1]),
        wish=Subquery(mine.values("offer__text")[:1]),
        wisher=Subquery(mine.values("person_id")[:1]),
        wisher_name=Subquery(mine.values("person__called")[:1]),
        matched_at=Subquery(mine.values("created_at")[:1]),
        answered=Subquery(answers.values("id")[:1]),
        answer=Subquery(answers.values("answer")[:1]),
        reason=Subquery(answers.values("reason")[:1]),
        answered_at=Subquery(answers.values("answered_at")[:1]),
        raising=Subquery(asked.values("id")[:1]),
        passed_at=Subquery(passed.values("created_at")[:1]),
    )


def _line(row: Any, person: Person) -> dict[str, Any]:
    line: dict[str, Any] = {
        "at": row.created_at,
        "text": row.title,
        "url": reverse("opening", args=[row.id]),
        "settle_url": "",
        "icon": "opening",
    }
    name = {"name": row.posted_by.called}
    if row.answered is not None:
        kept = Interest(
            id=UUID(str(row.answered)), organisation_id=row.organisation_id, reason=row.reason
        )
        word = {**name, "word": Interest.Answer(row.answer).label}
        said = _("%(name)s answered: %(word)s.") % word
        return {**line, "at": row.answered_at, "said": said, "sentence": kept.reason}
    if row.passed_at is not None:
        return {**line, "at": row.passed_at, "said": _("It is with you now."), "sentence": ""}
    wish = Offer(id=UUID(str(row.offer)), organisation_id=row.organisation_id, text=row.wish)
    said = _("%(name)s told us they'd like this:") % {"name": row.wisher_name}
    if str(UUID(str(row.wisher))) == str(person.id):
        said = _("This has come up. You said:")
    line |= {"at": row.matched_at, "said": said, "sentence": f"“{wish.text}”"}
    if row.raising is not None:
        line["said"] = _("%(name)s asks you to raise this with %(wisher)s, who told us:") % {
            **name,
            "wisher": row.wisher_name,
        }
        line["raise_url"] = reverse("raising-on-page", args=[UUID(str(row.raising))])
    return line
