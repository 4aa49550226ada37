"""Axe finds nothing, on any address a person can open and in the states a page can be in.

The addresses are those of tests/access/table.py, which names every one there is: a new page is
looked at here from its first day.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings

from heard.conversations.gathering import reword
from heard.conversations.holding import start
from heard.conversations.models import Item, Pair
from heard.ops.demo.loader import load
from heard.people.models import Person
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from tests.access.table import ELSEWHERE, ROWS, Row
from tests.access.world import World
from tests.journeys.axe import ALL_BUT_CONTRAST, faults, faults_light_and_dark
from tests.journeys.conftest import Windows
from tests.journeys.pages import add_field, row

# What these answer is no page.
NOT_PAGES = {
    "asset",
    "mark",
    "health-live",
    "health-ready",
    "people-import-template",
    "objectives-export",
    # The list behind a field.
    "feedback-people",
}
# Not in the table, and looked at below all the same.
WITH_A_TEST_HERE = {"catalogue", "demo-sign-in"}
# Reached by a link's cookie, and looked at on the way: test_feedback.py.
BY_A_LINK = {"outside-answer"}
# There only while nobody is here at all, so not beside the cast: test_setting_up.py.
BEFORE_ANYBODY = {"set-up", "set-up-step"}
WALKERS = ("nobody", "priya", "mario", "ade")


def screens(walker: str) -> list[Row]:
    """Each address once, by the first of the walkers who may open it."""
    return [
        row
        for row in ROWS
        if row.opens
        and row.route not in NOT_PAGES
        and next((name for name in WALKERS if name in row.opens), None) == walker
    ]


def test_every_address_is_walked_or_is_no_page() -> None:
    opened = {row.route for row in ROWS if row.opens and row.route not in NOT_PAGES}
    walked = {row.route for walker in WALKERS for row in screens(walker)}
    assert opened - walked == set()
    assert set(ELSEWHERE) - WITH_A_TEST_HERE - BEFORE_ANYBODY - BY_A_LINK == set()


@pytest.mark.parametrize("walker", WALKERS)
@pytest.mark.parametrize("way", ["as it is", "right to left"])
def test_every_page(
    windows: Windows, world: World, settings: Settings, walker: str, way: str
) -> None:
    person = world.cast.everyone.get(walker)
    if way == "right to left":
        read_in_arabic(person, settings)
    page = windows.open(person)
    found = {}
    for one in screens(walker):
        address = reverse(one.route, kwargs=one.kwargs(world))
        answer = page.goto(address)
        assert answer
        assert answer.ok, address
        if way == "right to left":
            expect(page.locator("html")).to_have_attribute("dir", "rtl")
            wrong = faults(page, ALL_BUT_CONTRAST)
        else:
            wrong = faults_light_and_dark(page)
        if wrong:
            found[f"{one.route} ({one.record})"] = wrong
    assert found == {}


def read_in_arabic(person: Person | None, settings: Settings) -> None:
    """Their own language; nobody reads in the installation's."""
    if person is None:
        settings.LANGUAGE_CODE = "ar"
        return
    with in_organisation(person.organisation_id):
        Person.objects.filter(id=person.id).update(language="ar")


State = Callable[[Page, World], None]


def url(world: World) -> str:
    pair: Any = world.rows["pair"]
    return f"/with/{pair.address}"


def on_page(page: Page, world: World) -> None:
    page.goto(url(world))


def with_an_item_open(page: Page, world: World) -> None:
    page.goto(url(world))
    row(page, "The testing kit").get_by_role("link", name="The testing kit").click()
    expect(page.get_by_label("Write a note")).to_be_visible()


def with_a_menu_open(page: Page, world: World) -> None:
    page.goto(url(world))
    row(page, "The testing kit").get_by_label("More: The testing kit").click()
    expect(page.get_by_role("button", name="Move up")).to_be_visible()


def with_the_pad_and_folds_open(page: Page, world: World) -> None:
    page.goto(url(world))
    for fold in page.locator("main details").all():
        fold.evaluate("fold => { fold.open = true }")


def with_a_refusal(page: Page, world: World) -> None:
    page.goto(url(world))
    add_field(page).fill("too long " * 230)
    add_field(page).press("Enter")
    expect(add_field(page)).to_have_attribute("aria-invalid", "true")


def with_a_toast(page: Page, world: World) -> None:
    page.goto(url(world))
    add_field(page).fill("A line")
    add_field(page).press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Undo"))).to_be_visible()


def with_tools_open(page: Page, world: World) -> None:
    page.goto("/settings/keys")
    page.get_by_label("Add", exact=True).click()
    expect(page.get_by_label("Add to your page")).to_be_visible()
    assert faults_light_and_dark(page) == []
    page.get_by_label(re.compile("settings, help, sign out")).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def with_the_palette(page: Page, world: World) -> None:
    page.goto("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("testing")
    expect(page.get_by_role("dialog").get_by_role("link", name="The testing kit")).to_be_visible()


def while_talking(page: Page, world: World) -> None:
    begin(world)
    page.goto(url(world))
    expect(page.get_by_role("button", name="Wrap up")).to_be_visible()


def wrapping_up(page: Page, world: World) -> None:
    begin(world)
    page.goto(f"{url(world)}/wrap")
    expect(page.get_by_role("button", name="Close and keep")).to_be_visible()
    for fold in page.locator("main details").all():
        fold.evaluate("fold => { fold.open = true }")


def begin(world: World) -> None:
    pair = world.rows["pair"]
    assert isinstance(pair, Pair)
    with acting_as(world.cast.priya):
        start(pair, by=world.cast.priya)


def in_conflict(page: Page, world: World) -> None:
    item = world.rows["item"]
    assert isinstance(item, Item)
    page.goto(f"/items/{item.id}")
    with acting_as(world.cast.priya):
        found = Item.objects.select_related("pair", "author").get(id=item.id)
        reword(found, by=world.cast.priya, text="Written elsewhere", base=None)
    page.get_by_role("textbox", name="Words").fill("Written here")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Both versions are here")).to_be_visible()


def nothing_there(page: Page, world: World) -> None:
    page.goto("/with/nowhere-at-all")


def searching(page: Page, world: World) -> None:
    page.goto("/search?q=testing")
    assert faults_light_and_dark(page) == []
    page.goto("/search?q=nothingofthekind")


def filtered(page: Page, world: World) -> None:
    page.goto(f"{url(world)}/timeline?kind=actions")


STATES: list[State] = [
    on_page,
    with_an_item_open,
    with_a_menu_open,
    with_the_pad_and_folds_open,
    with_a_refusal,
    with_a_toast,
    with_tools_open,
    with_the_palette,
    in_conflict,
    nothing_there,
    searching,
    filtered,
    while_talking,
    wrapping_up,
]


@pytest.mark.parametrize("half", [0, 1])
def test_every_state(windows: Windows, world: World, half: int) -> None:
    page = windows.open(world.cast.priya)
    found = {}
    for state in STATES[half::2]:
        state(page, world)
        wrong = faults_light_and_dark(page)
        if wrong:
            found[state.__name__] = wrong
    assert found == {}


def test_without_a_script_a_refusal_is_a_page(windows: Windows, world: World) -> None:
    page = windows.open(world.cast.priya, java_script_enabled=False)
    page.goto(url(world))
    add_field(page).fill("too long " * 230)
    page.locator("#add").get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Not saved yet")).to_be_visible()
    told = page.content()
    # Axe needs a script, the page does not: the same page in a window that has one.
    reader = windows.open()
    reader.route("**/told", lambda route: route.fulfill(body=told, content_type="text/html"))
    reader.goto("/told")
    assert faults_light_and_dark(reader) == []


def test_an_empty_page(windows: Windows, world: World) -> None:
    page = windows.open(world.cast.pia)
    page.goto("/with")
    expect(page.get_by_role("heading", name=re.compile("This page is yours"))).to_be_visible()
    assert faults_light_and_dark(page) == []


def test_the_door_of_a_demo_and_a_wrong_password(
    windows: Windows, world: World, demo_door: None
) -> None:
    page = windows.open()
    page.goto("/sign-in")
    expect(page.get_by_role("button", name=re.compile("Priya Shah"))).to_be_visible()
    assert faults_light_and_dark(page) == []
    page.get_by_label("E-mail").fill("priya@example.com")
    page.get_by_label("Password").fill("not the one it is")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("don't go together")).to_be_visible()
    assert faults_light_and_dark(page) == []


def test_the_catalogue(windows: Windows, settings: Settings, db: None) -> None:
    settings.DEMO = True
    page = windows.open()
    answer = page.goto("/catalogue")
    assert answer
    assert answer.ok
    assert faults_light_and_dark(page) == []


def test_a_year_of_it(windows: Windows, demo_door: None) -> None:
    """The demo: everything at once, with the words of real people."""
    load()
    page = windows.open()
    page.goto("/")
    page.get_by_role("button", name=re.compile("Mario Rossi")).click()
    expect(page.get_by_role("heading", level=1, name="Hello, Mario")).to_be_visible()
    found = {"home": faults_light_and_dark(page)}
    page.get_by_role("link", name="Priya Shah", exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name="Priya and Mario")).to_be_visible()
    found["page"] = faults_light_and_dark(page)
    address = page.url
    for part in ("prep", "timeline", "rhythm"):
        page.goto(f"{address}/{part}")
        found[part] = faults_light_and_dark(page)
    page.goto(f"{address}/timeline?kind=conversations")
    page.get_by_role("link", name="Conversation", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/with/[^/]+/\d{4}-"))
    found["one conversation"] = faults_light_and_dark(page)
    assert {where: wrong for where, wrong in found.items() if wrong} == {}
