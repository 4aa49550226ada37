"""People a manager has not met lately: by each pair's own rhythm, and only as an offer."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from heard.conversations.models import Pair, Rhythm
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in

OFFER = "People you haven&#x27;t met lately"


def home_after(cast: Cast, pair: Pair, days: float, who: str = "mario", **rhythm: Any) -> str:
    """Home, so long after they last met."""
    with acting_as(cast.priya):
        met = timezone.now() - dt.timedelta(days=days)
        Pair.objects.filter(id=pair.id).update(last_held_at=met)
        if rhythm:
            first = {"first_on": timezone.localdate(), "at": dt.time(10), "zone": "Europe/London"}
            Rhythm.objects.create(pair=pair, organisation=pair.organisation, **first, **rhythm)
    page = signed_in(cast.everyone[who]).get("/").content.decode()
    return page.replace("haven't", "haven&#x27;t")


@pytest.mark.parametrize(
    ("rhythm", "still_fine", "long_since"),
    [
        ({}, 20, 22),
        ({"kind": "weekly"}, 10, 11),
        ({"kind": "fortnightly"}, 20, 22),
        ({"kind": "monthly"}, 45, 46),
        ({"kind": "quarterly"}, 136, 137),
        ({"kind": "custom", "every": 3, "unit": "week"}, 31, 32),
        ({"kind": "custom", "every": 2, "unit": "month"}, 90, 92),
    ],
)
def test_past_one_and_a_half_times_their_own_rhythm(
    cast: Cast, pair: Pair, rhythm: dict[str, Any], still_fine: int, long_since: int
) -> None:
    assert OFFER not in home_after(cast, pair, still_fine, **rhythm)
    page = home_after(cast, pair, long_since)
    assert OFFER in page
    assert "since Priya. Find a time?" in page


def test_where_they_talk_as_needed_nothing_is_offered(cast: Cast, pair: Pair) -> None:
    assert OFFER not in home_after(cast, pair, 400, kind="as_needed")


def test_the_employee_is_offered_nothing_of_the_kind(cast: Cast, pair: Pair) -> None:
    assert OFFER not in home_after(cast, pair, 400, who="priya")
    assert OFFER in home_after(cast, pair, 400)
