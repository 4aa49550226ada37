"""News on Home of feedback: that it came, that somebody asks; no word of it, for nobody else."""

import pytest

from heard.feedback.asking import ask
from heard.feedback.giving import give
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in

WORDS = {"moment": "Monday at the quay", "saw": "You asked first", "led_to": "They answered"}


@pytest.fixture
def told(cast: Cast) -> None:
    with acting_as(cast.pia):
        give(cast.priya, by=cast.pia, words=WORDS)
        ask([cast.priya], by=cast.pia, about="The map")


def test_it_stands_until_it_is_opened_and_answered(cast: Cast, told: None) -> None:
    browser = signed_in(cast.priya)
    home = browser.get("/").content.decode()
    assert "Feedback from Pia" in home
    assert "Pia asks for your read" in home
    for words in ("Monday at the quay", "The map"):
        assert words not in home
    address = home.split("Feedback from Pia")[0].rpartition('href="')[2].partition('"')[0]
    browser.get(address)
    address = home.split("Pia asks for your read")[0].rpartition('href="')[2].partition('"')[0]
    browser.post(f"{address}/declining")
    home = browser.get("/").content.decode()
    assert "Feedback from Pia" not in home
    assert "Pia asks for your read" not in home


@pytest.mark.parametrize("name", ["mario", "sol", "pia", "hana", "ade", "otto"])
def test_nobody_else_is_told(cast: Cast, told: None, name: str) -> None:
    home = signed_in(cast.everyone[name]).get("/").content.decode()
    assert "Feedback from" not in home
    assert "asks for your read" not in home
