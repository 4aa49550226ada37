"""What serves what, in a browser: the list and the drawing, awkward words, on a narrow screen."""

import pytest
from playwright.sync_api import expect

from heard.objectives.changing import set_out
from heard.objectives.prioritising import put_first
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.journeys.axe import faults_light_and_dark
from tests.journeys.conftest import Windows
from tests.objectives.test_aligning import AWKWARD

WIDER_THAN_ITSELF = "(frame) => frame.scrollWidth > frame.clientWidth"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def awkward(cast: Cast) -> None:
    with acting_as(cast.sol):
        above = put_first(by=cast.sol, level="organisation", sentence="Answer within a day")
    with acting_as(cast.priya):
        serves = None
        for sentence in AWKWARD * 2:
            words = {"sentence": sentence, "aligned_to": serves or above}
            serves = set_out(by=cast.priya, words=words)


@pytest.mark.usefixtures("awkward")
@pytest.mark.parametrize("way", ["list", "drawing"])
def test_awkward_words_on_a_narrow_screen(windows: Windows, cast: Cast, way: str) -> None:
    page = windows.open(cast.priya)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/objectives/tree" if way == "list" else "/objectives/tree?as=drawing")
    expect(page.get_by_role("heading", level=1, name="What serves what")).to_be_visible()
    assert page.evaluate(SIDEWAYS) <= 0
    assert faults_light_and_dark(page) == []
    if way == "drawing":
        frame = page.get_by_role("region", name="The drawing; the list says the same")
        assert frame.evaluate(WIDER_THAN_ITSELF)
        frame.focus()
        page.keyboard.press("ArrowRight")
        expect(frame).to_be_focused()
    else:
        expect(page.locator("main .tree a")).to_have_count(11)
