"""On a phone: four elements and two wishes, counted press by press; the manager sees what is shown.

From Home. With script: 20 presses to say it all, two more to show the work side. Without script
each element is saved by a press of its own.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from heard.blend.models import Element, Wish
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.journeys.conftest import Page_, Windows
from tests.journeys.hand import Hand

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CHOSEN = {
    "Having a say": ("quite", "fine"),
    "Getting better": ("very", "poor"),
    "Work I’m proud of": ("very", "good"),
    "Body": ("a little", "so-so"),
}
# Into Me and My blend; then per element: choose, matters, how it is.
PRESSES = 2 + 3 * len(CHOSEN)
# To the page, then per wish: into the field, and Add; the other list is a press away on a phone.
WISHES = 1 + 2 + 1 + 2


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_four_elements_and_two_wishes_on_a_phone(
    windows: Windows, cast: Cast, page_of: Page_, script: bool
) -> None:
    page = windows.open(cast.priya, **PHONE, java_script_enabled=script)
    page.goto("/")
    hand = Hand(page)
    hand.click(
        page.get_by_role("navigation", name="Places, below").get_by_role(
            "link", name="Me", exact=True
        )
    )
    hand.click(page.get_by_role("link", name="My blend"))
    for name, (matters, how_it_is) in CHOSEN.items():
        choose_one(page, hand, name)
        say(page, hand, name, matters, how_it_is, script=script)
    assert hand.count == PRESSES + (0 if script else len(CHOSEN))
    said = hand.count
    hand.click(page.get_by_role("link", name="Work I want"))
    hand.click(page.get_by_label("More of what?"))
    hand.type("Presenting to customers")
    hand.click(pressing(page, "Add", "More of"))
    expect(page.get_by_role("link", name="Presenting to customers")).to_be_visible()
    hand.click(page.get_by_role("link", name="Less of"))
    hand.click(page.get_by_label("Less of what?"))
    hand.type("The weekly numbers")
    hand.click(pressing(page, "Add", "Less of"))
    expect(page.get_by_role("link", name="The weekly numbers")).to_be_visible()
    assert hand.count - said == WISHES
    with acting_as(cast.priya):
        rows = Element.objects.visible_to(cast.priya).chosen()
        assert [bool(row.matters and row.how_it_is) for row in rows] == [True] * 4
        assert Wish.objects.visible_to(cast.priya).count() == 2
    show_the_work_side(page, hand)
    the_manager_sees_just_that(windows, cast, page_of)


def pressing(where: Page | Locator, does: str, what: str) -> Locator:
    """A button by what it does and to what; only the first is seen."""
    return where.get_by_role("button", name=re.compile(rf"^{does}\s*: {re.escape(what)}$"))


def choose_one(page: Page, hand: Hand, name: str) -> None:
    """From the six on an empty page, then from all the others, which lie open."""
    hand.click(pressing(page, "Choose", name).first)
    expect(page.get_by_role("form", name=name)).to_be_visible()


def say(page: Page, hand: Hand, name: str, matters: str, how_it_is: str, *, script: bool) -> None:
    form = page.get_by_role("form", name=name)
    hand.click(form.get_by_text(matters, exact=True))
    hand.click(form.get_by_text(how_it_is, exact=True))
    if script:
        expect(form.get_by_text("Saved", exact=True)).to_be_visible()
        return
    hand.click(pressing(form, "Save", name))
    expect(form.get_by_label(matters, exact=True)).to_be_checked()


def show_the_work_side(page: Page, hand: Hand) -> None:
    """One switch, asked once in place."""
    page.goto("/me/blend")
    before = hand.count
    hand.click(page.get_by_text("Show the work side to Mario"))
    hand.click(page.get_by_role("button", name="Show the work side", exact=True))
    expect(page.get_by_text("The work side is shown to Mario.")).to_be_visible()
    assert hand.count - before == 2


def the_manager_sees_just_that(windows: Windows, cast: Cast, page_of: Page_) -> None:
    """Three elements in the panel; nothing of life, and no wish."""
    page = windows.open(cast.mario)
    page.goto(f"/with/{page_of(cast.priya, cast.mario).address}")
    page.get_by_role("link", name="What we know").last.click()
    panel = page.get_by_role("region", name="What we know")
    for name in ("Having a say", "Getting better", "Work I’m proud of"):
        expect(panel.get_by_text(name)).to_be_visible()
    for name in ("Body", "Presenting", "weekly numbers"):
        expect(panel.get_by_text(name)).to_have_count(0)
    # The tab is remembered, and the other one is still there.
    page.reload()
    expect(panel.get_by_text("Getting better")).to_be_visible()
    page.get_by_role("link", name="Owed").last.click()
    expect(page.get_by_role("region", name="Owed")).to_be_visible()
    expect(panel).to_be_hidden()
