"""Me: what one says of oneself, page by page, with plain forms and no script."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from heard.blend.models import Element, Statement, Wish
from heard.conversations.models import Item, Pair, Told, WishStep
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in


def plain(response: Any) -> str:
    """What is on the page, without the tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def priyas(cast: Cast) -> Client:
    return signed_in(cast.priya)


@pytest.fixture
def marios(cast: Cast) -> Client:
    return signed_in(cast.mario)


def element_of(cast: Cast) -> Element:
    with acting_as(cast.priya):
        return Element.objects.visible_to(cast.priya).chosen().get()


def chosen(priyas: Client, cast: Cast, element: str = "learning") -> Element:
    priyas.post("/me/elements", {"element": element})
    return element_of(cast)


def shown(cast: Cast) -> list[str]:
    with acting_as(cast.mario):
        return [told.kind for told in Told.objects.visible_to(cast.mario).to(cast.mario)]


def test_an_empty_page_offers_six_of_work_and_a_way_out(priyas: Client, cast: Cast) -> None:
    page = plain(priyas.get("/me/blend"))
    assert "Only you see it, until you show something by name." in page
    offered = [
        name for name in ("Doing some good", "Having a say", "A good stretch") if name in page
    ]
    assert len(offered) == 3
    assert page.index("Knowing where I’m heading") < page.index("Not for me")
    priyas.post("/me/blend/closing")
    closed = plain(priyas.get("/me/blend"))
    assert "You closed this page" in closed
    assert "Doing some good" not in closed
    priyas.post("/me/blend/closing", {"closed": "no"})
    assert "Doing some good" in plain(priyas.get("/me/blend"))


def test_words_and_scales_are_saved_and_drawn(priyas: Client, cast: Cast) -> None:
    row = chosen(priyas, cast)
    sent = {"version": row.version, "text": "SQL, properly", "matters": "very", "how_it_is": "poor"}
    response = priyas.post(f"/me/elements/{row.id}", sent)
    assert response["Location"] == f"/me/blend#e-{row.id}"
    page = priyas.get("/me/blend")
    assert "What matters and how it is are furthest apart for Getting better." in plain(page)
    assert b"SQL, properly</textarea>" in page.content
    assert page.content.count(b"<circle") >= 2
    assert "<td>very</td>" in page.content.decode()


def test_a_script_is_answered_with_the_chart_and_the_version(priyas: Client, cast: Cast) -> None:
    row = chosen(priyas, cast)
    response = priyas.post(
        f"/me/elements/{row.id}",
        {"version": 1, "matters": "very", "how_it_is": "good"},
        headers={"HX-Request": "true"},
    )
    assert response["X-Version"] == "2"
    assert b'id="blend-chart"' in response.content
    assert "lie close together" in plain(response)


def test_too_long_is_refused_with_every_word_kept(priyas: Client, cast: Cast) -> None:
    row = chosen(priyas, cast)
    words = "word " * 70
    sent = {"version": row.version, "text": words, "matters": "very"}
    response = priyas.post(f"/me/elements/{row.id}", sent)
    assert response.status_code == 422
    assert words.strip() in response.content.decode()
    by_script = priyas.post(f"/me/elements/{row.id}", sent, headers={"HX-Request": "true"})
    assert (by_script.status_code, by_script["X-Field"]) == (422, "text")
    assert element_of(cast).matters == ""


def test_two_windows_keep_both_versions(priyas: Client, cast: Cast) -> None:
    row = chosen(priyas, cast)
    priyas.post(f"/me/elements/{row.id}", {"version": 1, "text": "From the phone"})
    response = priyas.post(f"/me/elements/{row.id}", {"version": 1, "text": "From the desk"})
    assert response.status_code == 409
    assert "From the phone" in plain(response)
    assert "From the desk" in plain(response)


def test_shown_by_name_and_taken_back_with_the_day_it_may_have_been_read(
    priyas: Client, marios: Client, cast: Cast, pair: Pair
) -> None:
    row = chosen(priyas, cast, "body")
    show = {"audience": "manager", "shown": "yes"}
    assert b"Show this to Mario?" in priyas.get("/me/blend").content
    priyas.post(f"/me/elements/{row.id}/audience", show)
    assert shown(cast) == ["element"]
    assert "You and Mario" in plain(priyas.get("/me/blend"))
    assert "Body" in plain(marios.get(f"/with/{pair.address}/what-we-know"))
    day = date_format(timezone.localtime(timezone=cast.priya.zone), "j F")
    priyas.post(f"/me/elements/{row.id}/audience", {**show, "shown": "no"})
    assert shown(cast) == []
    assert f"Mario may have seen this on {day}." in plain(priyas.get("/me/blend"))
    assert "Body" not in plain(marios.get(f"/with/{pair.address}/what-we-know"))


def test_taken_back_unread_it_says_so(priyas: Client, cast: Cast) -> None:
    row = chosen(priyas, cast)
    for shown_ in ("yes", "no"):
        priyas.post(f"/me/elements/{row.id}/audience", {"audience": "manager", "shown": shown_})
    assert "Mario had not opened What we know while it was there." in plain(priyas.get("/me/blend"))


def test_one_switch_shows_the_work_side_and_nothing_of_life(priyas: Client, cast: Cast) -> None:
    for element in ("learning", "pace", "body"):
        priyas.post("/me/elements", {"element": element})
    priyas.post("/me/elements", {"name": "Choir"})
    response = priyas.post("/me/blend/work-side", {"audience": "manager", "shown": "yes"})
    with acting_as(cast.mario):
        told = Told.objects.visible_to(cast.mario).to(cast.mario).order_by("told_at")
        assert [copy.says["element"] for copy in told] == ["learning", "pace"]
    # One press, one way back.
    assert "Shown from now." in plain(priyas.get(response["Location"]))
    priyas.post("/me/blend/work-side", {"audience": "manager", "shown": "no"})
    assert shown(cast) == []


def test_a_manager_shows_theirs_to_their_people(marios: Client, cast: Cast) -> None:
    marios.post("/me/elements", {"element": "learning"})
    page = plain(marios.get("/me/blend"))
    assert "Show the work side to Sol" in page
    assert "Show the work side to your people" in page
    marios.post("/me/blend/work-side", {"audience": "team", "shown": "yes"})
    with acting_as(cast.pia):
        assert Told.objects.visible_to(cast.pia).to(cast.pia).count() == 1
    with acting_as(cast.sol):
        assert not Told.objects.visible_to(cast.sol).to(cast.sol).exists()


@pytest.mark.parametrize("audience", ["team", "everyone", ""])
def test_nobody_of_that_kind_is_refused(priyas: Client, cast: Cast, audience: str) -> None:
    row = chosen(priyas, cast)
    sent = {"audience": audience, "shown": "yes"}
    assert priyas.post(f"/me/elements/{row.id}/audience", sent).status_code == 422
    assert shown(cast) == []


def test_talk_about_this_puts_the_words_on_the_page_and_shows_nothing_else(
    priyas: Client, cast: Cast, pair: Pair
) -> None:
    row = chosen(priyas, cast, "body")
    sent = {"page": pair.address, "text": "How I manage the mornings"}
    response = priyas.post(f"/me/elements/{row.id}/item", sent)
    with acting_as(cast.mario):
        item = Item.objects.visible_to(cast.mario).get()
        assert item.text == "How I manage the mornings"
    assert response["Location"].endswith(f"#i-{item.id}")
    assert shown(cast) == []
    assert priyas.post(f"/me/elements/{row.id}/item", {"text": "x"}).status_code == 422


def test_sentences_are_said_changed_and_taken_away(priyas: Client, cast: Cast) -> None:
    priyas.post("/me/statements", {"kind": "thanks", "text": "By hand"})
    with acting_as(cast.priya):
        row = Statement.objects.visible_to(cast.priya).get()
    assert b"By hand</textarea>" in priyas.get("/me").content
    priyas.post(f"/me/statements/{row.id}", {"version": 1, "text": "By hand, and once"})
    priyas.post(f"/me/statements/{row.id}/audience", {"audience": "manager", "shown": "yes"})
    assert shown(cast) == ["statement"]
    response = priyas.post(f"/me/statements/{row.id}/removal")
    assert shown(cast) == []
    page = priyas.get(response["Location"])
    assert "Taken away." in plain(page)
    assert b"By hand" not in page.content


def test_a_first_word_saved_by_script_brings_the_way_to_show_it(priyas: Client) -> None:
    sent = {"kind": "thanks", "text": "By hand", "version": 0}
    response = priyas.post("/me/statements", sent, headers={"HX-Request": "true"})
    assert b'id="s-thanks-seen"' in response.content
    assert b"Show it to Mario" in response.content


def test_a_wish_with_its_reasons_its_list_and_its_audience(
    priyas: Client, marios: Client, cast: Cast, pair: Pair
) -> None:
    sent = {
        "direction": "less_of",
        "text": "The weekly numbers",
        "because": "A script could",
        "instead": "Two interviews a week",
        "tags": "numbers, planning",
        "audience": "matching",
    }
    priyas.post("/me/wishes", sent)
    page = plain(priyas.get("/me/work?list=less_of"))
    assert "You, Mario and openings" in page
    known = plain(marios.get(f"/with/{pair.address}/what-we-know"))
    for words in (
        "The weekly numbers",
        "Because: A script could",
        "Instead: Two interviews",
        "planning",
    ):
        assert words in known
    # That it is compared with openings is the wisher's affair.
    assert "openings" not in known
    with acting_as(cast.priya):
        row = Wish.objects.visible_to(cast.priya).get()
    priyas.post(f"/me/wishes/{row.id}/audience", {"audience": "only_me"})
    assert shown(cast) == []
    priyas.post(f"/me/wishes/{row.id}/removal")
    assert "The weekly numbers" not in plain(priyas.get("/me/work"))


def test_an_example_can_be_taken_over(priyas: Client) -> None:
    page = priyas.get("/me/work?take=more_of").content.decode()
    assert "Presenting to customers</textarea>" in page
    assert "Presenting to customers</textarea>" not in priyas.get("/me/work").content.decode()


def test_not_now_needs_why_and_until_when_and_shows_on_both_sides(
    priyas: Client, marios: Client, cast: Cast, pair: Pair
) -> None:
    priyas.post("/me/wishes", {"direction": "more_of", "text": "Teaching", "audience": "pair"})
    with acting_as(cast.mario):
        told = Told.objects.visible_to(cast.mario).to(cast.mario).get()
    steps = f"/wishes/{told.id}/steps"
    day = timezone.localdate() + dt.timedelta(days=60)
    refused = marios.post(steps, {"state": "not_now", "look_again_on": day.isoformat()})
    assert refused.status_code == 422
    assert marios.post(steps, {"state": "not_now", "reason": "Full"}).status_code == 422
    said = {"state": "not_now", "reason": "The team is full until May"}
    marios.post(steps, {**said, "look_again_on": day.isoformat()})
    for page in (
        plain(marios.get(f"/with/{pair.address}/what-we-know")),
        plain(priyas.get("/me/work")),
    ):
        assert "not now" in page
        assert "The team is full until May" in page
    with time_machine.travel(timezone.now() + dt.timedelta(days=61)):
        assert "open again" in plain(signed_in(cast.priya).get("/me/work"))
        known = signed_in(cast.mario).get(f"/with/{pair.address}/what-we-know")
        assert "open again" in plain(known)
    with acting_as(cast.priya):
        assert WishStep.objects.visible_to(cast.priya).count() == 1


def test_the_panel_is_the_same_as_the_page_without_its_frame(
    priyas: Client, marios: Client, cast: Cast, pair: Pair
) -> None:
    row = chosen(priyas, cast)
    priyas.post(f"/me/elements/{row.id}/audience", {"audience": "manager", "shown": "yes"})
    url = f"/with/{pair.address}/what-we-know"
    assert url in marios.get(f"/with/{pair.address}").content.decode()
    panel = marios.get(url, headers={"HX-Request": "true"})
    assert "Getting better" in plain(panel)
    assert b"<html" not in panel.content
    assert "Getting better" in plain(marios.get(url))


def test_no_page_of_a_manager_counts_what_is_shown(
    priyas: Client, marios: Client, cast: Cast, pair: Pair
) -> None:
    for element in ("learning", "body", "craft"):
        priyas.post("/me/elements", {"element": element})
    priyas.post("/me/blend/work-side", {"audience": "manager", "shown": "yes"})
    known = plain(marios.get(f"/with/{pair.address}/what-we-know"))
    assert not re.search(r"\b\d+ of \d+\b|\b\d+ (?:elements|shared|shown)\b", known)
    assert "Body" not in known
