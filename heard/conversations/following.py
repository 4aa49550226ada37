"""Following: everything somebody raised, as one stream of matters, each with what came of it.

What needs an answer, wishes that are shown, arrangements that were asked for: one shape of row,
whatever the kind. A matter is in its raiser's stream for good; readers above add their own dated
steps to it (`Matter.steps`).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from heard.blend.models import Wish
from heard.conversations.models import (
    Action,
    Agreement,
    Answer,
    Arrangement,
    CameBack,
    Pair,
    PassedUp,
    Raise,
    Reply,
    Told,
    WishStep,
)
from heard.conversations.stepping import came_back
from heard.people.models import Person
from heard.privacy.keys import keyring, of_organisation, of_pair, of_person

PEOPLE = ("pair__employee", "pair__manager", "pair__organisation")

PASSED = ("to", "raised_by", "asked_by", "worded_by", *PEOPLE)

WAITING, ANSWERED, CLOSED = "waiting", "answered", "closed"
# What came of a matter, as the summary counts it.
CHANGE, NO, OPEN = "change", "no", "open"
LED_TO_A_CHANGE = (Answer.Outcome.YES, Answer.Outcome.PARTLY)


@dataclass(frozen=True)
class Step:
    """One thing that happened to a matter, on its day."""

    at: dt.datetime
    # raised, answer, reply, action, done, agreement, step, settled; layers above name their own.
    kind: str
    by: Person | None = None
    outcome: str = ""
    words: str = ""
    until: dt.date | None = None
    # What it happened to, where that is something beside the matter.
    about: str = ""


@dataclass
class Matter:
    """One thing somebody raised: their words, where it stands, and the dated steps so far."""

    kind: str
    id: UUID
    row: Raise | Told | Arrangement
    pair: Pair
    words: str
    since: dt.datetime
    stage: str
    state: str
    came: str = OPEN
    until: dt.date | None = None
    answered_at: dt.datetime | None = None
    # What hangs on it: promises and agreements that were made from it.
    done: list[Action | Agreement] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    passed: list[PassedUp] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    # A wish is known to other layers by its own id, never by the copy's.
    wish_id: UUID | None = None


@dataclass(frozen=True)
class Summary:
    """How many, and what came of them."""

    raised: int
    changed: int
    refused: int
    open: int


def raised_by(person: Person) -> list[Matter]:
    """Everything this person ever raised, on whatever page, the latest first.

    On pages that have ended too: who answers has changed, what was asked has not.
    """
    return _matters(
        person,
        raises=Raise.objects.visible_to(person).filter(raised_by=person),
        arrangements=Arrangement.objects.visible_to(person).filter(asked_by=person),
        told=Told.objects.visible_to(person).filter(kind=Told.Kind.WISH, person=person),
    )


def raised_on(pair: Pair, reader: Person) -> list[Matter]:
    """What the employee raised on this page, as either of the two sees it."""
    raiser = pair.employee
    told = Told.objects.visible_to(reader).filter(kind=Told.Kind.WISH, person=raiser, pair=pair)
    return _matters(
        reader,
        raises=Raise.objects.visible_to(reader).filter(pair=pair),
        arrangements=Arrangement.objects.visible_to(reader).filter(pair=pair, asked_by=raiser),
        told=told.shown(),
    )


def summary_of(matters: Iterable[Matter]) -> Summary:
    came = [matter.came for matter in matters]
    return Summary(len(came), came.count(CHANGE), came.count(NO), came.count(OPEN))


def promises_to(person: Person) -> list[Action]:
    """What those this person reports to said they would do, oldest first, with its age."""
    rows = (
        Action.objects.visible_to(person)
        .open()
        .filter(pair__employee=person, pair__ended_at__isnull=True)
        .exclude(owner=person)
    )
    return list(rows.select_related("owner", *PEOPLE).order_by("created_at")[:100])


def matter_of(raise_: Raise, reader: Person) -> Matter:
    """One raise with everything that hangs on it."""
    return _of_raises([raise_], reader)[0]


def _matters(reader: Person, *, raises: Any, arrangements: Any, told: Any) -> list[Matter]:
    asked = list(raises.select_related("item__author", "item__pair", "raised_by", *PEOPLE))
    arranged = list(arrangements.select_related("asked_by", "made_by", *PEOPLE))
    shown = list(told.select_related("person", *PEOPLE).order_by("told_at"))
    pages = {row.pair_id for row in [*asked, *arranged, *shown]}
    keyring().unlock([of_person(reader.id), of_organisation(), *map(of_pair, pages)])
    found = [
        *_of_raises(asked, reader),
        *(_of_arrangement(row) for row in arranged),
        *_of_wishes(shown, reader),
    ]
    return sorted(found, key=lambda matter: (matter.since, matter.id), reverse=True)


def _of_raises(raises: Sequence[Raise], reader: Person) -> list[Matter]:
    """Each with its answers, replies, and what was made from it: one query a kind."""
    items = [raise_.item_id for raise_ in raises]
    ids = [raise_.id for raise_ in raises]
    answers = _grouped(
        Answer.objects.visible_to(reader).filter(raised__in=ids).select_related("answered_by"),
        "raised_id",
    )
    replies = _grouped(
        Reply.objects.visible_to(reader).filter(raised__in=ids).select_related("by"), "raised_id"
    )
    made = _grouped(
        Action.objects.visible_to(reader).filter(item__in=items).select_related("owner"), "item_id"
    )
    agreed = _grouped(
        Agreement.objects.visible_to(reader).filter(item__in=items).select_related("made_by"),
        "item_id",
    )
    passed = _grouped(
        PassedUp.objects.visible_to(reader).filter(raised__in=ids).select_related(*PASSED),
        "raised_id",
    )
    back = CameBack.objects.visible_to(reader).filter(passed__raised__in=ids)
    back = back.select_related("passed__to")
    came_back = _grouped(back, "passed_id")
    return [
        _of_raise(
            raise_,
            reader,
            passed=passed[raise_.id],
            came_back=[one for row in passed[raise_.id] for one in came_back[row.id]],
            answers=answers[raise_.id],
            replies=replies[raise_.id],
            done=[*made[raise_.item_id], *agreed[raise_.item_id]],
        )
        for raise_ in raises
    ]


def _grouped(rows: Any, by: str) -> dict[UUID, list[Any]]:
    """Oldest first under each."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows.order_by("created_at", "id"):
        found[getattr(row, by)].append(row)
    return found


def _of_raise(
    raise_: Raise,
    reader: Person,
    *,
    answers: list[Answer],
    replies: list[Reply],
    done: list[Action | Agreement],
    passed: list[PassedUp],
    came_back: list[CameBack],
) -> Matter:
    said = [answer for answer in answers if answer.outcome != Answer.Outcome.LOOKING]
    closed = raise_.state == Raise.State.CLOSED
    owed = raise_.is_owed(reader.today())
    steps = [
        Step(raise_.created_at, "raised", raise_.raised_by),
        *(_answered(answer) for answer in answers),
        *(Step(reply.created_at, "reply", reply.by, words=reply.text) for reply in replies),
        *(step for row in done for step in _made(row)),
        *(step for row in passed for step in _passed(row)),
        *(_answered_above(back) for back in came_back),
    ]
    if closed and raise_.settled_at is not None:
        steps.append(Step(raise_.settled_at, "settled", raise_.raised_by))
    return Matter(
        kind="raise",
        id=raise_.id,
        row=raise_,
        pair=raise_.pair,
        words=raise_.item.text,
        since=raise_.created_at,
        stage=CLOSED if closed else WAITING if owed else ANSWERED,
        state=raise_.state,
        came=OPEN if owed or not said else _came(said[-1].outcome),
        until=raise_.look_again_on,
        answered_at=said[-1].created_at if said and not raise_.is_waiting else None,
        done=done,
        answers=answers,
        replies=replies,
        passed=passed,
        steps=sorted(steps, key=lambda step: step.at),
    )


def _came(outcome: str) -> str:
    return CHANGE if outcome in LED_TO_A_CHANGE else NO


def _answered(answer: Answer) -> Step:
    return Step(
        answer.created_at,
        "answer",
        answer.answered_by,
        outcome=answer.outcome,
        words=answer.sentence,
        until=answer.look_again_on,
    )


def _passed(row: PassedUp) -> list[Step]:
    """When it went to somebody, and when it was taken back from them."""
    if row.asked_at is None:
        return []
    steps = [Step(row.asked_at, "passed", row.to, words=row.text)]
    if row.ended_at is not None:
        steps.append(Step(row.ended_at, "taken_back", row.raised_by))
    return steps


def _answered_above(back: CameBack) -> Step:
    said, until = back.sentence, back.look_again_on
    return Step(back.created_at, "answer", back.passed.to, back.outcome, said, until)


def _made(row: Action | Agreement) -> list[Step]:
    """A promise or an agreement that came of it, and when the promise was kept."""
    if isinstance(row, Agreement):
        return [Step(row.created_at, "agreement", row.made_by, words=row.text)]
    steps = [Step(row.created_at, "action", row.owner, words=row.text, until=row.due_on)]
    if row.settled_at is not None:
        steps.append(Step(row.settled_at, row.state, row.owner, words=row.text))
    return steps


def _of_arrangement(row: Arrangement) -> Matter:
    """Answered by the other's yes to what it says; ended, it is closed."""
    steps = [Step(row.created_at, "raised", row.asked_by)]
    agreed = row.accepted_at is not None
    if row.accepted_at is not None:
        steps.append(
            Step(row.accepted_at, "agreed", row.pair.other(row.made_by), until=row.review_on)
        )
    if row.ended_at is not None:
        steps.append(Step(row.ended_at, "ended"))
    return Matter(
        kind="arrangement",
        id=row.id,
        row=row,
        pair=row.pair,
        words=row.text,
        since=row.created_at,
        stage=CLOSED if row.has_ended or agreed else WAITING,
        state=row.state,
        came=CHANGE if agreed else NO if row.has_ended else OPEN,
        until=row.review_on if agreed and not row.has_ended else None,
        answered_at=row.accepted_at,
        steps=sorted(steps, key=lambda step: step.at),
    )


def _of_wishes(told: Sequence[Told], reader: Person) -> list[Matter]:
    """A wish that is or was shown, once, however many pages it went to; what nothing came of
    before it was taken back is its person's alone again."""
    if not told:
        return []
    copies: dict[UUID, list[Told]] = defaultdict(list)
    for copy in told:
        copies[copy.source_id].append(copy)
    taken = _grouped(
        WishStep.objects.visible_to(reader)
        .filter(wish_id__in=list(copies))
        .select_related("by", "pair"),
        "wish_id",
    )
    own = {wish.id: wish for wish in Wish.objects.visible_to(reader).filter(id__in=list(copies))}
    found = []
    for wish_id, shown in copies.items():
        now = next((copy for copy in reversed(shown) if copy.withdrawn_at is None), None)
        if now is None and not taken[wish_id]:
            continue
        found.append(_of_wish(now or shown[-1], shown, own.get(wish_id), taken[wish_id], reader))
    return found


def _of_wish(
    copy: Told, shown: Sequence[Told], own: Wish | None, steps: Sequence[WishStep], reader: Person
) -> Matter:
    last = steps[-1] if steps else None
    state = last.stands_as(reader.today()) if last is not None else "shown"
    gone = own is not None and own.withdrawn_at is not None
    return Matter(
        kind="wish",
        id=copy.id,
        row=copy,
        pair=copy.pair,
        words=own.text if own is not None else copy.says.get("text", ""),
        since=shown[0].told_at,
        stage=CLOSED if gone else WISH_STAGES[state],
        state="withdrawn" if gone else state,
        came=CAME_OF_A_WISH.get(state, OPEN),
        until=last.look_again_on if last is not None and state != WishStep.State.AGAIN else None,
        answered_at=last.created_at if last is not None else None,
        steps=sorted(
            [
                Step(shown[0].told_at, "shown", copy.person),
                *(_stepped(step) for step in steps),
                *(Step(at, "came_back") for at in came_back(steps, reader)),
            ],
            key=lambda step: step.at,
        ),
        wish_id=copy.source_id,
    )


WISH_STAGES: dict[str, str] = {
    "shown": WAITING,
    WishStep.State.AGAIN: WAITING,
    WishStep.State.TRYING: ANSWERED,
    WishStep.State.NOT_NOW: ANSWERED,
    WishStep.State.HAPPENING: CLOSED,
}
CAME_OF_A_WISH: dict[str, str] = {
    WishStep.State.TRYING: CHANGE,
    WishStep.State.HAPPENING: CHANGE,
    WishStep.State.NOT_NOW: NO,
}


def _stepped(step: WishStep) -> Step:
    return Step(
        step.created_at,
        "step",
        step.by,
        outcome=step.state,
        words=step.reason,
        until=step.look_again_on,
    )
