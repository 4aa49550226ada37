"""What these tests are about: one objective of Priya's, and the people around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from heard.objectives.changing import set_out
from heard.objectives.models import Objective
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast


@pytest.fixture
def objective(cast: Cast) -> Objective:
    """Priya's, for her and Mario."""
    return objective_of(cast.priya)


def objective_of(person: Person, sentence: str = "Replies within a day", **words: Any) -> Objective:
    with acting_as(person):
        return set_out(by=person, words={"sentence": sentence, **words})


@contextmanager
def seen_by(person: Person, objective: Objective) -> Iterator[Objective]:
    """The objective as this person reaches it."""
    with acting_as(person):
        yield Objective.objects_for(person).get(id=objective.id)
