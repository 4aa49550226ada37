"""Taking back: what it was is what it is again; once, by the actor, and only while it is theirs."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, undo, way_back_from
from heard.conversations.agreeing import agree, promise
from heard.conversations.focusing import choose_focus
from heard.conversations.gathering import add_item, add_items
from heard.conversations.holding import close, start
from heard.conversations.keeping_lines import add_line, put_away, say_how
from heard.conversations.models import (
    Action,
    Agreement,
    Conversation,
    Focus,
    Item,
    Note,
    Pair,
    ProjectLine,
    PromptUse,
    Rhythm,
)
from heard.conversations.noting import add_note, keep_private_note, remove_note
from heard.conversations.planning import keep_rhythm, met_elsewhere, move_next, skip_next
from heard.conversations.restoring import RESTORERS
from heard.conversations.showing import show_to
from heard.conversations.suggesting.using import decline
from heard.people.models import Person
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.conversations.conftest import take_back, thursdays

NOT_COMPARED = {"version", "touched_at", "changed_by_id"}


def state_of(pair: Pair) -> dict[str, Any]:
    """Everything on the page but version counters and ciphertext; texts opened."""
    models: tuple[Any, ...] = (Item, Note, Action, Agreement, Conversation, ProjectLine)
    found = {
        f"{model.__name__} {row.id if model is not Conversation else row.at}": values_of(row)
        for model in models
        for row in model._default_manager.filter(pair=pair)
    }
    pair.refresh_from_db()
    rhythm = values_of(Rhythm.objects.get(pair=pair))
    counts = (pair.next_at, pair.last_held_at, pair.open_from_employee, pair.open_from_manager)
    focus = [row.about for row in Focus.objects.filter(pair=pair) if row.about]
    declined = PromptUse.objects.filter(pair=pair).count()
    about = {"focus": focus, "declined": declined}
    return found | {"rhythm": rhythm, "counts": counts} | about


def values_of(row: Any) -> dict[str, Any]:
    names = {field.attname for field in row._meta.concrete_fields} - NOT_COMPARED
    # A date that was skipped and planned anew is another row for the same time.
    if isinstance(row, Conversation) and row.state == "planned":
        names -= {"id", "created_at"}
    return {name: getattr(row, name) for name in names}


ACTS: dict[str, Callable[[Pair, Person], object]] = {
    "let go": lambda pair, by: first(Item, pair).settle("let_go", by=by),
    "cover": lambda pair, by: first(Item, pair).settle("covered", by=by, in_=under_way(pair)),
    "drop": lambda pair, by: first(Action, pair).settle("dropped", by=by),
    "do": lambda pair, by: first(Action, pair).settle("done", by=by),
    "end agreement": lambda pair, by: first(Agreement, pair).end(by=by),
    "remove note": lambda pair, by: remove_note(first(Note, pair), by=by),
    "hide": lambda pair, by: show_to(first(Item, pair), "only_me", by=by),
    "move date": lambda pair, by: move_next(
        pair, by=by, day=by.today() + dt.timedelta(days=3), at=dt.time(15)
    ),
    "skip": lambda pair, by: skip_next(pair, by=by, line="Both away"),
    "elsewhere": lambda pair, by: met_elsewhere(pair, by=by, on=by.today(), line="On a walk"),
    "rhythm": lambda pair, by: keep_rhythm(pair, thursdays(pair, kind="monthly"), by=by),
    "focus": lambda pair, by: choose_focus(pair, "career", by=by),
    "not now": lambda pair, by: decline(pair, by=by, prompt_id="PRO02", kind="not_now"),
    "add": lambda pair, by: add_item(pair, by=by, text="A slip of the finger"),
    "add line": lambda pair, by: add_line(pair, by=by, text="The second quay"),
    "put line away": lambda pair, by: put_away(first(ProjectLine, pair), by=by),
    "word": lambda pair, by: say_how(first(ProjectLine, pair), by=by, word="slow"),
}


def first(model: Any, pair: Pair) -> Any:
    rows = model._default_manager.filter(pair=pair).order_by("created_at", "id")
    return rows.select_related("pair__organisation").first()


def under_way(pair: Pair) -> Conversation | None:
    return Conversation.objects.filter(pair=pair).under_way().first()


@pytest.fixture
def full(pair: Pair, weekly: Rhythm, as_priya: Person) -> Pair:
    """A page with something of everything, and a conversation held on it."""
    items = add_items(pair, by=as_priya, texts=["The kit", "The move", "The plan"])
    close(start(pair, by=as_priya), by=as_priya)
    add_note(items[0], by=as_priya, text="Three phones")
    promise(pair, by=as_priya, text="Ask Ruth", item=items[0])
    agree(pair, by=as_priya, text="Fridays at home", item=items[0])
    add_line(pair, by=as_priya, text="The first quay")
    return pair


@pytest.mark.parametrize("act", list(ACTS))
def test_undo_restores_content_order_audience_and_links(
    full: Pair, as_priya: Person, act: str
) -> None:
    before = state_of(full)
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=1), tick=False):
        ACTS[act](full, as_priya)
    assert state_of(full) != before
    left = Undo.objects.count()
    take_back(as_priya)
    assert state_of(full) == before
    assert Undo.objects.count() == left


@pytest.mark.parametrize("act", list(ACTS))
def test_once_and_only_by_the_one_who_acted(
    full: Pair, as_priya: Person, mario: Person, act: str
) -> None:
    ACTS[act](full, as_priya)
    way_back = Undo.objects.visible_to(as_priya).order_by("created_at").last()
    assert way_back is not None
    after = state_of(full)
    with acting_as(mario), pytest.raises(NothingToUndo):
        undo(way_back, by=mario)
    assert state_of(full) == after
    undo(way_back, by=as_priya)
    again = state_of(full)
    with pytest.raises(NothingToUndo):
        undo(way_back, by=as_priya)
    assert state_of(full) == again


@pytest.mark.parametrize("act", list(ACTS))
def test_not_after_thirty_days(full: Pair, as_priya: Person, act: str) -> None:
    ACTS[act](full, as_priya)
    with (
        time_machine.travel(timezone.now() + dt.timedelta(days=31)),
        pytest.raises(AssertionError),
    ):
        take_back(as_priya)


@pytest.mark.parametrize("act", list(ACTS))
def test_not_on_a_page_that_has_ended(full: Pair, cast: Cast, act: str) -> None:
    with acting_as(cast.priya):
        ACTS[act](full, cast.priya)
        way_back = Undo.objects.visible_to(cast.priya).order_by("created_at").last()
        assert way_back is not None
    with acting_as(cast.ade):
        report_to(cast.priya, cast.sol)
    with acting_as(cast.priya):
        with pytest.raises(NothingToUndo):
            undo(way_back, by=cast.priya)
        way_back.refresh_from_db()
        assert way_back.undone_at is None


def test_every_kind_that_leaves_a_way_back_can_be_taken_back(full: Pair, as_priya: Person) -> None:
    for act in list(ACTS.values()):
        act(full, as_priya)
        take_back(as_priya)
    kinds = set(Undo.objects.values_list("kind", flat=True))
    assert kinds <= set(RESTORERS)
    assert set(RESTORERS) - kinds == {"private_note_removed"}


def test_a_private_note_comes_back_to_its_author(pair: Pair, as_priya: Person) -> None:
    note = keep_private_note(pair, by=as_priya, text="He was kind about it")
    remove_note(note, by=as_priya)
    take_back(as_priya)
    note.refresh_from_db()
    assert (note.removed_at, note.text) == (None, "He was kind about it")


def test_what_was_overtaken_is_not_overruled(full: Pair, as_priya: Person, mario: Person) -> None:
    item = first(Item, full)
    item.settle("let_go", by=as_priya)
    way_back = Undo.objects.get(id=str(way_back_from(item.id, by=as_priya)))
    with acting_as(mario):
        item.settle("covered", by=mario)
    with acting_as(as_priya), pytest.raises(NothingToUndo):
        undo(way_back, by=as_priya)
    item.refresh_from_db()
    assert item.state == "covered"


def test_an_item_somebody_has_answered_is_not_taken_away(
    pair: Pair, priya: Person, mario: Person
) -> None:
    with acting_as(priya):
        item = add_item(pair, by=priya, text="The kit")
    with acting_as(mario):
        add_note(item, by=mario, text="I have one")
    with acting_as(priya):
        with pytest.raises(NothingToUndo):
            take_back(priya)
        assert Item.objects.filter(id=item.id).exists()


def test_a_date_moved_again_since_stays_where_it_is(
    full: Pair, as_priya: Person, mario: Person
) -> None:
    ACTS["move date"](full, as_priya)
    with acting_as(mario):
        moved = move_next(full, by=mario, day=mario.today() + dt.timedelta(days=5), at=dt.time(9))
    with acting_as(as_priya), pytest.raises(NothingToUndo):
        take_back(as_priya, kind="conversation_moved")
    full.refresh_from_db()
    assert full.next_at == moved.planned_at


def test_the_rhythm_restored_brings_back_a_date_that_had_been_moved(
    full: Pair, as_priya: Person
) -> None:
    moved = move_next(
        full, by=as_priya, day=as_priya.today() + dt.timedelta(days=4), at=dt.time(15)
    )
    keep_rhythm(full, thursdays(full, kind="as_needed"), by=as_priya)
    full.refresh_from_db()
    assert full.next_at is None
    take_back(as_priya, kind="rhythm")
    full.refresh_from_db()
    assert full.next_at == moved.planned_at
