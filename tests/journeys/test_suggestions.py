"""Suggestions by one key or one press, with the next already in the place of the one that went."""

import pytest
from playwright.sync_api import Page, expect

from heard.conversations.models import Item, PromptUse
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of
from tests.journeys.conftest import Windows
from tests.journeys.hand import Hand


def cards(page: Page) -> list[str]:
    found = page.locator(".suggestion-form input[name=prompt]")
    return [str(one.get_attribute("value")) for one in found.all()]


@pytest.fixture
def address(cast: Cast) -> str:
    with acting_as(cast.priya):
        return f"/with/{pair_of(cast.priya, cast.mario).address}"


@pytest.mark.parametrize("by", ["keys", "pointer"])
def test_one_press_adds_and_another_takes_its_place(
    windows: Windows, cast: Cast, address: str, by: str
) -> None:
    page = windows.open(cast.priya)
    page.goto(f"{address}/prep")
    page.locator("h1").click()
    shown, hand = cards(page), Hand(page)
    if by == "keys":
        page.keyboard.press("Escape")
        page.locator(":focus").evaluate_all("all => all.forEach((one) => one.blur())")
        hand.press("2")
    else:
        hand.click(page.locator(".suggestion").nth(1).get_by_role("button", name="Add"))
    expect(page.locator("#prep-rows > li")).to_have_count(1)
    now = cards(page)
    assert [now[0], now[2]] == [shown[0], shown[2]]
    assert now[1] not in shown
    expect(page.locator(".suggestion").nth(1).get_by_role("button", name="Add")).to_be_focused()
    assert hand.count == 1
    with acting_as(cast.priya):
        assert Item.objects.visible_to(cast.priya).get().prompt == shown[1]


def test_the_strip_comes_by_itself_and_more_with_a_key(
    windows: Windows, cast: Cast, address: str
) -> None:
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        Item(pair=pair, author=cast.mario, section="manager", text="Kit", position="a").save()
    page = windows.open(cast.priya)
    page.goto(address)
    expect(page.locator(".suggestion")).to_have_count(3)
    shown = cards(page)
    page.keyboard.press("n")
    expect(page.locator(f".suggestion-form input[value='{shown[0]}']")).to_have_count(0)
    assert not set(cards(page)) & set(shown)
    page.locator(".suggestion").first.get_by_role("button", name="Not now").click()
    expect(page.locator("#toasts")).to_contain_text("Left for now.")
    expect(page.locator(".suggestion")).to_have_count(3)
    with acting_as(cast.priya):
        assert PromptUse.objects.visible_to(cast.priya).get().kind == "not_now"


def test_what_it_is_about_changes_what_leads_in_one_step(
    windows: Windows, cast: Cast, address: str
) -> None:
    page = windows.open(cast.priya)
    page.goto(f"{address}/prep")
    page.get_by_label("About", exact=True).select_option("growth")
    expect(page.locator(".suggestion").first).to_contain_text("Because you chose “Growth”")
    expect(page.locator("#toasts")).to_contain_text("Changed what it is about.")
