"""The first conversation of somebody new is already dated, this week where that can be."""

import datetime as dt

from django.db import transaction

from heard.conversations.models import Pair, Rhythm
from heard.conversations.planning import keep_rhythm, suggested_rhythm
from heard.people.models import Person


@transaction.atomic
def date_first_conversation(person: Person) -> None:
    """Give each of their pages without a rhythm the suggested one, from the nearest working day."""
    pairs = (
        Pair.objects.visible_to(person)
        .live()
        .filter(employee=person)
        .select_related("employee__organisation", "manager", "organisation")
    )
    for pair in pairs:
        if Rhythm.objects.filter(pair=pair).exists():
            continue
        rhythm = suggested_rhythm(pair)
        first = person.organisation.week_starts_on
        rhythm.first_on = _soon(person.today(), rhythm.first_on, week_starts_on=first)
        keep_rhythm(pair, rhythm, by=person)


def _soon(today: dt.date, wanted: dt.date, *, week_starts_on: int) -> dt.date:
    """The wanted day if it is in this week, else the next working day."""
    end_of_week = today + dt.timedelta(days=6 - (today.weekday() - week_starts_on) % 7)
    if wanted <= end_of_week:
        return wanted
    day = today + dt.timedelta(days=1)
    while day.weekday() > 4:
        day += dt.timedelta(days=1)
    return day
