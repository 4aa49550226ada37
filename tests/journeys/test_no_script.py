"""The core tasks with JavaScript off: forms, and a page after each: experience 12.3."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from heard.conversations.gathering import add_items, reword
from heard.conversations.models import Action, Agreement, Item, Pair, PrivateNote, Rhythm
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from tests.cast import PASSWORD, Cast, pair_of
from tests.journeys.conftest import Windows
from tests.journeys.pages import add_field, row, rows, undo_button

ONE, TWO = "The testing kit", "A day with Yusuf"


@pytest.fixture
def shared(cast: Cast) -> Pair:
    """The page of Priya and Mario, with two lines from her."""
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        add_items(pair, by=cast.priya, texts=[ONE, TWO])
    return pair


@pytest.fixture
def plain(windows: Windows, cast: Cast, shared: Pair) -> Page:
    """Priya's window, without a script, on that page."""
    page = windows.open(cast.priya, java_script_enabled=False)
    page.goto(f"/with/{shared.address}")
    return page


def on_the_page(page: Page) -> None:
    expect(page.get_by_role("heading", level=1, name="Priya and Mario")).to_be_visible()


def on_its_own(page: Page, words: str) -> None:
    """The page of one item: everything a menu would offer."""
    page.get_by_role("link", name=words, exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name=words)).to_be_visible()


def notice(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("status")


def order(page: Page, *words: str) -> None:
    lines = page.get_by_role("region", name="From Priya").locator("li[data-item] .row-text")
    expect(lines).to_have_text(list(words))


def test_coming_in_settings_and_leaving(windows: Windows, cast: Cast) -> None:
    user = cast.priya.user
    assert user is not None
    user.set_password(PASSWORD)
    with in_organisation(cast.priya.organisation_id):
        user.save()
    page = windows.open(java_script_enabled=False)
    page.goto("/settings/display")
    page.get_by_label("E-mail").fill("priya@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1, name="Settings")).to_be_visible()
    page.get_by_label("Rows closer together").check()
    page.get_by_role("button", name="Save").click()
    expect(notice(page)).to_have_text("Saved")
    expect(page.locator("html")).to_have_attribute("data-rows", "compact")
    page.get_by_label(re.compile("settings, help, sign out")).click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    page.goto("/settings/display")
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


def test_gathering(plain: Page) -> None:
    """From home, in prep, one line, several: each is there, in order."""
    plain.goto("/")
    plain.get_by_label("Add something for Mario").fill("From home")
    plain.locator("main").get_by_role("button", name="Add", exact=True).click()
    expect(notice(plain)).to_contain_text("Added.")
    plain.get_by_role("link", name="Prep", exact=True).click()
    add_field(plain).fill("From prep")
    plain.get_by_role("region", name="From you").get_by_role("button", name="Add").click()
    expect(plain.get_by_role("link", name="From prep")).to_be_visible()
    plain.get_by_role("button", name="Ready").click()
    on_the_page(plain)
    add_field(plain).fill("One line\n\nAnd another")
    plain.locator("#add").get_by_role("button", name="Add", exact=True).click()
    order(plain, ONE, TWO, "From home", "From prep", "One line", "And another")


def test_settling_moving_and_taking_back(plain: Page) -> None:
    plain.get_by_role("button", name=f"Covered: {ONE}").click()
    expect(notice(plain)).to_contain_text("Covered.")
    undo_button(plain).click()
    expect(notice(plain)).to_have_text("Taken back.")
    order(plain, ONE, TWO)
    on_its_own(plain, TWO)
    plain.get_by_role("button", name="Let go").click()
    expect(notice(plain)).to_contain_text("Let go.")
    assert TWO not in rows(plain, "Priya")
    undo_button(plain).click()
    order(plain, ONE, TWO)
    on_its_own(plain, TWO)
    plain.get_by_role("button", name="To top").click()
    order(plain, TWO, ONE)
    on_its_own(plain, TWO)
    plain.get_by_role("button", name="Move down").click()
    order(plain, ONE, TWO)


def test_writing(plain: Page, cast: Cast) -> None:
    """A note under an item, one to oneself, an action, an agreement, one that is looked for."""
    on_its_own(plain, ONE)
    plain.get_by_label("Write a note").fill("Catrin has the spare one")
    plain.get_by_role("button", name="Note", exact=True).click()
    on_the_page(plain)
    expect(row(plain, ONE)).to_contain_text("1 note")
    plain.get_by_role("heading", name="Only you").click()
    plain.get_by_label("A private note").fill("Ask her twice")
    plain.get_by_role("button", name="Keep").click()
    on_the_page(plain)
    plain.get_by_text("Add an action").click()
    what = plain.get_by_role("textbox", name="What", exact=True)
    what.fill("Ask Ruth")
    plain.get_by_label(re.compile("^By when")).fill("friday")
    plain.locator("form", has=what).get_by_role("button").click()
    expect(plain.get_by_role("region", name="Owed")).to_contain_text("Ask Ruth")
    plain.get_by_text("Add an agreement").click()
    sentence = plain.get_by_label("A sentence you both accept")
    sentence.fill("Fridays from home")
    plain.locator("form", has=sentence).get_by_role("button").click()
    expect(plain.get_by_role("region", name="Kept by us")).to_contain_text("Fridays from home")
    with acting_as(cast.priya):
        assert PrivateNote.objects.visible_to(cast.priya).get().text == "Ask her twice"
        assert Action.objects.visible_to(cast.priya).get().due_on is not None
        assert Agreement.objects.visible_to(cast.priya).get().text == "Fridays from home"
    plain.goto("/search")
    plain.get_by_label("Words").fill("yusuf")
    plain.locator("main").get_by_role("button", name="Search").click()
    expect(plain.get_by_role("link", name=TWO)).to_be_visible()


def test_asking_answering_and_settling(windows: Windows, plain: Page, cast: Cast) -> None:
    on_its_own(plain, ONE)
    plain.get_by_role("button", name="I need an answer").click()
    on_the_page(plain)
    mario = windows.open(cast.mario, java_script_enabled=False)
    mario.goto("/")
    mario.get_by_role("link", name=re.compile(f"^Answer ?: {ONE}$")).click()
    mario.get_by_label("No", exact=True).check()
    mario.get_by_label("In a sentence, and why").fill("The money went to Leeds")
    mario.locator("main form").get_by_role("button", name="Answer").click()
    expect(row(mario, ONE)).to_contain_text("No, for now")
    plain.goto("/")
    expect(plain.get_by_text(re.compile("^Mario answered: No"))).to_be_visible()
    plain.get_by_role("button", name="That settles it").click()
    expect(plain.get_by_text(re.compile("^Mario answered: No"))).to_have_count(0)


def test_holding_and_closing(plain: Page, cast: Cast) -> None:
    plain.get_by_role("link", name="Change", exact=True).click()
    plain.get_by_role("button", name="Keep this rhythm").click()
    on_the_page(plain)
    with in_organisation(cast.priya.organisation_id):
        assert Rhythm.objects.visible_to(cast.priya).get().kind == "fortnightly"
    plain.get_by_role("button", name="Start").click()
    plain.get_by_role("button", name=f"Covered: {ONE}").click()
    expect(notice(plain)).to_contain_text("Covered.")
    plain.get_by_role("button", name="Wrap up").click()
    plain.get_by_label("What", exact=True).fill("Book the room")
    plain.get_by_role("button", name="Add the action").click()
    expect(plain.get_by_role("link", name="Book the room")).to_be_visible()
    plain.get_by_label("What you take from it").fill("A good one")
    plain.get_by_role("button", name="Close and keep").click()
    expect(plain.get_by_text("Held today")).to_be_visible()
    expect(row(plain, TWO)).to_contain_text("2nd time")
    expect(plain.get_by_role("region", name="Owed")).to_contain_text("Book the room")


def test_keeping_both_when_two_wrote(plain: Page, cast: Cast) -> None:
    on_its_own(plain, ONE)
    with acting_as(cast.priya):
        item = Item.objects.visible_to(cast.priya).select_related("pair").order_by("position")[0]
        reword(item, by=cast.priya, text="Written elsewhere", base=None)
    plain.get_by_role("textbox", name="Words").fill("Written here")
    plain.get_by_role("button", name="Save").first.click()
    plain.get_by_role("button", name="Keep both").click()
    on_the_page(plain)
    with acting_as(cast.priya):
        found = Item.objects.visible_to(cast.priya).get(id=item.id)
        assert found.text == "Written elsewhere\n\nWritten here"
