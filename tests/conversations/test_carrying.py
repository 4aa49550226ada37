"""What becomes of items nobody got to: the nine rules of carrying over."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heard.conversations.agreeing import need_answer, promise
from heard.conversations.gathering import add_item, move, reword
from heard.conversations.holding import close, start
from heard.conversations.looking_back import timeline
from heard.conversations.models import Action, Item, Pair
from heard.conversations.models.item import recount
from heard.conversations.noting import add_note, keep_private_note
from heard.conversations.planning import met_elsewhere, move_next, skip_next
from heard.conversations.reading import read_page
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.conversations.conftest import TUESDAY

DAY = dt.timedelta(days=1)


def on_the_page(pair: Pair, reader: Person) -> list[str]:
    return [row.item.text for row in read_page(pair, reader).items]


def later(pair: Pair, reader: Person) -> list[str]:
    return [row.item.text for row in read_page(pair, reader).later]


def test_moving_skipping_and_missing_change_nothing_on_the_page(
    pair: Pair, weekly: object, as_priya: Person
) -> None:
    item = add_item(pair, by=as_priya, text="The kit")
    before = Item.objects.filter(id=item.id).values().get()
    move_next(pair, by=as_priya, day=as_priya.today() + 2 * DAY, at=dt.time(9))
    skip_next(pair, by=as_priya)
    met_elsewhere(pair, by=as_priya, on=as_priya.today())
    assert Item.objects.filter(id=item.id).values().get() == before


def test_closing_leaves_uncovered_items_in_place_and_counts_once_more(
    pair: Pair, priya: Person, mario: Person
) -> None:
    with acting_as(priya):
        left = add_item(pair, by=priya, text="Left")
        covered = add_item(pair, by=priya, text="Covered")
        private = add_item(pair, by=priya, text="Mine", audience="only_me")
        for times in (1, 2):
            conversation = start(pair, by=priya)
            covered.settle("covered", by=priya, in_=conversation)
            close(conversation, by=priya)
            rows = {item.id: item for item in Item.objects.filter(pair=pair)}
            assert (rows[left.id].carried, rows[left.id].position) == (times, left.position)
            assert (rows[covered.id].carried, rows[private.id].carried) == (0, 0)
    with acting_as(mario):
        assert on_the_page(pair, mario) == ["Left"]


def test_closing_twice_carries_once(pair: Pair, priya: Person, mario: Person) -> None:
    with acting_as(priya):
        item = add_item(pair, by=priya, text="The kit")
        conversation = start(pair, by=priya)
        close(conversation, by=priya)
        close(conversation, by=priya)
    with acting_as(mario):
        close(conversation, by=mario)
        item.refresh_from_db()
        assert item.carried == 1


def test_closing_costs_the_same_with_two_items_and_with_fifty(pair: Pair, as_priya: Person) -> None:
    counts = []
    for more in (2, 48):
        for number in range(more):
            add_item(pair, by=as_priya, text=f"Item {number}")
        conversation = start(pair, by=as_priya)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            close(conversation, by=as_priya)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_carried_three_times_it_is_time_to_do_drop_or_change(pair: Pair, as_priya: Person) -> None:
    item = add_item(pair, by=as_priya, text="The kit")
    asked = []
    for _time in range(3):
        close(start(pair, by=as_priya), by=as_priya)
        item.refresh_from_db()
        asked.append(item.asks_what_now)
    assert asked == [False, False, True]
    assert item.state == "open"
    item.touch(by=as_priya)
    assert not item.asks_what_now


def test_after_sixty_days_a_notice_and_after_ninety_later(pair: Pair, as_priya: Person) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        item = add_item(pair, by=as_priya, text="The kit")
        told = []
        for days in (59, 61, 89, 91):
            clock.move_to(TUESDAY + days * DAY)
            told.append((item.about_to_step_back, item.stepped_back))
        assert told == [(False, False), (True, False), (True, False), (False, True)]
        assert (on_the_page(pair, as_priya), later(pair, as_priya)) == ([], ["The kit"])
        item.touch(by=as_priya)
        assert (on_the_page(pair, as_priya), later(pair, as_priya)) == (["The kit"], [])


@pytest.mark.parametrize("act", ["note", "reword", "move", "action", "raise"])
def test_whatever_is_done_with_an_item_begins_the_ninety_days_again(
    pair: Pair, as_priya: Person, act: str
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        item = add_item(pair, by=as_priya, text="The kit")
        clock.move_to(TUESDAY + 80 * DAY)
        acts: dict[str, Callable[[], object]] = {
            "note": lambda: add_note(item, by=as_priya, text="Three phones"),
            "reword": lambda: reword(item, by=as_priya, text="The new kit", base=None),
            "move": lambda: move(item, by=as_priya, where="top"),
            "action": lambda: promise(pair, by=as_priya, text="Buy it", item=item),
            "raise": lambda: need_answer(item, by=as_priya),
        }
        acts[act]()
        item.refresh_from_db()
        assert item.touched_at == TUESDAY + 80 * DAY


def test_being_carried_is_not_being_touched(pair: Pair, as_priya: Person) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        item = add_item(pair, by=as_priya, text="The kit")
        clock.move_to(TUESDAY + 80 * DAY)
        close(start(pair, by=as_priya), by=as_priya)
        clock.move_to(TUESDAY + 91 * DAY)
        item.refresh_from_db()
        assert item.stepped_back


def test_actions_never_carry_and_stay_open_for_their_owner(pair: Pair, as_priya: Person) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        action = promise(pair, by=as_priya, text="Ask Ruth")
        close(start(pair, by=as_priya), by=as_priya)
        clock.move_to(TUESDAY + 200 * DAY)
        assert [row.id for row in read_page(pair, as_priya).actions] == [action.id]
        assert list(Action.objects.visible_to(as_priya).open().owed_by(as_priya)) == [action]


def test_a_raise_never_steps_back_until_it_is_settled(
    pair: Pair, priya: Person, mario: Person
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        with acting_as(priya):
            raise_ = need_answer(add_item(pair, by=priya, text="A day with Yusuf"), by=priya)
        clock.move_to(TUESDAY + 200 * DAY)
        with acting_as(mario):
            assert on_the_page(pair, mario) == ["A day with Yusuf"]
            raise_.answer("yes", by=mario, sentence="From May")
        with acting_as(priya):
            assert on_the_page(pair, priya) == ["A day with Yusuf"]
            raise_.settle(by=priya)
            assert later(pair, priya) == ["A day with Yusuf"]


def test_a_raised_item_that_was_covered_stays_in_sight(pair: Pair, as_priya: Person) -> None:
    item = add_item(pair, by=as_priya, text="A day with Yusuf")
    need_answer(item, by=as_priya)
    item.settle("covered", by=as_priya)
    page = read_page(pair, as_priya)
    assert ([row.item for row in page.waiting], page.items) == ([item], [])


def test_private_notes_stay_private_and_stay_put(pair: Pair, priya: Person, mario: Person) -> None:
    with acting_as(priya):
        note = keep_private_note(pair, by=priya, text="He was kind about it")
        close(start(pair, by=priya), by=priya)
        assert [row.id for row in read_page(pair, priya).private_notes] == [note.id]
    with acting_as(mario):
        assert read_page(pair, mario).private_notes == []


def test_what_was_let_go_is_found_in_the_timeline_by_those_who_saw_it(
    pair: Pair, priya: Person, mario: Person
) -> None:
    with acting_as(priya):
        shared = add_item(pair, by=priya, text="Shared")
        private = add_item(pair, by=priya, text="Mine", audience="only_me")
        for item in (shared, private):
            item.settle("let_go", by=priya)
        moments, _older = timeline(pair, priya, kind="let_go")
        assert {moment.row.id for moment in moments} == {shared.id, private.id}
    with acting_as(mario):
        moments, _older = timeline(pair, mario, kind="let_go")
        assert [moment.row.text for moment in moments] == ["Shared"]


def test_the_other_cannot_count_private_items(pair: Pair, as_priya: Person) -> None:
    add_item(pair, by=as_priya, text="Mine", audience="only_me")
    recount(pair)
    assert (pair.open_from_employee, pair.open_from_manager) == (0, 0)
