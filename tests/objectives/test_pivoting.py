"""The living agreement: whatever happens, in whatever order, nothing is lost."""

import datetime as dt
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, undo
from heard.conversations.models import Action, Item
from heard.lib.refusals import Conflict, Refusal
from heard.objectives.changing import achieve, change, pivot_objective
from heard.objectives.living import Says
from heard.objectives.models import Choice, Objective, Reason, Revision
from heard.objectives.pivoting import agree, standing, talk_about
from heard.objectives.updating import add_step, update
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast
from tests.objectives.conftest import objective_of, seen_by

SEPTEMBER = dt.date(2027, 9, 30)


def test_a_change_of_ones_own_holds_at_once_and_asks_the_other(
    cast: Cast, objective: Objective
) -> None:
    with seen_by(cast.priya, objective) as mine:
        revision, _way = pivot_objective(
            mine, by=cast.priya, choice="timing", reason="market", until=SEPTEMBER
        )
        assert mine.until == SEPTEMBER
        assert (revision.said["until"], revision.says["until"]) == (None, "2027-09-30")
        assert revision.asked == cast.mario
        assert revision.agreed_at is None
    with seen_by(cast.mario, objective) as theirs:
        asked = Revision.objects.visible_to(cast.mario).waiting().get()
        agree(asked, theirs, by=cast.mario)
        assert not Revision.objects.visible_to(cast.mario).waiting().exists()


def test_what_the_manager_proposes_holds_once_the_owner_agrees(
    cast: Cast, objective: Objective
) -> None:
    with seen_by(cast.mario, objective) as theirs:
        proposed, _way = pivot_objective(
            theirs, by=cast.mario, choice="emphasis", reason="priority", sentence="Within two days"
        )
        assert theirs.sentence == "Replies within a day"
        assert proposed.is_proposed
    with seen_by(cast.priya, objective) as mine:
        waiting = Revision.objects.visible_to(cast.priya).waiting().get()
        agree(waiting, mine, by=cast.priya)
        assert mine.sentence == "Within two days"


def test_a_proposal_overtaken_meanwhile_is_not_agreed_to_unseen(
    cast: Cast, objective: Objective
) -> None:
    with seen_by(cast.mario, objective) as theirs:
        pivot_objective(theirs, by=cast.mario, choice="stop", reason="capacity")
    with seen_by(cast.priya, objective) as mine:
        pivot_objective(mine, by=cast.priya, choice="timing", reason="market", until=SEPTEMBER)
        proposal = Revision.objects.of(mine).get(choice="stop")
        with pytest.raises(Refusal):
            agree(proposal, mine, by=cast.priya)
        assert mine.is_active


def test_nobody_agrees_for_somebody_else(cast: Cast, objective: Objective) -> None:
    with seen_by(cast.mario, objective) as theirs:
        proposal, _way = pivot_objective(theirs, by=cast.mario, choice="stop", reason="capacity")
        agree(proposal, theirs, by=cast.mario)
        assert proposal.agreed_at is None
        assert theirs.is_active


@pytest.mark.parametrize("choice", ["emphasis", "timing", "rethink", "stop"])
def test_everything_but_keep_needs_a_reason(cast: Cast, objective: Objective, choice: str) -> None:
    with seen_by(cast.priya, objective) as mine:
        with pytest.raises(Refusal) as refusal:
            pivot_objective(mine, by=cast.priya, choice=choice, sentence="New", until=SEPTEMBER)
        assert refusal.value.field == "reason"
        assert not Revision.objects.of(mine).exists()


def test_keeping_needs_none_and_changes_nothing_but_the_clock(
    cast: Cast, objective: Objective
) -> None:
    with seen_by(cast.priya, objective) as mine:
        before, said = mine.touched_at, mine.says()
        revision, _way = pivot_objective(mine, by=cast.priya, choice="keep")
        assert mine.touched_at > before
        assert revision.said == revision.says == said
        assert revision.asked is None


def test_rethought_it_is_closed_as_what_it_became(cast: Cast, objective: Objective) -> None:
    with seen_by(cast.priya, objective) as mine:
        _revision, way = pivot_objective(
            mine, by=cast.priya, choice="rethink", reason="learned", sentence="Fewer questions"
        )
        assert mine.state == "stopped"
        assert mine.became is not None
        assert mine.became.sentence == "Fewer questions"
        assert mine.became.is_active
        undo(Undo.objects.get(id=way), by=cast.priya)
        again = Objective.objects.get(id=objective.id)
        assert again.is_active
        assert again.became is None
        assert Objective.objects.count() == 1


def test_what_it_became_is_not_swept_away_by_undo(cast: Cast, objective: Objective) -> None:
    with seen_by(cast.priya, objective) as mine:
        _revision, way = pivot_objective(
            mine, by=cast.priya, choice="rethink", reason="learned", sentence="Fewer questions"
        )
        assert mine.became is not None
        update(mine.became, by=cast.priya, word="on_course")
        with pytest.raises(NothingToUndo):
            undo(Undo.objects.get(id=way), by=cast.priya)
        assert Objective.objects.get(id=objective.id).became is not None


def test_to_talk_about_it_is_an_item_on_the_page(cast: Cast, objective: Objective) -> None:
    with seen_by(cast.priya, objective) as mine:
        pivot_objective(mine, by=cast.priya, choice="timing", reason="market", until=SEPTEMBER)
    with seen_by(cast.mario, objective) as theirs:
        asked = Revision.objects.visible_to(cast.mario).waiting().get()
        talk_about(asked, theirs, by=cast.mario)
        talk_about(asked, theirs, by=cast.mario)
        item = Item.objects.visible_to(cast.mario).get()
        assert "Replies within a day" in item.text
        assert item.pair_id == theirs.page_id


def test_what_was_changed_meanwhile_is_not_overruled_unseen(
    cast: Cast, objective: Objective
) -> None:
    with seen_by(cast.priya, objective) as mine:
        base = standing(mine)
        pivot_objective(mine, by=cast.priya, choice="timing", reason="market", until=SEPTEMBER)
        with pytest.raises(Conflict) as conflict:
            pivot_objective(
                mine,
                by=cast.priya,
                choice="emphasis",
                reason="market",
                sentence="Within two days",
                base=base,
            )
        assert "2027-09-30" in conflict.value.theirs
        assert "Within two days" in conflict.value.yours


def test_what_is_behind_does_not_pivot(cast: Cast, objective: Objective) -> None:
    with seen_by(cast.priya, objective) as mine:
        achieve(mine, by=cast.priya)
        with pytest.raises(Refusal):
            pivot_objective(mine, by=cast.priya, choice="timing", reason="market", until=SEPTEMBER)


def test_its_words_and_those_of_its_changes_lie_sealed(cast: Cast, objective: Objective) -> None:
    with seen_by(cast.priya, objective) as mine:
        pivot_objective(
            mine, by=cast.priya, choice="emphasis", reason="market", sentence="Zanzibar", note="Gnu"
        )
        revision = Revision.objects.of(mine).get()
        row = Objective.objects.get(id=mine.id)
    stored = [revision.__dict__[name] for name in ("was", "becomes", "note")]
    stored.append(row.__dict__["sentence"])
    assert all(len(words) > 20 for words in stored)
    assert not [words for words in stored if b"Zanzibar" in words or b"Gnu" in words]


WORDS = st.sampled_from(["Replies within a day", "Within two days", "Fewer questions", "Once"])
DAYS = st.none() | st.sampled_from([SEPTEMBER, dt.date(2027, 6, 30)])
PEOPLE = st.sampled_from(["priya", "mario"])
CHANGES = st.tuples(
    st.just("pivot"),
    PEOPLE,
    # What ends it now and then; what changes it mostly.
    st.sampled_from(["emphasis", "timing"] * 4 + ["keep", "rethink", "stop"]),
    st.sampled_from(Reason.values),
    WORDS,
    DAYS,
    st.sampled_from([True, True, False]),
)
EDITS = st.tuples(st.just("edit"), st.just("priya"), WORDS, WORDS, DAYS, st.booleans())
UNDOS = st.tuples(st.just("undo"), PEOPLE, st.integers(0, 3))
ANSWERS = st.tuples(st.sampled_from(["agree", "agree", "talk"]), PEOPLE, st.integers(0, 2))
UPDATES = st.tuples(st.just("update"), st.just("priya"), WORDS)
ENDS = st.tuples(st.just("achieve"), st.just("priya"))
DEEDS = st.one_of(*[CHANGES] * 6, *[UNDOS] * 4, *[ANSWERS] * 3, *[EDITS] * 2, UPDATES, ENDS)


@given(deeds=st.lists(DEEDS, min_size=6, max_size=16))
@settings(max_examples=60)
def test_any_pivots_undos_and_edits_lose_nothing(cast: Cast, deeds: list[tuple[Any, ...]]) -> None:
    """History complete and ordered; the present is what the last change in force says."""
    objective = objective_of(cast.priya)
    begun = objective.says()
    # What two people had in front of them from the start: most of it is stale by now.
    stale = {name: _as_seen(cast.everyone[name], objective) for name in ("priya", "mario")}
    kept: dict[int, tuple[Says, Says, str]] = {}
    for deed in deeds:
        person = cast.everyone[deed[1]]
        with acting_as(person):
            old_copy = stale[deed[1]]
            old_copy.owner = person if person.id == objective.owner_id else cast.priya
            # What is refused changes nothing, which is checked like everything else.
            with suppress(Refusal, Conflict, NothingToUndo):
                _act(deed, old_copy, person)
        with acting_as(cast.priya):
            _check(objective, begun, kept)


def _as_seen(person: Person, objective: Objective) -> Objective:
    with acting_as(person):
        return Objective.objects_for(person).get(id=objective.id)


def _act(deed: tuple[Any, ...], objective: Objective, person: Person) -> None:
    """One deed, by somebody whose copy of the row may be as old as the page they opened."""
    history = list(Revision.objects.of(objective))
    match deed[0], deed[2:]:
        case "pivot", (choice, reason, words, day, blind):
            base = None if blind else 0
            pivot_objective(
                objective,
                by=person,
                choice=choice,
                reason=reason,
                sentence=words,
                until=day,
                tell="Pia, Bryn",
                base=base,
            )
        case "edit", (words, why, day, blind):
            given = {"sentence": words, "why": why, "until": day}
            change(objective, by=person, words=given, base=None if blind else 0)
        case "undo", (which,):
            ids = [revision.id for revision in history]
            ids += objective.updates.values_list("id", flat=True)
            ways = Undo.objects.visible_to(person).usable().filter(subject_id__in=ids)
            ways = ways.order_by("-created_at")
            if which < len(ways):
                undo(ways[which], by=person)
        case "agree" | "talk", (which,):
            asked = [revision for revision in history if revision.asked_id == person.id]
            if which < len(asked):
                answer = agree if deed[0] == "agree" else talk_about
                answer(asked[-1 - which], objective, by=person)
        case "update", (words,):
            update(objective, by=person, word="wobbling", line=words)
            add_step(objective, by=person, words=words)
        case "achieve", ():
            achieve(objective, by=person)


def _check(objective: Objective, begun: Says, kept: dict[int, tuple[Says, Says, str]]) -> None:
    history = list(Revision.objects.of(objective))
    assert [revision.number for revision in history] == list(range(1, len(history) + 1))
    for revision in history:
        told = (revision.said, revision.says, revision.choice)
        # Written once; no later deed takes a word of it away.
        assert kept.setdefault(revision.number, told) == told
    assert len(history) == len(kept)
    present = begun
    for revision in Revision.objects.of(objective).in_force():
        assert revision.said == present
        present = revision.says
    now = Objective.objects.get(id=objective.id)
    assert now.says() == present
    # Whoever should know of a stop is promised word of it exactly as long as it stands.
    stops = [one for one in Revision.objects.of(objective).in_force() if one.choice == "stop"]
    promised = Action.objects.filter(because_of__subject_id=objective.id)
    assert sorted(promised.values_list("because_of", flat=True)) == sorted(
        stop.id for stop in stops for _name in ("Pia", "Bryn")
    )
    if now.became is not None:
        assert now.became_words
    assert Choice.KEEP not in {r.choice for r in history if r.said != r.says}
