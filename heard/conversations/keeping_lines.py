"""Keeping project lines: how each piece of work goes, in a word, and the rest is for the rest."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.models import EarlierWording, Pair, ProjectLine, ProjectWord
from heard.conversations.models.pair import PairQuerySet
from heard.lib.ordering import keys_after, keys_between
from heard.lib.refusals import Conflict, Refusal, at_most, within
from heard.lib.text import cleaned
from heard.people.models import Person

NAME_MOST, NOTE_MOST, LINES_MOST = 120, 280, 30
WEEK = dt.timedelta(days=7)


@dataclass
class LineNow:
    """A line as it stands, with the words of the last seven days."""

    line: ProjectLine
    days: list[tuple[dt.date, str]] = field(default_factory=list)


def read_lines(pair: Pair, reader: Person) -> list[LineNow]:
    """What is under way, in order, each with its week: one query for all of it."""
    rows = (
        ProjectLine.objects.visible_to(reader)
        .filter(pair=pair)
        .current()
        .annotate(
            recent=FilteredRelation("words", condition=Q(words__on__gt=reader.today() - WEEK)),
            day=F("recent__on"),
            day_word=F("recent__word"),
        )
        .order_by("position", "id", "day")
    )
    lines: dict[UUID, LineNow] = {}
    for row in rows:
        row.pair = pair
        now = lines.setdefault(row.id, LineNow(row))
        day: dt.date | None = getattr(row, "day")  # noqa: B009 - annotated above
        if day is not None:
            now.days.append((day, getattr(row, "day_word")))  # noqa: B009
    return list(lines.values())


@transaction.atomic
def add_line(pair: Pair, *, by: Person, text: str) -> ProjectLine:
    """One more piece of work, after the others."""
    name = within(cleaned(text), NAME_MOST)
    pair.hold()
    others = list(ProjectLine.objects.filter(pair=pair).current())
    if len(others) >= LINES_MOST:
        raise Refusal(_("Thirty fit here. Put some away first."))
    last = others[-1].position if others else None
    line = ProjectLine(pair=pair, text=name, position=keys_after(last, 1)[0])
    line.save()
    _tell("project_line_added", line, by)
    leave_way_back("project_line_added", by=by, subject_id=line.id, before={})
    return line


@transaction.atomic
def rename(line: ProjectLine, *, by: Person, text: str, base: int | None) -> ProjectLine:
    """Called otherwise; the earlier name is kept."""
    if line.rewrite(within(cleaned(text), NAME_MOST), by=by, base=base):
        _tell("project_line_renamed", line, by)
    return line


@transaction.atomic
def say_how(line: ProjectLine, *, by: Person, word: str) -> UUID | None:
    """How it goes, in a word, from now on. The last word of a day is that day's."""
    if word not in ProjectLine.Word.values:
        raise Refusal(_("Moving, slow or stuck."), "word")
    line.hold()
    _refuse_put_away(line)
    that_day = _word_on(line, by)
    if line.word == that_day == word:
        return None
    before = {
        "word": line.word,
        "said_at": line.said_at.isoformat() if line.said_at else None,
        "said_by": str(line.said_by_id) if line.said_by_id else None,
        "that_day": that_day,
        "day": by.today().isoformat(),
        "did": word,
    }
    line.word = word
    _said(line, by)
    _tell("project_word", line, by)
    before["at"] = line.said_at.isoformat() if line.said_at else None
    return leave_way_back("project_word", by=by, subject_id=line.id, before=before).id


@transaction.atomic
def note_how(line: ProjectLine, *, by: Person, note: str, base: int | None) -> ProjectLine:
    """A line about it. Written at the same time by both, neither is lost."""
    words = at_most(cleaned(note), NOTE_MOST)
    line.hold()
    _refuse_put_away(line)
    if words == line.note:
        return line
    if base is not None and base < line.note_version:
        raise Conflict(theirs=line.note, yours=words, version=line.version)
    if line.note:
        _keep_earlier_note(line, by)
    line.note, line.note_version = words, line.version + 1
    _said(line, by, "note", "note_version")
    _tell("project_line_noted", line, by)
    return line


@transaction.atomic
def move_line(line: ProjectLine, *, by: Person, where: str) -> ProjectLine:
    """Up, down, or to the top."""
    line.hold()
    others = list(ProjectLine.objects.filter(pair=line.pair_id).current().exclude(id=line.id))
    here = sum((other.position, other.id) < (line.position, line.id) for other in others)
    places = {"up": here - 1, "down": here + 1, "top": 0}
    if where not in places:
        raise Refusal(_("That place on the page isn't known."), "where")
    others.insert(max(0, min(len(others), places[where])), line)
    # So few that they are all spread out again: no two ever come to share a place.
    for row, key in zip(others, keys_between(None, None, len(others)), strict=True):
        if row.position != key and row is not line:
            row.position = key
            row.save(update_fields=["position"])
        elif row is line:
            line.position = key
    line.changed("position")
    _tell("project_line_moved", line, by)
    return line


@transaction.atomic
def put_away(line: ProjectLine, *, by: Person) -> UUID | None:
    """Done, or no longer ours: off the page; its weeks are kept."""
    line.hold()
    if line.ended_at is not None:
        return None
    line.ended_at = timezone.now()
    line.changed("ended_at")
    _tell("project_line_ended", line, by)
    return leave_way_back("project_line_ended", by=by, subject_id=line.id, before={}).id


def weeks_of(line: ProjectLine, reader: Person, *, most: int = 60) -> list[ProjectWord]:
    """Every day's last word, newest first."""
    words = ProjectWord.objects.visible_to(reader).filter(line=line).select_related("by")
    return list(words.order_by("-on")[:most])


def with_what_is_stuck(pairs: PairQuerySet) -> PairQuerySet:
    """Each page with how many of its projects are said to be stuck, for Home."""
    stuck = ProjectLine.objects.filter(
        pair=OuterRef("pk"), word=ProjectLine.Word.STUCK, ended_at__isnull=True
    )
    count = stuck.order_by().values("pair").annotate(lines=Count("pk")).values("lines")
    return pairs.annotate(stuck=Coalesce(Subquery(count), 0))


def _said(line: ProjectLine, by: Person, *fields: str) -> None:
    line.said_at, line.said_by = timezone.now(), by
    line.changed("word", "said_at", "said_by", *fields)
    if not line.word:
        return
    day, _made = ProjectWord.objects.get_or_create(
        organisation_id=line.organisation_id,
        pair_id=line.pair_id,
        line=line,
        on=by.today(),
        defaults={"word": line.word, "note": line.note, "by": by},
    )
    day.word, day.note, day.by = line.word, line.note, by
    day.save(update_fields=["word", "note", "by"])


def _word_on(line: ProjectLine, by: Person) -> str:
    words = ProjectWord.objects.filter(line=line, on=by.today())
    return words.values_list("word", flat=True).first() or ""


def _keep_earlier_note(line: ProjectLine, by: Person) -> None:
    EarlierWording(
        pair_id=line.pair_id,
        subject_id=line.id,
        number=line.note_version,
        text=line.note,
        replaced_by=by,
    ).save()


def _refuse_put_away(line: ProjectLine) -> None:
    if line.ended_at is not None:
        raise Refusal(_("This one was put away. Add it again if it goes on."), "state")


def _tell(kind: str, line: ProjectLine, by: Person) -> None:
    record(kind, by=by, page_id=line.pair_id, subject_id=line.id)
