"""The seven questions of setting up, in a browser: each is looked at by axe, and they lead on."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from heard.people.setting_up import issue_link
from tests.cast import PASSWORD
from tests.journeys.axe import ALL_BUT_CONTRAST, faults, faults_light_and_dark
from tests.journeys.conftest import Windows

QUESTIONS = [
    "Who are you?",
    "Where do you work?",
    "How do people sign in?",
    "Can Heard send mail?",
    "Who is here?",
    "How will you begin?",
    "Is this right?",
]
# What each question needs before it can be left; the others have an answer ready.
TYPED = {
    "Who are you?": {
        "Your name": "Ida Berg",
        "Your work e-mail": "ida@example.com",
        "A password": PASSWORD,
    },
    "Where do you work?": {"What is your organisation called?": "Fjord"},
    "Who is here?": {"Name": "Jo Lund", "E-mail": "jo@example.com"},
}


def answer(page: Page, question: str) -> None:
    for label, words in TYPED.get(question, {}).items():
        page.get_by_role("main").get_by_label(label).first.fill(words)
    page.get_by_role("main").get_by_role("button", name="Continue").click()


@pytest.mark.parametrize("way", ["as it is", "right to left"])
def test_every_question(windows: Windows, settings: Settings, way: str) -> None:
    page = windows.open()
    page.goto(f"/setup?key={issue_link()}")
    found = {}
    for question in QUESTIONS:
        expect(page.get_by_role("heading", level=1, name=question)).to_be_visible()
        if way == "right to left":
            settings.LANGUAGE_CODE = "ar"
            page.reload()
            expect(page.locator("html")).to_have_attribute("dir", "rtl")
            found[question] = faults(page, ALL_BUT_CONTRAST)
            settings.LANGUAGE_CODE = "en-gb"
            page.reload()
        else:
            found[question] = faults_light_and_dark(page)
        if question != QUESTIONS[-1]:
            answer(page, question)
    assert {question: wrong for question, wrong in found.items() if wrong} == {}


def test_what_is_missing_is_said_beside_its_field(windows: Windows) -> None:
    page = windows.open()
    page.goto(f"/setup?key={issue_link()}")
    page.get_by_label("Your name").fill("Ida Berg")
    page.get_by_label("Your work e-mail").fill("ida@example.com")
    page.get_by_label("A password").fill("short")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("A password")).to_have_attribute("aria-invalid", "true")
    assert faults_light_and_dark(page) == []
