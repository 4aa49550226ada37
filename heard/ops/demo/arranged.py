"""What the two agreed and how it changed: each change kept, and the arrangements they try."""

import datetime as dt
import json
from dataclasses import dataclass

from heard.conversations.models import Agreement, Arrangement, ArrangementWhy
from heard.objectives.living import Says
from heard.objectives.models import Choice, Revision
from heard.ops.demo import script
from heard.ops.demo.sheet import Sheet
from heard.people.models import Person


@dataclass(frozen=True)
class Change:
    """Which of the five, and why."""

    choice: str
    reason: str = ""
    note: str = ""


def tell_change(
    sheet: Sheet,
    subject: Agreement | Arrangement,
    said: Says,
    change: Change,
    *,
    by: Person,
    at: dt.datetime,
) -> None:
    """The row says what it came to; here is what it said before. The other agreed to it at once."""
    kind = subject.living_kind
    told = [row for row in sheet.rows if isinstance(row, Revision) and row.subject_id == subject.id]
    other = sheet.pair.other(by)
    asks = change.choice not in (Choice.KEEP, Choice.EDIT)
    revision = Revision(
        subject_kind=kind,
        subject_id=subject.id,
        number=len(told) + 1,
        in_force=len(told) + 1,
        choice=change.choice,
        reason=change.reason,
        key_kind=subject.sealing_owner().kind,
        key_id=subject.sealing_owner().id,
        proposed_by=by,
        asked=other if asks else None,
        agreed_by=other if asks else None,
        agreed_at=at if asks else None,
        created_at=at,
    )
    sheet.add(revision)
    revision.note = change.note
    revision.was, revision.becomes = json.dumps(said), json.dumps(subject.says())
    sheet.happened(f"{kind}_{change.choice}", by=by, subject=subject.id, at=at)


def tell_arrangements(sheet: Sheet) -> None:
    """Asked for by one of the two, said yes to by the other, tried until a day."""
    for told in sheet.story.arrangements:
        _arrangement(sheet, told)


def _arrangement(sheet: Sheet, told: script.Arrangement) -> None:
    clock, by = sheet.clock, sheet.who(told.by)
    asked, agreed = clock.day(told.asked), clock.day(told.agreed)
    asked_at, agreed_at = clock.at(asked, "14:10"), clock.at(agreed, "16:20")
    arrangement = sheet.add(
        Arrangement(
            pair=sheet.pair,
            asked_by=by,
            made_by=by,
            text=told.what,
            where_when=told.where_when,
            created_at=asked_at,
        )
    )
    sheet.happened("arrangement_asked", by=by, subject=arrangement.id, at=asked_at)
    if told.why:
        for_me = by if told.why_for_me else None
        sheet.add(
            ArrangementWhy(
                pair=sheet.pair,
                arrangement=arrangement,
                only_for=for_me,
                text=told.why,
                created_at=asked_at,
            )
        )
    said = arrangement.says()
    arrangement.state = Arrangement.State.ON_TRIAL
    arrangement.review_on = clock.promised(clock.today, told.trial)
    arrangement.accepted_at = agreed_at
    arrangement.version = 3
    tell_change(
        sheet, arrangement, said, Change(Choice.EDIT), by=sheet.pair.other(by), at=agreed_at
    )
    sheet.happened(
        "arrangement_agreed", by=sheet.pair.other(by), subject=arrangement.id, at=agreed_at
    )
