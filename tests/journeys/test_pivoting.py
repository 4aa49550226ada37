"""Row 7 of experience 12.1: timing, with a reason, in six presses; both versions seen before."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from heard.objectives.changing import set_out
from heard.objectives.models import Objective, Revision
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.journeys.conftest import Windows
from tests.journeys.hand import Hand

CHANGE = re.compile("Change.*Replies within a day")


@pytest.fixture
def home(windows: Windows, cast: Cast) -> Page:
    """Priya's home; she has one objective, until the end of June."""
    with acting_as(cast.priya):
        words = {"sentence": "Replies within a day", "until": dt.date(2031, 6, 30)}
        set_out(by=cast.priya, words=words)
    page = windows.open(cast.priya)
    page.goto("/")
    return page


@pytest.mark.parametrize("by", ["keys", "pointer"])
def test_7_pivot_timing_with_a_reason(home: Page, cast: Cast, by: str) -> None:
    hand = Hand(home)
    if by == "keys":
        hand.press("g")
        hand.press("o")
        expect(home.get_by_role("heading", name="Objectives", level=1)).to_be_visible()
        hand.press("v")
        expect(home.get_by_text("What becomes of it?")).to_be_visible()
        hand.press("3")
        hand.press("2")
    else:
        places = home.get_by_role("navigation", name="Places", exact=True)
        hand.click(places.get_by_role("link", name="Objectives"))
        hand.click(home.get_by_role("link", name=CHANGE))
        hand.click(home.get_by_text("Change timing"))
        hand.click(home.get_by_text("Market or customer"))
        hand.click(home.get_by_label("Until when?"))
    expect(home.get_by_label("Until when?")).to_be_focused()
    hand.type("30 September 2031")
    preview = home.locator("#preview")
    expect(preview).to_contain_text("30 June 2031")
    expect(preview).to_contain_text("30 September 2031")
    hand.press("Enter")
    expect(home.get_by_role("link", name="Changed: timing")).to_be_visible()
    assert hand.count <= 6
    with acting_as(cast.priya):
        assert Objective.objects.visible_to(cast.priya).get().until == dt.date(2031, 9, 30)
        assert Revision.objects.visible_to(cast.priya).get().reason == "market"


def test_without_script_the_same_page_shows_both_and_changes_it(
    windows: Windows, home: Page, cast: Cast, chromium: Browser
) -> None:
    page = windows.open(cast.priya, java_script_enabled=False)
    page.goto("/objectives")
    page.get_by_role("link", name=CHANGE).click()
    page.get_by_text("Change timing").click()
    page.get_by_text("Market or customer").click()
    page.get_by_label("Until when?").fill("30 September 2031")
    page.get_by_role("button", name="Show what it was and becomes").click()
    expect(page.locator("#preview")).to_contain_text("30 June 2031")
    expect(page.locator("#preview")).to_contain_text("30 September 2031")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("link", name="Changed: timing")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("taken back today")).to_be_visible()
