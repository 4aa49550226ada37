"""Heard: what somebody raised and what came of it, in one stream."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from heard.conversations.agreeing import need_answer, promise
from heard.conversations.arranging import ask_for, say_yes
from heard.conversations.following import raised_by
from heard.conversations.gathering import add_item, add_items
from heard.conversations.models import Pair, Raise, Told
from heard.conversations.stepping import take_step
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of, signed_in
from tests.opportunities.wanting import wants
from tests.speed.test_query_counts import statements


@pytest.fixture
def raised(cast: Cast, pair: Pair) -> Raise:
    with acting_as(cast.priya):
        item = add_item(pair, by=cast.priya, text="A day with Yusuf")
        return need_answer(item, by=cast.priya)


@pytest.fixture
def priya(cast: Cast) -> Client:
    return signed_in(cast.priya)


@pytest.fixture
def mario(cast: Cast) -> Client:
    return signed_in(cast.mario)


def page(browser: Client, address: str = "/me/heard") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def answered(browser: Client, raise_: Raise, **said: str) -> None:
    sent = {"outcome": "no", "sentence": "The rota is full until May", **said}
    assert browser.post(f"/raises/{raise_.id}/answers", sent).status_code == 302


def test_with_nothing_raised_the_page_says_how_to_begin(priya: Client) -> None:
    shown = page(priya)
    assert "Mark anything on your page with" in shown
    assert "You've raised" not in shown


def test_the_stream_follows_a_matter_from_raised_to_closed(
    raised: Raise, cast: Cast, pair: Pair, priya: Client, mario: Client
) -> None:
    with acting_as(cast.mario):
        promise(pair_of(cast.priya, cast.mario), by=cast.mario, text="Ask Ruth", item=raised.item)
    waiting = page(priya)
    assert "Waiting for an answer" in waiting
    assert "1 is open" in waiting
    assert "You owe an answer" in page(mario, f"/with/{pair.address}/heard")
    answered(mario, raised)
    told = page(priya)
    assert "Answered, yours to close" in told
    assert "The rota is full until May" in told
    assert "Ask Ruth" in told
    assert "1 was a no with a reason" in told
    assert "answered the same day" in told
    settled = priya.post(f"/raises/{raised.id}/settlement", {"settled": "yes", "back": "/me/heard"})
    assert settled.headers["Location"] == "/me/heard"
    assert 'id="closed-head"' in page(priya)


def test_not_yet_takes_a_line_back_that_is_kept_word_for_word(
    raised: Raise, pair: Pair, priya: Client, mario: Client
) -> None:
    answered(mario, raised)
    line = "May is *after* the launch – I need it before."
    sent = {"settled": "no", "text": line}
    assert priya.post(f"/raises/{raised.id}/settlement", sent).status_code == 302
    assert mario.post(f"/raises/{raised.id}/settlement", sent).status_code == 403
    for browser, address in ((priya, "/me/heard"), (mario, f"/with/{pair.address}/heard")):
        shown = page(browser, address)
        assert "May is <em>after</em> the launch – I need it before." in shown
        assert "Priya said: not yet" in shown
    assert "You owe an answer" in page(mario, f"/with/{pair.address}/heard")


def test_what_others_raised_is_not_in_the_stream(raised: Raise, cast: Cast) -> None:
    for who in ("mario", "sol", "pia", "hana", "ade", "otto"):
        assert "A day with Yusuf" not in page(signed_in(cast.everyone[who]))


def test_an_arrangement_asked_for_is_in_it(cast: Cast, pair: Pair, priya: Client) -> None:
    with acting_as(cast.priya):
        asked = ask_for(pair, by=cast.priya, what="Mondays from Leeds")
    assert "Mondays from Leeds" in page(priya)
    assert "1 is open" in page(priya)
    with acting_as(cast.mario):
        say_yes(asked, by=cast.mario)
    assert "1 led to a change" in page(priya)


def test_what_the_other_promised_has_its_age(cast: Cast, pair: Pair, priya: Client) -> None:
    with acting_as(cast.mario):
        promise(pair_of(cast.priya, cast.mario), by=cast.mario, text="Ask Ruth about May")
    for address in ("/me/heard", f"/with/{pair.address}/heard"):
        shown = page(priya, address)
        assert "Ask Ruth about May" in shown
        assert "said today" in shown
    assert "Ask Ruth about May" not in page(signed_in(cast.pia))


def test_what_became_of_it_is_one_press_from_home(
    raised: Raise, priya: Client, mario: Client
) -> None:
    home = page(priya, "/")
    assert 'href="/me/heard"' in home
    assert "1 waits for an answer" in home
    answered(mario, raised)
    assert "1 is answered, yours to close" in page(priya, "/")


def test_what_was_parked_comes_back_on_its_day(
    raised: Raise, cast: Cast, pair: Pair, priya: Client, mario: Client
) -> None:
    answered(mario, raised, look_again_on="in two weeks")
    assert "A day with Yusuf" not in page(mario, "/")
    with time_machine.travel(timezone.now() + dt.timedelta(days=15)):
        later = signed_in(cast.mario)
        assert "A day with Yusuf" in page(later, "/")
        assert "You owe an answer" in page(later, f"/with/{pair.address}/heard")
        assert "Open again, its day has come" in page(signed_in(cast.priya))


def test_nothing_unanswered_is_settled(raised: Raise, priya: Client, mario: Client) -> None:
    address = f"/raises/{raised.id}/settlement"
    assert priya.post(address, {"settled": "yes"}).status_code == 422
    answered(mario, raised, outcome="looking", look_again_on="in two weeks")
    assert priya.post(address, {"settled": "yes"}).status_code == 422
    sent = {"outcome": "no", "sentence": ""}
    assert mario.post(f"/raises/{raised.id}/answers", sent).status_code == 422
    answered(mario, raised)
    assert mario.post(address, {"settled": "yes"}).status_code == 403
    assert priya.post(address, {"settled": "yes"}).status_code == 302


def test_after_a_change_of_manager_it_stays_with_its_raiser(
    raised: Raise, cast: Cast, priya: Client
) -> None:
    with acting_as(cast.ade):
        report_to(cast.priya, cast.sol)
    assert "A day with Yusuf" in page(priya)
    sol = signed_in(cast.sol)
    assert "A day with Yusuf" not in page(sol, "/")
    assert sol.get(f"/raises/{raised.id}").status_code == 404


def test_as_often_asked_however_much_was_raised(
    cast: Cast, pair: Pair, priya: Client, mario: Client
) -> None:
    asked = []
    for count in (5, 60):
        with acting_as(cast.priya):
            texts = [f"Number {number} of {count}" for number in range(count)]
            for item in add_items(pair, by=cast.priya, texts=texts):
                need_answer(item, by=cast.priya)
        addresses = ((priya, "/me/heard"), (mario, f"/with/{pair.address}/heard"))
        asked.append([len(statements(browser, address)) for browser, address in addresses])
    assert asked[0] == asked[1]


def test_a_not_now_came_back_on_its_day_unless_something_was_said_before(cast: Cast) -> None:
    row = wants(cast.priya, audience="pair")
    with acting_as(cast.mario):
        told = Told.objects.visible_to(cast.mario).get(source_id=row.id)
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        for days, again in ((0, 10), (5, 20), (40, 50)):
            clock.move_to(start + dt.timedelta(days=days))
            on = (start + dt.timedelta(days=again)).date()
            with acting_as(cast.mario):
                take_step(told, by=cast.mario, state="not_now", reason="Full", look_again_on=on)
        clock.move_to(start + dt.timedelta(days=60))
        with acting_as(cast.priya):
            (matter,) = raised_by(cast.priya)
        kinds = [step.kind for step in matter.steps]
        assert kinds == ["shown", "step", "step", "came_back", "step", "came_back"]
        assert (matter.stage, matter.until) == ("waiting", None)
        assert page(signed_in(cast.priya)).count("It came back, as said") == 2
