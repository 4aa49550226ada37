"""Searching: opens what the asker may read and scans it; no index of words exists to leak.

Own things first, then shared, newest first. Private notes are found only by their author.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from heard.conversations.models import (
    Action,
    Agreement,
    Conversation,
    Item,
    Note,
    Pair,
    PrivateNote,
    SaidBack,
    Thinking,
)
from heard.lib.text import folded
from heard.people.models import Person
from heard.privacy.keys import keyring, of_pair, of_person

MOST = 60
SCAN_MOST = 20_000


@dataclass(frozen=True)
class Found:
    """One hit: what kind, in which pair, its words, when, and whether only the asker sees it."""

    kind: str
    row: Any
    pair: Pair
    text: str
    at: dt.datetime
    private: bool


def search(asker: Person, words: str) -> list[Found]:
    """Everything the asker may read that holds every one of the words."""
    wanted = folded(words).split()
    if not wanted:
        return []
    pairs = {
        pair.id: pair
        for pair in Pair.objects.visible_to(asker).select_related("employee", "manager")
    }
    keyring().unlock([*(of_pair(pair_id) for pair_id in pairs), of_person(asker.id)])
    found = [
        hit for hit in _readable(asker, pairs) if all(word in folded(hit.text) for word in wanted)
    ]
    found.sort(key=lambda hit: (hit.private, hit.at), reverse=True)
    return found[:MOST]


def _readable(asker: Person, pairs: dict[Any, Pair]) -> Iterator[Found]:
    """Eight queries, one a kind, newest first within a bound."""
    sources: list[tuple[str, Any]] = [
        ("private_note", PrivateNote.objects.visible_to(asker)),
        ("item", Item.objects.visible_to(asker)),
        ("note", Note.objects.visible_to(asker).select_related("item")),
        ("agreement", Agreement.objects.visible_to(asker)),
        ("action", Action.objects.visible_to(asker)),
        ("said_back", SaidBack.objects.visible_to(asker)),
        ("thinking", Thinking.objects.visible_to(asker)),
    ]
    for kind, rows in sources:
        # A former manager still owns their private notes there, but the page itself is gone.
        for row in rows.filter(pair__in=pairs).order_by("-created_at")[:SCAN_MOST]:
            yield Found(
                kind, row, pairs[row.pair_id], _words(row), row.created_at, _is_private(row)
            )
    held = Conversation.objects.visible_to(asker).held().numbered(asker.zone)
    for row in held.order_by("-started_at")[:SCAN_MOST]:
        text = "\n".join([row.summary, row.employee_sentence, row.manager_sentence, row.line])
        yield Found(
            "conversation", row, pairs[row.pair_id], text.strip(), row.at or row.created_at, False
        )


def _words(row: Any) -> str:
    return f"{row.text}\n{row.missing}".strip() if isinstance(row, SaidBack) else str(row.text)


def _is_private(row: Any) -> bool:
    return (
        isinstance(row, PrivateNote)
        or (isinstance(row, Item) and row.is_private)
        or (isinstance(row, Note | Thinking) and row.only_for_id is not None)
    )
