"""Tells one pair's story onto the models: its past, and what lies on its page today.

Rows are as the verbs would have left them, only dated in the past: versions count the same changes,
events record the same acts. Ways back are not laid: nothing a visitor did not do can be undone.
"""

import datetime as dt

from heard.conversations.models import Conversation, Rhythm
from heard.ops.demo import script
from heard.ops.demo.arranged import tell_arrangements
from heard.ops.demo.clock import Clock
from heard.ops.demo.gathering import tell_covered, tell_page
from heard.ops.demo.projecting import tell_projects
from heard.ops.demo.promising import tell_promises
from heard.ops.demo.sheet import Sheet
from heard.people.models import Person


def tell(story: script.Story, people: dict[str, Person], now: dt.datetime) -> None:
    """The whole story of one pair."""
    employee, manager = people[story.employee], people[story.manager]
    zone = employee.timezone or employee.organisation.timezone
    sheet = Sheet(story, Clock(story, zone, now), employee, manager, people)
    planned_when = sheet.pair.created_at
    told: list[tuple[script.PastConversation, Conversation]] = []
    # All of them first: an answer given weeks later belongs to the conversation of that day.
    for past in story.conversations:
        conversation = _conversation(sheet, past, planned_when)
        planned_when = conversation.ended_at or conversation.planned_at or planned_when
        told.append((past, conversation))
    for past, conversation in told:
        if past.state != "skipped":
            tell_covered(sheet, past, conversation)
            tell_promises(sheet, past, conversation)
    tell_page(sheet)
    tell_projects(sheet)
    tell_arrangements(sheet)
    _rhythm(sheet)
    _next(sheet, planned_when)
    sheet.write()


def _conversation(
    sheet: Sheet, told: script.PastConversation, planned_when: dt.datetime
) -> Conversation:
    """One date of the rhythm and what became of it; its row was made when the last one closed."""
    clock, at = sheet.clock, sheet.story.rhythm.at
    planned = clock.day(told.days)
    moved = bool(told.moved_by) and told.state == "held"
    conversation = sheet.add(
        Conversation(
            pair=sheet.pair,
            rhythm_on=planned,
            planned_at=clock.at(clock.day(told.held_days) if moved else planned, at),
            moved=moved,
            minutes_planned=sheet.story.rhythm.minutes,
            line=told.line,
            state=Conversation.State.HELD,
            version=1 + moved,
            created_at=planned_when,
        )
    )
    tell_state = {"held": _held, "skipped": _skipped, "elsewhere": _elsewhere}[told.state]
    tell_state(sheet, told, conversation)
    return conversation


def _held(sheet: Sheet, told: script.PastConversation, conversation: Conversation) -> None:
    """Started, wrapped up and closed here; first the one of the two, next time the other."""
    by = (sheet.employee, sheet.manager)[len(sheet.held) % 2]
    _took_place(sheet, told, conversation, at=sheet.story.rhythm.at, by=by)
    assert conversation.started_at is not None
    assert conversation.ended_at is not None
    conversation.version += 2 + bool(told.employee_said) + bool(told.manager_said)
    sheet.closed.append(conversation)
    wrapped = conversation.ended_at - dt.timedelta(minutes=2)
    if conversation.moved:
        day_before = conversation.started_at - dt.timedelta(days=1)
        moved = max(day_before, conversation.created_at)
        sheet.happened("conversation_moved", by=by, subject=conversation.id, at=moved)
    for kind, moment in (
        ("conversation_started", conversation.started_at),
        ("conversation_wrapping", wrapped),
        ("conversation_closed", conversation.ended_at),
    ):
        sheet.happened(kind, by=by, subject=conversation.id, at=moment)


def _elsewhere(sheet: Sheet, told: script.PastConversation, conversation: Conversation) -> None:
    """They talked, only not here: at noon, as nobody said when."""
    _took_place(sheet, told, conversation, at="12:00", by=sheet.employee)
    assert conversation.ended_at is not None
    conversation.elsewhere = True
    conversation.created_at = conversation.ended_at
    sheet.happened(
        "conversation_met_elsewhere",
        by=sheet.employee,
        subject=conversation.id,
        at=conversation.ended_at,
    )


def _skipped(sheet: Sheet, told: script.PastConversation, conversation: Conversation) -> None:
    """Left out by agreement, the day before or as soon as there was a date."""
    assert conversation.planned_at is not None
    conversation.state = Conversation.State.SKIPPED
    conversation.version += 1
    said = max(conversation.planned_at - dt.timedelta(days=1), conversation.created_at)
    sheet.happened("conversation_skipped", by=sheet.employee, subject=conversation.id, at=said)


def _took_place(
    sheet: Sheet, told: script.PastConversation, conversation: Conversation, *, at: str, by: Person
) -> None:
    lasted = dt.timedelta(minutes=told.minutes or sheet.story.rhythm.minutes)
    began = sheet.clock.at(sheet.clock.day(told.held_days), at)
    conversation.started_at = min(began, sheet.clock.now - lasted)
    conversation.ended_at = conversation.started_at + lasted
    conversation.started_by = by
    conversation.summary = told.summary
    conversation.employee_sentence = told.employee_said
    conversation.manager_sentence = told.manager_said
    sheet.held.append(conversation)


def _rhythm(sheet: Sheet) -> None:
    """Counted from the next date where there is one, so that it falls on that weekday."""
    told, upcoming = sheet.story.rhythm, sheet.clock.next()
    last = sheet.story.conversations[-1].days if sheet.story.conversations else 0
    row = sheet.add(
        Rhythm(
            pair=sheet.pair,
            kind=told.every.replace(" ", "_"),
            first_on=upcoming[0] if upcoming else sheet.clock.day(last),
            at=dt.time.fromisoformat(told.at),
            zone=sheet.clock.zone,
            minutes=told.minutes,
            where=told.where,
            changed_by=sheet.employee,
            created_at=sheet.pair.created_at,
        )
    )
    sheet.happened("rhythm_changed", by=sheet.employee, subject=row.id, at=row.created_at)


def _next(sheet: Sheet, planned_when: dt.datetime) -> None:
    upcoming, story = sheet.clock.next(), sheet.story
    if upcoming is None or story.next is None:
        return
    sheet.add(
        Conversation(
            pair=sheet.pair,
            rhythm_on=upcoming[0],
            planned_at=upcoming[1],
            moved=story.next.at != story.rhythm.at,
            minutes_planned=story.rhythm.minutes,
            created_at=planned_when,
        )
    )
