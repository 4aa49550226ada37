"""One pair's rows, gathered first and written a table at a time, each under its reader's key."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from heard.activity.models import Event
from heard.conversations.models import (
    Action,
    Agreement,
    Answer,
    Arrangement,
    ArrangementWhy,
    CameBack,
    Conversation,
    EarlierWording,
    Item,
    Note,
    Pair,
    PassedUp,
    PrivateNote,
    ProjectLine,
    ProjectWord,
    Raise,
    Reply,
    Rhythm,
)
from heard.conversations.models.conversation import redate
from heard.conversations.models.item import recount
from heard.objectives.models import Revision
from heard.ops.demo.clock import Clock
from heard.ops.demo.script import Story
from heard.people.models import Person
from heard.people.tenancy import TenantModel
from heard.privacy.keys import acting_as

# What a row points to is written before it.
ORDER: tuple[type[TenantModel], ...] = (
    Pair, Rhythm, Conversation, Item, Note, Raise, Answer, Reply, PassedUp, CameBack,
    Agreement, Arrangement, ArrangementWhy,
    Revision, EarlierWording, Action,
    PrivateNote, ProjectLine, ProjectWord, Event,
)  # fmt: skip

Row = TypeVar("Row", bound=TenantModel)


@dataclass
class Sheet:
    """What one story comes to: the pair, its two people, and every row of theirs."""

    story: Story
    clock: Clock
    employee: Person
    manager: Person
    people: dict[str, Person]
    pair: Pair = field(init=False)
    rows: list[TenantModel] = field(default_factory=list)
    # The conversations that took place, oldest first, and of those the ones closed on the page.
    held: list[Conversation] = field(default_factory=list)
    closed: list[Conversation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pair = self.add(
            Pair(
                employee=self.employee,
                manager=self.manager,
                kind=self.story.kind,
                created_at=self.clock.at(self.clock.turn(self.story.since), "09:00"),
            )
        )

    def who(self, key: str) -> Person:
        return self.employee if key == self.story.employee else self.manager

    def held_on(self, day: dt.date) -> Conversation | None:
        """The conversation that took place on that day."""
        return next((row for row in self.held if _day_of(row, self.clock.zone) == day), None)

    def under_way_at(self, moment: dt.datetime) -> Conversation | None:
        """The conversation in which something was said at that moment."""
        return next(
            (
                row
                for row in self.held
                if row.started_at and row.ended_at and row.started_at <= moment <= row.ended_at
            ),
            None,
        )

    def add(self, row: Row) -> Row:
        row.organisation_id = self.employee.organisation_id
        self.rows.append(row)
        return row

    def happened(
        self, kind: str, *, by: Person, subject: UUID, at: dt.datetime, private: bool = False
    ) -> None:
        """The event a verb would have recorded, on its day."""
        self.add(
            Event(
                kind=kind,
                actor=by,
                page_id=self.pair.id,
                subject_id=subject,
                only_for=by if private else None,
                created_at=at,
            )
        )

    def write(self) -> None:
        """Private rows by acting as their one reader: nobody else's key would seal them."""
        self._bound()
        with acting_as(self.employee):
            self._write_for(None)
            self._write_for(self.employee.id)
        with acting_as(self.manager):
            self._write_for(self.manager.id)
            recount(self.pair)
            redate(self.pair)

    def _bound(self) -> None:
        """A page is never younger than what stands on it, nor did anything happen after its end."""
        moments = [moment for row in self.rows for moment in _moments(row)]
        self.pair.created_at = min(moments)
        if self.story.until is not None:
            wanted = self.clock.at(self.clock.turn(self.story.until), "17:00")
            self.pair.ended_at = max(wanted, *moments)

    def _write_for(self, reader: UUID | None) -> None:
        for model in ORDER:
            rows: list[Any] = [row for row in self.rows if type(row) is model]
            model._base_manager.bulk_create([row for row in rows if _only_reader(row) == reader])


def _day_of(conversation: Conversation, zone: str) -> dt.date:
    assert conversation.started_at is not None
    return conversation.started_at.astimezone(ZoneInfo(zone)).date()


def _moments(row: TenantModel) -> Iterator[dt.datetime]:
    yield row.created_at
    for name in ("settled_at", "ended_at", "touched_at"):
        moment = getattr(row, name, None)
        if moment is not None:
            yield moment


def _only_reader(row: TenantModel) -> UUID | None:
    """Whose eyes a row is for; None for the two."""
    if isinstance(row, PrivateNote) or (isinstance(row, Item) and row.is_private):
        return row.author_id
    return getattr(row, "only_for_id", None)
