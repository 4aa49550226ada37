"""A real browser on pages full of scripts: none runs, and the policy is never even asked."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Dialog, Page, expect

from heard.conversations.models import Pair
from tests.access.table import ROWS
from tests.access.world import World
from tests.journeys.conftest import Windows
from tests.scripts import SCRIPTS

# Whatever the policy stops is written down: it should have had nothing to stop.
WATCH = """
window.__stopped = [];
document.addEventListener("securitypolicyviolation", event =>
  window.__stopped.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
ELEMENTS = "[data-ran], [onerror], [onload], [onclick], [onmouseover], [onfocus], iframe"


def watched(windows: Windows, person: Any) -> Page:
    page = windows.open(person)
    page.add_init_script(WATCH)

    def asked(dialog: Dialog) -> None:
        windows.wrong.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", asked)
    return page


def nothing_ran(page: Page) -> None:
    assert page.evaluate("window.__ran") is None, page.url
    assert page.evaluate("window.__stopped") == [], page.url
    assert page.locator(ELEMENTS).count() == 0, page.url
    scripts: list[str] = page.evaluate("[...document.scripts].map(script => script.src)")
    assert all("/assets/" in source for source in scripts), page.url
    links: list[str] = page.evaluate("[...document.links].map(link => link.protocol)")
    assert set(links) <= {"http:", "https:", "mailto:"}, page.url


def test_the_watch_sees_a_script(windows: Windows, poisoned: World) -> None:
    """Or a page that ran everything would look well."""
    page = watched(windows, poisoned.cast.priya)
    page.goto("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<b data-ran onclick=1>x</b>')")
    with pytest.raises(AssertionError):
        nothing_ran(page)
    windows.forget()


def test_the_page_of_the_two(windows: Windows, poisoned: World) -> None:
    """Every line opened, a script typed, searched for, and everything pressed that looks a link."""
    pair = poisoned.rows["pair"]
    assert isinstance(pair, Pair)
    page = watched(windows, poisoned.cast.priya)
    page.goto(f"/with/{pair.short_id}")
    items = page.locator("li[data-item]")
    expect(items.first).to_be_visible()
    assert items.count() >= len(SCRIPTS)
    nothing_ran(page)
    field = page.get_by_label("Add something to talk about")
    for script in (SCRIPTS[0], SCRIPTS[1], SCRIPTS[3]):
        field.fill(script)
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            field.press("Enter")
        expect(field).to_have_value("")
    links = page.locator("#lists a[hx-get]")
    for number in range(min(links.count(), len(SCRIPTS) + 3)):
        with page.expect_response(lambda answer: answer.request.method == "GET"):
            links.nth(number).click()
    nothing_ran(page)


@pytest.mark.parametrize("name", ["mario", "hana"])
def test_every_page_that_shows_them(windows: Windows, poisoned: World, name: str) -> None:
    page = watched(windows, poisoned.cast.everyone[name])
    shown = (
        "pair",
        "prep",
        "timeline",
        "rhythm",
        "conversation",
        "item",
        "raise",
        "action",
        "home",
    )
    kept = ("people", "person", "people-import-one", "settings", "settings-tokens", "search")
    for row in ROWS:
        if row.opens and name in row.opens and row.route in (*shown, *kept, "conversations"):
            page.goto(reverse(row.route, kwargs=row.kwargs(poisoned)))
            nothing_ran(page)
    page.goto("/search?q=ran")
    nothing_ran(page)
