"""What came up in the house, who had told us they want it, and what came of that.

Rows as the verbs would have left them, only dated in the past. A match says what the matching
itself finds (a test holds it to that), so that loading does not have to wait for the model.
"""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from heard.activity.models import Event
from heard.conversations.models import Item
from heard.opportunities.models import Interest, Match, Offer, Opening, OpeningStep, Raising
from heard.ops.demo.dating import working_day
from heard.people.models import Person
from heard.people.tenancy import TenantModel
from heard.privacy.keys import acting_as

HOUR = dt.time(14, 40)
WORDS = ("title", "why", "time_needed", "learning")


def tell_openings(folder: Path, people: dict[str, Person], now: dt.datetime) -> None:
    """The whole file, or nothing where an organisation of the demo has none."""
    path = folder / "openings.toml"
    told = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    for entry in told.get("opening", []):
        opening = _post(entry, people, now)
        for met in entry.get("met", []):
            _meet(opening, met, people, now)
        for shown in entry.get("interest", []):
            _take_interest(opening, shown, people, now)
        for step in entry.get("went", []):
            _go_on(opening, step, now)


def _post(told: dict[str, Any], people: dict[str, Person], now: dt.datetime) -> Opening:
    by, at = people[told["by"]], _at(told["days"], people[told["by"]], now)
    went = [step["did"] for step in told.get("went", [])]
    with acting_as(by):
        opening = Opening(
            posted_by=by,
            until=(now + dt.timedelta(days=told["until"])).date() if "until" in told else None,
            tags="\n".join(told.get("tags", ())),
            state=went[-1] if went else Opening.State.OPEN,
            version=1 + len(went),
            created_at=at,
            **{name: told.get(name, "") for name in WORDS},
        )
        _keep(opening, "opening_posted", by, at)
    return opening


def _meet(
    opening: Opening, told: dict[str, Any], people: dict[str, Person], now: dt.datetime
) -> None:
    """Somebody's wish, and that their manager was asked to raise it, and did."""
    person, by = people[told["who"]], opening.posted_by
    manager = people[told["asked"]]
    with acting_as(person):
        offers = Offer.objects.visible_to(person).filter(person=person)
        offer = next(one for one in offers if one.text == told["wish"])
        Match(
            opening=opening,
            person=person,
            offer=offer,
            because_of=Match.Because.MEANING,
            strength=told["strength"],
            created_at=opening.created_at,
        ).save()
        items = Item.objects.visible_to(person).filter(author=manager).select_related("pair")
        item = next(one for one in items if one.text.startswith(f"{told['said']}: {opening.title}"))
    at = _at(told["days"], by, now)
    with acting_as(by):
        raising = Raising(opening=opening, person=person, by=by, asked=manager, created_at=at)
        raising.pair, raising.item = item.pair, item
        _keep(raising, "match_raised", by, at, private=True)


def _take_interest(
    opening: Opening, told: dict[str, Any], people: dict[str, Person], now: dt.datetime
) -> None:
    """One line, and the answer with its reason."""
    person, by = people[told["who"]], opening.posted_by
    at, then = _at(told["days"], person, now), _at(told["answered"], by, now)
    with acting_as(person):
        interest = Interest(
            opening=opening,
            person=person,
            line=told["line"],
            answer=told["answer"],
            reason=told["reason"],
            shown_at=at,
            answered_by=by,
            answered_at=then,
            created_at=at,
            version=2,
        )
        _keep(interest, "interest_shown", person, at, private=True)
    with acting_as(by):
        _happened("interest_answered", interest, by, then, private=True)


def _go_on(opening: Opening, told: dict[str, Any], now: dt.datetime) -> None:
    by = opening.posted_by
    at = _at(told["days"], by, now)
    with acting_as(by):
        step = OpeningStep(
            opening=opening, did=told["did"], reason=told["reason"], by=by, created_at=at
        )
        step.save()
        _happened("opening_state", opening, by, at)


def _keep(
    row: TenantModel, kind: str, by: Person, at: dt.datetime, *, private: bool = False
) -> None:
    row.save()
    _happened(kind, row, by, at, private=private)


def _happened(
    kind: str, row: TenantModel, by: Person, at: dt.datetime, *, private: bool = False
) -> None:
    only_for = by if private else None
    Event(kind=kind, actor=by, only_for=only_for, subject_id=row.pk, created_at=at).save()


def _at(days: int, by: Person, now: dt.datetime) -> dt.datetime:
    """In the afternoon of that day, or of the Friday before."""
    day = working_day((now - dt.timedelta(days=days)).date(), forward=False)
    return min(dt.datetime.combine(day, HOUR, by.zone), now)
