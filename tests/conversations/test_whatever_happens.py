"""Whatever the two do, in whatever order: nothing vanishes, and each count can be counted again.

Hypothesis makes up the weeks: adding, covering, letting go, keeping, opening again, moving,
showing, hiding, raising, meeting, closing, taking back. A plain book kept beside the product says
after each step what should stand where.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, undo
from heard.conversations.agreeing import need_answer
from heard.conversations.gathering import add_item, move
from heard.conversations.holding import close, start
from heard.conversations.looking_back import record_of, timeline
from heard.conversations.models import Conversation, Item, Pair
from heard.conversations.models.item import open_counts
from heard.conversations.reading import read_page
from heard.conversations.showing import show_to
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of


@dataclass
class Kept:
    """What the book says of one item."""

    text: str
    author: str
    private: bool = False
    state: str = "open"
    carried: int = 0
    raised: bool = False


class Weeks(RuleBasedStateMachine):
    """Priya and Mario, and a book of what they did."""

    cast: Cast
    items = Bundle("items")

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.open.enter_context(transaction.atomic())
        self.book: dict[UUID, Kept] = {}
        self.gone: set[UUID] = set()
        self.talking: UUID | None = None

    def teardown(self) -> None:
        """As if it had not been: the next weeks begin with an empty page."""
        transaction.set_rollback(True)
        self.open.close()

    def person(self, who: str) -> Person:
        return self.cast.everyone[who]

    def pair(self) -> Pair:
        return pair_of(self.cast.priya, self.cast.mario)

    def item(self, item_id: UUID) -> Item:
        return Item.objects.select_related("pair__employee", "pair__manager", "author").get(
            id=item_id
        )

    def may_touch(self, who: str, item_id: UUID) -> bool:
        kept = self.book.get(item_id)
        return kept is not None and (not kept.private or kept.author == who)

    @rule(target=items, who=st.sampled_from(["priya", "mario"]), private=st.booleans())
    def add(self, who: str, private: bool) -> UUID:
        text = f"Item {len(self.book) + len(self.gone)} of {who}"
        with acting_as(self.person(who)):
            audience = "only_me" if private else "pair"
            item = add_item(self.pair(), by=self.person(who), text=text, audience=audience)
        self.book[item.id] = Kept(text, who, private)
        return item.id

    @rule(
        item_id=items,
        who=st.sampled_from(["priya", "mario"]),
        state=st.sampled_from(["covered", "let_go", "open"]),
    )
    def settle(self, item_id: UUID, who: str, state: str) -> None:
        if not self.may_touch(who, item_id):
            return
        with acting_as(self.person(who)):
            talking = Conversation.objects.under_way().first()
            self.item(item_id).settle(state, by=self.person(who), in_=talking)
        self.book[item_id].state = state

    @rule(item_id=items, who=st.sampled_from(["priya", "mario"]))
    def keep(self, item_id: UUID, who: str) -> None:
        """From the third time on, keeping begins the count again."""
        if not self.may_touch(who, item_id):
            return
        with acting_as(self.person(who)):
            self.item(item_id).touch(by=self.person(who))
        kept = self.book[item_id]
        kept.carried = 0 if kept.carried >= 3 else kept.carried

    @rule(
        item_id=items,
        who=st.sampled_from(["priya", "mario"]),
        where=st.sampled_from(["up", "down", "top", "bottom", "other"]),
    )
    def move(self, item_id: UUID, who: str, where: str) -> None:
        if not self.may_touch(who, item_id):
            return
        # There is no other section for what only one of them sees.
        where = "bottom" if self.book[item_id].private else where
        with acting_as(self.person(who)):
            move(self.item(item_id), by=self.person(who), where=where)

    @rule(item_id=items, private=st.booleans())
    def show(self, item_id: UUID, private: bool) -> None:
        """By its author; what was raised stays with both."""
        kept = self.book.get(item_id)
        if kept is None:
            return
        author = self.person(kept.author)
        with acting_as(author):
            try:
                show_to(self.item(item_id), "only_me" if private else "pair", by=author)
            except Refusal:
                assert kept.raised
                return
        kept.private = private

    @rule(item_id=items)
    def ask(self, item_id: UUID) -> None:
        kept = self.book.get(item_id)
        if kept is None or kept.private or kept.author != "priya":
            return
        with acting_as(self.cast.priya):
            need_answer(self.item(item_id), by=self.cast.priya)
        kept.raised = True

    @rule(who=st.sampled_from(["priya", "mario"]))
    def begin(self, who: str) -> None:
        with acting_as(self.person(who)):
            begun = start(self.pair(), by=self.person(who))
        assert self.talking in (None, begun.id)
        self.talking = begun.id

    @precondition(lambda self: self.talking is not None)
    @rule(who=st.sampled_from(["priya", "mario"]), twice=st.booleans())
    def close(self, who: str, twice: bool) -> None:
        with acting_as(self.person(who)):
            for _time in range(1 + twice):
                talking = Conversation.objects.select_related("pair").latest("started_at")
                assert talking.id == self.talking
                close(talking, by=self.person(who))
        for kept in self.book.values():
            kept.carried += kept.state == "open" and not kept.private
        self.talking = None

    @rule(who=st.sampled_from(["priya", "mario"]))
    def take_back(self, who: str) -> None:
        """The last thing that person did. The book is written anew from what undo says it did."""
        person = self.person(who)
        with acting_as(person):
            way_back = Undo.objects.visible_to(person).usable().order_by("-created_at").first()
            if way_back is None or way_back.subject_id not in self.book:
                return
            try:
                undo(way_back, by=person)
            except NothingToUndo:
                return
        self._write_back(way_back)

    def _write_back(self, way_back: Undo) -> None:
        kept, before = self.book[way_back.subject_id], way_back.before
        if way_back.kind == "item_added":
            self.gone.add(way_back.subject_id)
            del self.book[way_back.subject_id]
        elif way_back.kind == "item_audience":
            kept.private = not kept.private
        else:
            kept.state, kept.carried = before["state"], before["carried"]

    @invariant()
    def each_row_is_what_the_book_says(self) -> None:
        for who in ("priya", "mario"):
            person = self.person(who)
            with acting_as(person):
                seen = {item.id: item for item in Item.objects.visible_to(person)}
                expected = {
                    item_id: kept
                    for item_id, kept in self.book.items()
                    if not kept.private or kept.author == who
                }
                assert seen.keys() == expected.keys()
                for item_id, kept in expected.items():
                    row = seen[item_id]
                    assert (row.text, row.state, row.carried) == (
                        kept.text,
                        kept.state,
                        kept.carried,
                    )

    @invariant()
    def what_home_says_is_what_can_be_counted(self) -> None:
        with acting_as(self.cast.priya):
            pair = self.pair()
            assert (pair.open_from_employee, pair.open_from_manager) == open_counts(pair)
            shared = [kept for kept in self.book.values() if not kept.private]
            assert sum(open_counts(pair)) == sum(kept.state == "open" for kept in shared)

    @invariant()
    def nothing_vanishes(self) -> None:
        """Whatever one may see stands on the page, in a record, or in the timeline."""
        for who in ("priya", "mario"):
            person = self.person(who)
            with acting_as(person):
                pair = self.pair()
                page = read_page(pair, person)
                rows: list[Any] = [*page.items, *page.later, *page.waiting]
                found = {row.item.id for row in rows}
                found |= {moment.row.id for moment in timeline(pair, person, kind="let_go")[0]}
                for conversation in Conversation.objects.filter(pair=pair):
                    conversation.pair = pair
                    found |= {item.id for item, _notes in record_of(conversation, person).covered}
                mine = {
                    item_id for item_id, kept in self.book.items() if self.may_touch(who, item_id)
                }
                assert found == mine


def test_nothing_vanishes_whatever_they_do(cast: Cast) -> None:
    Weeks.cast = cast
    run_state_machine_as_test(
        Weeks,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            # Each step asks a database: the shortest story that fails would take minutes to find.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
