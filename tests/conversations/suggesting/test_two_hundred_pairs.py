"""Two hundred pairs with two years behind them, both sides: three, fitting together, each true."""

from django.utils import timezone

from heard.conversations.models import Pair
from heard.conversations.suggesting.asking import asking_for
from heard.conversations.suggesting.choosing import Suggestion, candidates_for, in_turn
from heard.people.models import Person
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.conversations.suggesting.histories import Histories
from tests.conversations.suggesting.truths import TRUE, Facts

PAIRS = 200
PEOPLE = ("employee__organisation", "manager__organisation", "organisation", "rhythm", "focus")


def goes_together(three: list[Suggestion]) -> bool:
    depths = [one.prompt.depth for one in three]
    return (
        len(three) == 3
        and len({one.prompt.id for one in three}) == 3
        and len({one.prompt.category for one in three}) == 3
        and depths.count("deep") <= 1
        and depths[0] != "deep"
        and "light" in depths
    )


def is_true(one: Suggestion, facts: Facts) -> bool:
    asked_by = one.prompt.asked_by
    if asked_by not in ("either", "employee" if facts.is_employee else "manager"):
        return False
    chosen_by_focus = one.signal.startswith("focus")
    if one.prompt.depth == "deep" and len(facts.held) < 3:
        focus = facts.pair.focus
        return chosen_by_focus or focus.chosen_by_id == facts.pair.employee_id
    if chosen_by_focus:
        return facts.pair.focus.get_about_display() in one.reason
    return TRUE[one.signal](facts, one)


def look(pair: Pair, viewer: Person, turn: int) -> tuple[set[str], list[str]]:
    """The signals that were heard, and what is wrong with what is offered for them."""
    with acting_as(viewer):
        candidates = candidates_for(asking_for(pair, viewer))
        facts = Facts(pair, viewer, timezone.now())
        wrong = [f"{one.signal}: {one.reason}" for one in candidates if not is_true(one, facts)]
    three = in_turn(candidates, turn)
    if not goes_together(three):
        wrong.append(f"not three that go together: {[one.prompt.id for one in three]}")
    return {one.signal for one in candidates}, wrong


def test_three_are_always_shown_and_each_says_why_and_it_is_so(cast: Cast) -> None:
    organisation = cast.priya.organisation
    made = Histories(organisation).pairs(PAIRS)
    with in_organisation(organisation.id):
        pairs = list(Pair.objects.filter(id__in=[one.id for one in made]).select_related(*PEOPLE))
    heard: set[str] = set()
    for number, pair in enumerate(pairs):
        for viewer in (pair.employee, pair.manager):
            known, wrong = look(pair, viewer, turn=number % 10)
            assert wrong == []
            heard |= known
    # The generated histories give every signal something to say.
    assert set(TRUE) - heard == set()
