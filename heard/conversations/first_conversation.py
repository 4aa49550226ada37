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
        rhythm.first_on = _soon(person.today(), rhythm.first_on)
        keep_rhythm(pair, rhythm, by=person)


def _soon(today: dt.date, wanted: dt.date) -> dt.date:
    """The wanted day if it is in this week, else the next working day."""
    end_of_week = today + dt.timedelta(days=6 - today.weekday())
    if wanted <= end_of_week:
        return wanted
    day = today + dt.timedelta(days=1)
    while day.weekday() > 4:
        day += dt.timedelta(days=1)
    return day
