"""Axe on a page: as it is, in the dark, and in a language that runs the other way."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

EVERYTHING: dict[str, Any] = {"resultTypes": ["violations"]}
CONTRAST = {**EVERYTHING, "runOnly": ["color-contrast", "link-in-text-block"]}
# Off by itself in axe, as it came with WCAG 2.2.
SIZES = {**EVERYTHING, "runOnly": ["target-size"]}
# A page in Arabic looks like the English one but for its direction: contrast is known by then.
ALL_BUT_CONTRAST = {**EVERYTHING, "rules": {"color-contrast": {"enabled": False}}}


def faults(page: Page, options: dict[str, Any] = EVERYTHING) -> list[str]:
    """Every violation as one line: the rule, where, and what axe says of it.

    After a press that leads elsewhere, wait for what is there first: a press does not.
    """
    page.wait_for_load_state()
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']} at {node['target']}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def faults_light_and_dark(page: Page) -> list[str]:
    page.emulate_media(color_scheme="light")
    light = faults(page)
    page.emulate_media(color_scheme="dark")
    dark = [f"dark: {fault}" for fault in faults(page, CONTRAST)]
    page.emulate_media(color_scheme="light")
    return light + dark
