"""Capturing while talking: one field, five kinds of line.

| Begins with | Becomes |
|---|---|
| nothing | a shared note under the current item |
| `!` | an action, with `@name` for its owner and a day in words at the end |
| `=` | an agreement |
| `?` | an item that needs an answer |
| `~` | a private note |

A blank stands behind the mark, so that "!important" and "?!" are words like any other. Only `~` may
do without: what somebody meant for themselves is never shown for want of a blank.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from heard.conversations.agreeing import agree, need_answer, promise
from heard.conversations.gathering import add_item, add_items
from heard.conversations.models import (
    Action,
    Agreement,
    Conversation,
    Item,
    Note,
    Pair,
    PrivateNote,
)
from heard.conversations.noting import add_note, keep_private_note
from heard.lib.date_words import split_date
from heard.lib.refusals import Refusal
from heard.lib.text import cleaned, folded
from heard.people.models import Person

KINDS = {"!": "action", "=": "agreement", "?": "raise", "~": "private"}
# The same marks as other keyboards and scripts have them.
ALIKE = {"！": "!", "＝": "=", "？": "?", "؟": "?", "～": "~"}
# Marks of writing direction, which may stand before anything and are not seen.
UNSEEN = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

AT_NAME = re.compile(r"(?<!\S)@(?P<name>\S+)")

Captured = Action | Agreement | Item | Note | PrivateNote


@dataclass(frozen=True)
class Line:
    """What a line says it is, and its words without the mark."""

    kind: str
    text: str


def read_line(typed: str, *, kind: str = "") -> Line:
    """A mark counts only at the very beginning; `kind` is what a button said instead."""
    typed = cleaned(typed)
    line = typed.lstrip(UNSEEN)
    mark, rest = ALIKE.get(line[:1], line[:1]), line[1:]
    stands_apart = not rest or rest[0].isspace() or (mark == "~" and not kind)
    if mark in KINDS and stands_apart:
        return Line(KINDS[mark], rest.strip())
    return Line(kind or "note", typed)


@transaction.atomic
def capture(
    pair: Pair,
    *,
    by: Person,
    typed: str,
    kind: str = "",
    item: Item | None = None,
    during: Conversation | None = None,
    client_id: UUID | None = None,
) -> Captured:
    """Make of one line what it says it is.

    Under a private item every mark but `~` is only a sign: nothing becomes shared from there.
    """
    line = read_line(typed, kind=kind)
    if item is not None and item.is_private and line.kind != "private":
        return add_note(item, by=by, text=cleaned(typed), during=during)
    if line.kind == "action":
        words, owner = _owner_in(line.text, pair, by)
        words, due_on = split_date(words, today=by.today())
        return promise(
            pair, by=by, text=words, owner=owner, due_on=due_on, during=during, item=item
        )
    if line.kind == "agreement":
        # A day in an agreement is part of the sentence ("Fridays from home"), never cut out of it.
        return agree(pair, by=by, text=line.text, during=during, item=item)
    if line.kind == "raise":
        if by.id != pair.employee_id:
            raise Refusal(_("Asking for an answer is for the employee; write a note instead."))
        raised = add_item(pair, by=by, text=line.text, client_id=client_id)
        need_answer(raised, by=by)
        return raised
    if line.kind == "private":
        return keep_private_note(pair, by=by, text=line.text)
    if item is None:
        return add_item(pair, by=by, text=line.text, client_id=client_id)
    return add_note(item, by=by, text=line.text, during=during)


@transaction.atomic
def capture_lines(
    pair: Pair, *, by: Person, lines: Sequence[str], audience: str, client_id: UUID | None = None
) -> list[Item]:
    """Several lines at once, each an item; one marked `~` stays with its writer all the same."""
    own = {line: read_line(line).text for line in lines if read_line(line).kind == "private"}
    items = [line for line in lines if line not in own]
    for words in own.values():
        keep_private_note(pair, by=by, text=words)
    if own and not items:
        return []
    return add_items(pair, by=by, texts=items, audience=audience, client_id=client_id)


def _owner_in(words: str, pair: Pair, by: Person) -> tuple[str, Person]:
    """`@name` anywhere: one of the two, by any part of their name; else whoever writes."""
    for found in AT_NAME.finditer(words):
        owner = _named(folded(found["name"].rstrip(".,:;!?)")), pair)
        if owner is not None:
            before, after = words[: found.start()].rstrip(" "), words[found.end() :].lstrip(" ")
            return f"{before} {after}".strip(), owner
    return words, by


def _named(wanted: str, pair: Pair) -> Person | None:
    """The one of the two whose name has such a part, or begins one so; nobody where both do."""
    if not wanted:
        return None
    parts = {
        person: folded(f"{person.name} {person.called}").split()
        for person in (pair.employee, pair.manager)
    }
    whole = [person for person, names in parts.items() if wanted in names]
    begun = [
        person for person, names in parts.items() if any(name.startswith(wanted) for name in names)
    ]
    found = whole or begun
    return found[0] if len(found) == 1 else None
