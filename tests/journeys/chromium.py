"""The browser that is installed here, started so that it talks to nobody but us."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

# As bin/test looks for them.
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
]


class NoBrowser(RuntimeError):
    """No Chromium is installed here."""


def found() -> str:
    """The first of the known names on the path."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    raise NoBrowser(f"The browser tests need one of {', '.join(NAMES)} on the path")


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found(), headless=True, args=FLAGS)
        yield browser
        browser.close()
