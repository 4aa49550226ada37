"""Nothing a manager may not see leaves a trace in anything they get: pages, answers, mail, search.

For generated histories; and the test is tested, with a signal wired to the manager on purpose.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.activity.signalling import SOURCES, Asking, Fired, Source, Whose
from heard.blend.choosing import choose
from heard.blend.models import Element
from heard.conversations.agreeing import agree, need_answer, promise
from heard.conversations.checking_in import check_in
from heard.conversations.gathering import add_item
from heard.conversations.holding import close, start
from heard.conversations.models import Pair
from heard.conversations.suggesting.using import add_suggestion
from heard.conversations.telling import tell
from heard.privacy.keys import acting_as
from tests.access.leaking import ACTS, Onlooker, differences, do
from tests.cast import Cast

DAY = dt.timedelta(days=1)
SHARED = st.fixed_dictionaries(
    {
        "talked": st.integers(1, 4),
        "prompts": st.lists(st.sampled_from(["CLR09", "PRG12", "GRO06", "WEL09"]), max_size=3),
        "raised": st.booleans(),
        "shows_element": st.booleans(),
        "shows_weeks": st.integers(0, 5),
    }
)
DONE = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 5)), min_size=1, max_size=9)


def write_shared(cast: Cast, pair: Pair, told: dict[str, object], clock: object) -> None:
    """What both see of the months before."""
    travel = clock.move_to  # type: ignore[attr-defined]
    begin = timezone.now()
    with acting_as(cast.priya):
        kit = add_item(pair, by=cast.priya, text="The testing kit")
        agree(pair, by=cast.priya, text="Fridays at home")
        promise(pair, by=cast.priya, text="Ask Ruth", owner=cast.mario)
        if told["raised"]:
            need_answer(add_item(pair, by=cast.priya, text="A day with Yusuf"), by=cast.priya)
        for prompt in told["prompts"]:  # type: ignore[attr-defined]
            add_suggestion(pair, by=cast.priya, prompt_id=prompt, values=["the move"])
        if told["shows_element"]:
            row = choose(by=cast.priya, element="learning", matters="very", how_it_is="poor")
            tell(pair, row, by=cast.priya)
        for week in range(told["shows_weeks"]):  # type: ignore[call-overload]
            travel(begin + week * DAY)
            check_in(by=cast.priya, answers={"week": "good", "load": "a_bit_much"}, reader="pair")
        for number in range(told["talked"]):  # type: ignore[call-overload]
            travel(begin + (10 + 14 * number) * DAY)
            talking = start(pair, by=cast.priya)
            if number == 1:
                kit.settle("covered", by=cast.priya, in_=talking)
            close(talking, by=cast.priya)
    travel(begin + 80 * DAY)


@pytest.fixture
def clock() -> Iterator[object]:
    with time_machine.travel(dt.datetime(2026, 2, 3, 9, 0, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


@settings(max_examples=8)
@given(told=SHARED, done=DONE)
def test_what_is_private_leaves_every_byte_as_it_was(
    cast: Cast,
    pair: Pair,
    clock: object,
    told: dict[str, object],
    done: list[tuple[str, int]],
) -> None:
    begin = timezone.now()
    with transaction.atomic():
        write_shared(cast, pair, told, clock)
        manager = Onlooker(pair, timezone.now() + DAY)
        before = manager.gets()
        do(done, cast.priya, cast.mario, clock)
        assert differences(before, manager.gets()) == {}
        transaction.set_rollback(True)
    clock.move_to(begin)  # type: ignore[attr-defined]


def test_each_act_by_itself_leaves_nothing(cast: Cast, pair: Pair, clock: object) -> None:
    told = {"talked": 3, "prompts": ["GRO06"], "raised": True}
    write_shared(cast, pair, {**told, "shows_element": True, "shows_weeks": 4}, clock)
    manager = Onlooker(pair, timezone.now() + DAY)
    before = manager.gets()
    for act in sorted(ACTS):
        with transaction.atomic():
            do([(act, number) for number in range(3)], cast.priya, cast.mario, clock)
            assert differences(before, manager.gets()) == {}, act
            transaction.set_rollback(True)


def test_what_is_shown_does_make_a_difference(cast: Cast, pair: Pair, clock: object) -> None:
    """The comparison sees what it is for."""
    told = {"talked": 1, "prompts": [], "raised": False, "shows_element": False, "shows_weeks": 0}
    write_shared(cast, pair, told, clock)
    manager = Onlooker(pair, timezone.now() + DAY)
    before = manager.gets()
    with acting_as(cast.priya):
        row = choose(by=cast.priya, element="learning", matters="very", how_it_is="poor")
        tell(pair, row, by=cast.priya)
        add_item(pair, by=cast.priya, text="The kit again")
    changed = set(differences(before, manager.gets()))
    assert changed >= {"/with/{page}", "/with/{page}/what-we-know", "/search?q=kit"}
    assert changed >= {"api pairs/{id}/items", "api pairs/{id}/what-we-know"}


def leaky(asking: Asking) -> Iterable[Fired]:
    """What no source may do: look where its viewer may not."""
    with acting_as(asking.employee):
        rows = list(Element.objects.visible_to(asking.employee).chosen())
    for row in rows:
        yield Fired("workload_high", "Because it has been heavy.", subject_id=row.id)


@pytest.mark.parametrize("whose", [Whose.PAIR, Whose.SHARED])
def test_a_private_signal_wired_to_the_manager_is_found(
    cast: Cast, pair: Pair, clock: object, monkeypatch: pytest.MonkeyPatch, whose: Whose
) -> None:
    """The test of the test: with such a source in place, the comparison above fails."""
    leak = Source("leak", whose, frozenset({"workload_high"}), leaky)
    monkeypatch.setitem(SOURCES, leak.name, leak)
    told = {"talked": 3, "prompts": [], "raised": False, "shows_element": False, "shows_weeks": 0}
    write_shared(cast, pair, told, clock)
    manager = Onlooker(pair, timezone.now() + DAY)
    before = manager.gets()
    do([("an element", 0)], cast.priya, cast.mario, clock)
    changed = set(differences(before, manager.gets()))
    assert changed >= {
        "/with/{page}/prep",
        "/with/{page}/suggestions",
        "api pairs/{id}/suggestions",
    }
