"""Done when, 1: two people, one page, from the demo's door to the page after the conversation."""

import re
import time

import pytest
from playwright.sync_api import Locator, Page, expect

from heard.ops.demo.loader import load
from tests.journeys.conftest import Windows

SECRET = "Tern colony at dusk"
ITEMS = (
    "Curlew ferry timetable signs",
    "Who reviews the harbour map",
    "A quieter desk by the window",
)
ACTION = "Book the survey boat"
AGREEMENT = "Slack waits until after lunch"


@pytest.fixture
def demo(db: None, demo_door: None) -> None:
    load()


def come_in_as(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_role("button", name=re.compile(name)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name.split()[0])


def row(page: Page, words: str) -> Locator:
    return page.get_by_role("listitem").filter(has=page.get_by_role("link", name=words, exact=True))


def test_two_people_one_page(windows: Windows, demo: None) -> None:
    priya = windows.open()
    come_in_as(priya, "Priya Shah")
    priya.get_by_role("link", name="Open our page").first.click()
    expect(priya.get_by_role("heading", level=1, name="Priya and Mario")).to_be_visible()
    field = priya.get_by_label("Add something to talk about")
    began = time.monotonic()
    for words in ITEMS:
        field.fill(words)
        field.press("Enter")
        expect(row(priya, words)).to_be_visible()
    assert time.monotonic() - began < 60
    keep_to_herself(priya)

    mario = windows.open()
    come_in_as(mario, "Mario Rossi")
    mario.get_by_role("link", name=re.compile("Priya Shah")).first.click()
    expect(mario.get_by_role("heading", level=1, name="Priya and Mario")).to_be_visible()
    for words in ITEMS:
        expect(row(mario, words)).to_be_visible()
    nothing_of_the_note(mario)

    hold(mario)
    wrap_up(mario)
    expect(mario.get_by_text("Held today")).to_be_visible()
    covered, *uncovered = ITEMS
    for page in (mario, priya):
        page.goto(mario.url)
        for words in uncovered:
            expect(row(page, words)).to_contain_text("2nd time")
        expect(row(page, covered)).to_have_count(0)
        expect(page.get_by_role("region", name="Owed")).to_contain_text(ACTION)
        expect(page.get_by_role("region", name="Kept by us")).to_contain_text(AGREEMENT)
    expect(priya.get_by_text(SECRET)).to_have_count(1)
    nothing_of_the_note(mario)


def keep_to_herself(priya: Page) -> None:
    """The violet pad: closed by default, and it stays open where it was opened."""
    pad = priya.get_by_role("region", name="Only you")
    if not priya.get_by_label("A private note").is_visible():
        pad.get_by_role("heading").click()
    priya.get_by_label("A private note").fill(SECRET)
    pad.get_by_role("button", name="Keep").click()
    expect(pad.get_by_text(SECRET)).to_be_visible()
    expect(priya.get_by_label("A private note")).to_have_value("")


def nothing_of_the_note(page: Page) -> None:
    """Not in the page, nor behind any of the addresses a reader of it can open."""
    pair = page.url.partition("#")[0].partition("?")[0]
    addresses = [
        "/",
        "/with",
        "/undo",
        pair,
        *(f"{pair}/{place}" for place in ("prep", "timeline", "wrap", "rhythm")),
        f"{pair}/timeline?kind=let_go",
        f"/search?q={SECRET.replace(' ', '+')}",
        "/search?q=Tern",
    ]
    opened: list[str] = page.locator("#lists a[hx-get]").evaluate_all(
        "links => links.map(link => link.getAttribute('hx-get'))"
    )
    assert opened
    for address in addresses:
        answer = page.request.get(address)
        assert answer.ok, address
        # What was asked for is said again in the search field, and nowhere else.
        told = answer.text().replace(f'value="{SECRET}"', "").replace('value="Tern"', "")
        assert "Tern" not in told, address
    for address in opened:
        answer = page.request.get(address, headers={"HX-Request": "true"})
        assert answer.ok, address
        assert "Tern" not in answer.text(), address
    assert "Tern" not in page.content()


def hold(mario: Page) -> None:
    """Cover one item; of another make one action and one agreement."""
    mario.get_by_role("button", name="Start").click()
    expect(mario.get_by_role("button", name="Wrap up")).to_be_visible()
    mario.get_by_role("button", name=f"Covered: {ITEMS[0]}").click()
    expect(row(mario, ITEMS[0])).to_contain_text("Covered")
    row(mario, ITEMS[1]).get_by_role("link", name=ITEMS[1]).click()
    note = row(mario, ITEMS[1]).get_by_label("Write a note")
    for line, words in ((f"! {ACTION} @priya fri", ACTION), (f"= {AGREEMENT}", AGREEMENT)):
        note.fill(line)
        note.press("Enter")
        expect(row(mario, ITEMS[1]).get_by_role("link", name=words)).to_be_visible()
        expect(note).to_have_value("")


def wrap_up(mario: Page) -> None:
    mario.get_by_role("button", name="Wrap up").click()
    expect(mario.get_by_role("button", name="Close and keep")).to_be_visible()
    agreed = mario.get_by_role("region", name="What we agreed")
    expect(agreed).to_contain_text(ACTION)
    expect(agreed).to_contain_text(AGREEMENT)
    mario.get_by_role("button", name="Close and keep").click()
