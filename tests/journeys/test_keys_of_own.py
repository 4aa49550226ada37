"""Keys beside the page and on one's own: through the tabs, wishes by strength, talk about this."""

import pytest
from playwright.sync_api import Page, expect

from heard.blend.choosing import choose
from heard.blend.models import Wish
from heard.blend.wishing import wish
from heard.conversations.models import Pair
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of
from tests.journeys.conftest import Windows

TABS = ["Owed", "Objectives", "What we know", "Heard"]


@pytest.fixture
def pair(cast: Cast) -> Pair:
    with acting_as(cast.priya):
        return pair_of(cast.priya, cast.mario)


def chosen(page: Page, name: str) -> None:
    tab = page.get_by_label("Beside the page").get_by_role("link", name=name, exact=True)
    expect(tab).to_have_attribute("aria-current", "true")


def test_brackets_walk_through_every_tab_and_stop_at_the_ends(
    windows: Windows, cast: Cast, pair: Pair
) -> None:
    page = windows.open(cast.priya)
    page.goto(f"/with/{pair.address}")
    chosen(page, TABS[0])
    for name in [*TABS[1:], TABS[-1]]:
        page.keyboard.press("]")
        chosen(page, name)
    for name in [*TABS[-2::-1], TABS[0]]:
        page.keyboard.press("[")
        chosen(page, name)


def test_a_wish_is_moved_by_keys_and_keeps_the_focus(windows: Windows, cast: Cast) -> None:
    with acting_as(cast.priya):
        for text in ("Teaching", "Drawing"):
            wish(by=cast.priya, direction="more_of", text=text)
        first = Wish.objects.visible_to(cast.priya).order_by("position", "id")[0].text
    page = windows.open(cast.priya)
    page.goto("/me/work")
    link = page.locator(".row-text", has_text=first)
    link.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".row-text").nth(1)).to_have_text(first)
    expect(page.locator(".row-text").nth(1)).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".row-text").nth(0)).to_have_text(first)
    expect(page.locator(".row-text").nth(0)).to_be_focused()


def test_t_opens_talk_about_this_where_the_focus_is(
    windows: Windows, cast: Cast, pair: Pair
) -> None:
    with acting_as(cast.priya):
        for element in ("learning", "body"):
            choose(by=cast.priya, element=element, matters="very")
    page = windows.open(cast.priya)
    page.goto("/me/blend")
    rows = page.locator(".own-row")
    expect(rows).to_have_count(2)
    rows.nth(1).locator("input[type=radio]").first.focus()
    page.keyboard.press("t")
    expect(rows.nth(1).get_by_label("What goes onto the page")).to_be_focused()
    expect(rows.nth(0).get_by_label("What goes onto the page")).to_be_hidden()
