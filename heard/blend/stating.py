"""Stating: one sentence on how somebody likes to work, is strong at, or where they are heading."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.blend.arranging import place_at_the_end, take_turns
from heard.blend.models import Statement
from heard.lib.refusals import Conflict, Refusal, within
from heard.lib.text import cleaned
from heard.people.models import Person

TEXT_MOST = 500
STRENGTHS_MOST = 12


@transaction.atomic
def state(*, by: Person, kind: str, text: str) -> Statement:
    """Say it; of the kinds there is one of, said again it replaces what stood there."""
    if kind not in Statement.Kind.values:
        raise Refusal(_("That isn't one of the sentences here."), "kind")
    words = within(cleaned(text), TEXT_MOST)
    take_turns(by)
    rows = list(Statement.objects.visible_to(by).standing().filter(kind=kind))
    if rows and kind in Statement.SINGLE:
        return restate(rows[0], by=by, text=words)
    _refuse_too_many(len(rows))
    row = Statement(person=by, kind=kind, text=words, position=place_at_the_end(rows))
    row.save()
    record("statement_made", by=by, page_id=None, subject_id=row.id, private=True)
    return row


@transaction.atomic
def restate(row: Statement, *, by: Person, text: str, base: int | None = None) -> Statement:
    """Other words. `base` is the version the writer had in front of them."""
    words = within(cleaned(text), TEXT_MOST)
    row.hold()
    if row.removed_at is not None:
        raise Refusal(_("You have taken this sentence away."))
    if words == row.text:
        return row
    if base is not None and base < row.version:
        raise Conflict(theirs=row.text, yours=words, version=row.version)
    row.text = words
    row.changed("text")
    record("statement_changed", by=by, page_id=None, subject_id=row.id, private=True)
    return row


@transaction.atomic
def take_away(row: Statement, *, by: Person) -> Statement:
    """No longer said; whoever was shown it is shown it no more."""
    row.hold()
    if row.removed_at is None:
        row.removed_at = timezone.now()
        row.changed("removed_at")
        record("statement_removed", by=by, page_id=None, subject_id=row.id, private=True)
        leave_way_back("statement_removed", by=by, subject_id=row.id, before={})
    return row


@transaction.atomic
def say_again(row: Statement, *, by: Person) -> Statement:
    """It stands again, unless something else is said in its place by now."""
    take_turns(by)
    row.hold()
    others = Statement.objects.visible_to(by).standing().filter(kind=row.kind)
    if row.kind in Statement.SINGLE and others.exists():
        raise Refusal(_("Something else stands there by now."))
    if row.removed_at is not None:
        _refuse_too_many(others.count())
    row.removed_at = None
    row.changed("removed_at")
    return row


def _refuse_too_many(count: int) -> None:
    if count >= STRENGTHS_MOST:
        raise Refusal(_("Twelve fit here. Take one away first."))
