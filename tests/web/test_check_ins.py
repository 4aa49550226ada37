"""Check-ins as pages: asked on one's day, said back, kept, put off without a trace."""

import datetime as dt
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heard.conversations.checking_in import check_in
from heard.conversations.models import Pair, Told
from heard.people.models import Person
from heard.privacy.keys import acting_as
from heard.wellbeing.answering import choose_day, pause
from heard.wellbeing.keeping_places import add_place
from heard.wellbeing.models import CheckIn, Habit
from tests.cast import Cast, signed_in
from tests.wellbeing.weeks import WEEK, write

ASKED = "How did the week feel?"
GOOD = {"week": "good", "load": "about_right"}
PAGE = "/me/check-ins"


def make_today_the_day(person: Person) -> None:
    with acting_as(person):
        choose_day(by=person, weekday=person.today().weekday())


def seen(person: Person, address: str = "/") -> str:
    return unescape(signed_in(person).get(address).content.decode())


@pytest.fixture
def my_day(cast: Cast) -> Person:
    make_today_the_day(cast.priya)
    return cast.priya


def test_asked_on_my_day_and_on_no_other(cast: Cast, my_day: Person) -> None:
    assert ASKED in seen(my_day)
    with acting_as(my_day):
        choose_day(by=my_day, weekday=(my_day.today().weekday() + 1) % 7)
    assert ASKED not in seen(my_day)
    assert ASKED in seen(my_day, PAGE)


def test_answered_it_says_one_sentence_back(cast: Cast, my_day: Person) -> None:
    browser = signed_in(my_day)
    answer = browser.post(PAGE, {**GOOD, "reader": "only_me", "back": "/"})
    assert answer.headers["Location"] == "/#check-in"
    home = unescape(browser.get("/").content.decode())
    assert ASKED not in home
    assert "After four, you'll see your own pattern." in home
    assert "Only you can read it. Nothing has been sent." in home


def test_with_a_script_the_sentence_takes_its_place(cast: Cast, my_day: Person) -> None:
    answer = signed_in(my_day).post(PAGE, GOOD, headers={"HX-Request": "true"})
    part = answer.content.decode()
    assert answer.status_code == 200
    assert part.strip().startswith("<section")
    assert "Only you can read it." in part
    assert "<html" not in part


def test_a_dip_offers_and_sends_nothing(cast: Cast, my_day: Person) -> None:
    with acting_as(my_day):
        usual = [{"week": "good"}] * 5 + [{"week": "flat"}]
        write(my_day, usual, until=my_day.today() - WEEK)
    signed_in(my_day).post(PAGE, {"week": "flat", "reader": "only_me"})
    home = seen(my_day)
    assert "Lower than your usual two weeks running." in home
    assert "Nothing has been sent." in home
    assert "How the last few weeks have been" in home
    assert "People and places to turn to" not in home


def test_low_for_long_shows_where_to_turn_to_that_person_alone(cast: Cast, my_day: Person) -> None:
    with acting_as(cast.hana):
        add_place(by=cast.hana, name="Hana, people partner", how="Come by, or 020 7946 0000")
    with acting_as(my_day):
        weeks = [{"week": "good"}] * 5 + [{"week": "rough"}] * 2
        write(my_day, weeks, until=my_day.today() - WEEK)
    others = [person for name, person in cast.everyone.items() if name != "priya"]
    before = [seen_without_tokens(person, "/") for person in others]
    signed_in(my_day).post(PAGE, {"week": "rough", "reader": "only_me"})
    home = seen(my_day)
    assert "People and places to turn to" in home
    assert "020 7946 0000" in home
    assert [seen_without_tokens(person, "/") for person in others] == before


def test_what_is_wrong_keeps_every_word(cast: Cast, my_day: Person) -> None:
    browser = signed_in(my_day)
    typed = {"load": "a_bit_much", "word": "tired", "note": "x" * 1_001, "reader": "pair"}
    answer = browser.post(PAGE, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "1,001" in page
    assert "x" * 1_001 in page
    assert 'value="tired"' in page
    assert 'value="a_bit_much" checked' in " ".join(page.split())
    assert 'value="pair" checked' in " ".join(page.split())
    with acting_as(my_day):
        assert not CheckIn.objects.exists()


def test_nothing_chosen_is_said_beside_the_first(cast: Cast, my_day: Person) -> None:
    answer = signed_in(my_day).post(PAGE, {"reader": "only_me"}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert answer.headers["X-Field"] == "week"
    assert answer.content.decode() == "Choose a word for at least one of them."


def test_put_off_it_leaves_nothing_but_a_mark_in_this_browser(cast: Cast, my_day: Person) -> None:
    browser = signed_in(my_day)
    with CaptureQueriesContext(connection) as queries:
        answer = browser.post(f"{PAGE}/skipping", {"back": "/"})
    cookie = answer.cookies["heard-later"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert cookie["httponly"]
    wrote = ("INSERT", "UPDATE", "DELETE")
    assert [one for one in queries if one["sql"].upper().startswith(wrote)] == []
    assert ASKED not in browser.get("/").content.decode()
    assert ASKED in seen(my_day)


def test_a_mark_of_another_person_puts_nothing_off(cast: Cast, my_day: Person) -> None:
    make_today_the_day(cast.mario)
    browser = signed_in(my_day)
    browser.post(f"{PAGE}/skipping", {"back": "/"})
    other = signed_in(cast.mario)
    other.cookies["heard-later"] = browser.cookies["heard-later"].value
    assert ASKED in other.get("/").content.decode()


def test_paused_until_a_day_or_for_good(cast: Cast, my_day: Person, pair: Pair) -> None:
    browser = signed_in(my_day)
    until = (my_day.today() + dt.timedelta(days=10)).isoformat()
    assert browser.post(f"{PAGE}/pause", {"until": until}).status_code == 302
    assert ASKED not in seen(my_day)
    assert "Check in" not in seen(my_day, f"/with/{pair.address}/prep")
    assert "Paused until" in seen(my_day, PAGE)
    browser.post(f"{PAGE}/pause", {"pause": "no"})
    assert ASKED in seen(my_day)
    browser.post(f"{PAGE}/pause", {"until": ""})
    assert "Paused. You are not asked." in seen(my_day, PAGE)


def test_a_pause_ends_by_itself(cast: Cast, my_day: Person) -> None:
    with acting_as(my_day):
        pause(by=my_day, until=my_day.today() + dt.timedelta(days=1))
        Habit.objects.update(paused_until=my_day.today())
    assert ASKED in seen(my_day)


@pytest.mark.parametrize(
    ("address", "sent", "field"),
    [("day", {"weekday": "7"}, "weekday"), ("pause", {"until": "2020-01-01"}, "until")],
)
def test_a_day_that_is_none_is_refused(
    cast: Cast, address: str, sent: dict[str, str], field: str
) -> None:
    answer = signed_in(cast.priya).post(f"{PAGE}/{address}", sent)
    assert answer.status_code == 422
    with acting_as(cast.priya):
        assert not Habit.objects.exists()


def test_in_prep_it_is_open_on_my_day_and_folded_on_others(
    cast: Cast, my_day: Person, pair: Pair
) -> None:
    prep = f"/with/{pair.address}/prep"
    assert "data-leads" in seen(my_day, prep)
    with acting_as(my_day):
        choose_day(by=my_day, weekday=(my_day.today().weekday() + 1) % 7)
    page = seen(my_day, prep)
    assert ASKED in page
    assert "data-leads" not in page
    browser = signed_in(my_day)
    answer = browser.post(PAGE, {**GOOD, "back": prep})
    assert answer.headers["Location"] == f"{prep}#check-in"


def test_one_sees_whom_it_is_shown_to_and_deletes_for_good(cast: Cast) -> None:
    with acting_as(cast.priya):
        row = check_in(by=cast.priya, answers=GOOD, reader="pair", note="A long one")
    page = seen(cast.priya, PAGE)
    assert "you and Mario" in page
    assert "A long one" in page
    for name in ("mario", "sol", "hana", "ade", "otto"):
        answer = signed_in(cast.everyone[name]).post(f"{PAGE}/{row.id}/removal")
        assert answer.status_code == 404
    signed_in(cast.priya).post(f"{PAGE}/{row.id}/removal")
    with acting_as(cast.priya):
        assert not CheckIn.objects.exists()
        assert not Told.objects.exists()


def test_one_that_is_shown_is_kept_to_oneself_again(cast: Cast) -> None:
    with acting_as(cast.priya):
        row = check_in(by=cast.priya, answers=GOOD, reader="pair")
    url = f"{PAGE}/{row.id}/keeping"
    assert url in seen(cast.priya, PAGE)
    assert signed_in(cast.mario).post(url).status_code == 404
    signed_in(cast.priya).post(url)
    page = seen(cast.priya, PAGE)
    assert "only you" in page
    assert url not in page
    with acting_as(cast.mario):
        assert not Told.objects.visible_to(cast.mario).exists()
    with acting_as(cast.priya):
        assert CheckIn.objects.get().answers == GOOD


def test_the_pattern_is_drawn_after_four_in_words_and_a_table(cast: Cast) -> None:
    today = cast.priya.today()
    with acting_as(cast.priya):
        write(cast.priya, [GOOD] * 3, until=today - WEEK)
    assert "After four, you'll see your own pattern." in seen(cast.priya, PAGE)
    with acting_as(cast.priya):
        write(cast.priya, [{"week": "flat"}], until=today)
    page = seen(cast.priya, PAGE)
    assert '<svg class="strip-dots"' in page
    assert page.count('r="4.5"') == 4
    assert "Usually good. The last one was below that." in page
    assert '<th scope="col">' in page


def test_the_manager_sees_nothing_of_what_is_not_shown(cast: Cast, pair: Pair) -> None:
    """Not even whether anything was answered: every byte stays."""
    addresses = ("/", f"/with/{pair.address}", f"/with/{pair.address}/prep", "/search?q=tired")
    with acting_as(cast.priya):
        check_in(by=cast.priya, answers=GOOD, reader="pair")
        Told.objects.update(told_at=timezone.now() - WEEK)

    def pages() -> list[str]:
        return [seen_without_tokens(cast.mario, address) for address in addresses]

    before = pages()
    with acting_as(cast.priya):
        write(cast.priya, [{"week": "rough"}] * 8, until=cast.priya.today() - WEEK, note="tired")
        pause(by=cast.priya)
    assert pages() == before


def seen_without_tokens(person: Person, address: str) -> str:
    """The page less the form tokens, which differ each time."""
    lines = seen(person, address).replace(">", ">\n").splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def test_from_a_form_opened_before_the_other_was_sent_both_notes_are_offered(cast: Cast) -> None:
    browser = signed_in(cast.priya)
    assert 'name="version" value="0"' in browser.get(PAGE).content.decode()
    opened = {**GOOD, "reader": "only_me", "version": "0"}
    browser.post(PAGE, {**opened, "note": "From the first"})
    asked = browser.post(PAGE, {**opened, "note": "From the second"})
    assert asked.status_code == 409
    assert "From the first" in asked.content.decode()
    kept = {**GOOD, "reader": "only_me", "note": "From the second", "version": "1"}
    browser.post(PAGE, {**kept, "text": "From the first"})
    with acting_as(cast.priya):
        assert CheckIn.objects.visible_to(cast.priya).get().note == "From the first"
