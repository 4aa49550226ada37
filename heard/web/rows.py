"""Rows as flat values: what a template prints, worked out once, with no query behind it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.conversations import access
from heard.conversations.models import (
    Action,
    Agreement,
    Answer,
    Item,
    Note,
    Pair,
    PrivateNote,
    Raise,
    Reply,
)
from heard.conversations.reading import OpenItem
from heard.conversations.suggesting.bank import is_deep
from heard.lib.text import initials, rendered
from heard.people.models import Person


@dataclass(frozen=True)
class NoteRow:
    """A note under an item, or a private one."""

    id: str
    html: SafeString
    text: str
    author: str
    initials: str
    when: str
    version: int
    mine: bool
    url: str


@dataclass(frozen=True)
class AnswerRow:
    """One answer to a raise; without an outcome a line back by whoever raised it."""

    outcome: str
    sentence: SafeString
    by: str
    when: str
    look_again: str
    reply: bool = False


@dataclass(frozen=True)
class RaiseRow:
    """What was raised and where it stands."""

    id: str
    state: str
    word: str
    waiting: bool
    age: str
    look_again: str
    answers: list[AnswerRow]
    can_answer: bool
    can_settle: bool
    can_reply: bool
    raiser: str
    chip: str
    url: str


@dataclass(frozen=True)
class ItemRow:
    """One line of the page."""

    id: str
    text: str
    html: SafeString
    author: str
    initials: str
    mine: bool
    private: bool
    state: str
    carried: int
    carry_mark: str
    version: int
    section: str
    url: str
    notes: list[NoteRow]
    raised: RaiseRow | None
    can_settle: bool
    can_word: bool
    can_raise: bool
    ask_what_now: bool
    notice: str
    deep: bool = False


@dataclass(frozen=True)
class ActionRow:
    """One promise."""

    id: str
    text: str
    html: SafeString
    owner: str
    owner_id: str
    mine: bool
    due: str
    due_on: str
    was_for: bool
    if_it_slips: str
    state: str
    version: int
    url: str


@dataclass(frozen=True)
class AgreementRow:
    """One standing sentence."""

    id: str
    text: str
    html: SafeString
    review: str
    review_due: bool
    review_on: str
    state: str
    awaits_me: bool
    awaits: str
    version: int
    url: str


def item_row(row: OpenItem, reader: Person) -> ItemRow:
    """An item as this reader may see and change it."""
    item = row.item
    return ItemRow(
        id=str(item.id),
        text=item.text,
        html=rendered(item.text),
        author=item.author.called,
        initials=item.author.initials,
        mine=item.author_id == reader.id,
        private=item.is_private,
        state=item.state,
        carried=item.carried,
        carry_mark=carry_mark(item),
        version=item.version,
        section=item.section,
        url=reverse("item", args=[item.id]),
        notes=[note_row(note, reader) for note in row.notes],
        raised=raise_row(row.raised, row.answers, reader, replies=row.replies)
        if row.raised
        else None,
        can_settle=access.can_settle_item(reader, item),
        can_word=access.can_word(reader, item),
        can_raise=access.can_raise(reader, item),
        ask_what_now=item.carried >= 3,
        deep=is_deep(item.prompt),
        notice=_("Untouched for two months; it steps back to Later soon.")
        if item.about_to_step_back and row.raised is None
        else "",
    )


def carry_mark(item: Item) -> str:
    """`2nd time` from the first carrying on; nothing before, and no counting without end."""
    if item.carried == 0:
        return ""
    times = item.carried + 1
    ordinals = {2: _("2nd time"), 3: _("3rd time"), 4: _("4th time"), 5: _("5th time")}
    if times > 20:
        return _("more than 20 times")
    return ordinals.get(times) or _("%(times)sth time") % {"times": times}


def note_row(note: Note | PrivateNote, reader: Person) -> NoteRow:
    """A note; a private one has nobody's name on it, since there is only one reader."""
    private = isinstance(note, PrivateNote)
    author = reader if private else note.author
    return NoteRow(
        id=str(note.id),
        html=rendered(note.text),
        text=note.text,
        author=author.called,
        initials=initials(author.name),
        when=day(note.created_at),
        version=note.version,
        mine=note.author_id == reader.id,
        url=reverse("private-note" if private else "note", args=[note.id]),
    )


def raise_row(
    raise_: Raise, answers: list[Answer], reader: Person, *, replies: Sequence[Reply] = ()
) -> RaiseRow:
    """A raise with what was answered and replied, oldest first."""
    said: list[Answer | Reply] = [*answers, *replies]
    said.sort(key=lambda row: row.created_at)
    return RaiseRow(
        id=str(raise_.id),
        state=raise_.state,
        word=raise_word(raise_, reader),
        waiting=raise_.is_waiting,
        age=age(raise_.created_at),
        look_again=day(raise_.look_again_on) if raise_.look_again_on else "",
        answers=[answer_row(row) if isinstance(row, Answer) else reply_row(row) for row in said],
        can_answer=access.can_answer(reader, raise_) and raise_.state != Raise.State.CLOSED,
        can_settle=access.can_settle_raise(reader, raise_) and not raise_.is_waiting,
        raiser=raise_.raised_by.called,
        can_reply=access.can_settle_raise(reader, raise_),
        chip=access.audience_of(raise_.pair, reader, private=False),
        url=reverse("raise", args=[raise_.id]),
    )


def raise_word(raise_: Raise, reader: Person) -> str:
    """Where it stands; what was parked says that its day has come."""
    if raise_.is_owed(reader.today()) and not raise_.is_waiting:
        return _("Open again, its day has come")
    return raise_.get_state_display()


def reply_row(reply: Reply) -> AnswerRow:
    return AnswerRow("", rendered(reply.text), reply.by.called, day(reply.created_at), "", True)


def answer_row(answer: Answer) -> AnswerRow:
    return AnswerRow(
        outcome=answer.get_outcome_display(),
        sentence=rendered(answer.sentence),
        by=answer.answered_by.called,
        when=day(answer.created_at),
        look_again=day(answer.look_again_on) if answer.look_again_on else "",
    )


def action_row(action: Action, reader: Person) -> ActionRow:
    """A promise; a past day is said as "was for", never as overdue."""
    today = timezone.localdate()
    past = action.due_on is not None and action.due_on < today
    due = ""
    if action.due_on is not None:
        words = day(action.due_on)
        due = _("was for %(day)s") % {"day": words} if past else _("by %(day)s") % {"day": words}
    return ActionRow(
        id=str(action.id),
        text=action.text,
        html=rendered(action.text),
        owner=action.owner.called,
        owner_id=str(action.owner_id),
        mine=action.owner_id == reader.id,
        due=due,
        due_on=action.due_on.isoformat() if action.due_on else "",
        was_for=past,
        if_it_slips=action.if_it_slips,
        state=action.state,
        version=action.version,
        url=reverse("action", args=[action.id]),
    )


def agreement_row(agreement: Agreement, reader: Person, pair: Pair) -> AgreementRow:
    """A standing sentence, and whose yes it still waits for."""
    waiting = agreement.accepted_at is None
    maker_side = pair.side_of(agreement.made_by_id)
    other = pair.manager if maker_side == "employee" else pair.employee
    return AgreementRow(
        id=str(agreement.id),
        text=agreement.text,
        html=rendered(agreement.text),
        review=review_words(agreement.review_on),
        review_due=agreement.review_on is not None and agreement.review_on <= timezone.localdate(),
        review_on=agreement.review_on.isoformat() if agreement.review_on else "",
        state=agreement.state,
        awaits_me=agreement.awaits(reader),
        awaits=_("Waiting for %(name)s to agree") % {"name": other.called}
        if waiting and other.id != reader.id
        else "",
        version=agreement.version,
        url=reverse("agreement", args=[agreement.id]),
    )


def review_words(on: dt.date | None) -> str:
    """When to look again; once the day has come, that it has."""
    if on is None:
        return ""
    if on <= timezone.localdate():
        return _("look again, was for %(day)s") % {"day": day(on)}
    return _("look again %(day)s") % {"day": day(on)}


def day(value: dt.date | dt.datetime) -> str:
    """A day as people say it: the weekday while it is near, the year only when it is another."""
    date = timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
    today = timezone.localdate()
    distance = (date - today).days
    if distance == 0:
        return _("today")
    if distance == 1:
        return _("tomorrow")
    if distance == -1:
        return _("yesterday")
    if 1 < distance < 7:
        return formats.date_format(date, "l")
    pattern = "j F" if date.year == today.year or abs(distance) < 120 else "j F Y"
    return formats.date_format(date, pattern)


def hour(value: dt.datetime) -> str:
    """The reader's own clock."""
    return timezone.localtime(value).strftime("%H:%M")


def moment(value: dt.datetime) -> str:
    """Day and hour: `Thursday at 10:00`."""
    return _("%(day)s at %(hour)s") % {"day": day(value), "hour": hour(value)}


def age(since: dt.datetime) -> str:
    """How long something has waited, in plain words."""
    days = (timezone.localdate() - timezone.localtime(since).date()).days
    if days <= 0:
        return _("since today")
    if days < 14:
        return ngettext("for %(days)s day", "for %(days)s days", days) % {"days": days}
    weeks = days // 7
    return ngettext("for %(weeks)s week", "for %(weeks)s weeks", weeks) % {"weeks": weeks}
