"""Somebody who has only keys: what has the focus is always there, in view and ringed."""

from playwright.sync_api import Locator, Page, expect

# What is wrong with where the focus is; empty where nothing is.
WRONG = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return "lost";
  const box = here.getBoundingClientRect();
  const held = here.closest("label, .add, .capture") ?? here;
  const ringed = [here, held].some((one) => {
    const look = getComputedStyle(one);
    return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  });
  const name = here.outerHTML.slice(0, 120);
  if (!ringed) return `no ring: ${name}`;
  if (box.bottom <= 0 || box.top >= innerHeight) return `out of view: ${name}`;
  const seen = held.getBoundingClientRect();
  const top = document.elementFromPoint(
    Math.min(seen.left + seen.width / 2, innerWidth - 1),
    Math.min(Math.max(seen.top + seen.height / 2, 0), innerHeight - 1),
  );
  if (top && !held.contains(top) && !top.contains(here)) return `covered: ${name}`;
  return "";
}"""


class Keys:
    """Keys pressed on a page, and a look at the focus after each."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """The words, into whatever has the focus: with nothing focused they would go nowhere."""
        self.page.locator("textarea:focus, input:focus").wait_for()
        self.page.keyboard.type(words)

    def focused(self, what: Locator) -> None:
        """The focus is on it, where anybody sees it."""
        expect(what).to_be_focused()
        assert self.page.evaluate(WRONG) == ""

    def to(self, what: Locator, *, back: bool = False) -> None:
        """By Tab, as many as it takes; every stop on the way is one that can be seen."""
        expect(what).to_be_visible()
        for _ in range(90):
            self.press("Shift+Tab" if back else "Tab")
            if self.page.evaluate("document.activeElement === document.body"):
                # Past the last one the focus is in the browser, and comes back to the first.
                continue
            assert self.page.evaluate(WRONG) == ""
            if what.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"Tab does not lead to {what}")

    def on(self, what: Locator, key: str = "Enter") -> None:
        """To it, and pressed."""
        self.to(what)
        self.press(key)
