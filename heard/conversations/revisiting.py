"""Revisiting: is what the two agreed still right? Keep, emphasis, timing, rethink, stop.

The same step for agreements, arrangements, the rhythm and wishes that are shown; what it does to
each, each says itself. The mechanism is `heard/objectives/pivoting.py`.
"""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, leave_way_back
from heard.conversations.gathering import ITEM_MOST
from heard.conversations.models import Agreement, Arrangement, Conversation
from heard.conversations.models.on_page import CHANGED_KIND
from heard.lib.refusals import Refusal, at_most, within
from heard.lib.text import cleaned
from heard.objectives.living import Living, reach
from heard.objectives.models import Choice, Revision
from heard.objectives.pivoting import pivot, take_back
from heard.people.models import Person

WORDED = (Choice.EMPHASIS, Choice.RETHINK)


@transaction.atomic
def revisit(
    subject: Agreement | Arrangement,
    *,
    by: Person,
    choice: str,
    reason: str = "",
    note: str = "",
    text: str = "",
    where_when: str = "",
    on: dt.date | None = None,
    base: int | None = None,
    during: Conversation | None = None,
) -> tuple[Revision, UUID]:
    """One of the five. It holds at once and waits for the other's yes; said while they talk, it
    has it. The way back comes with it."""
    subject.hold()
    refuse_ended(subject)
    if choice in WORDED:
        text = within(cleaned(text), ITEM_MOST)
        where_when = at_most(cleaned(where_when), ITEM_MOST, "where_when")
    changes = subject.becoming(choice, text=text, where_when=where_when, on=on)
    before = subject.as_it_was(did=choice)
    revision = pivot(
        subject,
        by=by,
        choice=choice,
        reason=reason,
        note=note,
        changes=changes,
        base=base,
        asks=during is None,
    )
    if choice != Choice.KEEP:
        ask_again(subject, by=by, during=during)
    way_back = leave_way_back(CHANGED_KIND, by=by, subject_id=revision.id, before=before)
    return revision, way_back.id


def refuse_ended(subject: Agreement | Arrangement) -> None:
    """What has ended stays as it ended."""
    if subject.has_ended:
        raise Refusal(_("This one has ended. Make a new one instead."), "state")


def ask_again(subject: Agreement | Arrangement, *, by: Person, during: Conversation | None) -> None:
    """What it says now is this person's; the other is asked, unless they are talking."""
    subject.made_by = by
    subject.accepted_at = timezone.now() if during else None
    subject.changed("made_by", "accepted_at")


def keep_yes(revision: Revision, subject: Living, by: Person) -> None:
    """The yes to a change is the yes to what it says now, unless it was changed once more and
    that change still waits for theirs."""
    if not isinstance(subject, Agreement | Arrangement) or not subject.awaits(by):
        return
    asked = Revision.objects.of(subject).in_force().filter(asked=by, agreed_at__isnull=True)
    if not asked.filter(number__gt=revision.number).exists():
        subject.accepted_at = timezone.now()
        subject.changed("accepted_at")


def take_change_back(way_back: Undo) -> None:
    """It says again what it said, in the words of whoever wrote them, agreed to as before."""
    try:
        take_back(way_back)
    except Refusal as refusal:
        raise NothingToUndo(way_back.kind) from refusal
    revision = Revision.objects.visible_to(way_back.person).get(id=way_back.subject_id)
    subject = reach(revision.subject_kind, revision.subject_id, way_back.person)
    if not isinstance(subject, Agreement | Arrangement):
        raise NothingToUndo(way_back.kind)
    before = way_back.before
    subject.made_by_id = UUID(before["made_by"])
    accepted = before["accepted_at"]
    subject.accepted_at = parse_datetime(accepted) if accepted else None
    subject.changed("made_by", "accepted_at")
