"""Suggestions for scripts: the same three as on the page, each side its own."""

from heard.conversations.focusing import choose_focus
from heard.conversations.holding import close, start
from heard.conversations.suggesting.choosing import suggestions
from heard.privacy.keys import acting_as
from tests.access.world import World
from tests.api.conftest import Scripts
from tests.cast import pair_of


def test_the_same_three_as_on_the_page(world: World, script: Scripts) -> None:
    for person in (world.cast.priya, world.cast.mario):
        path = f"pairs/{world.rows['pair'].pk}/suggestions"
        answer = script(person)("GET", path, status=200)
        with acting_as(person):
            three = suggestions(pair_of(world.cast.priya, world.cast.mario), person)
        assert [one["prompt"] for one in answer["items"]] == [one.prompt.id for one in three]
        assert [one["reason"] for one in answer["items"]] == [one.reason for one in three]
        assert answer["next"] is None
        assert set(answer["items"][0]) >= {"text", "reason", "category", "depth"}


def test_the_next_three_and_no_more_than_there_are(world: World, script: Scripts) -> None:
    ask, path = script(world.cast.priya), f"pairs/{world.rows['pair'].pk}/suggestions"
    first = {one["prompt"] for one in ask("GET", path, status=200)["items"]}
    then = {one["prompt"] for one in ask("GET", f"{path}?turn=1", status=200)["items"]}
    assert len(first) == len(then) == 3
    assert not first & then
    ask("GET", f"{path}?turn=-1", status=422)
    ask("GET", f"{path}?turn=x", status=422)


def test_an_ended_page_suggests_nothing(world: World, script: Scripts) -> None:
    path = f"pairs/{world.rows['pair with Fen'].pk}/suggestions"
    assert script(world.cast.priya)("GET", path, status=200)["items"] == []


def test_a_conversation_says_what_it_was_about(world: World, script: Scripts) -> None:
    with acting_as(world.cast.priya):
        pair = pair_of(world.cast.priya, world.cast.mario)
        choose_focus(pair, "growth", by=world.cast.priya)
        held = close(start(pair, by=world.cast.priya), by=world.cast.priya)
    answer = script(world.cast.mario)("GET", f"conversations/{held.id}", status=200)
    assert answer["focus"] == "growth"
