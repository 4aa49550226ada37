"""Weeks of answers, one a Friday."""

import datetime as dt
import json
from collections.abc import Sequence

from heard.people.models import Person
from heard.wellbeing.models import CheckIn
from heard.wellbeing.pack_reading import own_pack
from heard.wellbeing.patterns import Answered

FRIDAY = dt.date(2026, 1, 9)
WEEK = dt.timedelta(days=7)


def weeks_after(first: dt.date, count: int) -> list[dt.date]:
    return [first + number * WEEK for number in range(count)]


def said(question: str, *places: int) -> list[Answered]:
    """One answer a week to one question, by where the word stands."""
    found = own_pack().question(question)
    assert found is not None
    words = [found.scale.words[place].id for place in places]
    days = weeks_after(FRIDAY, len(words))
    return [Answered(on, {question: word}) for on, word in zip(days, words, strict=True)]


def write(
    person: Person, answers: Sequence[dict[str, str]], *, until: dt.date, note: str = ""
) -> list[CheckIn]:
    """One a week as if they had been answered then, the last one on this day; oldest first."""
    rows = [
        CheckIn(
            person=person,
            on=until - (len(answers) - 1 - number) * WEEK,
            pack="own",
            sealed_answers=json.dumps(one),
            note=note,
        )
        for number, one in enumerate(answers)
    ]
    for row in rows:
        row.save()
    return rows
