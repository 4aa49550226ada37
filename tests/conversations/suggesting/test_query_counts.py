"""Suggestions for one pair add at most eight statements and one look-up of keys, whatever two years
have left behind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heard.conversations.models import Conversation, Impression, Pair, Showing
from heard.conversations.suggesting.choosing import suggestions
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.conversations.suggesting.histories import WEEK, Histories
from tests.conversations.suggesting.test_two_hundred_pairs import PEOPLE
from tests.speed.test_query_counts import HOUSEKEEPING

MOST = 8
# In one look-up: the page's, and the viewer's own. On a page they are open by then; here, where
# nothing else is asked for, they are counted.
KEYS = 1


def statements(pair: Pair, side: str) -> list[str]:
    viewer = pair.person_on(side)
    with acting_as(viewer), CaptureQueriesContext(connection) as queries:
        assert len(suggestions(pair, viewer)) == 3
    return [one["sql"] for one in queries if not one["sql"].upper().startswith(HOUSEKEEPING)]


def both_said_twice(pair: Pair) -> None:
    """The last that a signal could have to ask for: who talked most, of the last two."""
    with acting_as(pair.employee):
        last = list(Conversation.objects.filter(pair=pair).held().order_by("-started_at")[:2])
    for person in (pair.employee, pair.manager):
        with acting_as(person):
            for conversation in last:
                values = {"pair": pair, "conversation": conversation, "question": "talked"}
                if not Impression.objects.filter(person=person, conversation=conversation).exists():
                    Impression(**values, person=person, answer="manager").save()
                    Showing(**values, by_employee=person.id == pair.employee_id).save()


@pytest.mark.parametrize("side", ["employee", "manager"])
def test_at_most_eight_at_two_years(cast: Cast, side: str) -> None:
    histories = Histories(cast.priya.organisation)
    made = [*histories.pairs(6, conversations=104), *histories.pairs(1, conversations=2)]
    with in_organisation(cast.priya.organisation_id):
        rows = Pair.objects.filter(id__in=[one.id for one in made])
        rows.update(created_at=timezone.now() - 104 * WEEK)
        pairs = list(rows.select_related(*PEOPLE))
    for pair in pairs:
        both_said_twice(pair)
    asked = {len(statements(pair, side)) for pair in pairs}
    assert max(asked) <= MOST + KEYS
    assert len(asked) == 1
