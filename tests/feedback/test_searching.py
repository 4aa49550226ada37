"""Feedback is no haystack: no search finds it, not even for those who may read it."""

import pytest

from heard.conversations.gathering import add_item
from heard.conversations.searching import search
from heard.feedback.asking import ask
from heard.feedback.giving import add, give
from heard.feedback.models import Ask, Feedback
from heard.feedback.receiving import make_of_it, open_first, show_to_manager
from heard.feedback.thanking import thank
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of, signed_in

PARTS = ("about", "moment", "saw", "led_to", "next_time")
WORD = "lighthouse"


@pytest.fixture
def said(cast: Cast) -> None:
    """The same word everywhere: in what Pia was asked and wrote, in Priya's take, in thanks."""
    words = {part: f"The {WORD}, {part}" for part in PARTS}
    with acting_as(cast.priya):
        (asked,) = ask([cast.pia], by=cast.priya, about=f"The {WORD}")
        thank([cast.pia], by=cast.priya, text=f"For the {WORD}", audience="team")
    with acting_as(cast.pia):
        mine = Ask.objects.visible_to(cast.pia).get(id=asked.id)
        given = give(cast.priya, by=cast.pia, words=words, ask=mine)
    with acting_as(cast.priya):
        read = Feedback.objects.visible_to(cast.priya).get()
        open_first(read, by=cast.priya)
        make_of_it(read, by=cast.priya, text=f"About the {WORD}")
        show_to_manager(read, by=cast.priya)
    with acting_as(cast.pia):
        given.refresh_from_db()
        add(given, by=cast.pia, text=f"And the {WORD} again")


@pytest.mark.parametrize("who", ["priya", "pia", "mario", "sol", "fen", "hana", "ade"])
def test_nobody_finds_feedback_by_searching(cast: Cast, said: None, who: str) -> None:
    reader = cast.everyone[who]
    with acting_as(reader):
        assert search(reader, WORD) == []
    page = signed_in(reader).get("/search", {"q": WORD}).content.decode()
    assert page.replace(f'value="{WORD}"', "").count(f"The {WORD}") == 0


def test_what_stands_on_the_page_is_found_beside_it(cast: Cast, said: None) -> None:
    """The search above searches, and what it finds is the item alone."""
    with acting_as(cast.priya):
        add_item(pair_of(cast.priya, cast.mario), by=cast.priya, text=f"Paint the {WORD}")
        assert [hit.kind for hit in search(cast.priya, WORD)] == ["item"]
    page = signed_in(cast.priya).get("/search", {"q": WORD}).content.decode()
    assert f"Paint the {WORD}" in page or f"Paint the <mark>{WORD}</mark>" in page
    assert f"The {WORD}" not in page
