"""Every captured thing has a next appearance, on a date or on an agenda."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.blend.wishing import wish
from heard.conversations.agreeing import agree, need_answer, promise
from heard.conversations.arranging import ask_for, say_yes
from heard.conversations.coming_back import Appearance, comes_back, reviews_due
from heard.conversations.gathering import add_item
from heard.conversations.models import Agreement, Pair, Raise, Rhythm, Told
from heard.conversations.revisiting import revisit
from heard.conversations.sharing import audiences_of, show
from heard.conversations.stepping import take_step
from heard.conversations.supporting import ask_for_support
from heard.objectives.changing import set_out
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast

DAYS = st.one_of(st.none(), st.integers(-400, 400))


def on(by: Person, days: int | None) -> dt.date | None:
    return None if days is None else by.today() + dt.timedelta(days=days)


def an_agreement(pair: Pair, cast: Cast, days: int | None) -> Any:
    return agree(pair, by=cast.priya, text="Fridays at home", review_on=on(cast.priya, days)).id


def a_changed_agreement(pair: Pair, cast: Cast, days: int | None) -> Any:
    made = agree(pair, by=cast.priya, text="Fridays at home")
    later = on(cast.priya, days)
    if later is None:
        revisit(made, by=cast.priya, choice="keep")
    else:
        revisit(made, by=cast.priya, choice="timing", reason="capacity", on=later)
    return made.id


def an_arrangement(pair: Pair, cast: Cast, days: int | None) -> Any:
    return ask_for(pair, by=cast.priya, what="Leeds", review_on=on(cast.priya, days)).id


def an_arrangement_on_trial(pair: Pair, cast: Cast, days: int | None) -> Any:
    made = ask_for(pair, by=cast.priya, what="Leeds")
    with acting_as(cast.mario):
        until = on(cast.mario, abs(days or 30) + 1)
        say_yes(type(made).objects_for(cast.mario).get(id=made.id), by=cast.mario, until=until)
    return made.id


def an_action(pair: Pair, cast: Cast, days: int | None) -> Any:
    return promise(pair, by=cast.priya, text="Ask Ruth", due_on=on(cast.priya, days)).id


def a_raise(pair: Pair, cast: Cast, days: int | None) -> Any:
    return need_answer(add_item(pair, by=cast.priya, text="A day with Yusuf"), by=cast.priya).id


def a_parked_raise(pair: Pair, cast: Cast, days: int | None) -> Any:
    raised = need_answer(add_item(pair, by=cast.priya, text="The move"), by=cast.priya)
    with acting_as(cast.mario):
        theirs = Raise.objects.visible_to(cast.mario).select_related("pair").get(id=raised.id)
        theirs.answer(
            by=cast.mario,
            outcome="looking",
            sentence="In spring",
            look_again_on=on(cast.mario, abs(days or 30) + 1),
        )
    return raised.id


def an_objective(pair: Pair, cast: Cast, days: int | None) -> Any:
    return set_out(by=cast.priya, words={"sentence": "Replies", "until": on(cast.priya, days)}).id


def support_asked(pair: Pair, cast: Cast, days: int | None) -> Any:
    wanted = set_out(by=cast.priya, words={"sentence": "Testing", "until": on(cast.priya, 400)})
    until = on(cast.priya, abs(days or 30))
    ask, _way = ask_for_support(wanted, by=cast.priya, kind="time", size="A day", until=until)
    return ask.raised_id


def support_granted(pair: Pair, cast: Cast, days: int | None) -> Any:
    raised = Raise.objects.get(id=support_asked(pair, cast, days))
    with acting_as(cast.mario):
        raised.answer(by=cast.mario, outcome="yes", sentence="From Monday")
    raised.settle(by=cast.priya)
    return raised.id


def a_wish_not_now(pair: Pair, cast: Cast, days: int | None) -> Any:
    wanted = wish(by=cast.priya, direction="more_of", text="Presenting")
    show([wanted], audiences_of(cast.priya, [pair])[0], by=cast.priya)
    told = Told.copies_of(cast.priya)[wanted.id][0]
    take_step(
        told,
        by=cast.priya,
        state="not_now",
        reason="Full",
        look_again_on=on(cast.priya, abs(days or 30) + 1),
    )
    return told.id


KINDS: dict[str, Callable[[Pair, Cast, int | None], Any]] = {
    make.__name__: make
    for make in (
        an_agreement,
        a_changed_agreement,
        an_arrangement,
        an_arrangement_on_trial,
        an_action,
        a_raise,
        a_parked_raise,
        an_objective,
        support_asked,
        support_granted,
        a_wish_not_now,
    )
}


def appearances(pair: Pair, reader: Person) -> list[Appearance]:
    with acting_as(reader):
        return comes_back(pair, reader)


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("days", [None, -30, 0, 1, 200])
def test_any_record_has_a_next_appearance_for_both(
    cast: Cast, pair: Pair, kind: str, days: int | None
) -> None:
    with acting_as(cast.priya):
        Rhythm.objects.filter(pair=pair).delete()
        made = KINDS[kind](pair, cast, days)
    for reader in (cast.priya, cast.mario):
        (found,) = [one for one in appearances(pair, reader) if one.id == made]
        assert found.on is None or found.on >= reader.today()
        assert found.dated == (found.on is not None), "as needed: on the page, at any time"


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(made=st.lists(st.tuples(st.sampled_from(sorted(KINDS)), DAYS), min_size=1, max_size=6))
def test_nothing_captured_is_missing_whatever_there_is(
    cast: Cast, pair: Pair, made: list[tuple[str, int | None]]
) -> None:
    with acting_as(cast.priya):
        ids = {KINDS[kind](pair, cast, days) for kind, days in made}
    for reader in (cast.priya, cast.mario):
        found = appearances(pair, reader)
        assert ids <= {one.id for one in found}
        days = [one.on for one in found if one.on]
        assert days == sorted(days)


def test_nothing_that_only_one_may_read(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        add_item(pair, by=cast.priya, text="Mine", audience="only_me")
        set_out(by=cast.priya, words={"sentence": "A draft"}, draft=True)
        wish(by=cast.priya, direction="more_of", text="Presenting")
        ended = agree(pair, by=cast.priya, text="Until May")
        ended.end(by=cast.priya)
    for reader in (cast.priya, cast.mario):
        assert appearances(pair, reader) == []


def test_a_review_is_in_prep_on_its_day_and_goes_once_it_was_kept(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        made = agree(pair, by=cast.priya, text="Fridays", review_on=on(cast.priya, 40))
    with acting_as(cast.mario):
        made = Agreement.objects_for(cast.mario).get(id=made.id)
        made.accept(by=cast.mario)
        assert reviews_due([made], pair, cast.mario) == []
        revisit(made, by=cast.mario, choice="timing", reason="other", on=cast.mario.today())
        made.accepted_at = made.created_at
        assert reviews_due([made], pair, cast.mario) == [made]
        revisit(made, by=cast.mario, choice="keep")
        assert reviews_due([made], pair, cast.mario) == []
