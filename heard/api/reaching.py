"""Reaching rows: to read them, or held until the request is done, so that writers take turns."""

from typing import TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied

from heard.api.schemas import Change, Seen
from heard.conversations import access
from heard.conversations.models import (
    Action,
    Agreement,
    Arrangement,
    Conversation,
    Item,
    Note,
    Pair,
    PrivateNote,
    Raise,
)
from heard.lib.refusals import Conflict
from heard.objectives.models import Objective, Priority
from heard.opportunities.models import Opening
from heard.people.loading import load, load_to_change
from heard.people.models import Person
from heard.privacy.keys import keyring, of_pair, of_person
from heard.privacy.own import Own

PEOPLE = ("employee", "manager", "organisation", "rhythm", "focus")
PAIR = ("pair__employee", "pair__manager", "pair__organisation")

OnPage = TypeVar(
    "OnPage", Action, Agreement, Arrangement, Conversation, Item, Note, PrivateNote, Raise
)
Versioned = (
    Action
    | Agreement
    | Arrangement
    | Conversation
    | Item
    | Note
    | Objective
    | Opening
    | Own
    | Priority
    | PrivateNote
)


def page_to_read(person: Person, pair_id: UUID) -> Pair:
    """The pair, with the keys to everything this reader sees on its page, in one look-up."""
    pair = load(Pair, person, *PEOPLE, id=pair_id)
    keyring().unlock([of_pair(pair.id), of_person(person.id)])
    return pair


def page_to_write(person: Person, pair_id: UUID) -> Pair:
    """The pair, held; a page that has ended is only read."""
    pair = load_to_change(Pair, person, *PEOPLE, id=pair_id)
    allow(access.can_write(person, pair))
    return pair


def row_to_change(model: type[OnPage], person: Person, row_id: UUID, *related: str) -> OnPage:
    """The row, held. Its page is held first, as verbs do it, so that no two wait for each other."""
    row = load(model, person, id=row_id)
    Pair.objects.visible_to(person).filter(id=row.pair_id).select_for_update().first()
    return load_to_change(model, person, *PAIR, *related, id=row_id)


def allow(permitted: bool) -> None:
    """The second wall: the row may be seen, but not changed like this."""
    if not permitted:
        raise PermissionDenied


def refuse_stale(row: Versioned, seen: Change | Seen, *, theirs: str, yours: str = "") -> None:
    """A change names the version it saw; where that is no longer the version, neither text is
    lost."""
    if seen.version is not None and seen.version != row.version:
        raise Conflict(theirs=theirs, yours=yours, version=row.version)


def under_way(pair: Pair, person: Person) -> Conversation | None:
    """The conversation that is open now, if one is."""
    return Conversation.objects.visible_to(person).filter(pair=pair).under_way().first()
