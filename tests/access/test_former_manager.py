"""After a change of manager the former one reads for a fortnight, and writes nothing at all."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from heard.activity.models import Undo
from heard.conversations.models import Item, Pair
from heard.privacy.keys import acting_as
from tests.access.table import ROWS, Row
from tests.access.test_table import client_of
from tests.access.world import World


def end_page(world: World, *, days_ago: float) -> None:
    """Mario and Priya's page ended so long ago: he is the former manager now."""
    with acting_as(world.cast.ade):
        ended = timezone.now() - dt.timedelta(days=days_ago)
        Pair.objects.filter(id=world.rows["pair"].pk).update(ended_at=ended)


def on_the_page(row: Row) -> bool:
    """Addresses of what stands on the page of the two."""
    return row.record in {
        "pair",
        "item",
        "note",
        "action",
        "agreement",
        "raise",
        "conversation",
    }


@pytest.mark.parametrize(("name", "days"), [("mario", 1), ("mario", 13.9), ("priya", 400)])
def test_reads_and_writes_nothing(world: World, name: str, days: float) -> None:
    end_page(world, days_ago=days)
    client = client_of(world.cast, name)
    before = state_of(world)
    for row in filter(on_the_page, ROWS):
        address = reverse(row.route, kwargs=row.kwargs(world))
        if row.opens is not None:
            assert client.get(address).status_code in {200, 302}, row.route
        if row.sends or row.refused:
            assert client.post(address, {"text": "One more"}).status_code == 403, row.route
    assert state_of(world) == before


@pytest.mark.parametrize("days", [14.1, 400])
def test_after_a_fortnight_it_is_not_there(world: World, days: float) -> None:
    end_page(world, days_ago=days)
    client = client_of(world.cast, "mario")
    before = state_of(world)
    for row in filter(on_the_page, ROWS):
        address = reverse(row.route, kwargs=row.kwargs(world))
        if row.opens is not None:
            assert client.get(address).status_code == 404, row.route
        if row.sends or row.refused:
            assert client.post(address, {"text": "One more"}).status_code == 404, row.route
    assert state_of(world) == before
    for page in ("home", "conversations", "undo-log"):
        said = client.get(reverse(page)).content
        assert b"testing kit" not in said, page
        assert world.rows["pair"].short_id.encode() not in said, page  # type: ignore[attr-defined]


@pytest.mark.parametrize("days", [1, 15])
def test_nothing_is_taken_back_on_an_ended_page(world: World, days: float) -> None:
    """A way back outlives the right it was made under; using it is refused."""
    with acting_as(world.cast.mario):
        rows = Item.objects.visible_to(world.cast.mario).select_related("pair")
        item = rows.get(id=world.rows["item"].pk)
        way_back = item.settle("let_go", by=world.cast.mario)
    assert way_back is not None
    end_page(world, days_ago=days)
    before = state_of(world)
    client = client_of(world.cast, "mario")
    answer = client.post(reverse("undo", kwargs={"undo_id": way_back}))
    assert answer.status_code in {404, 422}
    assert state_of(world) == before


def state_of(world: World) -> list[Any]:
    """Everything the two have on their page, as it lies in the database."""
    with acting_as(world.cast.priya):
        rows = Item.objects.filter(pair=world.rows["pair"].pk).order_by("id")
        made = Undo.objects.order_by("id").values_list("id", "undone_at")
        return [*rows.values_list("id", "state", "version"), *made]
