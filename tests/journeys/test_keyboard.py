"""The core tasks by keyboard only, with the focus always in sight: experience 11 and 12.3."""

import re

import pytest
from playwright.sync_api import Page, expect

from heard.conversations.gathering import add_items, reword
from heard.conversations.models import Item, Pair
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from tests.cast import PASSWORD, Cast, pair_of
from tests.journeys.conftest import Windows
from tests.journeys.keyboard import Keys
from tests.journeys.pages import add_field, focused_row, row, rows, undo_button

ONE, TWO = "The testing kit", "A day with Yusuf"


@pytest.fixture
def shared(cast: Cast) -> Pair:
    """The page of Priya and Mario, with two lines from her."""
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        add_items(pair, by=cast.priya, texts=[ONE, TWO])
    return pair


@pytest.fixture
def page(windows: Windows, cast: Cast, shared: Pair) -> Page:
    page = windows.open(cast.priya)
    page.goto(f"/with/{shared.address}")
    return page


def on_the_page(page: Page) -> None:
    expect(page.get_by_role("heading", level=1, name="Priya and Mario")).to_be_visible()


def test_coming_in_settings_and_leaving(windows: Windows, cast: Cast) -> None:
    user = cast.priya.user
    assert user is not None
    user.set_password(PASSWORD)
    with in_organisation(cast.priya.organisation_id):
        user.save()
    page = windows.open()
    keys = Keys(page)
    page.goto("/settings/display")
    keys.focused(page.get_by_label("E-mail"))
    keys.type("priya@example.com")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Settings")).to_be_visible()
    keys.press("Tab")
    keys.focused(page.get_by_role("link", name="Skip to the page"))
    keys.press("Enter")
    keys.on(page.get_by_label("Rows closer together"), "Space")
    keys.on(page.get_by_role("button", name="Save"))
    expect(page.locator("html")).to_have_attribute("data-rows", "compact")
    keys.on(page.get_by_label(re.compile("settings, help, sign out")))
    keys.press("Escape")
    keys.focused(page.get_by_label(re.compile("settings, help, sign out")))
    keys.press("Enter")
    keys.on(page.get_by_role("button", name="Sign out"))
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


def test_gathering(page: Page) -> None:
    """From home, in prep, one line and several; the field keeps the focus."""
    keys = Keys(page)
    keys.press("g", "h")
    expect(page.get_by_role("heading", level=1, name="Hello, Priya")).to_be_visible()
    keys.press("p")
    # It waits below what is read first, and comes into view with the first letter.
    expect(add_field(page)).to_be_focused()
    keys.type("From prep")
    keys.focused(add_field(page))
    keys.press("Enter")
    expect(page.get_by_role("link", name="From prep")).to_be_visible()
    keys.press("Control+Enter")
    on_the_page(page)
    keys.press("a")
    keys.focused(add_field(page))
    keys.type("One line")
    keys.press("Shift+Enter")
    keys.type("And another")
    keys.press("Enter")
    expect(row(page, "And another")).to_be_visible()
    keys.focused(add_field(page))
    assert rows(page, "Priya") == [ONE, TWO, "From prep", "One line", "And another"]
    keys.press("Escape", "/")
    keys.focused(page.get_by_role("searchbox", name="Search").first)
    keys.type("yusuf")
    keys.press("Enter")
    keys.on(page.get_by_role("main").get_by_role("link", name=TWO))
    expect(page).not_to_have_url(re.compile("/search"))


def test_settling_moving_and_taking_back(page: Page) -> None:
    keys = Keys(page)
    keys.press("j")
    assert focused_row(page) == ONE
    keys.press("j", "d")
    expect(row(page, TWO)).to_contain_text("Let go")
    expect(undo_button(page)).to_be_visible()
    assert focused_row(page) == TWO
    keys.press("z")
    expect(row(page, TWO)).not_to_contain_text("Let go")
    assert focused_row(page) == TWO
    menu = row(page, TWO).get_by_label(f"More: {TWO}")
    keys.on(menu)
    keys.on(page.get_by_role("button", name="To top"))
    expect(page.get_by_role("region", name="From Priya").locator(".row-text").first).to_have_text(
        TWO
    )
    keys.focused(row(page, TWO).get_by_label(f"More: {TWO}"))
    keys.to(row(page, ONE).get_by_role("button", name=f"Covered: {ONE}"))
    keys.press("Enter")
    expect(row(page, ONE)).to_contain_text("Covered")
    assert focused_row(page) == ONE
    keys.on(undo_button(page))
    expect(row(page, ONE)).not_to_contain_text("Covered")
    assert page.evaluate("document.activeElement !== document.body")


def test_writing(page: Page) -> None:
    """A note under an item, one to oneself, an action and an agreement of their own."""
    keys = Keys(page)
    keys.press("j", "Enter")
    note = row(page, ONE).get_by_label("Write a note")
    keys.focused(note)
    keys.type("Catrin has the spare one")
    keys.press("Enter")
    expect(row(page, ONE)).to_contain_text("Catrin has the spare one")
    keys.focused(note)
    keys.press("Escape")
    assert focused_row(page) == ONE
    pad = page.get_by_role("region", name="Only you")
    keys.on(pad.locator("summary"))
    keys.to(page.get_by_label("A private note"))
    keys.type("Ask her twice")
    keys.on(pad.get_by_role("button", name="Keep"))
    expect(pad.get_by_text("Ask her twice")).to_be_visible()
    keys.focused(page.get_by_label("A private note"))
    owed = page.get_by_role("region", name="Owed")
    keys.on(owed.get_by_text("Add an action"))
    keys.to(owed.get_by_role("textbox", name="What", exact=True))
    keys.type("Ask Ruth")
    keys.on(owed.locator("form:visible").get_by_role("button", name="Add"))
    expect(owed.get_by_role("link", name="Ask Ruth")).to_be_visible()
    keys.on(owed.get_by_text("Add an agreement"))
    keys.to(owed.get_by_label("A sentence you both accept"))
    keys.type("Fridays from home")
    keys.on(owed.locator("form:visible", has_text="A sentence").get_by_role("button", name="Add"))
    kept = page.get_by_role("region", name="Kept by us")
    expect(kept.get_by_role("link", name="Fridays from home")).to_be_visible()
    assert page.evaluate("document.activeElement !== document.body")


def test_asking_answering_and_settling(windows: Windows, page: Page, cast: Cast) -> None:
    keys = Keys(page)
    keys.press("j")
    keys.on(row(page, ONE).get_by_label(f"More: {ONE}"))
    keys.on(page.get_by_role("button", name="I need an answer"))
    expect(row(page, ONE)).to_contain_text("Waiting for an answer")
    assert focused_row(page) == ONE
    mario = windows.open(cast.mario)
    mario.goto("/")
    his = Keys(mario)
    his.on(mario.get_by_role("link", name=re.compile(f"^Answer ?: {ONE}$")))
    yes = mario.get_by_label("Yes", exact=True)
    his.to(yes)
    his.press("ArrowDown", "ArrowDown")
    his.focused(mario.get_by_label("No", exact=True))
    his.to(mario.get_by_label("In a sentence, and why"))
    his.type("The money went to Leeds")
    his.on(mario.get_by_role("main").locator("form").get_by_role("button", name="Answer"))
    expect(mario.locator(".answer")).to_contain_text("The money went to Leeds")
    assert mario.evaluate("document.activeElement !== document.body")
    keys.press("g", "h")
    expect(page.get_by_text(re.compile("^Mario answered: No"))).to_be_visible()
    keys.on(page.get_by_role("button", name="That settles it"))
    expect(page.get_by_text(re.compile("^Mario answered: No"))).to_have_count(0)


def test_holding_and_closing(page: Page) -> None:
    keys = Keys(page)
    keys.press("m")
    expect(page.get_by_role("button", name="Keep this rhythm")).to_be_visible()
    keys.press("Control+Enter")
    on_the_page(page)
    keys.press("s")
    expect(page.get_by_role("button", name="Wrap up")).to_be_visible()
    keys.press("j", "x")
    expect(row(page, ONE)).to_contain_text("Covered")
    expect(row(page, TWO).get_by_label("Write a note")).to_be_visible()
    assert focused_row(page) == TWO
    keys.press("!")
    keys.focused(row(page, TWO).get_by_label("Write a note"))
    keys.type("Ask Ruth")
    keys.press("Enter")
    expect(row(page, TWO).get_by_role("link", name="Ask Ruth")).to_be_visible()
    keys.press("Escape", "w")
    expect(page.get_by_role("button", name="Close and keep")).to_be_visible()
    keys.focused(page.get_by_role("textbox", name="What", exact=True))
    keys.press("Control+Enter")
    expect(page.get_by_text("Held today")).to_be_visible()
    expect(row(page, TWO)).to_contain_text("2nd time")


def test_keeping_both_when_two_wrote(page: Page, cast: Cast) -> None:
    keys = Keys(page)
    keys.press("j", "e")
    expect(page.get_by_role("heading", level=1, name=ONE)).to_be_visible()
    with acting_as(cast.priya):
        item = Item.objects.visible_to(cast.priya).select_related("pair").order_by("position")[0]
        reword(item, by=cast.priya, text="Written elsewhere", base=None)
    words = page.get_by_role("textbox", name="Words")
    keys.to(words)
    keys.press("Control+a")
    keys.type("Written here")
    keys.on(page.get_by_role("button", name="Save").first)
    keys.on(page.get_by_role("button", name="Keep both"))
    on_the_page(page)
    expect(row(page, "Written elsewhere Written here")).to_be_visible()
