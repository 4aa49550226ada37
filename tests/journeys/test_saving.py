"""Adding, saving by itself, and working at the same time: experience 7.1 and 7.7 to 7.9."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from heard.conversations.gathering import add_item, reword
from heard.conversations.models import Item, Pair, PrivateNote
from heard.conversations.noting import keep_private_note, reword_note
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of
from tests.journeys.conftest import Windows
from tests.journeys.pages import add_field, focused_row, look_again, row, rows, undo_button

Opens = Callable[[str], Page]


@pytest.fixture
def shared(cast: Cast) -> Pair:
    """Their page, with one line from Priya."""
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        add_item(pair, by=cast.priya, text="The testing kit")
    return pair


@pytest.fixture
def opens(windows: Windows, cast: Cast, shared: Pair) -> Opens:
    """Their page in somebody's window."""

    def opened(name: str) -> Page:
        page = windows.open(cast.everyone[name])
        page.goto(f"/with/{shared.address}")
        return page

    return opened


def unreachable(page: Page, method: str = "POST") -> Callable[[], None]:
    """The server can't be reached, until the answer is called."""

    def refuse(route: Route) -> None:
        if route.request.method == method:
            route.abort()
        else:
            route.continue_()

    page.route("**/*", refuse)
    return lambda: page.unroute("**/*")


def test_enter_adds_and_the_emptied_field_keeps_the_focus(opens: Opens) -> None:
    page = opens("priya")
    field = add_field(page)
    field.click()
    page.keyboard.type("One line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("and a second")
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    expect(field).to_have_value("One line\nand a second")
    field.fill("A day with Yusuf")
    field.press("Enter")
    expect(row(page, "A day with Yusuf")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    expect(page.get_by_role("status").filter(has_text="Added")).to_be_attached()


def test_words_typed_while_the_server_is_slow_are_all_kept_in_order(opens: Opens) -> None:
    page = opens("priya")
    held: list[Route] = []
    page.route("**/items", lambda route: held.append(route))
    field = add_field(page)
    field.click()
    for words in ("First", "Second", "Third"):
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        expect(page.locator("li.row").filter(has_text=words)).to_contain_text("Saving")
    page.keyboard.type("Fourth, unfinished")
    assert len(held) == 3
    for route in held:
        route.continue_()
    for words in ("First", "Second", "Third"):
        expect(row(page, words)).to_be_visible()
    expect(page.get_by_text("Saving…")).to_have_count(0)
    expect(field).to_have_value("Fourth, unfinished")
    assert rows(page, "Priya") == ["The testing kit", "First", "Second", "Third"]


@pytest.mark.parametrize(
    ("button", "kept"),
    [("Add as 3 items", ["One", "Two", "Three"]), ("Add as one", ["One\nTwo\nThree"])],
)
def test_pasted_lines_are_so_many_items_or_one(opens: Opens, button: str, kept: list[str]) -> None:
    page = opens("priya")
    add_field(page).fill("One\nTwo\nThree")
    page.get_by_role("button", name=button).click()
    expect(add_field(page)).to_have_value("")
    expect(row(page, kept[-1].replace("\n", " "))).to_be_visible()
    assert rows(page, "Priya") == ["The testing kit", *kept]


def test_enter_on_pasted_lines_makes_several(opens: Opens) -> None:
    page = opens("priya")
    add_field(page).fill("One\nTwo")
    add_field(page).press("Enter")
    expect(row(page, "Two")).to_be_visible()
    assert rows(page, "Priya") == ["The testing kit", "One", "Two"]


def test_the_audience_stays_as_chosen_for_the_next_line(opens: Opens, cast: Cast) -> None:
    page = opens("priya")
    page.locator("#add").get_by_text("Only you", exact=True).click()
    for words in ("Whether to move", "And when"):
        add_field(page).fill(words)
        add_field(page).press("Enter")
        expect(row(page, words)).to_contain_text("Only you")
    with acting_as(cast.priya):
        private = Item.objects.visible_to(cast.priya).filter(audience="only_me")
        assert {item.text for item in private} == {"Whether to move", "And when"}


def test_too_long_is_refused_with_the_count_and_the_words_stay(opens: Opens) -> None:
    page = opens("priya")
    words = "too long " * 230
    add_field(page).fill(words)
    add_field(page).press("Enter")
    expect(page.get_by_role("paragraph").filter(has_text="2,069 characters")).to_be_visible()
    expect(add_field(page)).to_have_value(words)
    expect(add_field(page)).to_have_attribute("aria-invalid", "true")
    assert rows(page, "Priya") == ["The testing kit"]
    add_field(page).fill("Shorter")
    add_field(page).press("Enter")
    expect(row(page, "Shorter")).to_be_visible()
    expect(add_field(page)).not_to_have_attribute("aria-invalid", "true")


def test_an_add_that_did_not_arrive_goes_back_to_the_field(windows: Windows, opens: Opens) -> None:
    page = opens("priya")
    reachable = unreachable(page)
    add_field(page).fill("A day with Yusuf")
    add_field(page).press("Enter")
    expect(page.get_by_text("Not saved. Your words are still here.").first).to_be_visible()
    expect(add_field(page)).to_have_value("A day with Yusuf")
    reachable()
    windows.forget()
    add_field(page).press("Enter")
    expect(row(page, "A day with Yusuf")).to_be_visible()
    assert rows(page, "Priya") == ["The testing kit", "A day with Yusuf"]


def test_one_that_did_not_arrive_waits_in_the_list_while_more_is_typed(
    windows: Windows, opens: Opens
) -> None:
    page = opens("priya")
    held: list[Route] = []
    page.route("**/items", lambda route: held.append(route))
    add_field(page).fill("A day with Yusuf")
    add_field(page).press("Enter")
    add_field(page).type("Something else")
    held[0].abort()
    page.unroute("**/items")
    waiting = page.get_by_role("listitem").filter(has_text="A day with Yusuf")
    expect(waiting).to_contain_text("Not saved")
    expect(add_field(page)).to_have_value("Something else")
    windows.forget()
    waiting.get_by_role("button", name="Try again").click()
    expect(row(page, "A day with Yusuf")).to_be_visible()


def test_a_note_saves_by_itself_and_says_so(windows: Windows, cast: Cast, shared: Pair) -> None:
    page, note = private_note(windows, cast, shared)
    words = page.get_by_label("Words")
    words.fill("He was kind about it, twice")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    words.fill("He was kind about it, three times")
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    with acting_as(cast.priya):
        note.refresh_from_db()
        assert note.text == "He was kind about it, three times"


def test_a_note_that_was_not_saved_says_so_and_tries_again(
    windows: Windows, cast: Cast, shared: Pair
) -> None:
    page, note = private_note(windows, cast, shared)
    reachable = unreachable(page)
    page.get_by_label("Words").fill("He was kind about it, twice")
    expect(page.get_by_text(re.compile("^Not saved")).first).to_be_visible()
    expect(page.get_by_label("Words")).to_have_value("He was kind about it, twice")
    reachable()
    windows.forget()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    with acting_as(cast.priya):
        note.refresh_from_db()
        assert note.text == "He was kind about it, twice"


def test_leaving_the_tab_saves_and_coming_back_is_no_conflict(
    windows: Windows, cast: Cast, shared: Pair
) -> None:
    page, note = private_note(windows, cast, shared)
    words = page.get_by_label("Words")
    words.fill("First thought")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.evaluate(
            """() => {
              Object.defineProperty(document, "visibilityState", {value: "hidden", writable: true});
              document.dispatchEvent(new Event("visibilitychange"));
              document.visibilityState = "visible";
            }"""
        )
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    words.fill("First thought, and a second")
    expect(page.get_by_text("Saving…")).to_be_visible()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    with acting_as(cast.priya):
        note.refresh_from_db()
        assert note.text == "First thought, and a second"


def private_note(windows: Windows, cast: Cast, pair: Pair) -> tuple[Page, PrivateNote]:
    with acting_as(cast.priya):
        note = keep_private_note(pair, by=cast.priya, text="He was kind about it")
    page = windows.open(cast.priya)
    page.goto(f"/private-notes/{note.id}")
    return page, note


def test_two_windows_one_note_both_versions_are_kept(
    windows: Windows, cast: Cast, shared: Pair
) -> None:
    page, note = private_note(windows, cast, shared)
    with acting_as(cast.priya):
        reword_note(note, by=cast.priya, text="Written elsewhere", base=None)
    page.get_by_label("Words").fill("Written here")
    expect(page.get_by_text("Both versions are here")).to_be_visible()
    expect(page.get_by_text("Written elsewhere", exact=True).first).to_be_visible()
    expect(page.get_by_text("Written here", exact=True).first).to_be_visible()
    choices = page.locator("button:visible").filter(has_text=re.compile("^\\s*(Keep|Use)"))
    assert [words.strip() for words in choices.all_inner_texts()] == [
        "Keep both",
        "Use mine",
        "Use theirs",
    ]
    page.get_by_role("button", name="Keep both").click()
    expect(page.get_by_role("heading", level=1, name="Priya and Mario")).to_be_visible()
    with acting_as(cast.priya):
        note.refresh_from_db()
        assert note.text == "Written elsewhere\n\nWritten here"


def test_looking_again_brings_what_the_other_did(opens: Opens, cast: Cast, shared: Pair) -> None:
    page = opens("priya")
    with acting_as(cast.mario):
        add_item(shared, by=cast.mario, text="The Leeds visits")
    look_again(page)
    expect(row(page, "The Leeds visits")).to_be_visible()
    expect(page.get_by_text("Nothing from Mario yet.")).to_be_hidden()


def test_looking_again_touches_no_row_that_somebody_is_in(
    opens: Opens, cast: Cast, shared: Pair
) -> None:
    page = opens("mario")
    row(page, "The testing kit").get_by_role("link").click()
    note = page.get_by_label("Write a note")
    note.fill("Half a thought")
    with acting_as(cast.priya):
        item = Item.objects.visible_to(cast.priya).get()
        reword(item, by=cast.priya, text="The second testing kit", base=None)
        add_item(shared, by=cast.priya, text="Another matter")
    look_again(page)
    expect(row(page, "Another matter")).to_be_visible()
    expect(note).to_have_value("Half a thought")
    expect(note).to_be_focused()
    held = row(page, "The testing kit")
    expect(held).to_contain_text("This changed meanwhile.")
    held.get_by_role("button", name="Show").click()
    expect(row(page, "The second testing kit")).to_be_visible()
    assert focused_row(page) == "The second testing kit"


def test_undo_brings_it_back_by_button_and_by_key(opens: Opens) -> None:
    page = opens("priya")
    for way in ("button", "key"):
        row(page, "The testing kit").get_by_role("link").focus()
        page.keyboard.press("d")
        expect(row(page, "The testing kit")).to_contain_text("Let go")
        if way == "button":
            undo_button(page).click()
        else:
            page.keyboard.press("z")
        expect(row(page, "The testing kit")).not_to_contain_text("Let go")
        expect(page.get_by_text("Taken back.").first).to_be_attached()
