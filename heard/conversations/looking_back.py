"""Looking back: what became of what, month by month, and one conversation as it was."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from heard.conversations.models import (
    Action,
    Agreement,
    Answer,
    Conversation,
    Item,
    Note,
    Pair,
    Raise,
)
from heard.people.models import Person

FIRST_YEAR, LAST_YEAR = 1970, 2100
KINDS = ("conversations", "agreements", "actions", "raises", "let_go")
PAGE = 60


@dataclass(frozen=True)
class Moment:
    """One line of the timeline: when, what kind, and the row it comes from."""

    at: dt.datetime
    kind: str
    row: Any


@dataclass
class Record:
    """One held conversation: everything that came of it, as the reader may see it."""

    conversation: Conversation
    covered: list[tuple[Item, list[Note]]] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


def timeline(
    pair: Pair, reader: Person, *, kind: str = "", before: dt.datetime | None = None
) -> tuple[list[Moment], dt.datetime | None]:
    """Newest first, a page at a time; the second value is where the next page begins."""
    wanted = [kind] if kind in KINDS else list(KINDS)
    moments: list[Moment] = []
    for one in wanted:
        moments += _moments(one, pair, reader, before)
    moments.sort(key=lambda moment: moment.at, reverse=True)
    page, rest = moments[:PAGE], moments[PAGE:]
    if not rest:
        return page, None
    # The next page begins before a moment, so what shares that moment is not cut in two.
    whole = [moment for moment in page if moment.at > rest[0].at]
    page = whole or page
    return page, page[-1].at


def _moments(kind: str, pair: Pair, reader: Person, before: dt.datetime | None) -> Iterable[Moment]:
    """At most one page of one kind: five queries whatever the year held."""
    model, stamp, extra = _SOURCES[kind]
    rows = model.objects.visible_to(reader).filter(extra, pair=pair)
    if before is not None:
        rows = rows.filter(**{f"{stamp}__lt": before})
    related = {
        "raises": ("item__pair", "item__author"),
        "actions": ("owner",),
        "let_go": ("author",),
    }
    if kind == "conversations":
        rows = rows.numbered(reader.zone)
    rows = rows.select_related(*related.get(kind, ())).order_by(f"-{stamp}")[: PAGE + 1]
    return [Moment(getattr(row, stamp), kind, row) for row in rows]


_SOURCES: dict[str, tuple[Any, str, Q]] = {
    "conversations": (
        Conversation,
        "started_at",
        Q(state=Conversation.State.HELD, started_at__isnull=False),
    ),
    "agreements": (Agreement, "created_at", Q()),
    "actions": (Action, "created_at", Q()),
    "raises": (Raise, "created_at", Q()),
    # "Let go" can be found for as long as retention allows; covered without a meeting, too.
    "let_go": (
        Item,
        "settled_at",
        Q(state=Item.State.LET_GO) | Q(state=Item.State.COVERED, covered_in__isnull=True),
    ),
}


def twelve_months(pair: Pair, reader: Person, today: dt.date) -> list[Conversation]:
    """What happened on each date of a year, for the strip of dots, oldest first."""
    since = today - dt.timedelta(days=365)
    return list(
        Conversation.objects.visible_to(reader)
        .filter(
            pair=pair,
            state__in=[
                Conversation.State.HELD,
                Conversation.State.SKIPPED,
                Conversation.State.NOT_HELD,
            ],
        )
        .filter(Q(started_at__date__gte=since) | Q(planned_at__date__gte=since))
        .order_by("started_at", "planned_at")[:80]
    )


def held_on(pair: Pair, reader: Person, day: dt.date, *, nth: int = 1) -> Conversation | None:
    """The conversation of a day, as the reader's calendar has it; of several, the nth."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    found = held_that_day(pair, reader, day)
    return next((one for one in found if one.nth == nth), None)


def held_that_day(pair: Pair, reader: Person, day: dt.date) -> list[Conversation]:
    """Every conversation of a day, in order: from one local midnight to the next."""
    begins, ends = (
        dt.datetime.combine(midnight, dt.time(), tzinfo=reader.zone)
        for midnight in (day, day + dt.timedelta(days=1))
    )
    return list(
        Conversation.objects.visible_to(reader)
        .filter(pair=pair, started_at__gte=begins, started_at__lt=ends)
        .held()
        .numbered(reader.zone)
        .order_by("started_at", "id")
    )


def record_of(conversation: Conversation, reader: Person) -> Record:
    """Everything that came of it."""
    pair = conversation.pair
    record = Record(conversation)
    covered = list(
        Item.objects.visible_to(reader)
        .filter(pair=pair, covered_in=conversation)
        .select_related("author", "pair")
        .in_order()
    )
    notes: dict[Any, list[Note]] = {item.id: [] for item in covered}
    others: dict[Any, Item] = {}
    for note in (
        Note.objects.visible_to(reader)
        .filter(pair=pair)
        .filter(Q(conversation=conversation) | Q(item__in=covered))
        .select_related("author", "item__author", "item__pair")
        .order_by("created_at")
    ):
        if note.item_id not in notes:
            others[note.item_id] = note.item
            notes[note.item_id] = []
        notes[note.item_id].append(note)
    record.covered = [(item, notes[item.id]) for item in [*covered, *others.values()]]
    record.agreements = list(
        Agreement.objects.visible_to(reader)
        .filter(pair=pair, made_in=conversation)
        .order_by("created_at")
    )
    record.actions = list(
        Action.objects.visible_to(reader)
        .filter(pair=pair, made_in=conversation)
        .select_related("owner")
        .order_by("created_at")
    )
    record.answers = list(
        Answer.objects.visible_to(reader)
        .filter(pair=pair, given_in=conversation)
        .select_related("answered_by", "raised__item__pair")
        .order_by("created_at")
    )
    return record
