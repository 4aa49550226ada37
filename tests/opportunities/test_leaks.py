"""What was not shared for matching, or no longer is, stands in no list, page or answer of openings.

Read as everybody: the poster, the manager the wish is shown to, colleagues, the people team and
administrators. Only whose wish it is may find their own words.
"""

import pytest

from heard.activity.models import Undo
from heard.activity.undoing import undo
from heard.blend.models import Wish
from heard.blend.wishing import withdraw
from heard.conversations.sharing import MATCHING, ONLY_ME, PAIR
from heard.opportunities.models import Match, Offer, Opening
from heard.opportunities.posting import reword_opening
from heard.opportunities.raising import raise_match
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.api.conftest import script_of
from tests.cast import Cast, signed_in
from tests.opportunities.wanting import posts, share, wants

SECRET = "The quokka wish"
ANSWERS = ("openings", "openings/{id}", "openings/{id}/matches", "openings/{id}/interest")
PAGES = ("/opportunities", "/opportunities/{id}", "/opportunities/{id}/edit", "/")
NOT_SHARED = {"only me": ONLY_ME, "their manager": PAIR}


def everything(person: Person, openings: list[Opening]) -> dict[str, str]:
    """All that this person gets of these, by where it comes from; a refusal's words too."""
    browser, script = signed_in(person), script_of(person)
    found = {}
    for opening in openings:
        for page in PAGES:
            address = page.format(id=opening.id)
            found[address] = browser.get(address).content.decode()
        for answer in ANSWERS:
            address = answer.format(id=opening.id)
            found[address] = script.ask("GET", address).content.decode()
    return found


def told_to(cast: Cast, openings: list[Opening]) -> dict[str, list[str]]:
    """Who finds the words, and where. Priya herself is left out: the words are hers."""
    people = {name: who for name, who in cast.everyone.items() if name not in ("priya", "lena")}
    found = {
        name: [place for place, said in everything(who, openings).items() if "quokka" in said]
        for name, who in people.items()
    }
    return {name: places for name, places in found.items() if places}


def openings_of(cast: Cast) -> list[Opening]:
    """Her manager's own, and one of whoever is above him."""
    return [posts(who, SECRET.replace("quokka", "small")) for who in (cast.mario, cast.sol)]


def is_raised(opening: Opening, by: Person) -> None:
    with acting_as(by):
        raise_match(Match.objects.visible_to(by).get(opening=opening), by=by)


@pytest.mark.parametrize("audience", NOT_SHARED.values(), ids=NOT_SHARED)
def test_what_is_not_for_matching_is_in_nothing_of_an_opening(cast: Cast, audience: str) -> None:
    """Whether it was there first, or the opening was; and when the opening is put otherwise."""
    wants(cast.priya, SECRET, audience=audience)
    openings = openings_of(cast)
    wants(cast.priya, f"{SECRET} again", audience=audience)
    wants(cast.priya, f"{SECRET}, less", direction=Wish.Direction.LESS_OF, audience=MATCHING)
    with acting_as(cast.sol):
        reword_opening(openings[1], by=cast.sol, words={"why": SECRET.replace("quokka", "same")})
    assert told_to(cast, openings) == {}
    with acting_as(cast.priya):
        assert not Offer.objects.exists()
        assert not Match.objects.exists()


def test_for_matching_it_is_told_to_the_poster_and_the_manager_alone(cast: Cast) -> None:
    """The comparison sees what it is for."""
    wants(cast.priya, SECRET)
    openings = openings_of(cast)
    found = told_to(cast, openings)
    assert set(found) == {"mario", "sol"}
    first, second = openings
    assert f"/opportunities/{second.id}" in found["sol"]
    assert f"openings/{second.id}/matches" in found["sol"]
    assert not any(str(first.id) in place for place in found["sol"])
    assert not any(place.startswith(f"/opportunities/{second.id}") for place in found["mario"])


@pytest.mark.parametrize("how", ["withdrawn", *NOT_SHARED])
def test_taken_back_no_word_of_it_is_left_anywhere(cast: Cast, how: str) -> None:
    """Asked to be raised already, and posted for again: gone at once, for everybody."""
    row = wants(cast.priya, SECRET)
    openings = openings_of(cast)
    is_raised(openings[1], cast.sol)
    assert set(told_to(cast, openings)) == {"mario", "sol"}
    with acting_as(cast.priya):
        if how == "withdrawn":
            withdraw(row, by=cast.priya)
        else:
            share(row, cast.priya, NOT_SHARED[how])
    assert told_to(cast, [*openings, *openings_of(cast)]) == {}


def test_a_post_taken_back_leaves_nothing_behind(cast: Cast) -> None:
    wants(cast.priya, SECRET)
    opening = posts(cast.sol)
    with acting_as(cast.sol):
        way = Undo.objects.visible_to(cast.sol).get(kind="opening_posted")
        undo(way, by=cast.sol)
        assert not Match.objects.exists()
    assert told_to(cast, [opening]) == {}
