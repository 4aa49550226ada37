"""The lists and one opening ask as often for five rows as for five hundred."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heard.opportunities.models import Interest, Match, Offer, Opening, OpeningStep, SetAside
from heard.people.models import Person
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from tests.api.conftest import script_of
from tests.cast import Cast, make_person, signed_in
from tests.opportunities.wanting import posts, wants
from tests.speed.test_query_counts import statements

# Within the bar of twelve; a number here going up is a decision.
ASKED = {
    "sol": {"/opportunities": 9, "/opportunities/{id}": 12},
    "priya": {"/opportunities": 10, "/opportunities/{id}": 9},
}


def add(cast: Cast, opening: Opening, crowd: list[Person]) -> None:
    """So many more openings of Sol's, met and asked for by Priya; and as many people in this."""
    own = {"organisation_id": cast.sol.organisation_id}
    with acting_as(cast.sol):
        offer = Offer.objects.get(person=cast.priya)
        more = Opening.objects.bulk_create(
            Opening(
                posted_by=cast.sol,
                title=f"Number {number}",
                state=["open", "filled"][number % 2],
                **own,
            )
            for number in range(len(crowd))
        )
        wishing = Offer.objects.bulk_create(
            Offer(person=person, wish_id=person.id, text="The same", **own) for person in crowd
        )
        met = [(one, cast.priya, offer) for one in more]
        met += [(opening, one.person, one) for one in wishing]
        Match.objects.bulk_create(
            Match(opening=one, person=who, offer=by, because_of="tag", strength=0.5, **own)
            for one, who, by in met
        )
        Interest.objects.bulk_create(
            Interest(opening=one, person=who, line="Gladly", **own) for one, who, _by in met
        )
        OpeningStep.objects.bulk_create(
            OpeningStep(opening=one, did="talking", reason="So", by=cast.sol, **own)
            for one in (*more, *[opening] * len(crowd))
        )
    with acting_as(cast.priya):
        SetAside.objects.bulk_create(
            SetAside(opening=one, person=cast.priya, **own) for one in more[::3]
        )


def crowd_of(cast: Cast, first: int, last: int) -> list[Person]:
    house = cast.sol.organisation
    with in_organisation(house.id):
        return [make_person(house, f"Somebody{number} Else") for number in range(first, last)]


@pytest.mark.parametrize("reader", ["sol", "priya"])
def test_pages_and_answers_ask_the_same_for_few_and_many(cast: Cast, reader: str) -> None:
    wants(cast.priya)
    opening = posts(cast.sol)
    browser, script = signed_in(cast.everyone[reader]), script_of(cast.everyone[reader])
    addresses = {one: one.format(id=opening.id) for one in ASKED[reader]}
    answers = ["openings?limit=200", f"openings/{opening.id}/interest?limit=200"]
    if reader == "sol":
        answers.append(f"openings/{opening.id}/matches")

    def asked() -> tuple[dict[str, int], list[int]]:
        pages = {one: len(statements(browser, address)) for one, address in addresses.items()}
        counts = []
        for answer in answers:
            with CaptureQueriesContext(connection) as queries:
                assert script.ask("GET", answer).status_code == 200
            counts.append(len(queries))
        return pages, counts

    add(cast, opening, crowd_of(cast, 0, 5))
    asked()  # The first use of a token is noted.
    few = asked()
    add(cast, opening, crowd_of(cast, 5, 500))
    assert asked() == few
    assert few[0] == ASKED[reader]
