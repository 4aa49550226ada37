"""Nothing has reached one yet: two people are named with whom one shares an objective."""

from heard.feedback.asking import ask
from heard.feedback.giving import give
from heard.objectives.models import Objective
from heard.people.leaving import leave
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in
from tests.objectives.conftest import objective_of

HEAD = "Whose honest read would help this month?"
WHY = "You worked with them on a shared objective."


def serving(person: Person, above: Objective, visibility: str = "everyone") -> Objective:
    return objective_of(person, "It serves", aligned_to=above, visibility=visibility)


def named(person: Person) -> list[str]:
    """Whom the page names, in its order."""
    page = signed_in(person).get("/feedback").content.decode()
    assert HEAD in page
    found = [part.split("</a>")[0].strip() for part in page.split(">Ask ")[1:]]
    names = [one for one in found if one in {"Mario", "Pia", "Sol", "Fen", "Priya", "Ade"}]
    assert (WHY in page) == bool(names)
    return names


def test_nobody_is_named_where_nothing_is_shared(cast: Cast) -> None:
    for person in (cast.priya, cast.pia, cast.mario):
        objective_of(person, visibility="everyone")
    assert named(cast.priya) == []


def test_above_below_and_beside_are_named_two_at_most(cast: Cast) -> None:
    above = objective_of(cast.mario, visibility="team")
    own = serving(cast.priya, above)
    assert named(cast.priya) == ["Mario"]
    serving(cast.pia, above)
    assert named(cast.priya) == ["Pia", "Mario"]
    assert named(cast.mario) == ["Pia", "Priya"]
    serving(cast.ade, own)
    assert named(cast.priya) == ["Ade", "Pia"]
    assert named(cast.fen) == []


def test_the_press_leads_to_the_form_with_their_name(cast: Cast) -> None:
    serving(cast.priya, objective_of(cast.mario, visibility="team"))
    browser = signed_in(cast.priya)
    assert f"/feedback/ask?person={cast.mario.id}" in browser.get("/feedback").content.decode()
    form = browser.get(f"/feedback/ask?person={cast.mario.id}").content.decode()
    assert "checked" in form.split(f'value="{cast.mario.id}"')[1].split(">")[0]


def test_what_one_may_not_read_names_nobody(cast: Cast) -> None:
    """Not who keeps theirs to themselves and their manager, nor through what is hidden above."""
    above = objective_of(cast.mario, visibility="team")
    serving(cast.priya, above)
    serving(cast.pia, above, visibility="pair")
    assert named(cast.priya) == ["Mario"]
    with acting_as(cast.mario):
        above.refresh_from_db()
        above.visibility = "pair"
        above.changed("visibility", *above.settle_key())
    serving(cast.pia, above)
    assert named(cast.priya) == []


def test_who_is_asked_already_or_has_left_is_not_named(cast: Cast) -> None:
    above = objective_of(cast.mario, visibility="team")
    serving(cast.priya, above)
    serving(cast.pia, above)
    with acting_as(cast.priya):
        ask([cast.mario], by=cast.priya, about="The talk")
    assert named(cast.priya) == ["Pia"]
    with acting_as(cast.ade):
        leave(cast.pia)
    assert named(cast.priya) == []


def test_whoever_was_given_something_is_asked_nothing(cast: Cast) -> None:
    serving(cast.priya, objective_of(cast.mario, visibility="team"))
    with acting_as(cast.pia):
        words = {"moment": "Monday", "saw": "You asked", "led_to": "They answered"}
        give(cast.priya, by=cast.pia, words=words)
    page = signed_in(cast.priya).get("/feedback").content.decode()
    assert HEAD not in page
    assert WHY not in page
