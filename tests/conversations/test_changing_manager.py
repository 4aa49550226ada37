"""A new manager, or none: what goes along, what stays, and who still reads it (decisions 9)."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from heard.conversations.agreeing import agree, need_answer, promise
from heard.conversations.gathering import add_item
from heard.conversations.holding import start
from heard.conversations.models import (
    Action,
    Agreement,
    Conversation,
    Item,
    Pair,
    PrivateNote,
    Raise,
    Rhythm,
)
from heard.conversations.noting import add_note, keep_private_note
from heard.conversations.planning import keep_rhythm
from heard.lib.refusals import Refusal
from heard.people.leaving import leave
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of, signed_in
from tests.conversations.conftest import thursdays

FORTNIGHT = dt.timedelta(days=14)


@pytest.fixture
def full(pair: Pair, cast: Cast) -> Pair:
    """A page with one of everything on it, and a conversation under way."""
    priya, mario = cast.priya, cast.mario
    with acting_as(priya):
        keep_rhythm(pair, thursdays(pair), by=priya)
        item = add_item(pair, by=priya, text="The kit")
        add_note(item, by=priya, text="Three phones")
        need_answer(add_item(pair, by=priya, text="A day with Yusuf"), by=priya)
        keep_private_note(pair, by=priya, text="He was kind")
        agree(pair, by=priya, text="Fridays from home")
        promise(pair, by=priya, text="Ask Ruth", due_on=priya.today(), if_it_slips="Call Ana")
        promise(pair, by=priya, text="Find a room", owner=mario)
        promise(pair, by=priya, text="Done long ago").settle("done", by=priya)
        start(pair, by=priya)
    with acting_as(mario):
        keep_private_note(pair, by=mario, text="Ask Sol about the grade")
    return pair


@pytest.fixture
def moved(full: Pair, cast: Cast) -> Pair:
    """Priya reports to Sol from now on; their new page."""
    with acting_as(cast.ade):
        report_to(cast.priya, cast.sol)
        full.refresh_from_db(fields=["ended_at", "next_at"])
    with acting_as(cast.priya):
        return pair_of(cast.priya, cast.sol)


def test_open_actions_and_the_rhythm_go_along_and_nothing_else(
    moved: Pair, full: Pair, cast: Cast
) -> None:
    with acting_as(cast.priya):
        actions = {
            action.text: (action.owner, action.if_it_slips, action.state)
            for action in Action.objects.filter(pair=moved)
        }
        assert actions == {
            "Ask Ruth": (cast.priya, "Call Ana", "open"),
            "Find a room": (cast.sol, "", "open"),
        }
        assert Rhythm.objects.get(pair=moved).at == Rhythm.objects.get(pair=full).at
        assert Conversation.objects.filter(pair=moved).ahead().count() == 1
        for model in (Item, Agreement, Raise, PrivateNote):
            assert not model._default_manager.filter(pair=moved).exists()


def test_on_the_old_page_nothing_is_lost_and_it_says_what_was_handed_on(
    moved: Pair, full: Pair, cast: Cast
) -> None:
    with acting_as(cast.priya):
        states = {action.text: action.state for action in Action.objects.filter(pair=full)}
        assert states == {
            "Ask Ruth": "handed_on",
            "Find a room": "handed_on",
            "Done long ago": "done",
        }
        assert Item.objects.filter(pair=full).count() == 2
        assert Raise.objects.get(pair=full).is_waiting
        assert Agreement.objects.get(pair=full).text == "Fridays from home"
        assert PrivateNote.objects.get(author=cast.priya).text == "He was kind"
        assert not Conversation.objects.filter(pair=full).ahead().exists()
        assert not Conversation.objects.filter(pair=full).under_way().exists()
        assert Conversation.objects.filter(pair=full).held().count() == 1
        assert full.next_at is None


def test_the_new_manager_reads_nothing_of_the_old_page(moved: Pair, full: Pair, cast: Cast) -> None:
    browser = signed_in(cast.sol)
    assert browser.get(f"/with/{full.address}").status_code == 404
    page = browser.get(f"/with/{moved.address}").content.decode()
    assert "Ask Ruth" in page
    for left in ("The kit", "Three phones", "A day with Yusuf", "Fridays from home", "He was kind"):
        assert left not in page
    for word in ("kit", "Yusuf", "Fridays", "kind", "grade"):
        found = browser.get("/search", {"q": word}).content.decode()
        assert f"/with/{full.address}" not in found
    home = browser.get("/").content.decode()
    assert "A day with Yusuf" not in home


def test_the_former_manager_reads_for_a_fortnight_and_changes_nothing(
    moved: Pair, full: Pair, cast: Cast
) -> None:
    with acting_as(cast.mario), pytest.raises(Refusal):
        add_item(full, by=cast.mario, text="One more thing")
    assert signed_in(cast.mario).get(f"/with/{full.address}").status_code == 200
    refused = signed_in(cast.mario).post(f"/with/{full.address}/items", {"text": "One more"})
    assert refused.status_code == 403
    with time_machine.travel(timezone.now() + FORTNIGHT, tick=False):
        assert signed_in(cast.mario).get(f"/with/{full.address}").status_code == 404
        page = signed_in(cast.priya).get(f"/with/{full.address}")
        assert page.status_code == 200
        assert "The kit" in page.content.decode()
    with acting_as(cast.priya):
        assert Item.objects.filter(pair=full).count() == 2


def test_what_was_owed_by_the_former_manager_is_not_on_their_home(
    moved: Pair, full: Pair, cast: Cast
) -> None:
    home = signed_in(cast.mario).get("/").content.decode()
    assert "Find a room" not in home
    assert "A day with Yusuf" not in home
    assert "Ask Ruth" in signed_in(cast.priya).get("/").content.decode()
    assert "Find a room" in signed_in(cast.sol).get("/").content.decode()


def test_weeks_without_a_manager_lose_no_promise(full: Pair, cast: Cast) -> None:
    with acting_as(cast.ade):
        report_to(cast.priya, None)
        assert not Pair.objects.live().filter(employee=cast.priya).exists()
        assert {
            action.state for action in Action.objects.filter(pair=full, settled_at__isnull=True)
        } == {"open"}
        report_to(cast.priya, cast.sol)
        now = pair_of(cast.priya, cast.sol)
        assert Action.objects.filter(pair=now).open().count() == 2


def test_when_the_manager_leaves_the_page_ends_and_stays_the_employees(
    full: Pair, cast: Cast
) -> None:
    with acting_as(cast.ade):
        leave(cast.mario)
        full.refresh_from_db(fields=["ended_at", "next_at"])
    assert not full.is_live
    page = signed_in(cast.priya).get(f"/with/{full.address}")
    assert page.status_code == 200
    assert "The kit" in page.content.decode()
    with acting_as(cast.priya):
        assert Action.objects.filter(pair=full).open().count() == 2
        with pytest.raises(Refusal):
            promise(full, by=cast.priya, text="One more")


def test_when_the_employee_leaves_nobody_else_comes_to_their_page(full: Pair, cast: Cast) -> None:
    with acting_as(cast.ade):
        leave(cast.priya)
    for person in (cast.sol, cast.pia, cast.fen, cast.hana, cast.ade, cast.otto):
        assert signed_in(person).get(f"/with/{full.address}").status_code == 404
    with acting_as(cast.ade):
        full.refresh_from_db(fields=["ended_at", "next_at"])
        assert full.ended_at is not None
        assert Item.objects.filter(pair=full).count() == 2


def test_a_mentors_page_goes_on_whoever_the_manager_is(cast: Cast, full: Pair) -> None:
    from heard.conversations.pairing import open_pair

    with acting_as(cast.priya):
        mentored = open_pair(employee=cast.priya, manager=cast.fen, kind="mentor", by=cast.priya)
        report_to(cast.priya, cast.sol)
        mentored.refresh_from_db()
        assert mentored.is_live
