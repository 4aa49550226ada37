"""What openings add to the story of a wish: for whose wish it is, and of what they may see."""

from heard.conversations.following import Step, raised_by
from heard.opportunities.answering import answer_interest
from heard.opportunities.closing import move_on
from heard.opportunities.models import Interest, Match, Opening
from heard.opportunities.raising import raise_match
from heard.opportunities.recounting import recounted, stories_of
from heard.opportunities.taking_interest import take_interest, take_interest_back
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.api.conftest import script_of
from tests.cast import Cast, signed_in
from tests.opportunities.wanting import TITLE, posts, wants
from tests.speed.test_query_counts import statements


def steps_of(person: Person) -> list[Step]:
    with acting_as(person):
        return [step for steps in stories_of(person).values() for step in steps]


def kinds_of(person: Person) -> list[str]:
    return [step.kind for step in steps_of(person)]


def is_raised(opening: Opening, by: Person) -> None:
    with acting_as(by):
        raise_match(Match.objects.visible_to(by).get(opening=opening), by=by)


def is_interested(person: Person, opening: Opening) -> Interest:
    with acting_as(person):
        return take_interest(opening, by=person, line="I'd love to")


def test_each_step_in_its_place_with_who_and_why(cast: Cast) -> None:
    row, opening = wants(cast.priya), posts(cast.mario)
    is_raised(opening, cast.mario)
    interest = is_interested(cast.priya, opening)
    with acting_as(cast.mario):
        answer_interest(interest, by=cast.mario, answer="partly", reason="The first hour of it")
        opening.refresh_from_db()
        move_on(opening, "filled", by=cast.mario, reason="Pia has the second hour")
    with acting_as(cast.priya):
        (told,) = stories_of(cast.priya).items()
        (matter,) = recounted(raised_by(cast.priya), cast.priya)
    assert told[0] == row.id
    assert [(step.kind, step.by, step.outcome, step.words) for step in told[1]] == [
        ("opening_met", cast.mario, "", ""),
        ("opening_raised", cast.mario, "", ""),
        ("opening_interest", cast.priya, "", "I'd love to"),
        ("opening_answer", cast.mario, "partly", "The first hour of it"),
        ("opening_filled", cast.mario, "", "Pia has the second hour"),
    ]
    assert {step.about for step in told[1]} == {TITLE}
    assert [step.kind for step in matter.steps] == ["shown", *(step.kind for step in told[1])]
    page = signed_in(cast.priya).get("/me/heard").content.decode()
    for words in ("Mario answered: Partly", "The first hour of it", "Pia has the second hour"):
        assert words in page
    (shown,) = script_of(cast.priya)("GET", "me/heard")["items"]
    assert [step["kind"] for step in shown["steps"]] == [step.kind for step in matter.steps]
    assert shown["steps"][1]["about"] == TITLE


def test_nobody_elses_wish_and_nobody_elses_story(cast: Cast) -> None:
    """Neither whoever posted it, nor the manager the wish is shown to, nor a colleague."""
    wants(cast.priya)
    opening = posts(cast.sol)
    is_raised(opening, cast.sol)
    is_interested(cast.pia, opening)
    for person in (cast.sol, cast.mario, cast.pia, cast.hana, cast.otto):
        assert steps_of(person) == []
        assert TITLE not in signed_in(person).get("/me/heard").content.decode()
    assert kinds_of(cast.priya) == ["opening_met"]


def test_what_they_may_not_see_adds_nothing(cast: Cast) -> None:
    wants(cast.priya)
    opening = posts(cast.fen)
    assert kinds_of(cast.priya) == ["opening_met"]
    with acting_as(cast.fen):
        Opening.objects.filter(id=opening.id).update(audience="team")
    assert steps_of(cast.priya) == []
    assert TITLE not in signed_in(cast.priya).get("/me/heard").content.decode()


def test_asked_of_a_manager_it_is_no_step_until_it_is_on_the_page(cast: Cast) -> None:
    wants(cast.priya)
    is_raised(posts(cast.sol), cast.sol)
    assert kinds_of(cast.priya) == ["opening_met"]


def test_interest_taken_back_is_told_no_more(cast: Cast) -> None:
    wants(cast.priya)
    interest = is_interested(cast.priya, posts(cast.sol))
    assert kinds_of(cast.priya) == ["opening_met", "opening_interest"]
    with acting_as(cast.priya):
        take_interest_back(interest, by=cast.priya)
    assert kinds_of(cast.priya) == ["opening_met"]


def test_the_page_asks_the_same_for_few_and_many(cast: Cast) -> None:
    def more(first: int, last: int) -> None:
        for number in range(first, last):
            wants(cast.priya, f"Wish {number}", tags=[f"tag{number}"])
            opening = posts(cast.mario, f"Opening {number}", tags=[f"tag{number}"])
            is_raised(opening, cast.mario)
            is_interested(cast.priya, opening)

    browser = signed_in(cast.priya)
    more(0, 2)
    browser.get("/me/heard")
    few = statements(browser, "/me/heard")
    more(2, 12)
    assert len(kinds_of(cast.priya)) == 36
    assert len(statements(browser, "/me/heard")) == len(few)
