"""Openings: what has come up, who told us they want it, who would like it and what they heard."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from ninja import Router, Status
from pydantic import Field

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, listed
from heard.api.reaching import allow, refuse_stale
from heard.api.schemas import (
    Change,
    MaybeDay,
    Sent,
    Shown,
    ShownChanging,
    Told,
    left_out,
    one_of,
    words,
)
from heard.blend.wishing import TAG_MOST, TAGS_MOST
from heard.opportunities import access
from heard.opportunities.answering import REASON_MOST, answer_interest
from heard.opportunities.closing import move_on
from heard.opportunities.models import Interest, Match, Opening
from heard.opportunities.posting import (
    FIELDS,
    TIME_MOST,
    TITLE_MOST,
    WORDS_MOST,
    post,
    reword_opening,
)
from heard.opportunities.raising import raise_match
from heard.opportunities.reading import matches_of, raisings_of
from heard.opportunities.taking_interest import LINE_MOST, take_interest, take_interest_back
from heard.people.loading import load, load_to_change

router = Router(tags=["Openings"])

State = Annotated[str, one_of(Opening.State.values)]
Tag = Annotated[str, Field(max_length=TAG_MOST)]


class ShownOpening(ShownChanging):
    """In clear: it is meant to be read."""

    title: str
    why: str
    time_needed: str
    until: dt.date | None
    learning: str
    tags: list[str]
    audience: Literal["everyone", "team"]
    state: State
    posted_by_id: UUID


class SentOpening(Sent):
    """An opening of the one who sends it; only the title is needed."""

    title: str = words(TITLE_MOST, needed=True)
    why: str = words(WORDS_MOST, least=0)
    time_needed: str = words(TIME_MOST, least=0)
    until: MaybeDay = None
    learning: str = words(WORDS_MOST, least=0)
    tags: list[Tag] = Field(default=[], max_length=TAGS_MOST)
    audience: Literal["everyone", "team"] = "everyone"


class ChangedOpening(Change):
    """What is left out stays. `filled` and `withdrawn` need a `reason`, and nobody unanswered."""

    title: str = words(TITLE_MOST)
    why: str = words(WORDS_MOST, least=0)
    time_needed: str = words(TIME_MOST, least=0)
    until: MaybeDay = left_out(description="null takes the day away.")
    learning: str = words(WORDS_MOST, least=0)
    tags: list[Tag] = left_out(max_length=TAGS_MOST)
    audience: Literal["everyone", "team"] = left_out()
    state: Literal["open", "talking", "filled", "withdrawn"] = left_out()
    reason: str = words(REASON_MOST, least=0)


class ShownMatch(Shown):
    """Somebody who told us they want this, in their own words; best first."""

    person_id: UUID
    words: str
    because_of: Literal["meaning", "tag"]
    raised: bool


class ShownInterest(ShownChanging):
    """One's own; to the poster, everybody's."""

    person_id: UUID
    line: str
    answer: str = Field(description="`yes`, `partly` or `no`; empty while they wait.")
    reason: str
    answered_at: Told | None


class SentInterest(Sent):
    line: str = words(LINE_MOST, least=0)


class SentOutcome(Sent):
    """What came of somebody's interest, and why."""

    person_id: UUID
    answer: Literal["yes", "partly", "no"]
    reason: str = words(REASON_MOST, needed=True)


def shown_opening(opening: Opening) -> ShownOpening:
    plain = ("id", "version", "created_at", "title", "why", "time_needed", "until", "learning")
    more = {name: getattr(opening, name) for name in (*plain, "audience", "state", "posted_by_id")}
    return ShownOpening(**more, tags=opening.tag_list)


def shown_interest(interest: Interest) -> ShownInterest:
    names = ("id", "version", "created_at", "person_id", "line", "answer", "reason", "answered_at")
    return ShownInterest(**{name: getattr(interest, name) for name in names})


@router.get("/openings", response=Listed[ShownOpening], summary="Openings")
def openings(request: TokenRequest, page: Paged) -> Listed[ShownOpening]:
    """Those one may see, closed ones too."""
    return listed(Opening.objects.visible_to(request.person), page, shown_opening)


@router.post("/openings", response={201: ShownOpening}, summary="Post an opening")
def opening_posting(request: TokenRequest, sent: SentOpening) -> Status[ShownOpening]:
    """By whoever has people, and by the people team."""
    allow(access.can_post(request.person))
    given = {name: getattr(sent, name) for name in FIELDS if getattr(sent, name) is not None}
    return Status(201, shown_opening(post(by=request.person, words=given)))


@router.get("/openings/{uuid:opening_id}", response=ShownOpening, summary="One opening")
def opening(request: TokenRequest, opening_id: UUID) -> ShownOpening:
    return shown_opening(load(Opening, request.person, id=opening_id))


@router.patch("/openings/{uuid:opening_id}", response=ShownOpening, summary="Change an opening")
def opening_changing(request: TokenRequest, opening_id: UUID, sent: ChangedOpening) -> ShownOpening:
    """By whoever posted it. It does not close while somebody waits for an answer."""
    me = request.person
    found = load_to_change(Opening, me, "posted_by", id=opening_id)
    allow(access.can_change(me, found))
    yours = sent.title if sent.has("title") else found.title
    refuse_stale(found, sent, theirs=found.title, yours=yours)
    given = {name: getattr(sent, name) for name in FIELDS if sent.has(name)}
    if given:
        reword_opening(found, by=me, words=given)
    if sent.has("state"):
        move_on(found, sent.state, by=me, reason=sent.reason if sent.has("reason") else "")
    return shown_opening(found)


@router.get(
    "/openings/{uuid:opening_id}/matches",
    response=Listed[ShownMatch],
    summary="Who told us they want it",
)
def opening_matches(request: TokenRequest, opening_id: UUID) -> Listed[ShownMatch]:
    """For its poster. Only wishes people chose to share for matching."""
    found = load(Opening, request.person, "posted_by", id=opening_id, posted_by=request.person)
    raised = raisings_of([found], request.person)
    return Listed(
        items=[
            ShownMatch(
                id=match.id,
                created_at=match.created_at,
                person_id=match.person_id,
                words=match.offer.text,
                because_of="tag" if match.because_of == Match.Because.TAG else "meaning",
                raised=(found.id, match.person_id) in raised,
            )
            for match in matches_of(found, request.person)
        ],
        next=None,
    )


@router.post(
    "/matches/{uuid:match_id}/raising",
    response={204: None},
    summary="Raise a match",
)
def match_raising(request: TokenRequest, match_id: UUID) -> Status[None]:
    """On your page with them, or asked of the manager who has one."""
    related = ("opening__posted_by", "offer", "person")
    found = load(Match, request.person, *related, id=match_id)
    allow(access.can_change(request.person, found.opening))
    raise_match(found, by=request.person)
    return Status(204, None)


@router.get(
    "/openings/{uuid:opening_id}/interest", response=Listed[ShownInterest], summary="Interest"
)
def opening_interest(request: TokenRequest, opening_id: UUID, page: Paged) -> Listed[ShownInterest]:
    """One's own; to the poster, everybody's."""
    found = load(Opening, request.person, id=opening_id)
    rows = Interest.objects.visible_to(request.person).standing().filter(opening=found)
    return listed(rows, page, shown_interest)


@router.post(
    "/openings/{uuid:opening_id}/interest",
    response={201: ShownInterest},
    summary="Show interest",
)
def interest_showing(
    request: TokenRequest, opening_id: UUID, sent: SentInterest
) -> Status[ShownInterest]:
    """With one line. The poster reads it, and owes an answer."""
    found = load(Opening, request.person, "posted_by", id=opening_id)
    allow(access.can_show_interest(request.person, found))
    line = sent.line or ""
    return Status(201, shown_interest(take_interest(found, by=request.person, line=line)))


@router.delete(
    "/openings/{uuid:opening_id}/interest", response={204: None}, summary="No longer interested"
)
def interest_taking_back(request: TokenRequest, opening_id: UUID) -> Status[None]:
    """What was answered stays."""
    me = request.person
    found = load(Interest, me, "opening", opening=opening_id, person_id=me.id)
    take_interest_back(found, by=me)
    return Status(204, None)


@router.post(
    "/openings/{uuid:opening_id}/outcomes",
    response={201: ShownInterest},
    summary="Answer somebody's interest",
)
def outcome_saying(
    request: TokenRequest, opening_id: UUID, sent: SentOutcome
) -> Status[ShownInterest]:
    """By the poster, with a reason. Everybody has one before the opening can close."""
    me = request.person
    opening_ = load(Opening, me, "posted_by", id=opening_id)
    allow(access.can_change(me, opening_))
    found = load(Interest, me, "opening", opening=opening_id, person_id=sent.person_id)
    answer_interest(found, by=me, answer=sent.answer, reason=sent.reason)
    return Status(201, shown_interest(found))
