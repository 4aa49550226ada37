"""Row 9 of experience 12.1: an opening is posted and raised with a match in six interactions."""

import re

import pytest
from playwright.sync_api import expect

from heard.conversations.models import Item
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.journeys.conftest import Windows
from tests.journeys.hand import Hand
from tests.opportunities.wanting import WISH, wants


@pytest.mark.parametrize("by", ["keys", "pointer"])
def test_9_post_an_opening_and_raise_it_with_a_match(windows: Windows, cast: Cast, by: str) -> None:
    wants(cast.priya, tags=["harbour"])
    page = windows.open(cast.mario)
    page.goto("/")
    hand = Hand(page)
    if by == "keys":
        hand.press("g")
        hand.press("p")
    else:
        hand.click(
            page.get_by_label("Places", exact=True).get_by_role("link", name="Opportunities")
        )
    expect(page.get_by_role("heading", level=1, name="Opportunities")).to_be_visible()
    if by == "keys":
        hand.press("n")
    else:
        hand.click(page.get_by_role("link", name="Post one"))
    expect(page.get_by_label("What is it?")).to_be_focused()
    hand.type("Show the ferry board to the harbour")
    if by == "keys":
        hand.press("Enter")
    else:
        hand.click(page.get_by_role("button", name="Post it"))
    expect(page.get_by_text(WISH)).to_be_visible()
    if by == "keys":
        hand.press("r")
    else:
        hand.click(page.get_by_role("button", name=re.compile("^Raise in our next one-to-one")))
    expect(page.get_by_role("link", name="On your page with Priya")).to_be_visible()
    assert hand.count <= 6
    with acting_as(cast.priya):
        assert WISH in Item.objects.visible_to(cast.priya).get().text
