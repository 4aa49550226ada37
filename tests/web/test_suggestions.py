"""Suggestions as pages: three with reasons, one replaced by another, and nobody else's business."""

import re

import pytest

from heard.conversations.gathering import add_item
from heard.conversations.holding import close, start
from heard.conversations.models import Item, Pair, PromptUse
from heard.conversations.suggesting.choosing import suggestions
from heard.conversations.suggesting.using import add_suggestion
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of, signed_in

HTMX = {"HX-Request": "true"}


def cards(html: str) -> list[str]:
    """The ids of the prompts, in order."""
    return re.findall(r'name="prompt" value="(\w+)"', html)


@pytest.mark.parametrize("where", ["prep", "suggestions"])
@pytest.mark.parametrize("who", ["priya", "mario"])
def test_three_are_there_without_a_script(cast: Cast, pair: Pair, where: str, who: str) -> None:
    html = signed_in(cast.everyone[who]).get(f"/with/{pair.address}/{where}").content.decode()
    assert len(set(cards(html))) == 3
    with acting_as(cast.everyone[who]):
        three = suggestions(pair_of(cast.priya, cast.mario), cast.everyone[who])
    assert cards(html) == [one.prompt.id for one in three]


def test_the_page_fetches_its_strip_and_has_a_link_without_a_script(cast: Cast, pair: Pair) -> None:
    browser = signed_in(cast.priya)
    html = browser.get(f"/with/{pair.address}").content.decode()
    assert f'hx-get="/with/{pair.address}/suggestions?on=page"' in html
    assert f'href="/with/{pair.address}/suggestions"' in html
    strip = browser.get(f"/with/{pair.address}/suggestions?on=page", headers=HTMX)
    assert len(cards(strip.content.decode())) == 3
    assert "<html" not in strip.content.decode()


def test_the_reason_names_what_moved_three_times(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        add_item(pair, by=cast.priya, text="The supplier list")
        for _time in range(3):
            close(start(pair, by=cast.priya), by=cast.priya)
    html = signed_in(cast.mario).get(f"/with/{pair.address}/prep").content.decode()
    assert "Because this moved forward three times." in html
    assert "“The supplier list”: " in html


def test_added_it_is_on_the_page_and_another_takes_its_place(cast: Cast, pair: Pair) -> None:
    browser = signed_in(cast.priya)
    address = f"/with/{pair.address}/suggestions"
    shown = cards(browser.get(f"{address}?on=prep", headers=HTMX).content.decode())
    sent = {"do": "add", "prompt": shown[1], "shown": " ".join(shown), "on": "prep"}
    answer = browser.post(address, sent, headers=HTMX).content.decode()
    now = cards(answer)
    assert [now[0], now[2]] == [shown[0], shown[2]]
    assert now[1] not in shown
    assert 'id="suggestions"' in answer
    assert 'hx-swap-oob="true"' in answer
    with acting_as(cast.mario):
        item = Item.objects.visible_to(cast.mario).get()
        assert item.prompt == shown[1]
        assert item.section == "employee"


def test_without_a_script_it_comes_back_to_where_it_was_pressed(cast: Cast, pair: Pair) -> None:
    browser = signed_in(cast.priya)
    prep = f"/with/{pair.address}/prep"
    prompt = cards(browser.get(prep).content.decode())[0]
    sent = {"do": "add", "prompt": prompt, "back": prep}
    response = browser.post(f"/with/{pair.address}/suggestions", sent)
    assert response.headers["Location"].startswith(f"{prep}?did=")
    again = browser.get(prep).content.decode()
    assert prompt not in cards(again)
    assert len(cards(again)) == 3


def test_blanks_are_filled_and_those_left_stay_open(cast: Cast, pair: Pair) -> None:
    sent = {"do": "add", "prompt": "CLR09", "blank": ["the  testing kit "]}
    signed_in(cast.priya).post(f"/with/{pair.address}/suggestions", sent)
    sent = {"do": "add", "prompt": "OPN05", "blank": [""]}
    signed_in(cast.priya).post(f"/with/{pair.address}/suggestions", sent)
    with acting_as(cast.mario):
        texts = [row.text for row in Item.objects.visible_to(cast.mario).order_by("created_at")]
    assert texts == [
        "I believe the thing that matters most is the testing kit. Have I got that right?",
        "I’d like to use today mainly for one thing: …",
    ]


@pytest.mark.parametrize("kind", ["not_now", "not_for_us"])
def test_declined_it_is_gone_for_the_one_alone_and_comes_back_by_undo(
    cast: Cast, pair: Pair, kind: str
) -> None:
    browser, address = signed_in(cast.priya), f"/with/{pair.address}/suggestions"
    shown = cards(browser.get(address).content.decode())
    before = signed_in(cast.mario).get(address).content
    response = browser.post(address, {"do": kind, "prompt": shown[0], "back": address})
    now = cards(browser.get(address).content.decode())
    assert shown[0] not in now
    assert len(now) == 3
    assert cards(signed_in(cast.mario).get(address).content.decode()) == cards(before.decode())
    with acting_as(cast.mario):
        assert not PromptUse.objects.visible_to(cast.mario).exists()
    did = response.headers["Location"].partition("did=")[2]
    browser.post(f"/undo/{did}")
    assert cards(browser.get(address).content.decode()) == shown


def test_three_more_are_three_others(cast: Cast, pair: Pair) -> None:
    browser, address = signed_in(cast.mario), f"/with/{pair.address}/suggestions"
    seen: list[str] = []
    for turn in range(3):
        three = cards(browser.get(f"{address}?turn={turn}").content.decode())
        assert len(three) == 3
        assert not set(three) & set(seen)
        seen += three


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "add", "prompt": "XXX99"},
        {"do": "add", "prompt": "PRO01"},
        {"do": "burn", "prompt": "CLR09"},
        {"do": "not_now", "prompt": ""},
        {},
    ],
)
def test_what_is_not_theirs_to_say_is_refused(cast: Cast, pair: Pair, sent: dict[str, str]) -> None:
    response = signed_in(cast.priya).post(f"/with/{pair.address}/suggestions", sent)
    assert response.status_code == 422
    with acting_as(cast.priya):
        assert not Item.objects.exists()
        assert not PromptUse.objects.exists()


def test_a_deep_one_is_marked_for_both(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        add_suggestion(pair, by=cast.priya, prompt_id="VOI04", values=["the move"])
        add_suggestion(pair, by=cast.priya, prompt_id="CLR09", values=["the kit"])
    for reader in (cast.priya, cast.mario):
        html = signed_in(reader).get(f"/with/{pair.address}").content.decode()
        assert html.count('<span class="mark">Deep</span>') == 1


def test_an_ended_page_suggests_nothing(cast: Cast) -> None:
    with acting_as(cast.priya):
        former = pair_of(cast.priya, cast.fen)
    html = signed_in(cast.priya).get(f"/with/{former.address}/suggestions").content.decode()
    assert cards(html) == []
    sent = {"do": "add", "prompt": "CLR09"}
    response = signed_in(cast.priya).post(f"/with/{former.address}/suggestions", sent)
    assert response.status_code == 403
