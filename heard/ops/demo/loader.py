"""Loads the demo: both organisations, their people, and a year of conversations.

Rows are built as the verbs would have left them, only dated in the past. Shared words are sealed
under the pair's key, private ones by acting as their author: the loader has no key of its own.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from heard.ops.demo.checking_in import read_check_ins, tell_check_ins
from heard.ops.demo.coming_up import tell_openings
from heard.ops.demo.feeding_back import tell_feedback
from heard.ops.demo.introducing import introduce
from heard.ops.demo.peopling import tell_lines, tell_organisation, tell_people
from heard.ops.demo.reading import HERE, otherwise, tidewater
from heard.ops.demo.script import Script
from heard.ops.demo.setting_out import tell_objectives
from heard.ops.demo.telling import tell
from heard.people.tenancy import in_organisation


@dataclass(frozen=True)
class Loaded:
    """How much was loaded, for one line of output."""

    organisations: int
    people: int
    pairs: int


def scripts() -> tuple[Script, ...]:
    """The organisations of the demo."""
    return tidewater(), otherwise()


@transaction.atomic
def load() -> Loaded:
    """All of it or nothing; the same each time but for the day it is told from."""
    now = timezone.now()
    for script in scripts():
        _load(script, now)
    return Loaded(
        organisations=len(scripts()),
        people=sum(len(script.people) for script in scripts()),
        pairs=sum(len(script.stories) for script in scripts()),
    )


def _load(script: Script, now: dt.datetime) -> None:
    organisation = tell_organisation(script, now)
    with in_organisation(organisation.id):
        people = tell_people(script, organisation, now)
        tell_lines(script, people, now.date())
    for story in script.stories:
        tell(story, people, now)
    tell_objectives(HERE / script.folder, people, now)
    tell_feedback(HERE / script.folder, people, now)
    tell_check_ins(read_check_ins(HERE / script.folder), people, now)
    for key, self_ in script.selves.items():
        introduce(self_, people[key], people, now)
    tell_openings(HERE / script.folder, people, now)
