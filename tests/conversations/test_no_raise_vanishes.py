"""A raise cannot vanish: whatever happens to items, dates, managers and people.

Hypothesis makes up the year. After each step every raise that was made is in its raiser's stream,
and whatever is closed there has an outcome and a sentence. Only its raiser takes a mark off again,
and only before anybody answered.
"""

import datetime as dt
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, undo
from heard.conversations import access
from heard.conversations.agreeing import need_answer, need_no_answer
from heard.conversations.following import CLOSED, raised_by
from heard.conversations.gathering import add_item, reword, take_off
from heard.conversations.holding import close, start
from heard.conversations.models import Conversation, Item, Pair, Raise
from heard.conversations.passing_up import agree_to_words, pass_up, take_back_words
from heard.conversations.planning import move_next
from heard.conversations.showing import show_to
from heard.lib.refusals import Conflict, Refusal
from heard.people.leaving import come_back, leave, pause
from heard.people.models import Person
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast

MANAGERS = ("mario", "sol", "fen")
EITHER = st.sampled_from(["priya", "manager"])
OUTCOMES = st.sampled_from(["yes", "partly", "no", "not_ours", "looking"])


@dataclass
class Told:
    """What the book says of one raise."""

    words: str
    said: str = ""


class Year(RuleBasedStateMachine):
    """Priya and whoever she reports to."""

    cast: Cast
    items = Bundle("items")

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.open.enter_context(transaction.atomic())
        self.manager = "mario"
        self.book: dict[UUID, Told] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.open.close()

    def who(self, side: str) -> Person:
        return self.cast.priya if side == "priya" else self.cast.everyone[self.manager]

    def page(self) -> Pair:
        return Pair.objects.select_related("employee", "manager", "organisation").get(
            employee=self.cast.priya, manager=self.cast.everyone[self.manager], ended_at=None
        )

    def item(self, item_id: UUID) -> Item | None:
        rows = Item.objects.select_related("pair__employee", "pair__manager", "author")
        return rows.filter(id=item_id).first()

    def raised(self, item_id: UUID) -> Raise | None:
        rows = Raise.objects.select_related("raised_by", "pair__employee", "pair__manager")
        return rows.filter(item=item_id).first()

    @rule(target=items, private=st.booleans())
    def add(self, private: bool) -> UUID:
        with acting_as(self.cast.priya):
            audience = "only_me" if private else "pair"
            words = f"Something {len(self.book)}"
            return add_item(self.page(), by=self.cast.priya, text=words, audience=audience).id

    @rule(target=items)
    def ask_at_once(self) -> UUID:
        with acting_as(self.cast.priya):
            item = add_item(self.page(), by=self.cast.priya, text=f"A question {len(self.book)}")
            need_answer(item, by=self.cast.priya)
            self.book[item.id] = Told(item.text)
        return item.id

    @rule(item_id=items, need=st.sampled_from([True, True, False]))
    def ask(self, item_id: UUID, need: bool) -> None:
        with acting_as(self.cast.priya):
            item = self.item(item_id)
            if item is None:
                return
            try:
                if need:
                    need_answer(item, by=self.cast.priya)
                    self.book.setdefault(item.id, Told(item.text))
                else:
                    need_no_answer(item, by=self.cast.priya)
                    told = self.book.pop(item_id, None)
                    assert told is None or not told.said
            except Refusal:
                return

    @rule(item_id=items, side=EITHER, what=st.sampled_from(["covered", "let_go", "open"]))
    def settle_item(self, item_id: UUID, side: str, what: str) -> None:
        self._on_item(item_id, side, lambda item, by: item.settle(what, by=by))

    @rule(item_id=items, what=st.sampled_from(["delete", "hide", "show", "reword"]))
    def change_item(self, item_id: UUID, what: str) -> None:
        acts = {
            "delete": lambda item, by: take_off(item, by=by),
            "hide": lambda item, by: show_to(item, "only_me", by=by),
            "show": lambda item, by: show_to(item, "pair", by=by),
            "reword": lambda item, by: reword(item, by=by, text=f"{item.text}.", base=None),
        }
        self._on_item(item_id, "priya", acts[what])
        with acting_as(self.cast.priya):
            item = self.item(item_id)
            if item is not None and item_id in self.book:
                self.book[item_id].words = item.text

    def _on_item(self, item_id: UUID, side: str, act: object) -> None:
        person = self.who(side)
        with acting_as(person):
            item = self.item(item_id)
            if item is None or not access.can_settle_item(person, item):
                return
            try:
                act(item, person)  # type: ignore[operator]
            except (Refusal, Conflict):
                return

    @rule(item_id=items, side=EITHER, outcome=OUTCOMES, sentence=st.sampled_from(["", "So it is"]))
    def answer(self, item_id: UUID, side: str, outcome: str, sentence: str) -> None:
        person = self.who(side)
        with acting_as(person):
            raise_ = self.raised(item_id)
            if raise_ is None or not access.can_answer(person, raise_):
                return
            until = person.today() + dt.timedelta(days=9)
            try:
                raise_.answer(outcome, by=person, sentence=sentence, look_again_on=until)
            except Refusal:
                return
            assert sentence
            self.book[item_id].said = outcome

    @rule(item_id=items, side=EITHER, content=st.booleans())
    def settle(self, item_id: UUID, side: str, content: bool) -> None:
        person = self.who(side)
        with acting_as(person):
            raise_ = self.raised(item_id)
            if raise_ is None or not access.can_settle_raise(person, raise_):
                return
            assert side == "priya"
            try:
                if content:
                    raise_.settle(by=person)
                else:
                    raise_.not_yet(by=person, text="Not quite")
            except Refusal:
                return

    @rule(item_id=items, agreed=st.booleans(), taken_back=st.booleans())
    def pass_up(self, item_id: UUID, agreed: bool, taken_back: bool) -> None:
        person = self.who("manager")
        with acting_as(person):
            raise_ = self.raised(item_id)
            if raise_ is None or not access.can_pass_up(person, raise_):
                return
            try:
                passed = pass_up(raise_, by=person, to=self.cast.hana, text="May we?")
            except Refusal:
                return
        with acting_as(self.cast.priya):
            if agreed:
                agree_to_words(passed, by=self.cast.priya)
            if agreed and taken_back:
                take_back_words(passed, by=self.cast.priya)

    @rule(side=EITHER, what=st.sampled_from(["begin", "end", "move"]))
    def meet(self, side: str, what: str) -> None:
        person = self.who(side)
        with acting_as(person):
            talking = Conversation.objects.filter(pair=self.page()).under_way().first()
            try:
                if what == "begin":
                    start(self.page(), by=person)
                elif what == "end" and talking is not None:
                    close(talking, by=person)
                elif what == "move":
                    day = person.today() + dt.timedelta(days=3)
                    move_next(self.page(), by=person, day=day, at=dt.time(10))
            except Refusal:
                return

    @rule(to=st.sampled_from(MANAGERS))
    def another_manager(self, to: str) -> None:
        with acting_as(self.cast.ade):
            report_to(self.cast.priya, self.cast.everyone[to])
        self.manager = to

    @rule(who=st.sampled_from(["pia", "hana", "lena"]), how=st.sampled_from([leave, pause]))
    def somebody_goes(self, who: str, how: object) -> None:
        with acting_as(self.cast.ade):
            how(self.cast.everyone[who])  # type: ignore[operator]
            come_back(self.cast.everyone[who])

    @rule()
    def the_manager_leaves(self) -> None:
        """And is followed by somebody else, who may be the same again one day."""
        gone = self.cast.everyone[self.manager]
        self.manager = next(name for name in MANAGERS if name != self.manager)
        with acting_as(self.cast.ade):
            leave(gone)
            come_back(gone)
            report_to(self.cast.priya, self.cast.everyone[self.manager])

    @rule(side=EITHER)
    def take_back(self, side: str) -> None:
        person = self.who(side)
        with acting_as(person):
            way_back = Undo.objects.visible_to(person).usable().order_by("-created_at").first()
            if way_back is None:
                return
            try:
                undo(way_back, by=person)
            except (NothingToUndo, Refusal):
                return

    @invariant()
    def every_raise_is_in_its_raisers_stream(self) -> None:
        with acting_as(self.cast.priya):
            stream = {matter.row.item_id: matter for matter in raised_by(self.cast.priya)}  # type: ignore[union-attr]
            assert stream.keys() == self.book.keys()
            for item_id, told in self.book.items():
                assert stream[item_id].words == told.words

    @invariant()
    def nothing_is_closed_without_an_outcome_and_a_sentence(self) -> None:
        with acting_as(self.cast.priya):
            for matter in raised_by(self.cast.priya):
                if matter.stage == CLOSED:
                    said = [answer for answer in matter.answers if answer.outcome != "looking"]
                    assert said
                    assert all(answer.sentence for answer in said)

    @invariant()
    def a_new_manager_reads_none_of_an_earlier_page(self) -> None:
        manager = self.who("manager")
        with acting_as(manager):
            for raise_ in Raise.objects.visible_to(manager).select_related("pair"):
                assert raise_.pair.manager_id == manager.id


def test_a_raise_cannot_vanish_whatever_happens(cast: Cast) -> None:
    Year.cast = cast
    run_state_machine_as_test(
        Year,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
