"""Planning: the rhythm, the next date, and what becomes of one date.

Only the next conversation is a row; the ones behind it are computed from the rhythm. Nothing here
touches an item: moving, skipping or missing a date changes nothing on the page.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.models import Conversation, Pair, Rhythm
from heard.conversations.models.conversation import redate
from heard.lib.recurrence import MOST_EVERY, Recurrence, instant, occurrences
from heard.lib.refusals import Refusal, at_most
from heard.lib.text import cleaned
from heard.objectives.models import Choice, Revision
from heard.objectives.pivoting import pivot
from heard.people.models import Person

LINE_MOST = 500
WHERE_MOST = 200
MINUTES = range(5, 241)


def recurrence_of(rhythm: Rhythm) -> Recurrence:
    """The rhythm as the pure rule the calendar arithmetic works on."""
    return Recurrence(
        kind=rhythm.kind,
        first_on=rhythm.first_on,
        at=rhythm.at,
        zone=rhythm.zone,
        every=rhythm.every,
        unit=rhythm.unit,
        by_weekday=rhythm.by_weekday,
        last=rhythm.last,
    )


def coming(pair: Pair, *, after: dt.datetime | None = None) -> dt.datetime | None:
    """The next date as the page means it: the one planned or, where that one passed without a
    start, the one the rhythm has behind it; none when talking as needed."""
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    if planned is not None and not planned.did_not_happen:
        return planned.planned_at
    following = _following(pair, after or timezone.now())
    return following[1] if following else None


def suggested_rhythm(pair: Pair) -> Rhythm:
    """Already filled in: the organisation's default, the weekday of the manager's other ones."""
    other = (
        Rhythm.objects.filter(pair__manager=pair.manager, pair__ended_at__isnull=True)
        .exclude(kind=Rhythm.Kind.AS_NEEDED)
        .order_by("created_at")
        .first()
    )
    organisation = pair.organisation
    zone = pair.employee.timezone or organisation.timezone
    first_on = timezone.now().astimezone(pair.employee.zone).date() + dt.timedelta(days=1)
    weekday = other.first_on.weekday() if other else 3
    first_on += dt.timedelta(days=(weekday - first_on.weekday()) % 7)
    return Rhythm(
        pair=pair,
        kind=organisation.default_rhythm,
        first_on=first_on,
        at=other.at if other else dt.time(10, 0),
        zone=zone,
        minutes=organisation.default_minutes,
    )


@transaction.atomic
def keep_rhythm(
    pair: Pair, rhythm: Rhythm, *, by: Person, reason: str = "", note: str = ""
) -> Rhythm:
    """Set or change the rhythm: the next date and all from then on follow it.

    What it was is kept, with the reason if one is given; the other may agree or talk about it.
    """
    _refuse_unusable(rhythm)
    pair.hold()
    before = Rhythm.objects.filter(pair=pair).first()
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    was = _as_data(before) if before is not None else {}
    revision = _change(before, rhythm, by=by, reason=reason, note=note)
    if revision is None:
        put_in_place(pair, rhythm, by=by)
    plan_next(pair, after=_not_before(pair), replace=True)
    if before is not None:
        way_back = {
            **was,
            "revision": str(revision.id) if revision else None,
            "version": rhythm.version,
            "planned": _date_as_data(planned),
        }
        leave_way_back("rhythm", by=by, subject_id=pair.id, before=way_back)
    record("rhythm_changed", by=by, page_id=pair.id, subject_id=rhythm.id)
    return rhythm


def _change(
    before: Rhythm | None, rhythm: Rhythm, *, by: Person, reason: str, note: str
) -> Revision | None:
    """Noted as a change of timing where there is a reason; nothing, where nothing changes."""
    if before is None or before.says() == rhythm.says():
        return None
    choice = Choice.TIMING if reason else Choice.EDIT
    revision = pivot(before, by=by, choice=choice, reason=reason, note=note, changes=rhythm.says())
    rhythm.id, rhythm.version, rhythm.created_at = before.id, before.version, before.created_at
    rhythm.pair, rhythm.changed_by = before.pair, by
    rhythm._state.adding = False
    return revision


def put_in_place(pair: Pair, rhythm: Rhythm, *, by: Person) -> None:
    """Save it as the pair's one rhythm, a version further where there was one."""
    before = Rhythm.objects.filter(pair=pair).first()
    rhythm.pair = pair
    rhythm.changed_by = by
    if before is not None:
        rhythm.id, rhythm.version = before.id, before.version + 1
        rhythm.created_at = before.created_at
    rhythm.save(force_update=before is not None, force_insert=before is None)


def _refuse_unusable(rhythm: Rhythm) -> None:
    if rhythm.minutes not in MINUTES:
        raise Refusal(_("A conversation takes between 5 and 240 minutes."), "minutes")
    if not 1 <= rhythm.every <= MOST_EVERY:
        raise Refusal(_("Every one to fifty-two, please."), "every")
    at_most(rhythm.where, WHERE_MOST, "where")
    try:
        recurrence_of(rhythm)
    except ValueError as error:
        raise Refusal(str(error), "first_on" if rhythm.last else "kind") from error


def _not_before(pair: Pair) -> dt.datetime:
    """From when on dates are free: behind one that is being held, or was, ahead of its time."""
    now = timezone.now()
    latest = (
        Conversation.objects.filter(pair=pair, planned_at__gt=now, started_at__isnull=False)
        .order_by("planned_at")
        .last()
    )
    return latest.planned_at if latest is not None and latest.planned_at else now


def _following(pair: Pair, after: dt.datetime) -> tuple[dt.date, dt.datetime] | None:
    """What the rhythm has next: the day as people said it, and the moment."""
    rhythm = Rhythm.objects.filter(pair=pair).first()
    dates = occurrences(recurrence_of(rhythm), after=after, count=1) if rhythm else []
    return dates[0] if dates else None


@transaction.atomic
def plan_next(pair: Pair, *, after: dt.datetime, replace: bool = False) -> Conversation | None:
    """Make the next date a row, unless one is planned already; none when talking as needed."""
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    if planned is not None and planned.did_not_happen:
        planned.state = Conversation.State.NOT_HELD
        planned.changed("state")
        planned = None
    if planned is not None and not replace:
        return planned
    following = _following(pair, after)
    if following is None:
        if planned is not None:
            planned.delete()
        redate(pair)
        return None
    conversation = planned or Conversation(pair=pair, version=0)
    conversation.rhythm_on, conversation.planned_at = following
    conversation.minutes_planned = Rhythm.objects.get(pair=pair).minutes
    conversation.moved = False
    conversation.version += 1
    conversation.save()
    redate(pair)
    return conversation


@transaction.atomic
def move_next(pair: Pair, *, by: Person, day: dt.date, at: dt.time) -> Conversation:
    """This one only, to another day or hour; the rhythm stays as it is."""
    try:
        planned_at = instant(day, at, zone_of(pair))
    except ValueError as error:
        raise Refusal(str(error), "day") from error
    if planned_at < timezone.now() - dt.timedelta(minutes=5):
        raise Refusal(_("That time has passed."), "day")
    pair.hold()
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    if planned is None or planned.did_not_happen:
        planned = plan_next(pair, after=_not_before(pair))
    was = _date_as_data(planned)
    if planned is None:
        planned = Conversation(
            pair=pair, version=0, minutes_planned=pair.organisation.default_minutes
        )
    planned.moved = was is not None
    planned.planned_at = planned_at
    planned.version += 1
    planned.save()
    before = {"planned": was, "version": planned.version}
    leave_way_back("conversation_moved", by=by, subject_id=planned.id, before=before)
    redate(pair)
    record("conversation_moved", by=by, page_id=pair.id, subject_id=planned.id)
    return planned


@transaction.atomic
def skip_next(pair: Pair, *, by: Person, line: str = "") -> Conversation | None:
    """By agreement, this one is left out; the one after it becomes the next."""
    words = at_most(cleaned(line), LINE_MOST, "line")
    pair.hold()
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    if planned is None or planned.planned_at is None:
        raise Refusal(_("There is no date to skip."), "line")
    planned.state = Conversation.State.SKIPPED
    planned.line = words
    planned.changed("state", "line")
    record("conversation_skipped", by=by, page_id=pair.id, subject_id=planned.id)
    following = plan_next(pair, after=max(planned.planned_at, _not_before(pair)))
    redate(pair)
    if planned.planned_at > timezone.now():
        leave_way_back(
            "conversation_skipped", by=by, subject_id=planned.id, before=_behind_it(following)
        )
    return following


@transaction.atomic
def met_elsewhere(pair: Pair, *, by: Person, on: dt.date, line: str = "") -> Conversation:
    """They talked, only not here: a held conversation with a line, and the next date moves on."""
    if on > by.today():
        raise Refusal(_("That day is still to come."), "on")
    words = at_most(cleaned(line), LINE_MOST, "line")
    try:
        noon = instant(on, dt.time(12, 0), str(by.zone))
    except ValueError as error:
        raise Refusal(str(error), "on") from error
    met_at = min(noon, timezone.now())
    pair.hold()
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    met = planned if planned is not None and _stands_for(planned, noon) else Conversation(pair=pair)
    before: dict[str, Any] = {"was_planned": met is planned}
    met.state = Conversation.State.HELD
    met.elsewhere = True
    met.line = words
    met.started_at = met.ended_at = met_at
    met.started_by = by
    met.version += 1
    met.save()
    following = plan_next(pair, after=max(met.planned_at or met_at, timezone.now()))
    redate(pair)
    record("conversation_met_elsewhere", by=by, page_id=pair.id, subject_id=met.id)
    before |= {"version": met.version, **_behind_it(following if met is planned else None)}
    leave_way_back("conversation_elsewhere", by=by, subject_id=met.id, before=before)
    return met


def _stands_for(planned: Conversation, met_at: dt.datetime) -> bool:
    """Whether meeting then was instead of the planned one: it was near."""
    near = dt.timedelta(days=4)
    return planned.planned_at is not None and abs(planned.planned_at - met_at) <= near


def _behind_it(following: Conversation | None) -> dict[str, Any]:
    """What undo may take away again, as long as nobody has touched it."""
    if following is None:
        return {"behind": None, "behind_version": None}
    return {"behind": str(following.id), "behind_version": following.version}


def _date_as_data(planned: Conversation | None) -> dict[str, Any] | None:
    """Enough to put a planned date back as it was."""
    if planned is None or planned.planned_at is None:
        return None
    return {
        "id": str(planned.id),
        "planned_at": planned.planned_at.isoformat(),
        "rhythm_on": planned.rhythm_on.isoformat() if planned.rhythm_on else None,
        "minutes": planned.minutes_planned,
        "moved": planned.moved,
    }


def zone_of(pair: Pair) -> str:
    """Whose clock the pair's dates are kept on."""
    rhythm = Rhythm.objects.filter(pair=pair).first()
    if rhythm is not None:
        return rhythm.zone
    return pair.employee.timezone or pair.organisation.timezone


def _as_data(rhythm: Rhythm) -> dict[str, Any]:
    """What undo needs to put a rhythm back: nothing in it is sealed."""
    return {
        "kind": rhythm.kind,
        "first_on": rhythm.first_on.isoformat(),
        "at": rhythm.at.isoformat(),
        "zone": rhythm.zone,
        "minutes": rhythm.minutes,
        "every": rhythm.every,
        "unit": rhythm.unit,
        "by_weekday": rhythm.by_weekday,
        "last": rhythm.last,
        "where": rhythm.where,
    }
