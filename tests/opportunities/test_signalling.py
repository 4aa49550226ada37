"""What openings make apt to talk about: for the two, each from what they may see."""

from heard.activity.signalling import Fired
from heard.conversations.suggesting.asking import asking_for
from heard.opportunities.answering import answer_interest
from heard.opportunities.signalling import MATCH, OUTCOME, openings_today
from heard.opportunities.taking_interest import take_interest
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of
from tests.opportunities.wanting import WISH, posts, wants


def fired(cast: Cast, viewer: Person) -> list[Fired]:
    with acting_as(viewer):
        return list(openings_today(asking_for(pair_of(cast.priya, cast.mario), viewer)))


def test_both_are_reminded_in_the_employees_own_words(cast: Cast) -> None:
    wants(cast.priya)
    posts(cast.sol)
    for viewer, said in ((cast.priya, "you said"), (cast.mario, "Priya said")):
        (one,) = fired(cast, viewer)
        assert one.signal == MATCH
        assert WISH in one.reason
        assert said in one.reason


def test_an_answer_elsewhere_is_nobodys_business(cast: Cast) -> None:
    """Priya's interest in an opening of Sol's is not for Mario; in one of his own it is."""
    for poster in (cast.sol, cast.mario):
        opening = posts(poster, f"Something of {poster.called}'s", tags=[])
        with acting_as(cast.priya):
            interest = take_interest(opening, by=cast.priya)
        with acting_as(poster):
            answer_interest(interest, by=poster, answer="no", reason="Pia began it in May")
    for viewer in (cast.priya, cast.mario):
        (one,) = fired(cast, viewer)
        assert one.signal == OUTCOME
        assert "Mario" in one.reason
