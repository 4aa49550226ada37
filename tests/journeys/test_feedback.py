"""Feedback in a real browser: row 8 of the counts, and somebody outside with a link."""

import re

import pytest
from playwright.sync_api import expect

from heard.feedback.models import Ask, Feedback
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.journeys.axe import faults_light_and_dark
from tests.journeys.conftest import Windows
from tests.journeys.hand import Hand


@pytest.mark.parametrize("by", ["keys", "pointer"])
def test_8_ask_one_person_for_feedback_on_one_thing(windows: Windows, cast: Cast, by: str) -> None:
    page = windows.open(cast.priya)
    page.goto("/")
    hand = Hand(page)
    if by == "keys":
        hand.press("g")
        hand.press("f")
        expect(page.get_by_role("link", name="Ask", exact=True)).to_be_visible()
        hand.press("n")
        expect(page.get_by_label("Or somebody else: their name or address")).to_be_focused()
        hand.type("Pia Lindqvist")
        hand.press("Tab")
        hand.type("The ferry day")
        hand.press("Enter")
    else:
        places = page.get_by_role("navigation", name="Places", exact=True)
        hand.click(places.get_by_role("link", name="Feedback"))
        hand.click(page.get_by_role("link", name="Ask", exact=True))
        hand.click(page.get_by_label(re.compile("Pia Lindqvist")))
        hand.click(page.get_by_label("About what? One moment or piece of work"))
        hand.type("The ferry day")
        hand.click(page.get_by_role("button", name="Ask", exact=True))
    expect(page.get_by_role("link", name="The ferry day")).to_be_visible()
    with acting_as(cast.priya):
        row = Ask.objects.visible_to(cast.priya).get()
        assert (row.asked_id, row.about) == (cast.pia.id, "The ferry day")
    assert hand.count <= 5


@pytest.mark.parametrize("script", [True, False])
def test_somebody_outside_answers_once(windows: Windows, cast: Cast, script: bool) -> None:
    page = windows.open(cast.priya, java_script_enabled=script)
    page.goto("/feedback/ask")
    page.get_by_role("link", name="Ask somebody outside by a link").click()
    page.get_by_label("Their e-mail address").fill("joan@harbour.example")
    page.get_by_label("The name they know you by").fill("Priya from the ferry project")
    page.get_by_label("About what? One moment or piece of work").fill("The boards")
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("The link").input_value()
    joan = windows.open(java_script_enabled=script)
    joan.goto(link)
    expect(joan.get_by_text("Somebody you worked with")).to_be_visible()
    expect(joan.get_by_text("Priya")).to_have_count(0)
    joan.get_by_label("Your e-mail address").fill("joan@harbour.example")
    joan.get_by_role("button", name="Show me the question").click()
    expect(
        joan.get_by_role("heading", name="Priya from the ferry project asks you")
    ).to_be_visible()
    if script:
        assert faults_light_and_dark(joan) == []
    joan.get_by_label("Your name").fill("Joan Ferris")
    joan.get_by_label("The moment").fill("The day we hung the boards")
    joan.get_by_label("What I saw or heard").fill("You came to hang them with us")
    joan.get_by_label("What it led to").fill("Nobody had to ask twice")
    joan.get_by_role("button", name="Send").click()
    expect(joan.get_by_role("heading", name="Thank you")).to_be_visible()
    joan.goto(link)
    joan.get_by_label("Your e-mail address").fill("joan@harbour.example")
    joan.get_by_role("button", name="Show me the question").click()
    expect(joan.get_by_role("heading", name="This link doesn't lead on")).to_be_visible()
    page.goto("/feedback")
    page.get_by_role("link", name="The boards").click()
    expect(page.get_by_role("heading", name="From Joan Ferris")).to_be_visible()
    with acting_as(cast.priya):
        assert Feedback.objects.visible_to(cast.priya).get().opened_at is not None


def test_the_hint_comes_and_goes_while_typing(windows: Windows, cast: Cast) -> None:
    page = windows.open(cast.pia)
    page.goto("/feedback/give")
    hint = page.get_by_text("This reads as about who they are. What did they do?")
    expect(hint.filter(visible=True)).to_have_count(0)
    page.get_by_label("What I saw or heard").fill("You are so talented")
    expect(hint.filter(visible=True)).to_have_count(1)
    page.get_by_label("What I saw or heard").fill("You asked before you showed anything")
    expect(hint.filter(visible=True)).to_have_count(0)
