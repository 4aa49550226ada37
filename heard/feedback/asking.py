"""Asking: up to five people, about one thing, one question, by when, and who will read it."""

import datetime as dt
from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.feedback.giving import ABOUT_MOST, refuse_absent
from heard.feedback.models import Ask, Feedback
from heard.lib.refusals import Refusal, at_most, within
from heard.lib.text import one_line
from heard.people.models import Person
from heard.people.reporting import manager_of
from heard.privacy.own import hold_alone

ASKED_MOST = 5
QUESTION_MOST = 300
ME, ME_AND_MANAGER = "me", "me_and_manager"


@transaction.atomic
def ask(
    people: Sequence[Person],
    *,
    by: Person,
    about: str,
    kind: str = Ask.Question.WHAT_WORKED,
    own_question: str = "",
    due_on: dt.date | None = None,
    readers: str = ME,
) -> list[Ask]:
    """Each of them gets a row of their own and learns nothing of the others."""
    if not people:
        raise Refusal(_("Whom would you like to ask?"), "to")
    if len(people) > ASKED_MOST:
        raise Refusal(_("Five people at most."), "to")
    batch = uuid4()
    shared = words_of(
        by=by, about=about, kind=kind, own_question=own_question, due_on=due_on, readers=readers
    )
    asks = []
    for person in people:
        refuse_absent(person, by)
        row = Ask(asker=by, asked=person, batch=batch, **shared)
        row.save()
        record("feedback_asked", by=by, page_id=None, subject_id=row.id, private=True)
        asks.append(row)
    ids = [str(row.id) for row in asks]
    leave_way_back("feedback_asked", by=by, subject_id=asks[0].id, before={"asks": ids})
    return asks


def words_of(
    *,
    by: Person,
    about: str,
    kind: str,
    own_question: str,
    due_on: dt.date | None,
    readers: str,
) -> dict[str, object]:
    """What each row of one asking says."""
    if kind not in Ask.Question.values:
        raise Refusal(_("Choose one of the questions."), "kind")
    own = one_line(own_question) if kind == Ask.Question.OWN else ""
    if due_on is not None and due_on < by.today():
        raise Refusal(_("Choose a day that is still to come."), "due_on")
    return {
        "kind": kind,
        "about": within(one_line(about), ABOUT_MOST, "about"),
        "own_question": within(own, QUESTION_MOST, "own_question")
        if kind == Ask.Question.OWN
        else "",
        "due_on": due_on,
        "reader": _second_reader(readers, by),
    }


def _second_reader(readers: str, by: Person) -> Person | None:
    if readers == ME:
        return None
    if readers != ME_AND_MANAGER:
        raise Refusal(_("You alone, or you and your manager?"), "readers")
    manager = manager_of(by)
    if manager is None:
        raise Refusal(_("You report to nobody just now."), "readers")
    return manager


@transaction.atomic
def ask_team(people: Sequence[Person], *, by: Person) -> list[Ask]:
    """A manager invites each of their people to say where they are in the way; by name."""
    if not people:
        raise Refusal(_("Nobody reports to you just now."), "to")
    about, kind = _("How we two work together"), Ask.Question.IN_YOUR_WAY
    return [
        row
        for start in range(0, len(people), ASKED_MOST)
        for row in ask(people[start : start + ASKED_MOST], by=by, about=about, kind=kind)
    ]


@transaction.atomic
def ask_more(feedback: Feedback, *, by: Person, question: str) -> Ask:
    """One question back to whoever gave it."""
    giver = feedback.giver
    if giver is None:
        raise Refusal(_("Nobody is left here to ask."), "question")
    refuse_absent(giver, by)
    asked = within(one_line(question), QUESTION_MOST, "question")
    row = Ask(
        asker=by,
        asked=giver,
        kind=Ask.Question.OWN,
        own_question=asked,
        about=at_most(feedback.about, ABOUT_MOST),
        follows=feedback.id,
    )
    row.save()
    record("feedback_asked", by=by, page_id=None, subject_id=row.id, private=True)
    return row


@transaction.atomic
def decline(row: Ask, *, by: Person) -> None:
    """Not this time; no reason is asked for. It may be answered all the same, later."""
    hold_alone(row)
    if row.answered_at is None and row.declined_at is None:
        row.declined_at = timezone.now()
        row.changed("declined_at")
        record("feedback_declined", by=by, page_id=None, subject_id=row.id, private=True)
        leave_way_back("feedback_declined", by=by, subject_id=row.id, before={})


@transaction.atomic
def take_back(row: Ask, *, by: Person) -> None:
    """No longer asked. What was answered stays."""
    hold_alone(row)
    if row.withdrawn_at is None:
        row.withdrawn_at = timezone.now()
        row.changed("withdrawn_at")
        record("feedback_ask_taken_back", by=by, page_id=None, subject_id=row.id, private=True)
        leave_way_back("feedback_ask_taken_back", by=by, subject_id=row.id, before={})
