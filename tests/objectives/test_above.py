"""What an objective serves, step by step: nothing that is not the reader's, or above their own."""

from heard.objectives.reading import above
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.objectives.conftest import objective_of, seen_by


def sentences(reader: Person, cast: Cast) -> list[str]:
    highest = objective_of(cast.sol, "Sol's, for the team", visibility="team")
    with acting_as(cast.mario):
        middle = objective_of(
            cast.mario, "Mario's, for the team", visibility="team", aligned_to=highest
        )
    lowest = objective_of(
        cast.priya, "Everybody may know", visibility="everyone", aligned_to=middle
    )
    with seen_by(reader, lowest) as shown:
        return [step.sentence for step in above(shown, reader)]


def test_whose_own_serves_it_reads_its_line(cast: Cast) -> None:
    assert sentences(cast.priya, cast) == ["Mario's, for the team", "Sol's, for the team"]


def test_the_team_reads_what_the_team_is_shown(cast: Cast) -> None:
    assert sentences(cast.pia, cast) == ["Mario's, for the team"]


def test_what_all_may_read_carries_no_team_s_words_to_all(cast: Cast) -> None:
    assert sentences(cast.hana, cast) == []
    assert sentences(cast.fen, cast) == []
