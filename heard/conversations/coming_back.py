"""Coming back: everything kept on a page, with the day or the conversation it is next met again.

Of what two people captured nothing lies there unseen: each kind says its own next appearance, and
what has no day comes with the next conversation. Nothing that only one of the two may read.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from heard.conversations.models import (
    Action,
    Agreement,
    Answer,
    Arrangement,
    Pair,
    Raise,
    SupportAsk,
    Told,
    WishStep,
)
from heard.conversations.models.on_page import day_in
from heard.conversations.planning import coming
from heard.conversations.stepping import last_steps
from heard.conversations.supporting import with_answers
from heard.objectives.models import Objective
from heard.objectives.models.objective import STALE_AFTER
from heard.people.models import Person
from heard.privacy.keys import keyring, of_organisation, of_pair

GRANTED = (Answer.Outcome.YES, Answer.Outcome.PARTLY)


@dataclass(frozen=True)
class Appearance:
    """One record: its words, and when it is next in front of both. `on` None: at any time, on the
    page, since the two talk as needed."""

    kind: str
    id: UUID
    words: str
    on: dt.date | None
    # Whether the day is its own; otherwise it comes with the next conversation.
    dated: bool
    state: str = ""


def comes_back(pair: Pair, reader: Person) -> list[Appearance]:
    """In order of date; what comes with a conversation that has no date stands last."""
    keyring().unlock([of_pair(pair.id), of_organisation()])
    today = reader.today()
    at = coming(pair)
    following = timezone.localtime(at, reader.zone).date() if at else None
    found = [_met(*one, today=today, following=following) for one in _kept(pair, reader)]
    return sorted(found, key=lambda one: (one.on is None, one.on or today, one.kind, one.id))


def reviews_due(
    page_agreements: Iterable[Agreement],
    pair: Pair,
    reader: Person,
    *,
    following: dt.datetime | None = None,
) -> list[Agreement | Arrangement]:
    """What is to be looked at again by the next conversation, for its prep."""
    met = timezone.localtime(following, reader.zone).date() if following else reader.today()
    arrangements = Arrangement.objects.visible_to(reader).filter(pair=pair).standing()
    kept: list[Agreement | Arrangement] = [*page_agreements, *arrangements.order_by("created_at")]
    by = max(met, reader.today())
    return [one for one in kept if one.accepted_at is not None and one.looks_again_on <= by]


Kept = tuple[str, UUID, str, dt.date | None, str]


def _met(
    kind: str,
    row_id: UUID,
    words: str,
    day: dt.date | None,
    state: str,
    *,
    today: dt.date,
    following: dt.date | None,
) -> Appearance:
    """On its own day while that is to come; behind it, with the next conversation."""
    if day is not None and day > today:
        return Appearance(kind, row_id, words, day, dated=True, state=state)
    return Appearance(kind, row_id, words, following, dated=False, state=state)


def _kept(pair: Pair, reader: Person) -> Iterator[Kept]:
    on_page = {"pair": pair}
    for agreement in Agreement.objects.visible_to(reader).filter(**on_page).standing():
        day = agreement.looks_again_on
        yield "agreement", agreement.id, agreement.text, day, agreement.state
    for arrangement in Arrangement.objects.visible_to(reader).filter(**on_page).standing():
        day = arrangement.looks_again_on
        yield "arrangement", arrangement.id, arrangement.text, day, arrangement.state
    for action in Action.objects.visible_to(reader).filter(**on_page).open():
        yield "action", action.id, action.text, action.due_on, action.state
    raises = Raise.objects.visible_to(reader).filter(**on_page).unsettled()
    for raise_ in raises.select_related("item"):
        yield "raise", raise_.id, raise_.item.text, raise_.look_again_on, raise_.state
    yield from _objectives(pair, reader)
    yield from _support(pair, reader)
    yield from _wishes(pair, reader)


def _objectives(pair: Pair, reader: Person) -> Iterator[Kept]:
    """Until its day, or until nothing was heard of it for a month, whichever is first."""
    shown = Objective.objects.visible_to(reader).filter(page_id=pair.id).active()
    for objective in shown:
        quiet = timezone.localdate(objective.touched_at + STALE_AFTER)
        day = min(quiet, objective.until) if objective.until else quiet
        yield "objective", objective.id, objective.sentence, day, objective.state


def _support(pair: Pair, reader: Person) -> Iterator[Kept]:
    """What was granted until a day, on that day: is it still needed? Until settled it comes back
    as the raise it is."""
    asks = SupportAsk.objects.visible_to(reader).filter(
        pair=pair,
        until__gte=reader.today(),
        objective__state=Objective.State.ACTIVE,
        raised__state=Raise.State.CLOSED,
    )
    for one in with_answers(asks.select_related("raised", "raised__item")):
        if one.answer is not None and one.answer.outcome in GRANTED:
            ask = one.ask
            yield "support", ask.raised_id, ask.raised.item.text, ask.until, one.answer.outcome


def _wishes(pair: Pair, reader: Person) -> Iterator[Kept]:
    """What was *not now*, or is to be looked at again, on the day that was named; only while it is
    shown."""
    shown = Told.objects.visible_to(reader).filter(pair=pair, kind=Told.Kind.WISH).shown()
    told = {copy.source_id: copy for copy in shown}
    steps = WishStep.objects.visible_to(reader).filter(pair=pair, wish_id__in=list(told))
    for wish_id, step in last_steps(steps.order_by("created_at")).items():
        if step.state == WishStep.State.NOT_NOW:
            copy = told[wish_id]
            yield "wish", copy.id, copy.says["text"], step.look_again_on, step.state
            told.pop(wish_id)
    for copy in told.values():
        day = day_in(copy.says.get("look_again_on"))
        if day is not None:
            yield "wish", copy.id, copy.says["text"], day, ""
