"""Checking in: the answers are their person's; shown to somebody, they are a copy on a page."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from heard.conversations.models import Pair, Told
from heard.conversations.telling import pages_to_tell, take_back, tell
from heard.people.models import Person
from heard.wellbeing.answering import answer, choose_reader, delete
from heard.wellbeing.models import CheckIn, Habit
from heard.wellbeing.models.habit import Reader


@transaction.atomic
def check_in(
    *,
    by: Person,
    answers: Mapping[str, str],
    reader: str,
    word: str = "",
    note: str = "",
    base: int | None = None,
) -> CheckIn:
    """Today's answers, read by whom they chose: shown or taken back in the same moment."""
    choose_reader(by=by, reader=reader)
    row = answer(by=by, answers=answers, word=word, note=note, base=base)
    if reader == Reader.PAIR:
        for pair in pages_to_tell(by)[0]:
            tell(pair, row, by=by)
    else:
        take_back(row, by=by)
    return row


@transaction.atomic
def forget(row: CheckIn, *, by: Person) -> None:
    """Deleted for good, and every copy of it with it."""
    Told.objects.filter(person=by, source_id=row.id).delete()
    delete(row, by=by)


def reader_of(habit: Habit, pages: Iterable[Pair]) -> str:
    """Who reads the next one unless they say otherwise: never somebody it was not chosen for."""
    chosen_at = habit.reader_chosen_at
    known = [chosen_at is not None and pair.created_at <= chosen_at for pair in pages]
    return Reader.PAIR if habit.reader == Reader.PAIR and known and all(known) else Reader.ONLY_ME


def upward(pages: Iterable[Pair], person: Person) -> list[Pair]:
    """Of one's own pages, those with whom one reports to."""
    return [
        pair for pair in pages if pair.employee_id == person.id and pair.kind == Pair.Kind.MANAGER
    ]


def readers_by_check_in(rows: Iterable[CheckIn], *, reader: Person) -> dict[UUID, list[str]]:
    """Of each check-in that is shown now, the names of those it is shown to."""
    shown = (
        Told.objects.visible_to(reader)
        .filter(person=reader, source_id__in=[row.id for row in rows])
        .shown()
        .select_related("pair__manager")
    )
    found: dict[UUID, list[str]] = {}
    for told in shown:
        found.setdefault(told.source_id, []).append(told.pair.manager.called)
    return found
