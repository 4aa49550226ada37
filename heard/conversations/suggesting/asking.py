"""What is read of one page before anything is suggested: each table once, as the viewer sees it.

Every row comes through `visible_to(viewer)`. What signals about the pair are made of is narrower
still: only what both see.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from heard.activity.signalling import SOURCES, Asking
from heard.conversations.models import (
    Action,
    Conversation,
    Impression,
    Item,
    Pair,
    PromptUse,
    Told,
    WishStep,
)
from heard.conversations.models.impression import Question
from heard.conversations.suggesting.bank import prompt_named
from heard.feedback.models import Feedback, Thanks
from heard.people.models import Person
from heard.privacy.keys import keyring, of_pair, of_person

# Two years of fortnights, and some.
CONVERSATIONS_MOST = 60
# The longest that anything asks about: "no career talk in 120 days".
LOOKS_BACK = dt.timedelta(days=120)


@dataclass(frozen=True)
class PairAsking(Asking):
    """An asking that knows its page."""

    pair: Pair

    @cached_property
    def conversations(self) -> list[Conversation]:
        """The last ones, newest first, whatever became of them."""
        rows = Conversation.objects.visible_to(self.viewer).filter(pair=self.pair)
        dated = rows.annotate(
            dated=Coalesce("started_at", "planned_at"),
            **self._said_who_talked(),
            **self._given(),
            **self._beside(),
        )
        return list(dated.order_by("-dated", "-id")[:CONVERSATIONS_MOST])

    @cached_property
    def _page(self) -> list[Pair]:
        """The page with what is otherwise read beside its conversations."""
        rows = Pair.objects.visible_to(self.viewer).filter(id=self.pair.id)
        return list(rows.annotate(**self._given(), **self._beside()))

    @cached_property
    def held(self) -> list[Conversation]:
        return [row for row in self.conversations if row.state == Conversation.State.HELD]

    @cached_property
    def under_way(self) -> Conversation | None:
        return next((row for row in self.conversations if row.is_under_way), None)

    @cached_property
    def planned(self) -> Conversation | None:
        planned = Conversation.State.PLANNED
        return next((row for row in self.conversations if row.state == planned), None)

    @cached_property
    def last_held_at(self) -> dt.datetime | None:
        return self.held[0].started_at if self.held else None

    @cached_property
    def items(self) -> list[Item]:
        """Open ones, what was settled or put there lately, and what still waits for an answer."""
        since = self.now - LOOKS_BACK
        wanted = Q(state=Item.State.OPEN) | Q(settled_at__gte=since) | Q(created_at__gte=since)
        waiting = Q(raised__isnull=False, raised__settled_at__isnull=True)
        rows = Item.objects.visible_to(self.viewer).filter(wanted | waiting, pair=self.pair)
        return list(rows.select_related("raised").order_by("created_at", "id"))

    @cached_property
    def shared(self) -> list[Item]:
        """Those that both see: what is said of the pair is said of these."""
        return [item for item in self.items if not item.is_private]

    @cached_property
    def open_shared(self) -> list[Item]:
        return [item for item in self.shared if item.state == Item.State.OPEN]

    @cached_property
    def actions(self) -> list[Action]:
        """Open ones, and those settled since the two last talked."""
        since = self.last_held_at or self.pair.created_at
        wanted = Q(state=Action.State.OPEN) | Q(settled_at__gt=since)
        rows = Action.objects.visible_to(self.viewer).filter(wanted, pair=self.pair)
        return list(rows.order_by("due_on", "created_at", "id"))

    @cached_property
    def told(self) -> list[Told]:
        """What is shown on this page now, oldest first; a wish with the last step taken for it."""
        steps = WishStep.objects.visible_to(self.viewer).filter(
            wish_id=OuterRef("source_id"), pair=OuterRef("pair")
        )
        last = steps.order_by("-created_at", "-id")
        lately = Q(told_at__gte=self.now - LOOKS_BACK)
        rows = Told.objects.visible_to(self.viewer).shown()
        return list(
            rows.filter(~Q(kind=Told.Kind.CHECK_IN) | lately, pair=self.pair)
            .annotate(
                step=Subquery(last.values("state")[:1]),
                step_until=Subquery(last.values("look_again_on")[:1]),
            )
            .order_by("told_at", "id")
        )

    @cached_property
    def shown_by_employee(self) -> list[Told]:
        return [row for row in self.told if row.person_id == self.employee.id]

    @cached_property
    def uses(self) -> list[PromptUse]:
        """What the viewer did with earlier suggestions here; nobody else's."""
        rows = PromptUse.objects.visible_to(self.viewer).filter(pair=self.pair)
        return list(rows.order_by("created_at"))

    def covered_since(self, category: str, days: int) -> bool:
        """Whether a suggestion of this category was talked about in so many days."""
        since = self.now - dt.timedelta(days=days)
        return any(
            item.state == Item.State.COVERED
            and item.settled_at is not None
            and item.settled_at >= since
            and category_of(item) == category
            for item in self.shared
        )

    def both_said_manager(self, conversation: Conversation) -> bool:
        """Whether both answered "mostly the manager", as far as the viewer may know."""
        return all(
            self._opened(conversation, side) == Item.Section.MANAGER
            for side in (Item.Section.EMPLOYEE, Item.Section.MANAGER)
        )

    def _said_who_talked(self) -> dict[str, Subquery]:
        """Each one's sealed answer beside the conversation, which saves asking once more."""
        given = Impression.objects.visible_to(self.viewer).filter(
            conversation=OuterRef("pk"), question=Question.TALKED
        )
        return {
            f"{side}_said_{field}": Subquery(given.filter(person=person).values(field)[:1])
            for side, person in (("employee", self.employee), ("manager", self.manager))
            for field in ("id", "answer")
        }

    def _given(self) -> dict[str, Subquery]:
        """When the two last thanked each other, and the manager was last told something; to the
        employee alone, when feedback came."""
        two = (self.employee, self.manager)
        thanks = Thanks.objects.visible_to(self.viewer).filter(giver__in=two, receiver__in=two)
        seen = Feedback.objects.visible_to(self.viewer)
        upward = seen.filter(giver=self.employee, receiver=self.manager, upward=True)
        found: dict[str, QuerySet[Any]] = {"thanked_at": thanks, "upward_at": upward}
        if self.viewer_is_employee:
            came = seen.received_by(self.viewer)
            found |= {"received_at": came, "undiscussed_at": came.filter(talked_at__isnull=True)}
        return {
            name: Subquery(rows.order_by("-created_at").values("created_at")[:1])
            for name, rows in found.items()
        }

    def _beside(self) -> dict[str, Combinable]:
        """What the sources of other layers have read along; see `Source`."""
        asked = [source.beside(self) for source in SOURCES.values() if source.beside]
        return {name: value for values in asked for name, value in values.items()}

    def read_beside(self, name: str) -> Any:
        """One value that was read along, with the page itself where nobody has talked yet."""
        return getattr((self.conversations or self._page)[0], name)

    def since(self, what: str) -> float:
        """Days since the last of it; endless where there was none."""
        at = self.read_beside(what)
        return (self.now - at).total_seconds() / 86_400 if at is not None else float("inf")

    def _opened(self, conversation: Conversation, side: str) -> str:
        answer = getattr(conversation, f"{side}_said_answer")
        if answer is None:
            return ""
        return Impression(
            id=getattr(conversation, f"{side}_said_id"),
            organisation_id=conversation.organisation_id,
            pair_id=conversation.pair_id,
            answer=answer,
        ).answer

    def is_younger_than(self, days: int) -> bool:
        """Whether the page has not been there that long."""
        return self.pair.created_at > self.now - dt.timedelta(days=days)


def asking_for(pair: Pair, viewer: Person) -> PairAsking:
    """With the keys of what this viewer reads, in one look-up."""
    keyring().unlock([of_pair(pair.id), of_person(viewer.id)])
    return PairAsking(
        viewer=viewer,
        other=pair.other(viewer),
        employee=pair.employee,
        manager=pair.manager,
        page_id=pair.id,
        today=viewer.today(),
        now=timezone.now(),
        pair=pair,
    )


def category_of(item: Item) -> str:
    """What an item is about, where it began as a prompt; of own words nobody knows."""
    prompt = prompt_named(item.prompt) if item.prompt else None
    return prompt.category if prompt else ""
