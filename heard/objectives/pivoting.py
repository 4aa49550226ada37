"""Pivoting: the one step by which anything agreed changes.

A change by whoever it belongs to holds at once and waits for the other's *Agree* or *Talk about
it*; a change by somebody else is a proposal and holds once it is agreed to. What it said before is
kept word for word; the present is always what the last change in force says. Nothing here knows
of late, missed or failed.

What else must happen in a higher layer (an item on the page, a yes kept beside the row, word to
whoever should know) goes through `TALKED`, `AGREED`, `HELD` and `TAKEN_BACK`, plain lists filled by
that layer at start-up, in the same transaction.
"""

import json
from collections.abc import Callable
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.models import Undo
from heard.activity.recording import record
from heard.activity.undoing import NothingToUndo, leave_way_back
from heard.lib.refusals import Conflict, Refusal, at_most
from heard.lib.text import cleaned
from heard.objectives.living import Living, Says, reach
from heard.objectives.models.revision import PIVOTS, Choice, Reason, Revision
from heard.people.models import Person

NOTE_MOST = 1000

TALKED: list[Callable[[Revision, Living, Person], None]] = []
AGREED: list[Callable[[Revision, Living, Person], None]] = []
# What it says now, from now on; and what it no longer says.
HELD: list[Callable[[Revision, Living], None]] = []
TAKEN_BACK: list[Callable[[Revision], None]] = []


@transaction.atomic
def pivot(
    subject: Living,
    *,
    by: Person,
    choice: str,
    reason: str = "",
    note: str = "",
    changes: Says | None = None,
    base: int | None = None,
    asks: bool = True,
) -> Revision:
    """Keep, emphasis, timing, rethink or stop; or noted without a pivot, with no reason asked.

    `base` is what `standing` said when the writer read it; None means "whatever is there". `asks`
    False: it concerns nobody else.
    """
    if choice not in Choice.values:
        raise Refusal(_("Choose one of the five."), "choice")
    note = at_most(cleaned(note), NOTE_MOST, "note")
    reason = _reason(choice, reason)
    subject.hold()
    said = subject.says()
    says = {**said, **(changes or {})}
    _refuse_stale(subject, says, base)
    if choice != Choice.KEEP and says == said:
        raise Refusal(_("Nothing would change with this. Keep it, or say what becomes of it."))
    owner = subject.sealing_owner()
    revision = Revision(
        subject_kind=subject.living_kind,
        subject_id=subject.id,
        number=_next_number(subject),
        choice=choice,
        reason=reason,
        key_kind=owner.kind,
        key_id=owner.id,
        note=note,
        was=json.dumps(said),
        becomes=json.dumps(says),
        proposed_by=by,
        asked=subject.asked(by) if asks and choice != Choice.KEEP else None,
    )
    if by.id in subject.decided_by():
        revision.take_hold(subject, by=by)
    revision.save()
    if not revision.is_proposed:
        _held(revision, subject)
    page = subject.page()
    kind = f"{subject.living_kind}_{choice}"
    record(kind, by=by, page_id=page, subject_id=subject.id, private=page is None)
    return revision


def standing(subject: Living) -> int:
    """Which change is the last in force: what a form carries as its base. Nought: none yet."""
    last = Revision.objects.of(subject).in_force().last()
    return last.in_force or 0 if last is not None else 0


def way_back_of(revision: Revision, *, by: Person) -> UUID:
    """For thirty days whoever changed it takes it back in one step."""
    before = {"did": revision.choice}
    return leave_way_back("revision", by=by, subject_id=revision.id, before=before).id


@transaction.atomic
def agree(revision: Revision, subject: Living, *, by: Person) -> Revision:
    """The one who was asked says yes; what was only proposed holds from now on."""
    subject.hold()
    _renew(revision)
    if revision.asked_id != by.id or revision.agreed_at is not None:
        return revision
    _refuse_former(revision, subject, by)
    if revision.taken_back_at is not None:
        raise Refusal(_("This was taken back meanwhile."), "state")
    proposed = revision.is_proposed
    if proposed:
        if subject.says() != revision.said:
            raise Refusal(
                _("It has changed since this was proposed. Propose it again as it stands now."),
                "state",
            )
        revision.take_hold(subject, by=by)
    revision.agree(by=by)
    revision.save(update_fields=["in_force", "agreed_by", "agreed_at"])
    if proposed:
        _held(revision, subject)
    for follow in AGREED:
        follow(revision, subject, by)
    record(f"{subject.living_kind}_agreed", by=by, page_id=subject.page(), subject_id=subject.id)
    return revision


@transaction.atomic
def talk_about(revision: Revision, subject: Living, *, by: Person) -> Revision:
    """Rather than yes: an item on the page of the two. Saying so twice is still once."""
    subject.hold()
    _renew(revision)
    if not revision.awaits(by):
        return revision
    _refuse_former(revision, subject, by)
    revision.talked_about_at = timezone.now()
    revision.save(update_fields=["talked_about_at"])
    for put_on_page in TALKED:
        put_on_page(revision, subject, by)
    record(f"{subject.living_kind}_to_talk", by=by, page_id=subject.page(), subject_id=subject.id)
    return revision


def take_back(way_back: Undo) -> None:
    """What undo means: it says again what it said, unless something came to hold since.

    Whoever could only propose takes back the proposal; once it was agreed to, it is no longer
    theirs.
    """
    revision = Revision.objects.visible_to(way_back.person).filter(id=way_back.subject_id).first()
    if revision is None:
        raise NothingToUndo(way_back.kind)
    subject = reach(revision.subject_kind, revision.subject_id, way_back.person)
    if subject is None:
        raise NothingToUndo(way_back.kind)
    subject.hold()
    _renew(revision)
    if revision.taken_back_at is not None:
        raise NothingToUndo(way_back.kind)
    if revision.in_force is not None:
        if way_back.person_id not in subject.decided_by():
            raise NothingToUndo(way_back.kind)
        if Revision.objects.of(subject).in_force().last() != revision:
            raise NothingToUndo(way_back.kind)
        try:
            subject.take_on(revision.said, by=way_back.person)
        except Refusal as refusal:
            raise NothingToUndo(way_back.kind) from refusal
    revision.taken_back_at = timezone.now()
    revision.save(update_fields=["taken_back_at"])
    for follow in TAKEN_BACK:
        follow(revision)


def _held(revision: Revision, subject: Living) -> None:
    for follow in HELD:
        follow(revision, subject)


def _refuse_former(revision: Revision, subject: Living, by: Person) -> None:
    """Whoever was asked and has nothing to do with it any more decides nothing about it."""
    if subject.asked(revision.proposed_by) != by:
        raise Refusal(_("This no longer waits for you."), "state")


def _reason(choice: str, reason: str) -> str:
    if choice not in PIVOTS or choice == Choice.KEEP:
        return reason if reason in Reason.values else ""
    if reason not in Reason.values:
        raise Refusal(_("Say why: the other reads it, and so will you."), "reason")
    return reason


def _refuse_stale(subject: Living, says: Says, base: int | None) -> None:
    """What came to hold, or was taken back, since it was read would be overruled unseen."""
    now = standing(subject)
    if base is None or base == now:
        return
    since = Revision.objects.of(subject).in_force().filter(in_force__gt=base)
    if now < base or since.exclude(choice=Choice.KEEP).exists():
        raise Conflict(theirs=_line(subject.says()), yours=_line(says), version=now)


def _line(says: Says) -> str:
    """The words and the day, for a page that shows both versions."""
    return "\n".join(str(says[name]) for name in ("sentence", "text", "until") if says.get(name))


def _next_number(subject: Living) -> int:
    last = Revision.objects.of(subject).aggregate(most=models.Max("number"))["most"]
    return (last or 0) + 1


def _renew(revision: Revision) -> None:
    revision.refresh_from_db(fields=["in_force", "agreed_at", "talked_about_at", "taken_back_at"])
