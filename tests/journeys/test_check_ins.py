"""Check-ins and project lines in a browser: their keys, without a script, and axe in each state."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from heard.conversations.keeping_lines import add_line, note_how, say_how
from heard.people.models import Person
from heard.privacy.keys import acting_as
from heard.wellbeing.answering import choose_day
from heard.wellbeing.keeping_places import add_place
from heard.wellbeing.models import CheckIn
from tests.cast import Cast, pair_of
from tests.journeys.axe import SIZES, faults, faults_light_and_dark
from tests.journeys.conftest import Windows
from tests.wellbeing.weeks import WEEK, write

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture
def my_day(cast: Cast) -> Person:
    with acting_as(cast.priya):
        choose_day(by=cast.priya, weekday=cast.priya.today().weekday())
    return cast.priya


def answers(person: Person) -> dict[str, str]:
    with acting_as(person):
        return CheckIn.objects.visible_to(person).get().answers


def a_low_year(cast: Cast) -> None:
    """Good for long, low for two weeks, and somebody to turn to."""
    with acting_as(cast.hana):
        add_place(by=cast.hana, name="The helpline", how="020 7946 0000, day and night")
    weeks = [{"week": "good", "load": "about_right", "clear": "mostly"}] * 6
    with acting_as(cast.priya):
        low = [{"week": "rough", "load": "far_too_much"}] * 2
        write(cast.priya, [*weeks, *low], until=cast.priya.today() - WEEK, note="Long days")


def test_the_core_of_it_without_a_script(windows: Windows, my_day: Person) -> None:
    page = windows.open(my_day, java_script_enabled=False)
    page.goto("/")
    page.get_by_text("mixed", exact=True).click()
    page.get_by_text("a bit much", exact=True).click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Only you can read it.")).to_be_visible()
    assert answers(my_day) == {"week": "mixed", "load": "a_bit_much"}
    page.get_by_role("link", name="Your check-ins").click()
    expect(page.get_by_text("mixed · a bit much")).to_be_visible()


def test_put_off_it_goes_and_asks_nothing(windows: Windows, my_day: Person) -> None:
    page = windows.open(my_day)
    page.goto("/")
    page.get_by_role("button", name="Not today").click()
    expect(page.get_by_text("How did the week feel?")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("How did the week feel?")).to_have_count(0)


def test_numbers_in_a_field_are_words(windows: Windows, my_day: Person) -> None:
    page = windows.open(my_day)
    page.goto("/")
    page.get_by_label("Add something for Mario").fill("Seats: ")
    page.keyboard.type("45")
    expect(page.get_by_label("Add something for Mario")).to_have_value("Seats: 45")
    expect(page.locator("[data-check-in] .scale :checked")).to_have_count(0)


def test_keys_that_are_turned_off_answer_nothing(windows: Windows, my_day: Person) -> None:
    with acting_as(my_day):
        Person.objects.filter(id=my_day.id).update(single_keys=False)
    page = windows.open(my_day)
    page.goto("/")
    expect(page.get_by_text("How did the week feel?")).to_be_visible()
    page.keyboard.press("4")
    expect(page.locator("[data-check-in] .scale :checked")).to_have_count(0)


def test_nothing_chosen_is_said_beside_the_question(windows: Windows, my_day: Person) -> None:
    page = windows.open(my_day)
    page.goto("/")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Choose a word for at least one of them.").first).to_be_visible()
    expect(page.get_by_label("rough", exact=True)).to_be_focused()
    assert faults(page) == []


def test_a_project_is_one_tap(windows: Windows, cast: Cast) -> None:
    with acting_as(cast.mario):
        pair = pair_of(cast.priya, cast.mario)
        add_line(pair, by=cast.mario, text="The ferry board")
    page = windows.open(cast.priya)
    page.goto(f"/with/{pair.address}")
    tap = page.get_by_role("button", name="stuck: The ferry board")
    tap.click()
    expect(tap).to_have_attribute("aria-pressed", "true")
    page.get_by_text("Add a project").click()
    page.get_by_label("What it is called").fill("The ward")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="The ward", exact=True)).to_be_visible()


@pytest.mark.parametrize("size", [{}, PHONE], ids=["wide", "phone"])
def test_axe_on_every_state(
    windows: Windows, cast: Cast, my_day: Person, size: dict[str, Any]
) -> None:
    a_low_year(cast)
    with acting_as(cast.mario):
        pair = pair_of(cast.priya, cast.mario)
        line = add_line(pair, by=cast.mario, text="The ferry board")
        say_how(line, by=cast.mario, word="stuck")
        note_how(line, by=cast.mario, note="Waiting for Delphine", base=None)
    page = windows.open(my_day, **size)
    wrong: dict[str, list[str]] = {}

    def look(name: str) -> None:
        # From the top: what has gone up behind the header is in nobody's way.
        page.evaluate("scrollTo(0, 0)")
        found = faults_light_and_dark(page) + faults(page, SIZES)
        if found:
            wrong[name] = found

    for name, address in {
        "home, asked": "/",
        "prep, asked": f"/with/{pair.address}/prep",
        "projects": f"/with/{pair.address}",
        "a project": f"/project-lines/{line.id}",
        "history": "/me/check-ins",
    }.items():
        page.goto(address)
        if name == "history":
            open_every_fold(page)
        look(name)
    page.goto("/")
    page.get_by_text("rough", exact=True).click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The helpline")).to_be_visible()
    open_every_fold(page)
    look("home, low for long")
    assert wrong == {}


def open_every_fold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details.fold').forEach(one => one.open = true)")
