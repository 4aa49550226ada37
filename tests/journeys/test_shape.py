"""Pages on a narrow screen, which is also 400 %, and on paper: experience 11."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.access.world import World
from tests.journeys.axe import SIZES, faults
from tests.journeys.conftest import Windows
from tests.journeys.pages import add_field, row
from tests.journeys.test_axe import WALKERS, screens, url

NARROW = {"width": 320, "height": 640}
# Every control there is; what a page shows for reading is none.
CONTROLS = "button, input:not([type=hidden]), textarea, select, summary, a.button"


def sideways(page: Page) -> int:
    """How many pixels of the page lie beside the screen."""
    found: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return found


@pytest.mark.parametrize("walker", WALKERS)
def test_nothing_scrolls_sideways_and_all_can_be_hit(
    windows: Windows, world: World, walker: str
) -> None:
    page = windows.open(world.cast.everyone.get(walker), viewport=NARROW)
    found = {}
    for one in screens(walker):
        page.goto(reverse(one.route, kwargs=one.kwargs(world)))
        wrong = faults(page, SIZES)
        if sideways(page):
            wrong.append(f"{sideways(page)} px beside the screen")
        if wrong:
            found[f"{one.route} ({one.record})"] = wrong
    assert found == {}


def test_an_open_row_and_its_menu_fit(windows: Windows, world: World) -> None:
    page = windows.open(world.cast.priya, viewport=NARROW)
    page.goto(url(world))
    row(page, "The testing kit").get_by_role("link", name="The testing kit").click()
    expect(page.get_by_label("Write a note")).to_be_visible()
    assert faults(page, SIZES) == []
    row(page, "The testing kit").get_by_label("More: The testing kit").click()
    expect(page.get_by_role("button", name="Move up")).to_be_visible()
    assert sideways(page) == 0


def test_words_without_a_break_fit(windows: Windows, world: World) -> None:
    page = windows.open(world.cast.priya, viewport=NARROW)
    page.goto(url(world))
    add_field(page).fill("w" * 300)
    add_field(page).press("Enter")
    expect(page.get_by_role("link", name="w" * 300)).to_be_visible()
    assert sideways(page) == 0


def test_on_paper_there_is_nothing_to_press(windows: Windows, world: World) -> None:
    page = windows.open(world.cast.priya)
    page.goto(url(world))
    page.emulate_media(media="print")
    expect(page.get_by_text("The testing kit").first).to_be_visible()
    expect(page.locator(CONTROLS).filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("navigation")).to_have_count(0)
    page.goto(f"{url(world)}/{world.words['on']}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(CONTROLS).filter(visible=True)).to_have_count(0)


def test_a_first_view_asks_six_times_at_most(windows: Windows, world: World) -> None:
    page = windows.open(world.cast.priya)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url(world), wait_until="networkidle")
    assert 3 <= len(asked) <= 6, asked
    ours = page.url.partition("/with/")[0]
    assert [one for one in asked if not one.startswith(f"{ours}/")] == []
