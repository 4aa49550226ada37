"""Capturing while talking: one field, five kinds of line.

| Begins with | Becomes |
|---|---|
| nothing | a shared note under the current item |
| `!` | an action, with `@name` for its owner and a day in words at the end |
| `=` | an agreement |
| `?` | an item that needs an answer |
| `~` | a private note |
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from heard.conversations.agreeing import agree, need_answer, promise
from heard.conversations.gathering import add_item
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
from heard.lib.text import folded
from heard.people.models import Person

KINDS = {"!": "action", "=": "agreement", "?": "raise", "~": "private"}

Captured = Action | Agreement | Item | Note | PrivateNote


@dataclass(frozen=True)
class Line:
    """What a line says it is, and its words without the mark."""

    kind: str
    text: str


def read_line(typed: str, *, kind: str = "") -> Line:
    """A mark counts only at the very beginning; `kind` is what a button said instead."""
    typed = typed.strip()
    marked = KINDS.get(typed[:1])
    if marked and (len(typed) == 1 or typed[1] == " " or not kind):
        return Line(marked, typed[1:].strip())
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
) -> Captured:
    """Make of one line what it says it is."""
    line = read_line(typed, kind=kind)
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
        raised = add_item(pair, by=by, text=line.text)
        need_answer(raised, by=by)
        return raised
    if line.kind == "private":
        return keep_private_note(pair, by=by, text=line.text)
    if item is None:
        return add_item(pair, by=by, text=line.text)
    return add_note(item, by=by, text=line.text, during=during)


def _owner_in(words: str, pair: Pair, by: Person) -> tuple[str, Person]:
    """`@name` anywhere: one of the two, by any part of their name; else whoever writes."""
    for word in words.split():
        if not word.startswith("@") or len(word) < 2:
            continue
        wanted = folded(word[1:].rstrip(".,:;"))
        for person in (pair.employee, pair.manager):
            if any(part.startswith(wanted) for part in folded(person.name).split()):
                return " ".join(words.replace(word, "", 1).split()), person
    return words, by
