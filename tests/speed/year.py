"""A year of one page, and a company around it: written in bulk, so that a test may begin with it.

What is written here is what the verbs would have left, counts on the pair included.
"""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from heard.conversations.models import (
    Action,
    Agreement,
    Answer,
    Conversation,
    Item,
    Note,
    Pair,
    PrivateNote,
    Raise,
    Rhythm,
)
from heard.conversations.models.conversation import redate
from heard.conversations.models.item import recount
from heard.lib.ordering import key_between
from heard.people.models import Organisation, Person
from heard.privacy.keys import acting_as
from tests.cast import Cast

Row = TypeVar("Row", bound=Model)
FORTNIGHT = dt.timedelta(days=14)
WORDS = "Whether the {number} phones for the testing day come in week {week}, and who signs"


def write(
    model: type[Row], organisation: Organisation, rows: Sequence[dict[str, Any]]
) -> list[Row]:
    """Many rows of one kind."""
    made = [model(organisation=organisation, **values) for values in rows]
    return model._default_manager.bulk_create(made, batch_size=200)


def add_to_page(pair: Pair, *, rows: int) -> None:
    """So many of everything the page, its timeline and its search show, from both."""
    add_open(pair, rows=rows)
    add_history(pair, rows=rows)


def add_open(pair: Pair, *, rows: int) -> None:
    """What stands on the page today."""
    with acting_as(pair.manager):
        _add_private_notes(pair, pair.manager, rows)
    with acting_as(pair.employee):
        _add_private_notes(pair, pair.employee, rows)
        _add_items(pair, rows)
        _add_promises(pair, rows)
        recount(pair)


def add_history(pair: Pair, *, rows: int) -> None:
    """So many conversations of the past, with what was talked about and done."""
    with acting_as(pair.employee):
        held = _add_held(pair, rows)
        _add_covered(pair, held)
        _add_done(pair, held)
        redate(pair)


def _add_private_notes(pair: Pair, author: Person, rows: int) -> None:
    notes = [{"pair": pair, "author": author, "text": said(number)} for number in range(rows)]
    write(PrivateNote, pair.organisation, notes)


def _add_held(pair: Pair, rows: int) -> list[Conversation]:
    """One a fortnight, each behind the ones that are there already."""
    first = Conversation.objects.filter(pair=pair).order_by("started_at").first()
    begin = first.started_at if first and first.started_at else timezone.now()
    return write(
        Conversation,
        pair.organisation,
        [
            {
                "pair": pair,
                "state": "held",
                "planned_at": begin - number * FORTNIGHT,
                "started_at": begin - number * FORTNIGHT,
                "ended_at": begin - number * FORTNIGHT + dt.timedelta(minutes=38),
                "started_by": pair.manager,
                "summary": said(number),
                "employee_sentence": said(number),
            }
            for number in range(1, rows + 1)
        ],
    )


def _add_items(pair: Pair, rows: int) -> None:
    """Open ones from both, each with a note; every third raised and answered."""
    last = Item.objects.filter(pair=pair).in_order().last()
    positions = _keys(last.position if last else None, rows)
    items = write(
        Item,
        pair.organisation,
        [
            {
                "pair": pair,
                "author": pair.manager if number % 3 == 2 else pair.employee,
                "section": "manager" if number % 3 == 2 else "employee",
                "text": said(number),
                "position": position,
                "carried": number % 3,
            }
            for number, position in enumerate(positions)
        ],
    )
    _add_notes(pair, items)
    raised = write(
        Raise,
        pair.organisation,
        [
            {"pair": pair, "item": item, "raised_by": pair.employee, "state": state}
            for item, state in zip(items[::3], _alternately("looking", "no"), strict=False)
        ],
    )
    answers = [
        {
            "pair": pair,
            "raised": raise_,
            "answered_by": pair.manager,
            "outcome": raise_.state,
            "sentence": said(number),
        }
        for number, raise_ in enumerate(raised)
    ]
    write(Answer, pair.organisation, answers)


def _add_covered(pair: Pair, held: list[Conversation]) -> None:
    """What each conversation talked about, with a note under it."""
    items = write(
        Item,
        pair.organisation,
        [
            {
                "pair": pair,
                "author": pair.employee,
                "section": "employee",
                "text": said(number),
                "position": "x1",
                "state": state,
                "covered_in": conversation if state == "covered" else None,
                "settled_at": conversation.started_at,
            }
            for number, conversation in enumerate(held)
            for state in ("covered", "covered", "let_go")
        ],
    )
    _add_notes(pair, items)


def _add_notes(pair: Pair, items: list[Item]) -> None:
    notes = [
        {"pair": pair, "item": item, "author": pair.manager, "text": said(number)}
        for number, item in enumerate(items)
    ]
    write(Note, pair.organisation, notes)


def cover(pair: Pair, conversation: Conversation, rows: int) -> None:
    """So many more talked about in this conversation, each with a note."""
    _add_covered(pair, [conversation] * rows)


def _add_promises(pair: Pair, rows: int) -> None:
    """Standing agreements, and open actions of both."""
    agreements = [
        {"pair": pair, "made_by": pair.manager, "text": said(number), "accepted_at": timezone.now()}
        for number in range(rows)
    ]
    write(Agreement, pair.organisation, agreements)
    actions = [
        {"pair": pair, "made_by": pair.employee, "owner": owner, "text": said(number)}
        for number in range(rows)
        for owner in (pair.employee, pair.manager)
    ]
    write(Action, pair.organisation, actions)


def _add_done(pair: Pair, held: list[Conversation]) -> None:
    actions = [
        {
            "pair": pair,
            "made_by": pair.employee,
            "owner": pair.employee,
            "text": said(number),
            "state": "done",
            "settled_at": timezone.now(),
            "made_in": conversation,
        }
        for number, conversation in enumerate(held)
    ]
    write(Action, pair.organisation, actions)


def said(number: int) -> str:
    """Words of the usual length, never twice the same."""
    return WORDS.format(number=number * 7919 % 997, week=number)


def _keys(after: str | None, rows: int) -> list[str]:
    keys = [after]
    for _number in range(rows):
        keys.append(key_between(keys[-1], None))
    return [key for _before, key in pairwise(keys) if key is not None]


def _alternately(*values: str) -> list[str]:
    return [*values] * 1_000


def add_people(cast: Cast, *, count: int, manager: Person | None = None) -> list[Pair]:
    """So many more people with a page each and a year of dates, led by ten each or by one."""
    organisation = cast.ade.organisation
    with acting_as(cast.ade):
        begin = Person.objects.count()
        addresses = [f"guest{number}@example.com" for number in range(begin, begin + count)]
        people = write(
            Person,
            organisation,
            [
                {"name": f"Guest{number} Smith", "email": address, "title": "Designer"}
                for number, address in enumerate(addresses, begin)
            ],
        )
        leads = [manager or people[number // 10 * 10] for number in range(count)]
        pairs = write(
            Pair,
            organisation,
            [
                {"employee": person, "manager": lead, "open_from_employee": 2}
                for person, lead in zip(people, leads, strict=True)
                if lead.id != person.id
            ],
        )
        _add_dates(organisation, pairs)
    return pairs


def _add_dates(organisation: Organisation, pairs: list[Pair]) -> None:
    now = timezone.now()
    rhythm = {"first_on": now.date(), "at": dt.time(10), "zone": "Europe/London"}
    write(Rhythm, organisation, [{"pair": pair, **rhythm} for pair in pairs])
    held = [
        {
            "pair": pair,
            "state": "held",
            "planned_at": now - number * FORTNIGHT,
            "started_at": now - number * FORTNIGHT,
            "ended_at": now - number * FORTNIGHT + dt.timedelta(minutes=30),
        }
        for pair in pairs
        for number in range(1, 27)
    ]
    write(Conversation, organisation, held)
    for pair in pairs:
        pair.last_held_at = now - FORTNIGHT
    Pair.objects.bulk_update(pairs, ["last_held_at"], batch_size=200)
