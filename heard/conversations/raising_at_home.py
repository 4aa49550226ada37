"""What Home says of what was raised: asked together with the pages, so that it costs no query."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from heard.conversations.models import Pair, PassedUp, Raise
from heard.conversations.models.pair import PairQuerySet
from heard.people.models import Person


@dataclass(frozen=True)
class Followed:
    """Of one person's own raises on live pages: how many wait, how many are theirs to close."""

    waiting: int
    to_close: int


def with_raises(pairs: PairQuerySet, reader: Person) -> PairQuerySet:
    """Each page with how many of the reader's raises wait on it, and how many are theirs to close;
    and whether something was passed up to the reader, from wherever."""
    mine = Raise.objects.filter(pair=OuterRef("pk"), raised_by=reader).unsettled()
    owed = mine.owed(reader.today())
    return pairs.annotate(
        raises_open=_count(mine),
        raises_waiting=_count(owed),
        passed_to_me=Exists(PassedUp.objects.asked_of(reader)),
    )


def followed(pairs: Iterable[Pair]) -> Followed:
    """Of all of one's pages together."""
    waiting = open_ = 0
    for pair in pairs:
        waiting += getattr(pair, "raises_waiting", 0)
        open_ += getattr(pair, "raises_open", 0)
    return Followed(waiting=waiting, to_close=open_ - waiting)


def was_passed_something(pairs: Iterable[Pair]) -> bool:
    return any(getattr(pair, "passed_to_me", False) for pair in pairs)


def _count(raises: object) -> Coalesce:
    rows = raises.order_by().values("pair").annotate(rows=Count("pk")).values("rows")  # type: ignore[attr-defined]
    return Coalesce(Subquery(rows), Value(0))
