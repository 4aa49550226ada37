"""The loaded demo, opened by those who may: every row with its words, read pair by pair."""

import re
from collections.abc import Iterator
from typing import Any

from heard.activity.models import Event
from heard.conversations.models import (
    Action,
    Agreement,
    Answer,
    Arrangement,
    Conversation,
    Item,
    Note,
    Pair,
    PrivateNote,
    ProjectLine,
    ProjectWord,
    Raise,
    Reply,
    Rhythm,
)
from heard.objectives.models import Revision
from heard.people.models import Organisation, Person
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from heard.privacy.sealing import SealedText

# What a change said names its days; they move with the day of loading, the words do not.
DAY = re.compile(r"\d{4}-\d\d-\d\d")
KINDS: tuple[Any, ...] = (
    Conversation, Item, Note, Raise, Answer, Reply, Agreement, Arrangement, Action, PrivateNote,
    ProjectLine, ProjectWord,
)  # fmt: skip
TIDEWATER, OTHERWISE = "Tidewater Studio", "Otherwise Ltd"


def person(name: str, organisation: str = TIDEWATER) -> Person:
    """Somebody of the demo, as the sign-in finds them."""
    house = Organisation.objects.get(name=organisation)
    with in_organisation(house.id):
        return Person.objects.select_related("organisation", "user").get(called=name)


def pairs() -> Iterator[Pair]:
    """Every pair of both organisations, with its organisation in force and the employee acting."""
    for organisation in Organisation.objects.order_by("name"):
        with in_organisation(organisation.id):
            found = list(
                Pair.objects.select_related("employee__organisation", "manager__organisation")
            )
        found.sort(key=lambda pair: (pair.employee.name, pair.manager.name))
        for pair in found:
            with acting_as(pair.employee):
                yield pair


def pair_of(employee: str, manager: str) -> Pair:
    """One pair, by first names."""
    return next(p for p in pairs() if (p.employee.called, p.manager.called) == (employee, manager))


def rows_of(pair: Pair) -> dict[str, list[dict[str, Any]]]:
    """All rows of a pair with their words: what they share, then what each keeps private."""
    rows: dict[str, list[dict[str, Any]]] = {kind.__name__: [] for kind in KINDS}
    for reader in (pair.employee, pair.manager):
        with acting_as(reader):
            for kind in KINDS:
                for row in kind.objects.filter(pair=pair).order_by("created_at", "id"):
                    if only_reader(row) in (None, reader.id):
                        opened = values(row)
                        if opened not in rows[kind.__name__]:
                            rows[kind.__name__].append(opened)
    with acting_as(pair.employee):
        agreed = Revision.objects.filter(subject_kind__in=["agreement", "arrangement"])
        rows["Revision"] = [values(row) for row in agreed.filter(key_id=pair.id)]
    return rows


def events_of(pair: Pair) -> list[Event]:
    """What happened on the page, private acts included."""
    found: dict[Any, Event] = {}
    for reader in (pair.employee, pair.manager):
        with acting_as(reader):
            for event in Event.objects.visible_to(reader).filter(page_id=pair.id):
                found[event.id] = event
    return sorted(found.values(), key=lambda event: event.created_at)


def rhythm_of(pair: Pair) -> Rhythm:
    with in_organisation(pair.organisation_id):
        return Rhythm.objects.get(pair=pair)


def only_reader(row: Any) -> Any:
    """The one who may read it, or None for the two."""
    if isinstance(row, PrivateNote):
        return row.author_id
    if isinstance(row, Item):
        return row.author_id if row.is_private else None
    return getattr(row, "only_for_id", None)


def values(row: Any) -> dict[str, Any]:
    """The row as plain values, its sealed words opened."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.local_fields}


def words_of(rows: dict[str, list[dict[str, Any]]]) -> list[tuple[str, str, Any]]:
    """What is written, and when, without the ids that differ from load to load."""
    sealed = {
        kind.__name__: [f.attname for f in kind._meta.local_fields if isinstance(f, SealedText)]
        for kind in (*KINDS, Revision)
    }
    told = [
        (kind, str(row["created_at"]), tuple(DAY.sub("a day", row[name]) for name in sealed[kind]))
        for kind, of_kind in rows.items()
        for row in of_kind
    ]
    return sorted(told)
