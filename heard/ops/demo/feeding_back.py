"""What people asked, told and thanked one another for: by the verbs, dated back after."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from django.db import models

from heard.activity.models import Event, Undo
from heard.feedback.asking import ask
from heard.feedback.giving import give
from heard.feedback.models import Ask, Feedback, Showing, Thanks
from heard.feedback.receiving import make_of_it, open_first, show_to_manager
from heard.feedback.thanking import thank
from heard.people.models import Person
from heard.privacy.keys import acting_as

HOUR = dt.time(15, 50)
PARTS = ("about", "moment", "saw", "led_to", "next_time")


def tell_feedback(folder: Path, people: dict[str, Person], now: dt.datetime) -> None:
    """The whole file, or nothing where an organisation of the demo has none."""
    path = folder / "feedback.toml"
    told = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    asks: dict[str, list[Ask]] = {}
    for entry in told.get("ask", []):
        asks[entry["about"]] = _ask(entry, people, now)
    for entry in told.get("feedback", []):
        _give(entry, people, asks, now)
    for entry in told.get("thanks", []):
        _thank(entry, people, now)


def _ask(entry: dict[str, Any], people: dict[str, Person], now: dt.datetime) -> list[Ask]:
    by = people[entry["by"]]
    with acting_as(by):
        kind = entry.get("kind", Ask.Question.WHAT_WORKED)
        of = [people[key] for key in entry["of"]]
        rows = ask(of, by=by, about=entry["about"], kind=kind)
        for row in rows:
            _date(row, by, _at(entry, now))
    return rows


def _give(
    entry: dict[str, Any],
    people: dict[str, Person],
    asks: dict[str, list[Ask]],
    now: dt.datetime,
) -> None:
    by, to = people[entry["by"]], people[entry["to"]]
    at = _at(entry, now)
    asked = asks.get(entry.get("answers", ""), [])
    with acting_as(by):
        answered = next((row for row in asked if row.asked_id == by.id), None)
        words = {part: entry.get(part, "") for part in PARTS}
        feedback = give(to, by=by, words=words, ask=answered)
        _date(feedback, by, at)
        if answered is not None:
            Ask.objects.filter(id=answered.id).update(answered_at=at)
    if entry.get("read"):
        with acting_as(to):
            _read(entry, feedback, to, at + dt.timedelta(hours=18))


def _read(entry: dict[str, Any], feedback: Feedback, to: Person, at: dt.datetime) -> None:
    open_first(feedback, by=to)
    Feedback.objects.filter(id=feedback.id).update(opened_at=at)
    if entry.get("take"):
        _date(make_of_it(feedback, by=to, text=entry["take"]), to, at)
    if entry.get("shown"):
        showing = show_to_manager(feedback, by=to)
        Showing.objects.filter(id=showing.id).update(created_at=at)
    _forget(feedback, to, at)


def _thank(entry: dict[str, Any], people: dict[str, Person], now: dt.datetime) -> None:
    by = people[entry["by"]]
    with acting_as(by):
        audience = entry.get("audience", Thanks.Audience.PRIVATE)
        to = [people[key] for key in entry["to"]]
        for row in thank(to, by=by, text=entry["text"], audience=audience):
            _date(row, by, _at(entry, now))


def _at(entry: dict[str, Any], now: dt.datetime) -> dt.datetime:
    day = now.date() - dt.timedelta(days=entry["days"])
    return min(dt.datetime.combine(day, HOUR, dt.UTC), now)


def _date(row: models.Model, by: Person, at: dt.datetime) -> None:
    """The row and its event on their day. Ways back are not laid."""
    type(row)._default_manager.filter(pk=row.pk).update(created_at=at)
    _forget(row, by, at)


def _forget(row: models.Model, by: Person, at: dt.datetime) -> None:
    Event.objects.visible_to(by).filter(actor=by, subject_id=row.pk).update(created_at=at)
    Undo.objects.visible_to(by).filter(subject_id=row.pk).delete()
