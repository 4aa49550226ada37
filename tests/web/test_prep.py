"""Prep: what is still open, and saying on purpose that one has looked."""

from heard.conversations.gathering import add_item
from heard.conversations.holding import close, start
from heard.conversations.models import Look, Pair
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in

SAID = "Priya has looked at the page."


def read_by(reader: Person, pair: Pair) -> str:
    """The page as this person's browser gets it."""
    return signed_in(reader).get(f"/with/{pair.address}").content.decode()


def test_the_other_reads_that_one_has_looked_until_they_have_talked(cast: Cast, pair: Pair) -> None:
    assert SAID not in read_by(cast.mario, pair)
    response = signed_in(cast.priya).post(f"/with/{pair.address}/prep")
    assert response.headers["Location"] == f"/with/{pair.address}"
    assert SAID in read_by(cast.mario, pair)
    assert SAID not in read_by(cast.priya, pair)
    with acting_as(cast.mario):
        close(start(pair, by=cast.mario), by=cast.mario)
    assert SAID not in read_by(cast.mario, pair)


def test_opening_a_page_is_never_recorded(cast: Cast, pair: Pair) -> None:
    signed_in(cast.priya).get(f"/with/{pair.address}/prep")
    read_by(cast.priya, pair)
    with acting_as(cast.priya):
        assert not Look.objects.exists()


def test_saying_it_twice_is_once(cast: Cast, pair: Pair) -> None:
    for _time in range(2):
        signed_in(cast.priya).post(f"/with/{pair.address}/prep")
    with acting_as(cast.priya):
        assert Look.objects.filter(pair=pair).count() == 1


def test_nobody_else_can_say_it_for_them(cast: Cast, pair: Pair) -> None:
    for stranger in (cast.sol, cast.pia, cast.hana, cast.ade, cast.otto):
        assert signed_in(stranger).post(f"/with/{pair.address}/prep").status_code == 404
    with acting_as(cast.priya):
        assert not Look.objects.exists()


def test_what_was_carried_comes_with_keep_and_let_go(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        add_item(pair, by=cast.priya, text="The handover sheet")
        close(start(pair, by=cast.priya), by=cast.priya)
    page = signed_in(cast.mario).get(f"/with/{pair.address}/prep").content.decode()
    still_open = page[page.index("Still open between you") : page.index("From you")]
    assert "The handover sheet" in still_open
    assert "2nd time" in still_open
    assert "Keep: The handover sheet" in still_open
    assert "Let go: The handover sheet" in still_open
