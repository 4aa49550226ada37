"""The task counts of experience 12.1: a path that grows by one press fails here.

Rows 1 to 6 and 11; those that follow are added with what they count.
"""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from heard.conversations.agreeing import need_answer
from heard.conversations.gathering import add_item
from heard.conversations.holding import start
from heard.conversations.models import Action, Conversation, Item, Rhythm
from heard.people.leaving import leave
from heard.people.models import Person
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from heard.wellbeing.answering import choose_day
from heard.wellbeing.models import CheckIn
from tests.cast import Cast, pair_of
from tests.journeys.conftest import Windows
from tests.journeys.hand import Hand

KEYS = ("keys", "pointer")


@pytest.fixture
def home(windows: Windows, cast: Cast) -> Page:
    page = windows.open(cast.priya)
    page.goto("/")
    return page


@pytest.fixture
def talking(windows: Windows, cast: Cast) -> Page:
    """Priya's page while the two of them talk."""
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        add_item(pair, by=cast.priya, text="The testing kit")
        start(pair, by=cast.priya)
    page = windows.open(cast.priya)
    page.goto(f"/with/{pair.address}")
    return page


def texts(person: Person) -> list[str]:
    with acting_as(person):
        return [item.text for item in Item.objects.visible_to(person).order_by("created_at")]


@pytest.fixture
def my_day(cast: Cast) -> Person:
    """Priya is asked today."""
    with acting_as(cast.priya):
        choose_day(by=cast.priya, weekday=cast.priya.today().weekday())
    return cast.priya


# Of the three questions: good, about right, and the fourth word of whichever is asked today.
ANSWERS = ["good", "about_right", "mostly"]


def answer_three(hand: Hand, page: Page, by: str) -> None:
    """A word for each question, and Save."""
    if by == "keys":
        for key in ("4", "3", "4", "Enter"):
            hand.press(key)
        return
    for label in ("good", "about right", "mostly"):
        hand.click(page.locator(".scale-words label", has_text=re.compile(f"^{label}$")))
    hand.click(page.get_by_role("button", name="Save", exact=True))


def checked_in(person: Person) -> list[str]:
    with acting_as(person):
        return list(CheckIn.objects.visible_to(person).get().answers.values())


@pytest.mark.parametrize("by", KEYS)
def test_1_add_a_talking_point(home: Page, cast: Cast, by: str) -> None:
    hand = Hand(home)
    if by == "keys":
        hand.press("a")
        hand.type("The testing kit")
        hand.press("Enter")
    else:
        hand.click(home.get_by_label("Add something for Mario"))
        hand.type("The testing kit")
        hand.click(home.get_by_role("button", name="Add", exact=True))
    expect(home.get_by_role("link", name="The testing kit")).to_be_visible()
    assert texts(cast.priya) == ["The testing kit"]
    assert hand.count <= 2


@pytest.mark.parametrize("by", KEYS)
def test_2_prepare_two_items_and_a_check_in(
    home: Page, my_day: Person, cast: Cast, by: str
) -> None:
    hand = Hand(home)
    if by == "keys":
        hand.press("p")
    else:
        hand.click(home.get_by_role("link", name="Prep", exact=True))
    expect(home.get_by_label("Add something to talk about")).to_be_focused()
    for words in ("The testing kit", "A day with Yusuf"):
        hand.type(words)
        if by == "keys":
            hand.press("Enter")
        else:
            own = home.locator("form.add", has=home.get_by_label("Add something to talk about"))
            hand.click(own.get_by_role("button", name="Add", exact=True))
        expect(home.get_by_role("link", name=words)).to_be_visible()
    expect(home.get_by_label("Add something to talk about")).to_be_focused()
    if by == "keys":
        # Out of the field and into the check-in above it.
        hand.press("Escape")
        expect(home.get_by_label("rough")).to_be_focused()
    answer_three(hand, home, by)
    expect(home.get_by_text("Only you can read it.")).to_be_visible()
    assert texts(cast.priya) == ["The testing kit", "A day with Yusuf"]
    assert checked_in(cast.priya) == ANSWERS
    assert hand.count <= 8


@pytest.mark.parametrize("by", KEYS)
def test_3_start_the_conversation(home: Page, cast: Cast, by: str) -> None:
    hand = Hand(home)
    if by == "keys":
        hand.press("o")
        expect(home.get_by_role("button", name="Start")).to_be_visible()
        hand.press("s")
    else:
        hand.click(home.get_by_role("link", name="Open our page"))
        expect(home.get_by_role("heading", level=1, name="Priya and Mario")).to_be_visible()
        hand.click(home.get_by_role("button", name="Start"))
    expect(home.get_by_role("button", name="Wrap up")).to_be_visible()
    with in_organisation(cast.priya.organisation_id):
        assert Conversation.objects.visible_to(cast.priya).under_way().count() == 1
    assert hand.count <= 2


@pytest.mark.parametrize("by", KEYS)
def test_4_record_an_action_while_talking(talking: Page, cast: Cast, by: str) -> None:
    hand = Hand(talking)
    if by == "keys":
        hand.press("!")
        hand.type("Ask Ruth @mario tomorrow")
        hand.press("Enter")
    else:
        hand.click(talking.get_by_label("Write a note"))
        hand.type("Ask Ruth @mario tomorrow")
        hand.click(talking.get_by_role("button", name="Action", exact=True))
    expect(talking.locator("#lists").get_by_role("link", name="Ask Ruth")).to_be_visible()
    with acting_as(cast.priya):
        action = Action.objects.visible_to(cast.priya).get()
        assert action.text == "Ask Ruth"
        assert action.owner_id == cast.mario.id
        assert action.due_on is not None
        assert action.due_on > timezone.localdate()
    assert hand.count <= (2 if by == "keys" else 3)


@pytest.mark.parametrize("by", KEYS)
def test_5_wrap_up_with_two_actions_agreed(talking: Page, cast: Cast, by: str) -> None:
    hand = Hand(talking)
    if by == "keys":
        hand.press("w")
    else:
        hand.click(talking.get_by_role("button", name="Wrap up"))
    expect(talking.get_by_role("button", name="Close and keep")).to_be_visible()
    agreed = talking.get_by_role("region", name="What we agreed")
    for words in ("Ask Ruth", "Book the room"):
        hand.type(words)
        if by == "keys":
            hand.press("Enter")
        else:
            hand.click(agreed.get_by_role("button", name="Add the action"))
        expect(agreed.get_by_role("link", name=words)).to_be_visible()
    if by == "keys":
        hand.press("Control+Enter")
    else:
        hand.click(talking.get_by_role("button", name="Close and keep"))
    expect(talking.get_by_text("Held today")).to_be_visible()
    with acting_as(cast.priya):
        held = Conversation.objects.visible_to(cast.priya).held().get()
        assert Action.objects.visible_to(cast.priya).filter(made_in=held).count() == 2
    assert hand.count <= (4 if by == "keys" else 5)


@pytest.mark.parametrize("by", KEYS)
def test_6_check_in(home: Page, my_day: Person, cast: Cast, by: str) -> None:
    hand = Hand(home)
    home.reload()
    expect(home.get_by_role("group", name="How did the week feel?")).to_be_visible()
    answer_three(hand, home, by)
    expect(home.get_by_text("Only you can read it.")).to_be_visible()
    assert checked_in(cast.priya) == ANSWERS
    assert hand.count <= 4


@pytest.mark.parametrize("by", KEYS)
def test_10_what_became_of_something_i_raised(home: Page, cast: Cast, by: str) -> None:
    with acting_as(cast.priya):
        item = add_item(pair_of(cast.priya, cast.mario), by=cast.priya, text="A day with Yusuf")
        raised = need_answer(item, by=cast.priya)
    with acting_as(cast.mario):
        raised.answer("no", by=cast.mario, sentence="The rota is full until May")
    home.goto("/")
    hand = Hand(home)
    if by == "keys":
        hand.press("w")
    else:
        hand.click(home.get_by_role("link", name="What came of what you raised"))
    expect(home.get_by_text("The rota is full until May").first).to_be_visible()
    assert hand.count <= 2
    # And, on the page itself, one key that settles it.
    home.keyboard.press("y")
    expect(home.get_by_role("button", name="Not settled after all")).to_be_visible()
    with acting_as(cast.priya):
        raised.refresh_from_db()
        assert raised.state == "closed"


@pytest.mark.parametrize("by", KEYS)
@pytest.mark.parametrize("who", ["employee", "manager"])
def test_11_a_fortnightly_rhythm_with_a_new_person(
    windows: Windows, cast: Cast, by: str, who: str
) -> None:
    with acting_as(cast.ade):
        leave(cast.pia)
    page = windows.open(cast.priya if who == "employee" else cast.mario)
    page.goto("/")
    hand = Hand(page)
    if by == "keys":
        if who == "employee":
            hand.press("o")
        else:
            hand.press("j")
            hand.press("Enter")
        expect(page.get_by_role("heading", level=1, name="Priya and Mario")).to_be_visible()
        hand.press("m")
        expect(page.get_by_role("button", name="Keep this rhythm")).to_be_visible()
        hand.press("Control+Enter")
    else:
        name = "Open our page" if who == "employee" else "Priya Shah"
        hand.click(page.get_by_role("link", name=name, exact=True))
        expect(page.get_by_role("heading", level=1, name="Priya and Mario")).to_be_visible()
        hand.click(page.get_by_role("link", name="Change", exact=True))
        hand.click(page.get_by_role("button", name="Keep this rhythm"))
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    with in_organisation(cast.priya.organisation_id):
        rhythm = Rhythm.objects.visible_to(cast.priya).get()
        assert rhythm.kind == "fortnightly"
        assert rhythm.pair_id == pair_of(cast.priya, cast.mario).id
    assert hand.count <= 4
