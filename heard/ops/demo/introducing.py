"""Introducing: what each person says of themselves, and whom they show it.

Each acts as themselves, as nobody else's key would seal it; rows are as the verbs would have left
them, only dated in the past.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from heard.activity.models import Event
from heard.blend.models import Element, ElementChange, Statement, Wish
from heard.conversations.models import Pair, Told, WishStep
from heard.conversations.telling import content_of, kind_of
from heard.lib.ordering import keys_after
from heard.opportunities.models import Offer
from heard.ops.demo import script
from heard.people.models import Person
from heard.people.tenancy import TenantModel
from heard.privacy.keys import acting_as
from heard.privacy.own import Own

# What a row points to is written before it.
ORDER: tuple[type[TenantModel], ...] = (
    Element, ElementChange, Wish, Statement, Told, WishStep, Offer, Event,
)  # fmt: skip
AT = dt.timedelta(hours=-1)


def introduce(told: script.Self, person: Person, people: dict[str, Person], now: Any) -> None:
    """Everything one person says, under their own key."""
    with acting_as(person):
        rows = list(_rows(told, person, people, now))
        for model in ORDER:
            model._base_manager.bulk_create([row for row in rows if type(row) is model])


def _rows(
    told: script.Self, person: Person, people: dict[str, Person], now: dt.datetime
) -> Iterator[TenantModel]:
    pages = list(Pair.objects.visible_to(person).live().filter(kind=Pair.Kind.MANAGER))
    for element, place in zip(told.element, keys_after(None, len(told.element)), strict=True):
        row = _element(element, person, place, now)
        yield from (row, *_changes(element, row, now), _event("element_chosen", row))
        yield from _copies(element, row, pages, now)
    for wish, place in zip(told.wish, keys_after(None, len(told.wish)), strict=True):
        wished = _wish(wish, person, place, now)
        yield from (wished, _event("wish_made", wished))
        for copy in _copies(wish, wished, pages, now):
            yield copy
            yield from (_step(step, copy, people, now) for step in wish.steps)
        if wish.matching and wish.direction == "more_of" and wish.shown is not None and pages:
            yield _offer(wished, now, wish.shown)
    for said, place in zip(told.statement, keys_after(None, len(told.statement)), strict=True):
        statement = Statement(
            **_own(person, said.days, now), kind=said.kind, text=said.text, position=place
        )
        yield from (statement, _event("statement_made", statement))
        yield from _copies(said, statement, pages, now)


def _own(person: Person, days: int, now: dt.datetime) -> dict[str, Any]:
    return {
        "organisation_id": person.organisation_id,
        "person": person,
        "created_at": _ago(now, days),
    }


def _element(told: script.SaidElement, person: Person, place: str, now: dt.datetime) -> Element:
    return Element(
        **_own(person, told.days, now),
        element=told.element,
        name=told.name,
        in_my_words=told.words,
        matters=told.matters,
        how_it_is=told.how_it_is,
        position=place,
        changed_at=None if told.changed is None else _ago(now, told.changed),
        version=1 + (told.changed is not None),
    )


def _changes(told: script.SaidElement, row: Element, now: dt.datetime) -> Iterator[ElementChange]:
    """How it stood from when on, the present words last."""
    last = told.days if told.changed is None else told.changed
    stood = [(was.days, was.matters, was.how_it_is) for was in told.was]
    for days, matters, how_it_is in (*stood, (last, told.matters, told.how_it_is)):
        moment = _ago(now, days)
        yield ElementChange(
            organisation_id=row.organisation_id,
            person_id=row.person_id,
            element=row,
            on=moment.date(),
            matters=matters,
            how_it_is=how_it_is,
            created_at=moment,
        )


def _wish(told: script.SaidWish, person: Person, place: str, now: dt.datetime) -> Wish:
    return Wish(
        **_own(person, told.days, now),
        direction=told.direction,
        text=told.text,
        because=told.because,
        instead=told.instead,
        tags="\n".join(told.tags),
        for_matching=told.matching,
        position=place,
    )


def _copies(
    told: script.SaidElement | script.SaidWish | script.SaidStatement,
    row: Own,
    pages: list[Pair],
    now: dt.datetime,
) -> Iterator[Told]:
    """What those they report to see, and what their own people see."""
    for page in pages:
        shown = told.shown if page.employee_id == row.person_id else told.shown_to_team
        if shown is None:
            continue
        # Nothing is shown on a page that was not there yet.
        at = max(_ago(now, shown), page.created_at)
        yield Told(
            organisation_id=row.organisation_id,
            pair=page,
            person_id=row.person_id,
            kind=kind_of(row),
            source_id=row.id,
            content=json.dumps(content_of(row)),
            told_at=at,
            changed_at=at,
            created_at=at,
        )


def _step(told: script.Step, copy: Told, people: dict[str, Person], now: dt.datetime) -> WishStep:
    day = now.date() + dt.timedelta(days=told.look_again or 0)
    return WishStep(
        organisation_id=copy.organisation_id,
        pair=copy.pair,
        person_id=copy.person_id,
        wish_id=copy.source_id,
        state=told.state,
        reason=told.reason,
        look_again_on=None if told.look_again is None else day,
        by=people[told.by],
        created_at=_ago(now, told.days),
    )


def _offer(row: Wish, now: dt.datetime, days: int) -> Offer:
    """What it means is worked out when something is first compared with it, not here."""
    at = _ago(now, days)
    return Offer(
        organisation_id=row.organisation_id,
        person_id=row.person_id,
        wish_id=row.id,
        text=row.text,
        tags=row.tags,
        changed_at=at,
        created_at=at,
    )


def _event(kind: str, row: Own) -> Event:
    return Event(
        organisation_id=row.organisation_id,
        kind=kind,
        actor_id=row.person_id,
        only_for_id=row.person_id,
        subject_id=row.id,
        created_at=row.created_at,
    )


def _ago(now: dt.datetime, days: int) -> dt.datetime:
    return now - dt.timedelta(days=days) + AT
