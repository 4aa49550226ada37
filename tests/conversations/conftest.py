"""The page of Priya and Mario, and a conversation on it."""

import datetime as dt

import pytest
from django.utils import timezone

from heard.activity.models import Undo
from heard.activity.undoing import undo
from heard.conversations.holding import start
from heard.conversations.models import Conversation, Pair, Rhythm
from heard.conversations.planning import keep_rhythm
from heard.people.models import Person
from heard.privacy.keys import acting_as

# A Tuesday morning, far from any clock change.
TUESDAY = dt.datetime(2026, 2, 3, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def talking(pair: Pair, priya: Person) -> Conversation:
    """They have just begun."""
    with acting_as(priya):
        return start(pair, by=priya)


@pytest.fixture
def weekly(pair: Pair, priya: Person) -> Rhythm:
    """Every Thursday at ten, from this week or the next on."""
    with acting_as(priya):
        return keep_rhythm(pair, thursdays(pair), by=priya)


def thursdays(pair: Pair, **more: object) -> Rhythm:
    """A rhythm not yet kept."""
    first_on = timezone.localdate() + dt.timedelta(days=1)
    first_on += dt.timedelta(days=(3 - first_on.weekday()) % 7)
    values = {"kind": "weekly", "first_on": first_on, "at": dt.time(10), "zone": "Europe/London"}
    return Rhythm(pair=pair, **{**values, **more})


def take_back(person: Person, *, kind: str = "") -> None:
    """What this person did last, undone by them."""
    ways = Undo.objects.visible_to(person).usable().order_by("-created_at")
    way_back = (ways.filter(kind=kind) if kind else ways).first()
    assert way_back is not None
    undo(way_back, by=person)
