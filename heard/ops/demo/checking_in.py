"""A year of check-ins of those who keep up with it, and the places the people team names."""

import datetime as dt
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from heard.conversations.models import Pair, Told
from heard.conversations.telling import content_of
from heard.ops.demo.dating import WEEKDAYS
from heard.people.models import Person
from heard.privacy.keys import acting_as
from heard.wellbeing.models import CheckIn, Habit, PlaceToTurn
from heard.wellbeing.models.habit import Reader
from heard.wellbeing.pack_reading import OWN, own_pack

FELT = "rfmgG"
WEEK = dt.timedelta(days=7)


def read_check_ins(folder: Path) -> dict[str, Any]:
    """The file, or nothing where an organisation of the demo has none."""
    path = folder / "check_ins.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def tell_check_ins(told: dict[str, Any], people: dict[str, Person], now: dt.datetime) -> None:
    """Everybody's own, by acting as them; then the places, for all."""
    places = told.get("place", [])
    for key, about in told.items():
        if key != "place":
            with acting_as(people[key]):
                _tell_one(about, people[key], now)
    for position, place in enumerate(places):
        with acting_as(next(iter(people.values()))):
            PlaceToTurn(position=position, **place).save()


def _tell_one(about: dict[str, Any], person: Person, now: dt.datetime) -> None:
    weekday = WEEKDAYS.index(about["day"])
    shared = about["shared"]
    Habit(
        person=person,
        weekday=weekday,
        reader=Reader.PAIR if shared else Reader.ONLY_ME,
        reader_chosen_at=now,
        created_at=now - len(about["felt"]) * WEEK,
    ).save()
    rows = list(_rows(about, person, _last(weekday, now.date())))
    for row in rows:
        row.organisation_id = person.organisation_id
    CheckIn.objects.bulk_create(rows)
    _show(rows[len(rows) - shared :] if shared else [], person)


def _rows(about: dict[str, Any], person: Person, last: dt.date) -> Iterator[CheckIn]:
    """A dot is a week without one; the third question goes round as it does for everybody."""
    pack, felt = own_pack(), about["felt"]
    feeling, amount = pack.questions[0].scale, pack.questions[1].scale
    said = {one["weeks"]: one for one in about.get("said", [])}
    for number, letter in enumerate(felt):
        weeks = len(felt) - number
        if letter == ".":
            continue
        on = last - (weeks - 1) * WEEK
        load = about["load"][number]
        third = pack.asked_on(on)[2]
        answers = {
            "week": feeling.words[FELT.index(letter)].id,
            "load": amount.words[int(load) if load.isdigit() else 2].id,
            third.id: third.scale.words[_third(about["third"], letter, number)].id,
        }
        more = said.get(weeks, {})
        if more.get("word"):
            answers[CheckIn.OWN_WORD] = more["word"]
        yield CheckIn(
            person=person,
            on=on,
            pack=OWN,
            sealed_answers=json.dumps(answers),
            note=more.get("note", ""),
            created_at=dt.datetime.combine(on, dt.time(15, 40), dt.UTC),
        )


def _third(usual: str, letter: str, number: int) -> int:
    """About as they usually say, a little lower in a low week, now and then a little higher."""
    place = FELT.index(usual) - (letter in "rf") + (number % 9 == 4)
    return max(0, min(4, place))


def _last(weekday: int, today: dt.date) -> dt.date:
    """Their last day before today, so that on their own day they are asked."""
    return today - dt.timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _show(rows: list[CheckIn], person: Person) -> None:
    """The newest, on the page with whoever leads them now."""
    pair = Pair.objects.live().filter(employee=person, kind=Pair.Kind.MANAGER).first()
    for row in rows if pair else []:
        told = Told(
            pair=pair,
            person=person,
            kind=Told.Kind.CHECK_IN,
            source_id=row.id,
            content=json.dumps(content_of(row)),
            told_at=row.created_at,
            changed_at=row.created_at,
            created_at=row.created_at,
        )
        told.save()
