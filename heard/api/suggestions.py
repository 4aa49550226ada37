"""Suggestions: three things to talk about, as the page offers them to this person."""

from typing import Annotated
from uuid import UUID

from ninja import Query, Router
from pydantic import BaseModel, Field

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed
from heard.api.reaching import page_to_read
from heard.api.schemas import one_of
from heard.conversations.suggesting.bank import DEPTHS, TOPICS
from heard.conversations.suggesting.choosing import Suggestion, suggestions

router = Router(tags=["Suggestions"])

TURNS_MOST = 70


class ShownSuggestion(BaseModel):
    """One prompt and why it is offered. Nothing is stored of having been shown it."""

    prompt: str = Field(description="Its id in the bank.")
    text: str = Field(description="As somebody would say it; `___` is a blank to fill.")
    fills: list[str] = Field(description="What is known for its blanks, in order.")
    reason: str
    category: Annotated[str, one_of(list(TOPICS))]
    depth: Annotated[str, one_of(list(DEPTHS))]


class Turn(BaseModel):
    """Which three are wanted."""

    turn: int = Field(0, ge=0, le=TURNS_MOST, description="1 for the next three, and so on.")


def shown_suggestion(one: Suggestion) -> ShownSuggestion:
    return ShownSuggestion(
        prompt=one.prompt.id,
        text=one.text,
        fills=list(one.fills),
        reason=one.reason,
        category=one.prompt.category,
        depth=one.prompt.depth,
    )


@router.get(
    "/pairs/{uuid:pair_id}/suggestions",
    response=Listed[ShownSuggestion],
    summary="Three things to talk about",
)
def suggested(
    request: TokenRequest, pair_id: UUID, wanted: Annotated[Turn, Query()]
) -> Listed[ShownSuggestion]:
    """Each side has its own. A page that has ended suggests nothing."""
    pair = page_to_read(request.person, pair_id)
    three = suggestions(pair, request.person, turn=wanted.turn)
    return Listed(items=[shown_suggestion(one) for one in three], next=None)
