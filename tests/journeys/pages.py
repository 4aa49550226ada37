"""What is on the pages, found as people find it: by role and by name."""

import re

from playwright.sync_api import Locator, Page


def row(page: Page, words: str) -> Locator:
    """The line of an item, by its words."""
    link = page.get_by_role("link", name=words, exact=True)
    return page.get_by_role("listitem").filter(has=link).first


def rows(page: Page, of: str) -> list[str]:
    """The items from one of the two, in order."""
    section = page.get_by_role("region", name=f"From {of}")
    return section.locator("li[data-item] .row-text").all_inner_texts()


def add_field(page: Page) -> Locator:
    return page.get_by_label("Add something to talk about")


def focused_row(page: Page) -> str:
    """The words of the row that has the focus; empty where none has."""
    words: str = page.evaluate(
        "document.activeElement?.closest('.row')?.querySelector('.row-text')?.textContent ?? ''"
    )
    return words.strip()


def look_again(page: Page) -> None:
    """As when somebody comes back to the window."""
    with page.expect_response(lambda answer: answer.request.headers.get("x-refresh") == "1"):
        page.evaluate("window.dispatchEvent(new Event('focus'))")


def undo_button(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile(r"^Undo"))
