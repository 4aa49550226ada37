"""Each rule answers three ways, and the three agree: which rows, this row, and who sees it."""

import pytest

from heard.conversations import access
from heard.conversations.models import Item, Note, PrivateNote
from heard.feedback import access as of_feedback
from heard.feedback.models import Ask, Feedback
from heard.privacy.keys import acting_as
from tests.access.world import World
from tests.cast import Cast


@pytest.mark.parametrize("name", list(Cast.__dataclass_fields__))
def test_the_scope_is_what_the_world_says(world: World, name: str) -> None:
    """`visible_to` gives each person just the records that are theirs to see."""
    person = world.cast.everyone[name]
    with acting_as(person):
        for record, row in world.rows.items():
            visible = type(row)._default_manager.visible_to(person)  # type: ignore[attr-defined]
            sees = visible.filter(pk=row.pk).exists()
            assert sees == (name in world.seen_by[record]), record


def test_who_can_see_it_is_the_same_rule_asked_the_other_way(world: World) -> None:
    for record, row in world.rows.items():
        if not isinstance(row, Item | Note | PrivateNote | Feedback | Ask):
            continue
        with acting_as(world.cast.priya):
            asked = of_feedback if isinstance(row, Feedback | Ask) else access
            readers = {person.called.lower() for person in asked.readers_of(row)}
        assert readers == set(world.seen_by[record]), record


def test_the_sentence_beside_the_field_names_just_them(world: World) -> None:
    pair = world.rows["pair"]
    with acting_as(world.cast.priya):
        shared = access.audience_of(pair, world.cast.priya, private=False)  # type: ignore[arg-type]
        private = access.audience_of(pair, world.cast.priya, private=True)  # type: ignore[arg-type]
    assert (shared, private) == ("You and Mario", "Only you")
