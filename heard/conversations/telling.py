"""Telling: what somebody keeps for themselves, shown to the other of a page, and taken back.

Showing makes a copy under the pair's key; a change of the original changes the copy; taking it back
destroys the copy's words at once. The other never learns of what was not shown, nor how much.
"""

import json
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.blend.models import Element, Statement, Wish
from heard.conversations.models import Pair, ShownWish, Told
from heard.lib.refusals import Refusal
from heard.objectives.models import Choice
from heard.objectives.pivoting import pivot
from heard.people.models import Person
from heard.privacy.own import Own
from heard.wellbeing.models import CheckIn


@transaction.atomic
def tell(pair: Pair, row: Own, *, by: Person) -> Told:
    """Show it to the other from now on. Saying so twice is still once.

    As it stands now: what its person changes or takes away meanwhile is not shown as it was.
    """
    if row.person_id != by.id or not pair.holds(by):
        raise Refusal(_("Only what is yours, and only on a page of yours."), "shared")
    row.hold()
    pair.hold()
    if is_gone(row):
        raise Refusal(_("You have taken this away, so it isn't shown to anybody."), "shared")
    told = Told.objects.filter(pair=pair, source_id=row.id).first()
    if told is not None and told.withdrawn_at is None:
        return told
    told = told or Told(pair=pair, person=by, kind=kind_of(row), source_id=row.id)
    told.content = json.dumps(content_of(row))
    told.told_at = told.changed_at = timezone.now()
    told.withdrawn_at = told.seen_at = None
    told.save()
    record(f"{told.kind}_told", by=by, page_id=pair.id, subject_id=told.id, private=True)
    row.was_shown()
    return told


@transaction.atomic
def take_back(row: Own, *, by: Person, pair: Pair | None = None) -> None:
    """Nobody is shown it any more, or the other of one page is not. At once, and without a word."""
    shown = Told.objects.filter(person=by, source_id=row.id).shown()
    if pair is not None:
        shown = shown.filter(pair=pair)
    for told in list(shown):
        record(
            f"{told.kind}_taken_back", by=by, page_id=told.pair_id, subject_id=told.id, private=True
        )
    shown.destroy()


def follow(row: Own) -> None:
    """The copies say what the original says; of one that is gone, none is left.

    A wish in other words keeps what it said, for whoever is shown it, as long as they are.
    """
    if not isinstance(row, Element | Wish | Statement | CheckIn):
        return
    shown = Told.objects.filter(person=row.person_id, source_id=row.id).shown()
    if is_gone(row):
        shown.destroy()
        return
    content = content_of(row)
    for told in shown:
        if told.says == content:
            continue
        if isinstance(row, Wish):
            copy = ShownWish.objects_for(row.person).get(id=told.id)
            said = copy.says()
            if {**said, **content} == said:
                # Written before there was a field for it, it says the same in fewer words.
                continue
            pivot(copy, by=row.person, choice=Choice.EDIT, changes=content, asks=False)
        else:
            told.content = json.dumps(content)
            told.changed_at = timezone.now()
            told.save(update_fields=["content", "changed_at"])


def mark_seen(pair: Pair, *, by: Person) -> None:
    """What the other shows was in front of this person; the one who shows it may know."""
    shown = Told.objects.filter(pair=pair).to(by)
    fresh = Q(seen_at__isnull=True) | Q(seen_at__lt=F("changed_at"))
    shown.filter(fresh).update(seen_at=timezone.now())


def kind_of(row: Own) -> str:
    """The kind of copy a row of one's own makes."""
    kinds: dict[type[Own], str] = {
        Element: Told.Kind.ELEMENT,
        Wish: Told.Kind.WISH,
        Statement: Told.Kind.STATEMENT,
        CheckIn: Told.Kind.CHECK_IN,
    }
    return kinds[type(row)]


def is_gone(row: Own) -> bool:
    """Whether its person has taken it off their own page."""
    if isinstance(row, Wish):
        return row.withdrawn_at is not None
    return isinstance(row, Element | Statement) and row.removed_at is not None


def content_of(row: Own) -> dict[str, Any]:
    """What the other is shown of it."""
    if isinstance(row, Element):
        names = ("element", "name", "in_my_words", "matters", "how_it_is")
        return {name: getattr(row, name) for name in names}
    if isinstance(row, Wish):
        said = {name: getattr(row, name) for name in ("direction", "text", "because", "instead")}
        day = row.look_again_on.isoformat() if row.look_again_on else None
        return {**said, "tags": row.tag_list, "look_again_on": day}
    if isinstance(row, Statement):
        return {"kind": row.kind, "text": row.text}
    assert isinstance(row, CheckIn)
    said = {"pack": row.pack, "answers": row.answers, "word": row.word, "note": row.note}
    return {"on": row.on.isoformat(), **said}


def pages_to_tell(person: Person) -> tuple[list[Pair], list[Pair]]:
    """Where somebody may show something of theirs: the pages with those they report to, and the
    pages with their own people."""
    pairs = list(
        Pair.objects.visible_to(person)
        .live()
        .filter(kind=Pair.Kind.MANAGER)
        .select_related("employee", "manager", "organisation")
        .order_by("created_at")
    )
    upward = [pair for pair in pairs if pair.employee_id == person.id]
    return upward, [pair for pair in pairs if pair.manager_id == person.id]
