"""Tells one pair's story onto the models: its past, and what lies on its page today."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from heard.activity.models import Event
from heard.conversations.models import (
    Action,
    Agreement,
    Answer,
    Conversation,
    EarlierWording,
    Item,
    Note,
    Pair,
    PrivateNote,
    Raise,
    Rhythm,
)
from heard.conversations.models.conversation import redate
from heard.conversations.models.item import recount
from heard.lib.ordering import keys_after
from heard.lib.recurrence import instant
from heard.ops.demo import script
from heard.ops.demo.dating import next_date, past_date
from heard.people.models import Person
from heard.privacy.keys import acting_as

ORDER: tuple[type[Any], ...] = (
    Conversation, Item, Note, Raise, Answer, Agreement, EarlierWording, Action, PrivateNote, Event,
)  # fmt: skip


def tell(story: script.Story, people: dict[str, Person], today: dt.date) -> None:
    """The whole story; private words are written by their own authors."""
    teller = Teller(story, people[story.employee], people[story.manager], today)
    with acting_as(teller.employee):
        teller.open_page()
        for past in story.conversations:
            teller.past(past)
        teller.page()
        teller.write(private_of=None)
        teller.write(private_of=teller.employee.id)
    with acting_as(teller.manager):
        teller.write(private_of=teller.manager.id)
        recount(teller.pair)
        redate(teller.pair)


@dataclass
class Teller:
    """Gathers the rows of one pair, then writes them a table at a time."""

    story: script.Story
    employee: Person
    manager: Person
    today: dt.date
    pair: Pair = field(init=False)
    rows: list[Any] = field(default_factory=list)
    held: dict[dt.date, Conversation] = field(default_factory=dict)

    @property
    def zone(self) -> str:
        return self.employee.timezone or self.employee.organisation.timezone

    def who(self, key: str) -> Person:
        return self.employee if key == self.story.employee else self.manager

    def day(self, days_ago: int) -> dt.date:
        return past_date(self.story, self.today, days_ago)

    def at(self, day: dt.date, hour: str = "09:20", minutes: int = 0) -> dt.datetime:
        """A moment of a day in the pair's own zone; never later than now."""
        moment = instant(day, dt.time.fromisoformat(hour), self.zone)
        return min(moment + dt.timedelta(minutes=minutes), timezone.now())

    def open_page(self) -> None:
        """The pair, its rhythm, and the next conversation if one is planned."""
        story, rhythm = self.story, self.story.rhythm
        opened = self.at(self.day(story.since))
        self.pair = Pair(
            employee=self.employee,
            manager=self.manager,
            kind=story.kind,
            created_at=opened,
            ended_at=self.at(self.day(story.until), "17:00") if story.until else None,
        )
        self.pair.save()
        upcoming = next_date(story, self.today)
        last = self.day(story.conversations[-1].days) if story.conversations else self.today
        Rhythm(
            pair=self.pair,
            kind=rhythm.every.replace(" ", "_"),
            first_on=upcoming or last,
            at=dt.time.fromisoformat(rhythm.at),
            zone=self.zone,
            minutes=rhythm.minutes,
            where=rhythm.where,
            created_at=opened,
        ).save()
        if story.next and upcoming:
            self.rows.append(
                Conversation(
                    pair=self.pair,
                    rhythm_on=upcoming,
                    planned_at=instant(upcoming, dt.time.fromisoformat(story.next.at), self.zone),
                    minutes_planned=rhythm.minutes,
                )
            )

    def past(self, past: script.PastConversation) -> None:
        """One conversation that was held, skipped, or met elsewhere."""
        planned, day = self.day(past.days), self.day(past.held_days)
        hour = self.story.rhythm.at
        conversation = Conversation(
            pair=self.pair,
            rhythm_on=planned,
            planned_at=self.at(planned, hour),
            moved=bool(past.moved_by),
            minutes_planned=self.story.rhythm.minutes,
            line=past.line,
            created_at=self.at(planned, hour),
            state="skipped" if past.state == "skipped" else "held",
        )
        self.rows.append(conversation)
        if past.state == "skipped":
            return
        conversation.elsewhere = past.state == "elsewhere"
        conversation.started_at = self.at(day, hour)
        conversation.ended_at = self.at(day, hour, past.minutes or 0)
        conversation.started_by = self.employee
        conversation.summary = past.summary
        conversation.employee_sentence = past.employee_said
        conversation.manager_sentence = past.manager_said
        self.held[day] = conversation
        self.event("conversation_closed", self.manager, conversation.id, conversation.ended_at)
        for number, (item, position) in enumerate(
            zip(past.items, keys_after(None, len(past.items)), strict=True)
        ):
            self.covered(item, conversation, past.held_days, position, number)
        for action in past.actions:
            self.action(action, conversation, past.held_days)
        for agreement in past.agreements:
            self.agreement(agreement, conversation, past.held_days)

    def covered(
        self, told: script.Item, conversation: Conversation, days: int, position: str, number: int
    ) -> None:
        """An item that was talked about, or let go, in a conversation."""
        assert conversation.started_at is not None
        author = self.who(told.by)
        settled = conversation.started_at + dt.timedelta(minutes=2 + 5 * number)
        item = self.item(told, self.at(self.day(days + 2 + 14 * told.carried)), position)
        item.state = Item.State.LET_GO if told.let_go else Item.State.COVERED
        item.covered_in = None if told.let_go else conversation
        item.settled_at = item.touched_at = settled
        self.notes(told, item, settled, conversation)
        if told.needs_answer:
            self.raised(told, item, author, conversation.started_at, days)

    def page(self) -> None:
        """What lies on the page today, in its order, and the private pads."""
        sections: dict[str, str | None] = {"employee": None, "manager": None}
        for told in self.story.page:
            section = self.pair.side_of(self.who(told.by).id)
            sections[section] = position = keys_after(sections[section], 1)[0]
            days = told.days or 0
            added = self.at(self.day(days), "16:10", len(self.rows) % 40)
            item = self.item(told, added, position)
            item.carried = told.carried
            self.notes(told, item, added, None)
            if told.needs_answer:
                self.raised(told, item, self.who(told.by), added, days)
        for note in self.story.private_notes:
            author = self.who(note.by)
            self.rows.append(
                PrivateNote(
                    pair=self.pair,
                    author=author,
                    text=note.text,
                    created_at=self.at(self.day(note.days), "18:05"),
                )
            )

    def item(self, told: script.Item, added: dt.datetime, position: str) -> Item:
        author = self.who(told.by)
        item = Item(
            pair=self.pair,
            author=author,
            section=self.pair.side_of(author.id),
            audience=Item.Audience.ONLY_ME if told.private else Item.Audience.PAIR,
            text=told.text,
            position=position,
            created_at=added,
            touched_at=added,
        )
        self.rows.append(item)
        self.event("item_added", author, item.id, added, private=told.private)
        return item

    def notes(
        self, told: script.Item, item: Item, at: dt.datetime, during: Conversation | None
    ) -> None:
        for number, note in enumerate(told.notes):
            self.rows.append(
                Note(
                    pair=self.pair,
                    item=item,
                    author=self.who(note.by),
                    only_for=item.author if told.private else None,
                    conversation=during,
                    text=note.text,
                    created_at=min(at + dt.timedelta(minutes=1 + number), timezone.now()),
                )
            )

    def raised(self, told: script.Item, item: Item, by: Person, at: dt.datetime, days: int) -> None:
        """A matter that needs an answer, with the answers it got."""
        state = told.answers[-1].outcome if told.answers else Raise.State.RAISED
        raise_ = Raise(pair=self.pair, item=item, raised_by=by, state=state, created_at=at)
        self.rows.append(raise_)
        self.event("raise_made", by, raise_.id, at)
        for answer in told.answers:
            day = self.day(days - answer.after)
            meeting = self.held.get(day)
            answered = meeting.started_at if meeting and meeting.started_at else self.at(day)
            answered = max(answered + dt.timedelta(minutes=4), at + dt.timedelta(minutes=1))
            again = None
            if answer.look_again is not None:
                again = day + dt.timedelta(days=answer.look_again)
            self.rows.append(
                Answer(
                    pair=self.pair,
                    raised=raise_,
                    answered_by=self.pair.other(by),
                    outcome=answer.outcome,
                    sentence=answer.sentence,
                    look_again_on=again,
                    created_at=answered,
                )
            )
            raise_.look_again_on = again
            self.event(f"raise_{answer.outcome}", self.pair.other(by), raise_.id, answered)
        if told.settled is not None:
            raise_.state = Raise.State.CLOSED
            raise_.settled_at = self.at(self.day(days - told.settled), "17:30")

    def action(self, told: script.Action, conversation: Conversation, days: int) -> None:
        owner = self.who(told.owner)
        made = conversation.ended_at
        assert made is not None
        action = Action(
            pair=self.pair,
            owner=owner,
            made_by=owner,
            text=told.text,
            if_it_slips=told.if_it_slips,
            due_on=self._forward(days, told.due),
            made_in=conversation,
            created_at=made,
        )
        for state, after in (
            (Action.State.DONE, told.done),
            (Action.State.DROPPED, told.dropped),
            (Action.State.HANDED_ON, told.handed_on),
        ):
            if after is not None:
                action.state = state
                action.settled_at = self.at(self.day(days - after), "15:40")
        self.rows.append(action)
        self.event("action_made", owner, action.id, made)

    def agreement(self, told: script.Agreement, conversation: Conversation, days: int) -> None:
        made = conversation.ended_at
        assert made is not None
        agreement = Agreement(
            pair=self.pair,
            made_by=self.employee,
            text=told.became or told.text,
            review_on=self._forward(days, told.review),
            made_in=conversation,
            accepted_at=made,
            created_at=made,
        )
        self.rows.append(agreement)
        self.event("agreement_made", self.employee, agreement.id, made)
        if told.changed is not None:
            agreement.state = Agreement.State.CHANGED
            agreement.text_version = agreement.version = 2
            self.rows.append(
                EarlierWording(
                    pair=self.pair,
                    subject_id=agreement.id,
                    number=1,
                    text=told.text,
                    replaced_by=self.employee,
                    created_at=self.at(self.day(days - told.changed), "10:30"),
                )
            )
        if told.ended is not None:
            agreement.state = Agreement.State.ENDED
            agreement.ended_at = self.at(self.day(days - told.ended), "10:40")

    def event(
        self, kind: str, by: Person, subject: UUID, at: dt.datetime | None, private: bool = False
    ) -> None:
        self.rows.append(
            Event(
                kind=kind,
                actor=by,
                page_id=self.pair.id,
                subject_id=subject,
                only_for=by if private else None,
                created_at=at or timezone.now(),
            )
        )

    def write(self, *, private_of: UUID | None) -> None:
        """The rows only this author may seal, or with None those the two share."""
        organisation_id = self.pair.organisation_id
        mine = [row for row in self.rows if _reader(row) == private_of]
        for row in mine:
            row.organisation_id = organisation_id
        for model in ORDER:
            model.objects.bulk_create([row for row in mine if type(row) is model])

    def _forward(self, days: int, after: int | None) -> dt.date | None:
        """A working day so many days after a conversation."""
        if after is None:
            return None
        day = self.day(days) + dt.timedelta(days=after)
        return day + dt.timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _reader(row: Any) -> UUID | None:
    """Whose eyes a row is for; None for the two."""
    if isinstance(row, PrivateNote) or (isinstance(row, Item) and row.is_private):
        return row.author_id
    if isinstance(row, Note | Event):
        return row.only_for_id
    return None
