"""The list and one objective ask as often for five rows as for five hundred."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heard.objectives.models import Objective, ObjectiveUpdate, Revision
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.api.conftest import script_of
from tests.cast import Cast, signed_in
from tests.objectives.conftest import objective_of


def add(person: Person, objective: Objective, many: int) -> None:
    """So many more objectives, and so many updates and changes of this one."""
    with acting_as(person):
        where = {"key_kind": objective.key_kind, "key_id": objective.key_id}
        own = {**where, "organisation_id": person.organisation_id}
        says = json.dumps(objective.says())
        first = Revision.objects.of(objective).count() + 1
        Objective.objects.bulk_create(
            Objective(
                owner=person,
                state="active" if number % 2 else "stopped",
                ended_at=None if number % 2 else objective.created_at,
                visibility="everyone",
                sentence=f"Number {number}",
                course="ow",
                **own,
            )
            for number in range(many)
        )
        ObjectiveUpdate.objects.bulk_create(
            ObjectiveUpdate(objective=objective, by=person, word="wobbling", line="So", **own)
            for _number in range(many)
        )
        Revision.objects.bulk_create(
            Revision(
                subject_kind="objective",
                subject_id=objective.id,
                number=first + number,
                in_force=first + number,
                choice="keep",
                was=says,
                becomes=says,
                proposed_by=person,
                **own,
            )
            for number in range(many)
        )


@pytest.mark.parametrize("reader", ["priya", "mario"])
def test_pages_and_lists_ask_the_same_for_few_and_many(cast: Cast, reader: str) -> None:
    objective = objective_of(cast.priya)
    person = cast.everyone[reader]
    client, script = signed_in(person), script_of(person)
    addresses = ["/objectives", f"/objectives/{objective.id}"]

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            assert script.ask("GET", "objectives?limit=200").status_code == 200
        return [*counts, len(queries)]

    add(cast.priya, objective, 5)
    asked()  # The first use of a token is noted.
    few = asked()
    add(cast.priya, objective, 495)
    assert asked() == few
