"""A hand that counts: every click, tap and key, but not the typing of the words themselves."""

from playwright.sync_api import Locator, Page


class Hand:
    """Somebody at a page. `count` is how often they pressed something."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, key: str) -> None:
        """One key, or several held together."""
        self.count += 1
        self.page.keyboard.press(key)

    def click(self, what: Locator) -> None:
        self.count += 1
        what.click()

    def type(self, words: str) -> None:
        """The words, into whatever has the focus: with nothing focused they would go nowhere."""
        field = self.page.locator("textarea:focus, input:focus")
        field.wait_for()
        self.page.keyboard.type(words)
