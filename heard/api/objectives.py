"""Objectives: what people set out to do, how it is going, and what it serves."""

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import Field

from heard.api.authentication import TokenRequest
from heard.api.pagination import AS_MADE, Listed, Paged, listed, page_of
from heard.api.problems import invalid
from heard.api.reaching import allow, refuse_stale
from heard.api.schemas import (
    Change,
    MaybeDay,
    Sent,
    Shown,
    ShownChanging,
    left_out,
    one_of,
    words,
)
from heard.objectives import access
from heard.objectives.changing import MORE, MORE_MOST, SENTENCE_MOST, achieve, begin, set_out
from heard.objectives.changing import change as change_words
from heard.objectives.changing import show_to as show
from heard.objectives.models import Objective, ObjectiveUpdate, Priority
from heard.objectives.models.objective_update import About, Is
from heard.objectives.reading import linked_and_seen, open_keys
from heard.objectives.updating import LINE_MOST, SIGNALS, update
from heard.people.loading import load, load_to_change
from heard.people.models import Person

router = Router(tags=["Objectives"])

OWNER = ("owner__organisation",)
State = Annotated[str, one_of(Objective.State.values)]
Kind = Literal["deliver", "learn"]
Visibility = Literal["pair", "team", "everyone"]
Confidence = Literal["on_course", "wobbling", "stuck"]
SignalWord = Literal["yes", "tight", "no"]
TEXT: dict[str, Any] = {"maxLength": MORE_MOST}


class Measure(Sent):
    """How one would know: what, from where, to where, and where it stands."""

    what: str = words(200, needed=True)
    start: float | None = None
    target: float | None = None
    now: float | None = None


class Signals(Sent):
    """On time? On budget? Enough support?"""

    time: SignalWord | None = None
    budget: SignalWord | None = None
    support: SignalWord | None = None


class ShownObjective(ShownChanging):
    """An objective as somebody who may read it sees it."""

    owner_id: UUID
    sentence: str
    why: str
    until: dt.date | None
    kind: Annotated[str, one_of(Objective.Kind.values)]
    scope: Annotated[str, one_of(Objective.Scope.values)]
    measures: list[Measure]
    cost: str
    fixed: str
    open_to_choice: str
    plays_to: str
    expected: str
    kept: str = Field(description="What stays of it, once it was stopped.")
    aligned_to: UUID | None = Field(
        description="The priority or objective it serves; null where you may not see that."
    )
    visibility: Annotated[str, one_of(Objective.Visibility.values)]
    state: State
    confidence: str | None
    signals: Signals
    became_id: UUID | None = Field(
        description="What it became, where it was thought again and you may see that."
    )


class SentObjective(Sent):
    """A new objective of the one who sends it."""

    sentence: str = words(SENTENCE_MOST, needed=True)
    why: str = Field("", json_schema_extra=TEXT)
    until: MaybeDay = None
    kind: Kind = "deliver"
    scope: Literal["personal", "team"] = "personal"
    measures: list[Measure] = Field(default=[], max_length=3)
    cost: str = Field("", json_schema_extra=TEXT)
    fixed: str = Field("", json_schema_extra=TEXT)
    open_to_choice: str = Field("", json_schema_extra=TEXT)
    plays_to: str = Field("", json_schema_extra=TEXT)
    expected: str = Field("", json_schema_extra=TEXT)
    aligned_to: UUID | None = None
    visibility: Visibility = "pair"
    state: Literal["draft", "active"] = "active"
    steps: list[str] = Field(default=[], max_length=20)


class ChangedObjective(Change):
    """What is left out stays as it is. To pivot with a reason, send to `pivots`."""

    sentence: str = words(SENTENCE_MOST)
    why: str = left_out(json_schema_extra=TEXT)
    until: MaybeDay = left_out(description="null takes the day away.")
    kind: Kind = left_out()
    measures: list[Measure] = left_out(max_length=3)
    cost: str = left_out(json_schema_extra=TEXT)
    fixed: str = left_out(json_schema_extra=TEXT)
    open_to_choice: str = left_out(json_schema_extra=TEXT)
    plays_to: str = left_out(json_schema_extra=TEXT)
    expected: str = left_out(json_schema_extra=TEXT)
    aligned_to: UUID | None = left_out(description="null: nothing named.")
    visibility: Visibility = left_out()
    state: Literal["active", "achieved"] = left_out(
        description="A draft begins, or what is under way is achieved; stopping is a pivot."
    )
    confidence: Confidence = left_out()
    signals: Signals = left_out()


class ShownUpdate(Shown):
    """One word and its line."""

    objective_id: UUID
    by_id: UUID
    about: Annotated[str, one_of(About.values)]
    word: Annotated[str, one_of([*Objective.Confidence.values, *Is.values])]
    line: str


class SentUpdate(Sent):
    """`confidence`, or a word about one of the three signals."""

    confidence: Confidence = left_out()
    about: Literal["time", "budget", "support"] = left_out()
    word: SignalWord = left_out()
    line: str = Field("", json_schema_extra={"maxLength": LINE_MOST})


def shown_objective(row: Objective, reader: Person) -> ShownObjective:
    return shown_objectives([row], reader)[0]


def shown_objectives(rows: list[Objective], reader: Person) -> list[ShownObjective]:
    """As this reader sees them: what they may not see of what is linked is not named either."""
    seen = linked_and_seen(rows, reader)
    return [_shown(row, seen) for row in rows]


def _shown(row: Objective, seen: set[UUID]) -> ShownObjective:
    aligned_to = row.aligned_to_priority_id or row.aligned_to_objective_id
    return ShownObjective(
        id=row.id,
        version=row.version,
        created_at=row.created_at,
        owner_id=row.owner_id,
        until=row.until,
        kind=row.kind,
        scope=row.scope,
        measures=[Measure(**measure) for measure in row.measured],
        aligned_to=aligned_to if aligned_to in seen else None,
        visibility=row.visibility,
        state=row.state,
        confidence=row.confidence or None,
        signals=Signals(
            **{about.value: getattr(row, field) or None for about, field in SIGNALS.items()}
        ),
        became_id=row.became_id if row.became_id in seen else None,
        **{name: getattr(row, name) for name in ("sentence", *MORE, "kept")},
    )


def shown_update(said: ObjectiveUpdate) -> ShownUpdate:
    return ShownUpdate(
        id=said.id,
        created_at=said.created_at,
        objective_id=said.objective_id,
        by_id=said.by_id,
        about=said.about,
        word=said.word,
        line=said.line,
    )


@router.get("/objectives", response=Listed[ShownObjective], summary="Objectives")
def objectives(request: TokenRequest, page: Paged) -> Listed[ShownObjective]:
    """One's own, and those one is shown; every state."""
    rows = Objective.objects.visible_to(request.person)
    found, following = page_of(rows, page, order=AS_MADE)
    open_keys(found)
    return Listed(items=shown_objectives(found, request.person), next=following)


@router.post("/objectives", response={201: ShownObjective}, summary="Set an objective out")
def objective_making(request: TokenRequest, sent: SentObjective) -> Status[ShownObjective]:
    """Active at once, or a draft that only its owner sees."""
    me = request.person
    given = _words(sent, me)
    made = set_out(by=me, words=given, draft=sent.state == "draft", scope=sent.scope)
    return Status(201, shown_objective(made, me))


@router.get("/objectives/{uuid:objective_id}", response=ShownObjective, summary="One objective")
def objective(request: TokenRequest, objective_id: UUID) -> ShownObjective:
    found = load(Objective, request.person, id=objective_id)
    return shown_objective(found, request.person)


@router.patch(
    "/objectives/{uuid:objective_id}", response=ShownObjective, summary="Change an objective"
)
def objective_changing(
    request: TokenRequest, objective_id: UUID, sent: ChangedObjective
) -> ShownObjective:
    """By its owner; what it said before stays readable."""
    me = request.person
    found = load_to_change(Objective, me, *OWNER, id=objective_id)
    allow(access.can_change(me, found))
    yours = sent.sentence if sent.has("sentence") else found.sentence
    refuse_stale(found, sent, theirs=found.sentence, yours=yours)
    _change(found, sent, by=me)
    return shown_objective(found, me)


@router.get(
    "/objectives/{uuid:objective_id}/updates",
    response=Listed[ShownUpdate],
    summary="How an objective went",
)
def objective_updates(
    request: TokenRequest, objective_id: UUID, page: Paged
) -> Listed[ShownUpdate]:
    """Every word and its line, as they were said."""
    found = load(Objective, request.person, id=objective_id)
    rows = ObjectiveUpdate.objects.visible_to(request.person).filter(objective=found)
    return listed(rows, page, shown_update)


@router.post(
    "/objectives/{uuid:objective_id}/updates",
    response={201: ShownUpdate},
    summary="Say how an objective is going",
)
def objective_updating(
    request: TokenRequest, objective_id: UUID, sent: SentUpdate
) -> Status[ShownUpdate]:
    """By its owner: on course, wobbling or stuck; or how time, budget or support is."""
    me = request.person
    found = load_to_change(Objective, me, *OWNER, id=objective_id)
    allow(access.can_change(me, found))
    named = sent.model_fields_set
    if ("confidence" in named) == ("about" in named):
        raise invalid("confidence", _("Either the confidence, or one of the signals."))
    about = sent.about if "about" in named else About.CONFIDENCE.value
    word = sent.word if "about" in named else sent.confidence
    said, _way_back = update(found, by=me, word=word or "", line=sent.line, about=about)
    return Status(201, shown_update(said))


def _words(sent: SentObjective | ChangedObjective, person: Person) -> dict[str, Any]:
    """The words that were sent; what was left out says nothing."""
    names = ("sentence", *MORE, "until", "kind", "visibility", "steps")
    found = {name: getattr(sent, name) for name in names if name in sent.model_fields_set}
    if "measures" in sent.model_fields_set:
        found["measures"] = [measure.model_dump() for measure in sent.measures]
    if "aligned_to" in sent.model_fields_set:
        found["aligned_to"] = _aligned(sent.aligned_to, person)
    return found


def _aligned(row_id: UUID | None, person: Person) -> Priority | Objective | None:
    """What one may see and serve, by its id alone."""
    if row_id is None:
        return None
    priority = Priority.objects.visible_to(person).filter(id=row_id).first()
    above = priority or Objective.objects.visible_to(person).filter(id=row_id).first()
    if above is None:
        raise invalid("aligned_to", _("There is no such priority or objective."))
    return above


def _change(found: Objective, sent: ChangedObjective, *, by: Person) -> None:
    given = _words(sent, by)
    visibility = given.pop("visibility", None)
    if given:
        change_words(found, by=by, words=given)
    if visibility is not None:
        show(found, visibility, by=by)
    if sent.has("state"):
        _settle(found, sent.state, by=by)
    if sent.has("confidence"):
        update(found, by=by, word=sent.confidence)
    if sent.has("signals"):
        given = sent.model_dump(include={"signals"}, exclude_none=True).get("signals", {})
        for about, word in given.items():
            update(found, by=by, word=word, about=about)


def _settle(found: Objective, state: str, *, by: Person) -> None:
    if state == found.state:
        return
    if state == Objective.State.ACHIEVED:
        achieve(found, by=by)
    elif found.state == Objective.State.DRAFT:
        begin(found, by=by)
    else:
        raise invalid("state", _("It is behind you. Set a new one out instead."))
