"""What somebody shows the other is a copy: changed with the original, destroyed when taken back."""

import json

import pytest

from heard.activity.undoing import NothingToUndo
from heard.blend.choosing import describe, put_away
from heard.blend.models import Element
from heard.blend.wishing import move_wish, reword_wish, wish
from heard.conversations.models import Pair, Told
from heard.conversations.sharing import MANAGER, Audience, keep_back, show
from heard.conversations.telling import mark_seen, take_back, tell
from heard.lib.refusals import Refusal
from heard.objectives.models import Revision
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.taking_back import take


@pytest.fixture
def pair(cast: Cast) -> Pair:
    with acting_as(cast.priya):
        return Pair.objects.live().get(employee=cast.priya, manager=cast.mario)


def choose(cast: Cast) -> Element:
    element = Element(
        person=cast.priya, element="learning", matters="very", how_it_is="poor", position="a"
    )
    element.save()
    return element


def seen_by(cast: Cast, name: str) -> list[str]:
    person = cast.everyone[name]
    with acting_as(person):
        return [told.says.get("how_it_is", "") for told in Told.objects.visible_to(person)]


def test_nobody_sees_what_was_not_told(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        choose(cast)
    for name in set(cast.everyone):
        assert seen_by(cast, name) == []
    with acting_as(cast.mario):
        assert not Element.objects.visible_to(cast.mario).exists()


def test_told_to_one_and_no_other_and_it_follows(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        element = choose(cast)
        tell(pair, element, by=cast.priya)
        tell(pair, element, by=cast.priya)
        element.how_it_is = "fine"
        element.changed("how_it_is")
    for name in set(cast.everyone) - {"priya", "mario"}:
        assert seen_by(cast, name) == []
    assert seen_by(cast, "mario") == ["fine"]


def test_taken_back_its_words_are_gone_and_its_day_is_kept_for_one(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        element = choose(cast)
        tell(pair, element, by=cast.priya)
    with acting_as(cast.mario):
        mark_seen(pair, by=cast.mario)
    with acting_as(cast.priya):
        take_back(element, by=cast.priya)
        told = Told.objects.visible_to(cast.priya).get()
        assert told.says == {}
        assert told.seen_at is not None
        element.how_it_is = "good"
        element.changed("how_it_is")
        assert Told.objects.visible_to(cast.priya).get().says == {}
    assert seen_by(cast, "mario") == []
    with acting_as(cast.priya):
        tell(pair, element, by=cast.priya)
    assert seen_by(cast, "mario") == ["good"]


def test_a_change_of_manager_ends_it_at_once(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        tell(pair, choose(cast), by=cast.priya)
    with acting_as(cast.ade):
        report_to(cast.priya, cast.sol)
    assert seen_by(cast, "mario") == []
    assert seen_by(cast, "sol") == []
    with acting_as(cast.priya):
        assert Told.objects.visible_to(cast.priya).get().says == {}


def test_only_ones_own_and_only_on_ones_own_page(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        element = choose(cast)
    with acting_as(cast.pia):
        with pytest.raises(Refusal):
            tell(pair, element, by=cast.pia)
        theirs = Pair.objects.live().get(employee=cast.pia, manager=cast.mario)
        mine = Element(person=cast.pia, element="learning", position="a")
        mine.save()
        with pytest.raises(Refusal):
            tell(pair, mine, by=cast.pia)
        assert tell(theirs, mine, by=cast.pia)


def test_what_was_put_away_is_shown_to_nobody_any_more(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        element = choose(cast)
        stale = Element.objects.visible_to(cast.priya).get(id=element.id)
        put_away(element, by=cast.priya)
        with pytest.raises(Refusal):
            tell(pair, stale, by=cast.priya)
    assert seen_by(cast, "mario") == []


def test_an_undo_from_before_it_was_put_away_shows_nothing(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        element = choose(cast)
        audience = Audience(MANAGER, "Mario", (pair,))
        show([element], audience, by=cast.priya)
        way = keep_back([element], audience, by=cast.priya)
        put_away(element, by=cast.priya)
        with pytest.raises(NothingToUndo):
            take(way, cast.priya)
    assert seen_by(cast, "mario") == []


def test_shown_from_an_old_window_it_says_what_it_says_now(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        element = choose(cast)
        stale = Element.objects.visible_to(cast.priya).get(id=element.id)
        describe(element, by=cast.priya, how_it_is="fine")
        tell(pair, stale, by=cast.priya)
    assert seen_by(cast, "mario") == ["fine"]


def test_a_wish_shown_before_it_had_a_day_is_moved_and_says_the_same(
    cast: Cast, pair: Pair
) -> None:
    """Its copy is shorter and not another: nothing changes, and nothing is refused."""
    with acting_as(cast.priya):
        wanted = wish(by=cast.priya, direction="more_of", text="Teaching")
        wish(by=cast.priya, direction="more_of", text="Drawing")
        tell(pair, wanted, by=cast.priya)
        told = Told.objects.get(source_id=wanted.id)
        content = {name: value for name, value in told.says.items() if name != "look_again_on"}
        assert content != told.says
        told.content = json.dumps(content)
        told.save(update_fields=["content"])
        move_wish(wanted, by=cast.priya, where="down")
        assert not Revision.objects.filter(subject_id=told.id).exists()
        reword_wish(wanted, by=cast.priya, text="Teaching the new ones")
    with acting_as(cast.mario):
        assert Told.objects.visible_to(cast.mario).get().says["text"] == "Teaching the new ones"
