"""Who is reminded, and of what: only wishes for matching, only while they are, only who may see."""

import pytest

from heard.blend.models import Wish
from heard.blend.wishing import move_wish, reword_wish, withdraw
from heard.conversations.sharing import MATCHING, ONLY_ME, PAIR
from heard.opportunities.models import Match, Offer, Opening
from heard.opportunities.posting import reword_opening
from heard.people.leaving import leave
from heard.people.models import Person
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.opportunities.wanting import posts, share, wants


def words_met(opening: Opening, reader: Person) -> list[str]:
    """The wishes an opening meets, as far as this person sees them."""
    with acting_as(reader):
        rows = Match.objects.visible_to(reader).filter(opening=opening).select_related("offer")
        return [match.offer.text for match in rows.best_first()]


def offers(person: Person) -> int:
    with acting_as(person):
        return Offer.objects.count()


def test_an_opening_meets_a_wish_with_its_tag(cast: Cast) -> None:
    wants(cast.priya, "To stand in front of people more", tags=["Presenting"])
    opening = posts(cast.sol)
    assert words_met(opening, cast.sol) == ["To stand in front of people more"]
    assert words_met(opening, cast.priya) == ["To stand in front of people more"]
    assert words_met(opening, cast.mario) == ["To stand in front of people more"]
    for name in ("pia", "fen", "hana", "ade"):
        assert words_met(opening, cast.everyone[name]) == []


def test_a_wish_shared_later_meets_what_is_open(cast: Cast) -> None:
    opening = posts(cast.sol)
    assert words_met(opening, cast.sol) == []
    wants(cast.priya)
    assert words_met(opening, cast.sol) == ["Presenting to customers"]


@pytest.mark.parametrize("audience", [ONLY_ME, PAIR])
def test_what_is_not_for_matching_is_never_looked_at(cast: Cast, audience: str) -> None:
    wants(cast.priya, audience=audience)
    assert offers(cast.priya) == 0
    assert words_met(posts(cast.sol), cast.sol) == []


def test_less_of_something_is_no_want(cast: Cast) -> None:
    wants(cast.priya, direction=Wish.Direction.LESS_OF)
    assert offers(cast.priya) == 0
    assert words_met(posts(cast.sol), cast.sol) == []


@pytest.mark.parametrize("how", ["withdrawn", "only me", "pair", "less of", "new manager"])
def test_taken_away_it_is_gone_at_once(cast: Cast, how: str) -> None:
    """The row, what stands for its meaning, and every match, in the same moment."""
    row = wants(cast.priya)
    opening = posts(cast.sol)
    assert words_met(opening, cast.sol) != []
    with acting_as(cast.priya):
        if how == "withdrawn":
            withdraw(row, by=cast.priya)
        elif how == "less of":
            move_wish(row, by=cast.priya, where="other")
        elif how == "new manager":
            with acting_as(cast.ade):
                report_to(cast.priya, cast.fen)
        else:
            share(row, cast.priya, ONLY_ME if how == "only me" else PAIR)
    assert offers(cast.priya) == 0
    assert words_met(opening, cast.sol) == []
    assert words_met(opening, cast.priya) == []
    assert words_met(posts(cast.sol, "Another one"), cast.sol) == []


def test_shown_to_the_next_manager_it_counts_again(cast: Cast) -> None:
    row = wants(cast.priya)
    with acting_as(cast.ade):
        report_to(cast.priya, cast.fen)
    with acting_as(cast.priya):
        share(row, cast.priya, MATCHING)
    opening = posts(cast.sol)
    assert words_met(opening, cast.sol) == ["Presenting to customers"]
    assert words_met(opening, cast.fen) == ["Presenting to customers"]
    assert words_met(opening, cast.mario) == []


def test_other_words_are_compared_anew(cast: Cast) -> None:
    row = wants(cast.priya)
    opening = posts(cast.sol)
    with acting_as(cast.priya):
        reword_wish(row, by=cast.priya, text="Mending bicycles", tags=["repair"])
    assert words_met(opening, cast.sol) == []
    with acting_as(cast.sol):
        opening.refresh_from_db()
        reword_opening(opening, by=cast.sol, words={"title": "Repair week", "tags": ["repair"]})
    assert words_met(opening, cast.sol) == ["Mending bicycles"]


def test_only_those_who_may_see_it_are_matched(cast: Cast) -> None:
    """Fen's people are not Mario's."""
    with acting_as(cast.ade):
        report_to(cast.pia, cast.fen)
    wants(cast.priya)
    wants(cast.pia, "Standing on a stage", tags=["presenting"])
    assert words_met(posts(cast.mario, audience="team"), cast.mario) == ["Presenting to customers"]
    assert len(words_met(posts(cast.mario), cast.mario)) == 2


def test_neither_ones_own_nor_of_somebody_who_left(cast: Cast) -> None:
    wants(cast.mario, "Speaking at fairs")
    wants(cast.pia)
    with acting_as(cast.ade):
        leave(cast.pia)
    assert words_met(posts(cast.mario), cast.mario) == []


def test_another_organisation_meets_nothing(cast: Cast) -> None:
    wants(cast.priya)
    assert words_met(posts(cast.otto), cast.otto) == []


def test_one_line_a_person(cast: Cast) -> None:
    wants(cast.priya)
    wants(cast.priya, "More time on stage", tags=["presenting"])
    assert len(words_met(posts(cast.sol), cast.sol)) == 1
