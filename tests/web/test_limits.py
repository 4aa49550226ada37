"""Longer than fits is refused with the count, beside its field, and the text comes back whole."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from heard.conversations.agreeing import agree, need_answer, promise
from heard.conversations.gathering import add_item
from heard.conversations.holding import close, start
from heard.conversations.models import Pair
from heard.conversations.models.item import OPEN_MOST
from heard.conversations.noting import add_note, keep_private_note
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in

ITEM, NOTE, SENTENCE = 2_000, 20_000, 500

Where = Callable[[dict[str, Any]], str]

# Where it is typed, which field, how much fits, and what else the form sends.
FIELDS: dict[str, tuple[str, str, int, dict[str, str]]] = {
    "an item": ("/with/{pair}/items", "text", ITEM, {}),
    "a private item": ("/with/{pair}/items", "text", ITEM, {"audience": "only_me"}),
    "an item in other words": ("/items/{item}", "text", ITEM, {}),
    "from anywhere": ("/add", "text", ITEM, {"pair": "{short}"}),
    "a line while talking": ("/items/{item}/capture", "text", NOTE, {}),
    "an action while talking": ("/items/{item}/capture", "text", ITEM, {"kind": "action"}),
    "a note": ("/items/{item}/notes", "text", NOTE, {}),
    "a note in other words": ("/notes/{note}", "text", NOTE, {}),
    "a private note": ("/with/{pair}/private-notes", "text", NOTE, {}),
    "a private note in other words": ("/private-notes/{private_note}", "text", NOTE, {}),
    "an action": ("/with/{pair}/actions", "text", ITEM, {}),
    "an action's plan": ("/with/{pair}/actions", "if_it_slips", ITEM, {"text": "Ask Ruth"}),
    "an action in other words": ("/actions/{action}", "text", ITEM, {}),
    "what would lift it": ("/actions/{action}/sureness", "lift", SENTENCE, {"sure": "3"}),
    "an agreement": ("/with/{pair}/agreements", "text", ITEM, {}),
    "an agreement in other words": ("/agreements/{agreement}", "text", ITEM, {}),
    "an answer": ("/raises/{raised}/answers", "sentence", ITEM, {"outcome": "no"}),
    "a sentence": ("/conversations/{held}/sentence", "sentence", SENTENCE, {}),
    "a summary": ("/conversations/{held}/amendment", "summary", NOTE, {}),
    "why it was skipped": ("/with/{pair}/rhythm/next", "line", SENTENCE, {"do": "skip"}),
}
BY_MARIO = {"an answer"}


@pytest.fixture
def places(cast: Cast, pair: Pair) -> dict[str, Any]:
    """Something of each kind that words can be written on."""
    priya = cast.priya
    with acting_as(priya):
        item = add_item(pair, by=priya, text="The kit")
        held = close(start(pair, by=priya), by=priya)
        return {
            "pair": pair.address,
            "short": pair.short_id,
            "item": item.id,
            "note": add_note(item, by=priya, text="Three phones").id,
            "private_note": keep_private_note(pair, by=priya, text="He was kind").id,
            "action": promise(pair, by=priya, text="Ask Ruth").id,
            "agreement": agree(pair, by=priya, text="Fridays from home").id,
            "raised": need_answer(add_item(pair, by=priya, text="A day"), by=priya).id,
            "held": held.id,
        }


def send(browser: Client, places: dict[str, Any], what: str, words: str, **more: Any) -> Any:
    where, field, _most, others = FIELDS[what]
    form = {name: value.format(**places) for name, value in others.items()}
    return browser.post(where.format(**places), {**form, field: words}, **more)


@pytest.mark.parametrize("what", FIELDS)
def test_one_too_many_is_refused_with_the_count_and_the_text_is_kept(
    cast: Cast, places: dict[str, Any], what: str
) -> None:
    browser = signed_in(cast.mario if what in BY_MARIO else cast.priya)
    most = FIELDS[what][2]
    words = "é" * (most + 1)
    refused = send(browser, places, what, words)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert f"{most + 1:,} characters; at most {most:,}" in page
    assert words in page
    by_script = send(browser, places, what, words, headers={"HX-Request": "true"})
    assert by_script.status_code == 422
    assert by_script["X-Field"] == FIELDS[what][1]
    assert f"at most {most:,}" in by_script.content.decode()


@pytest.mark.parametrize("what", [one for one in FIELDS if one != "why it was skipped"])
def test_as_much_as_fits_is_taken(cast: Cast, places: dict[str, Any], what: str) -> None:
    browser = signed_in(cast.mario if what in BY_MARIO else cast.priya)
    taken = send(browser, places, what, "é" * FIELDS[what][2])
    assert taken.status_code in (200, 302), taken.content


def test_two_hundred_open_items_and_no_more(cast: Cast, pair: Pair) -> None:
    browser = signed_in(cast.priya)
    where = f"/with/{pair.address}/items"
    lines = "\n".join(f"Item {number}" for number in range(OPEN_MOST))
    assert browser.post(where, {"text": lines}).status_code == 302
    refused = browser.post(where, {"text": "The one too many"})
    assert refused.status_code == 422
    assert "The one too many" in refused.content.decode()
    with acting_as(cast.priya):
        pair.refresh_from_db(fields=["open_from_employee"])
        assert pair.open_from_employee == OPEN_MOST
