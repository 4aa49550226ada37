"""Home: what came of things, what is coming, and what was talked about last time."""

import datetime as dt
from html import unescape

import pytest
import time_machine
from django.utils import timezone

from heard.conversations.agreeing import agree, change_agreement, need_answer
from heard.conversations.gathering import add_item
from heard.conversations.holding import close, start
from heard.conversations.keeping_lines import add_line, put_away, say_how
from heard.conversations.models import Agreement, Conversation, Item, Pair
from heard.conversations.suggesting.bank import bank
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of, signed_in


def home(person: Person) -> str:
    page = unescape(signed_in(person).get("/").content.decode())
    return " ".join(page[page.index("<main") : page.index("</main>")].split())


@pytest.fixture
def raised(cast: Cast, pair: Pair) -> Item:
    with acting_as(cast.priya):
        item = add_item(pair, by=cast.priya, text="A day with Yusuf")
        need_answer(item, by=cast.priya)
    return item


def test_an_answer_is_news_for_the_one_who_asked_alone(
    cast: Cast, pair: Pair, raised: Item
) -> None:
    assert "News for you" not in home(cast.priya)
    with acting_as(cast.mario):
        found = Item.objects.select_related("raised__item", "raised__pair").get(id=raised.id)
        found.raised.answer("no", by=cast.mario, sentence="The budget went to Leeds")
    page = home(cast.priya)
    assert "Mario answered: " in page
    assert "The budget went to Leeds" in page
    assert "That settles it" in page
    for person in (cast.mario, cast.sol, cast.pia, cast.hana):
        assert "The budget went to Leeds" not in home(person)


def test_an_answer_that_is_promised_is_coming_up(cast: Cast, pair: Pair, raised: Item) -> None:
    until = cast.priya.today() + dt.timedelta(days=1)
    with acting_as(cast.mario):
        found = Item.objects.select_related("raised__item", "raised__pair").get(id=raised.id)
        found.raised.answer(
            "looking", by=cast.mario, sentence="I ask Ruth first", look_again_on=until
        )
    page = home(cast.priya)
    coming = page[page.index("Coming up") :]
    assert "Mario said there would be an answer" in coming
    assert "tomorrow" in coming


def test_an_agreement_waits_for_a_yes_and_is_looked_at_again(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.mario):
        agreement = agree(pair, by=cast.mario, text="Fridays at home")
    assert "Mario wrote this agreement. Is it a yes?" in home(cast.priya)
    assert "Fridays at home" not in home(cast.mario)
    with acting_as(cast.priya):
        Agreement.objects.get(id=agreement.id).accept(by=cast.priya)
    assert "Fridays at home" not in home(cast.priya)
    soon = cast.mario.today() + dt.timedelta(days=5)
    with acting_as(cast.mario):
        change_agreement(agreement, by=cast.mario, text="Mondays at home", review_on=soon)
    assert "Mario put this agreement in other words. Is it a yes?" in home(cast.priya)
    with acting_as(cast.priya):
        Agreement.objects.get(id=agreement.id).accept(by=cast.priya)
    for person, other in ((cast.priya, "Mario"), (cast.mario, "Priya")):
        page = home(person)
        assert f"Look again: with {other}" in page[page.index("Coming up") :]


def test_at_most_five_are_news_the_newest_first(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.mario):
        for number in range(7):
            agree(pair, by=cast.mario, text=f"Agreement {number}")
    page = home(cast.priya)
    shown = [number for number in range(7) if f"Agreement {number}" in page]
    assert shown == [2, 3, 4, 5, 6]
    assert page.index("Agreement 6") < page.index("Agreement 2")


def test_last_time_and_what_not_for_a_while(cast: Cast, pair: Pair) -> None:
    now = timezone.now()
    assert "Last time with" not in home(cast.priya)
    for days, words, about in ((200, "Where I want to be", "career"), (7, "The testing kit", "")):
        with time_machine.travel(now - dt.timedelta(days=days)), acting_as(cast.priya):
            page = pair_of(cast.priya, cast.mario)
            talk = start(page, by=cast.priya)
            item = add_item(page, by=cast.priya, text=words)
            private = add_item(page, by=cast.priya, text="Only mine", audience="only_me")
            for one in (item, private):
                one.settle("covered", by=cast.priya, in_=talk)
            held = close(talk, by=cast.priya)
            held.focus = about
            held.save(update_fields=["focus"])
    shown = home(cast.priya)
    line = shown[shown.index("Last time with Mario:") :]
    assert "The testing kit" in line
    assert "Where I want to be" not in line
    assert "Only mine" not in line
    month = f"{now - dt.timedelta(days=200):%B}"
    assert f"Not since {month}: career." in line
    assert "Last time with" not in home(cast.mario)


def test_a_subject_that_began_as_a_suggestion_is_known_by_it(cast: Cast, pair: Pair) -> None:
    now = timezone.now()
    growth = next(one.id for one in bank().values() if one.category == "growth")
    for days, prompt in ((150, growth), (7, "")):
        with time_machine.travel(now - dt.timedelta(days=days)), acting_as(cast.priya):
            page = pair_of(cast.priya, cast.mario)
            talk = start(page, by=cast.priya)
            item = add_item(page, by=cast.priya, text="Something of my own")
            item.prompt = prompt
            item.save(update_fields=["prompt"])
            item.settle("covered", by=cast.priya, in_=talk)
            close(talk, by=cast.priya)
    month = f"{now - dt.timedelta(days=150):%B}"
    assert f"Not since {month}: growth." in home(cast.priya)


def test_what_is_stuck_is_said_by_number(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        for text in ("The ferry board", "The ward", "The library"):
            line = add_line(pair, by=cast.priya, text=text)
            say_how(line, by=cast.priya, word="moving" if text == "The ward" else "stuck")
        put_away(line, by=cast.priya)
    for person in (cast.priya, cast.mario):
        assert "1 project stuck" in home(person)
    assert "stuck" not in home(cast.pia)


def test_worth_saying_goes_on_the_page_of_whom_one_chose(cast: Cast) -> None:
    assert "Worth saying" not in home(cast.priya)
    assert "Worth saying" in home(cast.mario)
    with acting_as(cast.mario):
        page = pair_of(cast.pia, cast.mario)
    browser = signed_in(cast.mario)
    answer = browser.post("/add", {"pair": page.short_id, "text": "The quay drawing: thank you"})
    assert answer.status_code == 302
    for person, sees in ((cast.pia, True), (cast.mario, True), (cast.priya, False)):
        with acting_as(person):
            words = [item.text for item in Item.objects.visible_to(person)]
        assert ("The quay drawing: thank you" in words) == sees


def test_who_talks_just_now_is_said(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        start(pair, by=cast.priya)
        assert Conversation.objects.visible_to(cast.priya).under_way().exists()
    assert "With Mario, open now" in home(cast.priya)
    assert "open now" in home(cast.mario)
    assert "open now" not in home(cast.pia)
