"""Wishing: work somebody wants more of or less of, and why. Remembered until they withdraw it.

A "less of" asks what would be taken on instead; it never has to be answered.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.blend.arranging import place_at_the_end, put, take_turns
from heard.blend.models import Wish
from heard.lib.refusals import Conflict, Refusal, at_most, within
from heard.lib.text import cleaned
from heard.people.models import Person

TEXT_MOST = 500
REASON_MOST = 1_000
TAG_MOST = 40
TAGS_MOST = 10
WISHES_MOST = 50


@transaction.atomic
def wish(
    *,
    by: Person,
    direction: str,
    text: str,
    because: str = "",
    instead: str = "",
    tags: Iterable[str] = (),
) -> Wish:
    """One more, behind those there are. For oneself alone until it is shown."""
    row = Wish(
        person=by,
        direction=_direction(direction),
        text=within(cleaned(text), TEXT_MOST),
        because=at_most(cleaned(because), REASON_MOST, "because"),
        instead=at_most(cleaned(instead), REASON_MOST, "instead"),
        tags=tag_lines(tags),
    )
    take_turns(by)
    rows = list(Wish.objects.visible_to(by).standing())
    _refuse_too_many(rows)
    row.position = place_at_the_end(rows)
    row.save()
    record("wish_made", by=by, page_id=None, subject_id=row.id, private=True)
    return row


@transaction.atomic
def reword_wish(
    row: Wish,
    *,
    by: Person,
    direction: str | None = None,
    text: str | None = None,
    because: str | None = None,
    instead: str | None = None,
    tags: Iterable[str] | None = None,
    base: int | None = None,
) -> Wish:
    """Other words for it, or the other list. What is not given stays.

    `base` is the version the writer had in front of them: their words never replace later ones.
    """
    row.hold()
    _refuse_withdrawn(row)
    given = {
        "direction": None if direction is None else _direction(direction),
        "text": None if text is None else within(cleaned(text), TEXT_MOST),
        "because": None if because is None else at_most(cleaned(because), REASON_MOST, "because"),
        "instead": None if instead is None else at_most(cleaned(instead), REASON_MOST, "instead"),
        "tags": None if tags is None else tag_lines(tags),
    }
    new = {
        field: value
        for field, value in given.items()
        if value is not None and value != getattr(row, field)
    }
    if base is not None and base < row.version and "text" in new:
        raise Conflict(theirs=row.text, yours=new["text"], version=row.version)
    if not new:
        return row
    for field, value in new.items():
        setattr(row, field, value)
    row.changed(*new)
    record("wish_changed", by=by, page_id=None, subject_id=row.id, private=True)
    return row


@transaction.atomic
def word_as(row: Wish, *, by: Person, says: Mapping[str, Any]) -> Wish:
    """What its copy on a page says since its person changed it there."""
    row.hold()
    _refuse_withdrawn(row)
    day = says["look_again_on"]
    wanted = {
        **{field: says[field] for field in ("direction", "text", "because", "instead")},
        "tags": tag_lines(says["tags"]),
        "look_again_on": dt.date.fromisoformat(day) if day else None,
    }
    new = {field: value for field, value in wanted.items() if value != getattr(row, field)}
    for field, value in new.items():
        setattr(row, field, value)
    if new:
        row.changed(*new)
        record("wish_changed", by=by, page_id=None, subject_id=row.id, private=True)
    return row


@transaction.atomic
def move_wish(row: Wish, *, by: Person, where: str) -> Wish:
    """Stronger or weaker than its neighbours, or over to the other list (`other`)."""
    if where == "other":
        over = {Wish.Direction.MORE_OF: Wish.Direction.LESS_OF}
        towards = over.get(Wish.Direction(row.direction), Wish.Direction.MORE_OF)
        return reword_wish(row, by=by, direction=towards)
    take_turns(by)
    row.hold()
    _refuse_withdrawn(row)
    rows = Wish.objects.visible_to(by).standing().filter(direction=row.direction)
    put(row, list(rows.exclude(id=row.id)), where)
    return row


@transaction.atomic
def let_match(row: Wish, *, by: Person, matching: bool) -> Wish:
    """Whether it is compared with openings too."""
    row.hold()
    _refuse_withdrawn(row)
    if row.for_matching != matching:
        row.for_matching = matching
        row.changed("for_matching")
        record("wish_matching", by=by, page_id=None, subject_id=row.id, private=True)
    return row


@transaction.atomic
def withdraw(row: Wish, *, by: Person) -> Wish:
    """No longer wished; whoever was shown it is shown it no more."""
    row.hold()
    if row.withdrawn_at is None:
        before = {"for_matching": row.for_matching}
        row.withdrawn_at, row.for_matching = timezone.now(), False
        row.changed("withdrawn_at", "for_matching")
        record("wish_withdrawn", by=by, page_id=None, subject_id=row.id, private=True)
        leave_way_back("wish_withdrawn", by=by, subject_id=row.id, before=before)
    return row


@transaction.atomic
def wish_again(row: Wish, *, by: Person, matching: bool) -> Wish:
    """It stands again, where it stood."""
    take_turns(by)
    row.hold()
    _refuse_too_many(list(Wish.objects.visible_to(by).standing()))
    row.withdrawn_at, row.for_matching = None, matching
    row.changed("withdrawn_at", "for_matching")
    return row


def _direction(value: str) -> str:
    if value not in Wish.Direction.values:
        raise Refusal(_("More of it, or less of it?"), "direction")
    return value


def tag_lines(given: Iterable[str]) -> str:
    """Each once, as first written; one a line."""
    known: dict[str, str] = {}
    for tag in given:
        word = at_most(" ".join(cleaned(tag).split()), TAG_MOST, "tags")
        if word:
            known.setdefault(word.casefold(), word)
    if len(known) > TAGS_MOST:
        raise Refusal(_("At most %(most)s tags fit here.") % {"most": TAGS_MOST}, "tags")
    return "\n".join(known.values())


def _refuse_withdrawn(row: Wish) -> None:
    if row.withdrawn_at is not None:
        raise Refusal(_("You have withdrawn this wish."), "text")


def _refuse_too_many(rows: list[Wish]) -> None:
    if len(rows) >= WISHES_MOST:
        raise Refusal(
            _("%(most)s wishes fit here. Withdraw one first.") % {"most": WISHES_MOST}, "text"
        )
