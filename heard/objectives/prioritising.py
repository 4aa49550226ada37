"""Prioritising: saying what comes first, changing it with the old words kept, ending it."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from heard.activity.recording import record
from heard.lib.refusals import at_most, within
from heard.lib.text import cleaned
from heard.objectives.cascading import ask_owners
from heard.objectives.living import Says
from heard.objectives.models import Choice, Priority, Revision
from heard.objectives.pivoting import pivot, way_back_of
from heard.people.models import Person

SENTENCE_MOST = 280
WHY_MOST = 1000


@transaction.atomic
def put_first(
    *, by: Person, level: str, sentence: str, why: str = "", until: dt.date | None = None
) -> Priority:
    """A new priority of this person's."""
    priority = Priority(
        owner=by,
        level=level,
        sentence=within(cleaned(sentence), SENTENCE_MOST, "sentence"),
        why=at_most(cleaned(why), WHY_MOST, "why"),
        until=until,
    )
    priority.save()
    record("priority_made", by=by, page_id=None, subject_id=priority.id)
    return priority


@transaction.atomic
def change_priority(
    priority: Priority,
    *,
    by: Person,
    words: Says,
    reason: str = "",
    note: str = "",
    base: int | None = None,
) -> tuple[Revision, UUID] | None:
    """Other words, another day, or an end; what it said before stays readable."""
    changes: Says = {}
    if "sentence" in words:
        changes["sentence"] = within(cleaned(words["sentence"]), SENTENCE_MOST, "sentence")
    if "why" in words:
        changes["why"] = at_most(cleaned(words["why"]), WHY_MOST, "why")
    if "until" in words:
        changes["until"] = words["until"].isoformat() if words["until"] else None
    if "state" in words:
        changes["state"] = words["state"]
    priority.hold()
    said = priority.says()
    if all(said[name] == changes[name] for name in changes):
        return None
    choice = Choice.STOP if changes.get("state") == "ended" else Choice.EDIT
    reason = reason or ("other" if choice == Choice.STOP else "")
    revision = pivot(
        priority, by=by, choice=choice, reason=reason, note=note, changes=changes, base=base
    )
    ask_owners(priority, revision)
    return revision, way_back_of(revision, by=by)
