"""Reordering: by the handle, by keys, by the menu, each persistent: experience 7.2."""

import pytest
from playwright.sync_api import Page, expect

from heard.conversations.gathering import add_items
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of
from tests.journeys.conftest import Windows
from tests.journeys.pages import focused_row, row, rows

ONE, TWO, THREE = "Timetable signs", "The harbour map", "A quieter desk"


@pytest.fixture
def page(windows: Windows, cast: Cast) -> Page:
    """Priya's page with three lines of hers."""
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        add_items(pair, by=cast.priya, texts=[ONE, TWO, THREE])
    page = windows.open(cast.priya)
    page.goto(f"/with/{pair.address}")
    return page


def drag(page: Page, words: str, *, onto: str, drop: bool = True) -> None:
    """By the handle, to the place of another row."""
    row(page, words).hover()
    grip = row(page, words).locator(".grip")
    start, end = grip.bounding_box(), row(page, onto).bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    down = end["y"] > start["y"]
    page.mouse.move(start["x"] + 4, end["y"] + (end["height"] - 2 if down else 2), steps=8)
    if drop:
        page.mouse.up()


def persists(page: Page, *order: str) -> None:
    """Now, and when the page is opened again."""
    expect(page.get_by_role("region", name="From Priya").locator(".row-text")).to_have_text(
        list(order)
    )
    page.reload()
    assert rows(page, "Priya") == list(order)


def test_dragging_by_the_handle(page: Page) -> None:
    with page.expect_response("**/position"):
        drag(page, THREE, onto=ONE)
    expect(page.get_by_role("status").filter(has_text="Moved to 1 of 3.")).to_be_attached()
    persists(page, THREE, ONE, TWO)
    with page.expect_response("**/position"):
        drag(page, THREE, onto=TWO)
    persists(page, ONE, TWO, THREE)


def test_escape_puts_a_dragged_row_back(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    drag(page, THREE, onto=ONE, drop=False)
    assert rows(page, "Priya") == [THREE, ONE, TWO]
    page.keyboard.press("Escape")
    page.mouse.up()
    persists(page, ONE, TWO, THREE)
    assert not [url for url in sent if url.endswith("/position")]


def test_by_keys(page: Page) -> None:
    row(page, THREE).get_by_role("link").focus()
    for place in (2, 1):
        with page.expect_response("**/position"):
            page.keyboard.press("Alt+ArrowUp")
        assert focused_row(page) == THREE
        said = page.get_by_role("status").filter(has_text=f"Moved to {place} of 3.")
        expect(said).to_be_attached()
    persists(page, THREE, ONE, TWO)


def test_by_the_handle_and_keys(page: Page) -> None:
    grip = row(page, THREE).get_by_role("button", name=f"Move: {THREE}")
    said = page.get_by_role("status")
    grip.focus()
    page.keyboard.press("Space")
    expect(grip).to_have_attribute("aria-pressed", "true")
    expect(said.filter(has_text="Lifted.")).to_be_attached()
    page.keyboard.press("ArrowUp")
    expect(grip).to_be_focused()
    page.keyboard.press("Escape")
    expect(said.filter(has_text="Put back.")).to_be_attached()
    expect(grip).to_have_attribute("aria-pressed", "false")
    assert rows(page, "Priya") == [ONE, TWO, THREE]
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    with page.expect_response("**/position"):
        page.keyboard.press("Space")
    expect(said.filter(has_text="Moved to 1 of 3.")).to_be_attached()
    expect(grip).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert rows(page, "Priya") == [THREE, ONE, TWO]
    persists(page, THREE, ONE, TWO)


def test_to_the_other_section_by_keys(page: Page) -> None:
    row(page, TWO).get_by_role("link").focus()
    page.keyboard.press("Alt+ArrowRight")
    theirs = page.get_by_role("region", name="From Mario")
    expect(theirs.get_by_role("link", name=TWO)).to_be_focused()
    expect(page.get_by_role("link", name=TWO)).to_have_count(1)
    page.reload()
    assert rows(page, "Priya") == [ONE, THREE]
    assert rows(page, "Mario") == [TWO]


@pytest.mark.parametrize(
    ("choice", "order"),
    [
        ("Move up", (ONE, THREE, TWO)),
        ("To top", (THREE, ONE, TWO)),
    ],
)
def test_by_the_menu(page: Page, choice: str, order: tuple[str, ...]) -> None:
    row(page, THREE).get_by_label(f"More: {THREE}").click()
    with page.expect_response("**/position"):
        page.get_by_role("button", name=choice).click()
    expect(page.get_by_role("button", name=choice)).to_be_hidden()
    expect(row(page, THREE).get_by_label(f"More: {THREE}")).to_be_focused()
    persists(page, *order)
