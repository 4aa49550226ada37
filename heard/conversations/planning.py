"""Planning: the rhythm, the next date, and what becomes of one date.

Only the next conversation is a row; the ones behind it are computed from the rhythm. Nothing here
touches an item: moving, skipping or missing a date changes nothing on the page.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.models import Conversation, Pair, Rhythm
from heard.conversations.models.conversation import redate
from heard.lib.recurrence import Recurrence, instant, occurrences
from heard.lib.refusals import Refusal, at_most
from heard.lib.text import cleaned
from heard.people.models import Person

LINE_MOST = 500
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
    )


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
def keep_rhythm(pair: Pair, rhythm: Rhythm, *, by: Person) -> Rhythm:
    """Set or change the rhythm: the next date and all from then on follow it."""
    if rhythm.minutes not in MINUTES:
        raise Refusal(_("A conversation takes between 5 and 240 minutes."), "minutes")
    if not 1 <= rhythm.every <= 52:
        raise Refusal(_("Every one to fifty-two, please."), "every")
    try:
        recurrence_of(rhythm)
    except ValueError as error:
        raise Refusal(str(error), "kind") from error
    before = Rhythm.objects.filter(pair=pair).first()
    rhythm.pair = pair
    rhythm.changed_by = by
    if before is not None:
        rhythm.id, rhythm.version = before.id, before.version + 1
        rhythm.created_at = before.created_at
        leave_way_back("rhythm", by=by, subject_id=pair.id, before=_as_data(before))
    rhythm.save(force_update=before is not None, force_insert=before is None)
    record("rhythm_changed", by=by, page_id=pair.id, subject_id=rhythm.id)
    plan_next(pair, after=timezone.now(), replace=True)
    return rhythm


@transaction.atomic
def plan_next(pair: Pair, *, after: dt.datetime, replace: bool = False) -> Conversation | None:
    """Make the next date a row, unless one is planned already; none when talking as needed."""
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    if planned is not None and planned.did_not_happen:
        planned.state = Conversation.State.NOT_HELD
        planned.changed("state")
        planned = None
    rhythm = Rhythm.objects.filter(pair=pair).first()
    following = occurrences(recurrence_of(rhythm), after=after, count=1) if rhythm else []
    if planned is not None and not replace:
        return planned
    if not following or rhythm is None:
        if planned is not None and replace:
            planned.delete()
        redate(pair)
        return None
    conversation = planned or Conversation(pair=pair)
    conversation.rhythm_on, conversation.planned_at = following[0]
    conversation.minutes_planned = rhythm.minutes
    conversation.moved = False
    conversation.save()
    redate(pair)
    return conversation


@transaction.atomic
def move_next(pair: Pair, *, by: Person, day: dt.date, at: dt.time) -> Conversation:
    """This one only, to another day or hour; the rhythm stays as it is."""
    zone = zone_of(pair)
    planned_at = instant(day, at, zone)
    if planned_at < timezone.now() - dt.timedelta(minutes=5):
        raise Refusal(_("That time has passed."), "day")
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    if planned is None or planned.did_not_happen:
        plan_next(pair, after=timezone.now())
        planned = Conversation.objects.filter(pair=pair).ahead().first()
    if planned is None:
        planned = Conversation(pair=pair, minutes_planned=pair.organisation.default_minutes)
        planned.planned_at = planned_at
        planned.save()
    else:
        before = planned.planned_at.isoformat() if planned.planned_at else None
        leave_way_back(
            "conversation_moved",
            by=by,
            subject_id=planned.id,
            before={"planned_at": before, "moved": planned.moved},
        )
        planned.planned_at = planned_at
        planned.moved = True
        planned.changed("planned_at", "moved")
    redate(pair)
    record("conversation_moved", by=by, page_id=pair.id, subject_id=planned.id)
    return planned


@transaction.atomic
def skip_next(pair: Pair, *, by: Person, line: str = "") -> Conversation | None:
    """By agreement, this one is left out; the one after it becomes the next."""
    return _settle_next(pair, by=by, line=line, state=Conversation.State.SKIPPED)


@transaction.atomic
def met_elsewhere(pair: Pair, *, by: Person, on: dt.date, line: str = "") -> Conversation:
    """They talked, only not here: a held conversation with a line, and the next date moves on."""
    if on > by.today():
        raise Refusal(_("That day is still to come."), "on")
    noon = instant(on, dt.time(12, 0), by.timezone or pair.organisation.timezone)
    met = Conversation(
        pair=pair,
        state=Conversation.State.HELD,
        elsewhere=True,
        line=at_most(cleaned(line), LINE_MOST, "line"),
        started_at=noon,
        ended_at=noon,
        started_by=by,
    )
    met.save()
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    # The date it stood in for: the planned one, if it was near.
    near = dt.timedelta(days=4)
    if planned and planned.planned_at and abs(planned.planned_at - noon) <= near:
        met.rhythm_on, after = planned.rhythm_on, planned.planned_at
        met.planned_at = planned.planned_at
        met.minutes_planned = planned.minutes_planned
        planned.delete()
        met.save()
        plan_next(pair, after=max(after, timezone.now()))
    redate(pair)
    record("conversation_met_elsewhere", by=by, page_id=pair.id, subject_id=met.id)
    return met


def _settle_next(pair: Pair, *, by: Person, line: str, state: str) -> Conversation | None:
    planned = Conversation.objects.filter(pair=pair).ahead().first()
    if planned is None or planned.planned_at is None:
        raise Refusal(_("There is no date to skip."), "line")
    planned.state = state
    planned.line = at_most(cleaned(line), LINE_MOST, "line")
    planned.changed("state", "line")
    leave_way_back("conversation_skipped", by=by, subject_id=planned.id, before={})
    record(f"conversation_{state}", by=by, page_id=pair.id, subject_id=planned.id)
    return plan_next(pair, after=max(planned.planned_at, timezone.now()))


def zone_of(pair: Pair) -> str:
    """Whose clock the pair's dates are kept on."""
    rhythm = Rhythm.objects.filter(pair=pair).first()
    if rhythm is not None:
        return rhythm.zone
    return pair.employee.timezone or pair.organisation.timezone


def _as_data(rhythm: Rhythm) -> dict[str, object]:
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
        "where": rhythm.where,
    }
