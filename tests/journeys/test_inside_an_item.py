"""Inside an item, in two browsers: said back and confirmed, thought through by both at once."""

import pytest
from playwright.sync_api import Page, expect

from heard.conversations.gathering import add_item
from heard.conversations.models import Pair
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.journeys.axe import faults_light_and_dark
from tests.journeys.conftest import Page_, Windows
from tests.journeys.pages import row

KIT = "The testing kit"
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def pair(cast: Cast, page_of: Page_) -> Pair:
    pair = page_of(cast.priya, cast.mario)
    with acting_as(cast.priya):
        add_item(pair, by=cast.priya, text=KIT)
    return pair


def opened(page: Page, pair: Pair) -> Page:
    page.goto(f"/with/{pair.address}")
    row(page, KIT).get_by_role("link", name=KIT).click()
    expect(page.get_by_label("Write a note")).to_be_focused()
    return page


def fold(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).click()


def test_said_back_and_yes_thats_it(windows: Windows, cast: Cast, pair: Pair) -> None:
    mario, priya = windows.open(cast.mario), windows.open(cast.priya, viewport=PHONE)
    fold(opened(mario, pair), "Say back what I heard")
    mario.get_by_label("What I heard, in a sentence").fill("You need it before Thursday")
    assert faults_light_and_dark(mario) == []
    mario.get_by_role("button", name="Say back", exact=True).click()
    expect(mario.get_by_text("What Mario heard")).to_be_visible()
    fold(opened(priya, pair), "Something is missing")
    expect(priya.get_by_label("What is missing, in a line")).to_be_visible()
    assert faults_light_and_dark(priya) == []
    priya.get_by_role("button", name="Yes, that’s it").click()
    expect(priya.get_by_text("Priya: yes, that’s it")).to_be_visible()
    expect(opened(mario, pair).get_by_text("Priya: yes, that’s it")).to_be_visible()


def test_thought_through_by_both_and_both_kept(windows: Windows, cast: Cast, pair: Pair) -> None:
    """Both begin on an empty one: what stands in different boxes stays, the same is handed back."""
    mario, priya = windows.open(cast.mario), windows.open(cast.priya)
    for page in (mario, priya):
        fold(opened(page, pair), "Think it through")
    priya.get_by_label("What could you try?").fill("A borrowed one")
    priya.get_by_label("What is true now?").fill("There is none")
    assert faults_light_and_dark(priya) == []
    priya.get_by_role("button", name="Keep", exact=True).last.click()
    expect(priya.get_by_role("definition")).to_have_text(["There is none", "A borrowed one"])
    mario.get_by_label("What could you try?").fill("One from Leeds")
    mario.get_by_label("What will you do?").fill("Ask Ruth")
    mario.get_by_role("button", name="Keep", exact=True).last.click()
    expect(mario.get_by_text("Both versions are here")).to_be_focused()
    mario.get_by_role("button", name="Keep both").click()
    kept = ["There is none", "A borrowed one / One from Leeds", "Ask Ruth"]
    expect(mario.get_by_role("definition")).to_have_text(kept)
    expect(opened(priya, pair).get_by_role("definition")).to_have_text(kept)


def test_while_they_talk_the_current_item_shows_it_by_itself(
    windows: Windows, cast: Cast, pair: Pair
) -> None:
    priya = windows.open(cast.priya)
    priya.goto(f"/with/{pair.address}")
    priya.get_by_role("button", name="Start").first.click()
    expect(priya.locator("summary", has_text="Think it through")).to_be_visible()
