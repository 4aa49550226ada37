"""Who may see and change what on a pair's page.

| What | Who sees it | Who changes it |
|---|---|---|
| opening a page | - | either of the two who will be on it |
| the page, its dates, rhythm | the two; once ended: see below | either, while it is live |
| shared items | the two | words: the author; covered, carried, order: either |
| private items and notes | their author | their author |
| shared notes | the two | the author |
| what was said back | the two | the sentence: the manager; whether that is it: the employee |
| what was thought through | whoever sees the item | the same |
| agreements | the two | either; the other says yes to the wording |
| arrangements | the two | either; the other says yes to what it says |
| why somebody asks for one | the two, or only whoever asks | whoever asks |
| actions | the two | either; how sure: the owner |
| *worth the time?*, *who talked?* | each their own; both, once neither keeps it back | each |
| raises | the two | raised and settled by the employee, answered by the manager |
| support asked for an objective | the two of the page | whose objective it is |
| a question passed up | the two; its words: whoever is asked | either; taken back: its raiser |
| conversations and summaries | the two | either, while the page is live |
| what one of them shows of their own | its person; the other, while it is shown | its person |
| what a wish said while it is shown | the same | its person; gone when it is taken back |
| what came of a wish that is shown | its person; the other, while it is shown | either |
| what the conversation is about, project lines | the two | either |
| what became of a suggestion | whoever it was offered to | the same |

An ended page is read-only: for the employee for good, for the former manager for 14 days.

Nobody above, beside or behind them: not a manager's manager, not the people team, not an
administrator. `visible_to` on each QuerySet is the first wall; these predicates are the second.
"""

from django.utils.translation import gettext as _

from heard.conversations.models import (
    Action,
    Arrangement,
    Item,
    Note,
    Pair,
    PassedUp,
    PrivateNote,
    Raise,
)
from heard.objectives.models import Objective
from heard.people.models import Person


def can_write(person: Person, pair: Pair) -> bool:
    """May add to the page at all: one of the two, and the page is live."""
    return pair.is_live and pair.holds(person)


def can_open_pair(person: Person, *, employee: Person, manager: Person) -> bool:
    """May open a page: only with themselves on it; nobody pairs two others."""
    return person.id in (employee.id, manager.id)


def can_word(person: Person, row: Item | Note | PrivateNote) -> bool:
    """May change these words: whoever wrote them."""
    return row.pair.is_live and row.author_id == person.id


def can_settle_item(person: Person, item: Item) -> bool:
    """May cover it, let it go, or move it: either of the two; a private one its author."""
    return can_write(person, item.pair) and (not item.is_private or item.author_id == person.id)


def can_raise(person: Person, item: Item) -> bool:
    """May mark it as needing an answer: the employee, on an item both can see."""
    return can_write(person, item.pair) and person.id == item.pair.employee_id == item.author_id


def can_say_back(person: Person, item: Item) -> bool:
    """May say what they heard: the manager, under an item of the employee's."""
    pair = item.pair
    return can_write(person, pair) and person.id == pair.manager_id != item.author_id


def can_answer_said_back(person: Person, item: Item) -> bool:
    """May say whether that is it: only the employee whose item it is."""
    return can_raise(person, item)


def can_think_through(person: Person, item: Item) -> bool:
    """May write in the four boxes: whoever sees the item."""
    return can_settle_item(person, item)


def can_answer(person: Person, raise_: Raise) -> bool:
    """May answer: the other one, not the one who raised it."""
    return can_write(person, raise_.pair) and person.id != raise_.raised_by_id


def can_ask_support(person: Person, objective: Objective) -> bool:
    """May ask for what it needs: whose it is, while it is under way."""
    return person.id == objective.owner_id and objective.is_active


def can_settle_raise(person: Person, raise_: Raise) -> bool:
    """May say that settles it: only the one who raised it."""
    return can_write(person, raise_.pair) and person.id == raise_.raised_by_id


def can_pass_up(person: Person, raise_: Raise) -> bool:
    """May put it to somebody who may know: whoever owes the answer, until it is settled."""
    return can_answer(person, raise_) and raise_.state != Raise.State.CLOSED


def can_word_question(person: Person, passed: PassedUp) -> bool:
    """May put it into other words, or let it be: either, until it is asked."""
    return can_write(person, passed.pair) and passed.state == PassedUp.State.WORDED


def can_agree_to_words(person: Person, passed: PassedUp) -> bool:
    """May say yes to the words: the one of the two who did not write them."""
    return can_word_question(person, passed) and person.id != passed.worded_by_id


def can_take_words_back(person: Person, passed: PassedUp) -> bool:
    """May take a given yes back: whoever raised it, at any time."""
    return person.id == passed.raised_by_id and passed.state == PassedUp.State.ASKED


def can_answer_back(person: Person, passed: PassedUp) -> bool:
    """May answer it: whoever is asked."""
    return person.id == passed.to_id and passed.state == PassedUp.State.ASKED


def can_say_how_sure(person: Person, action: Action) -> bool:
    """May say how sure they are of it: its owner, while it is open."""
    return (
        can_write(person, action.pair)
        and person.id == action.owner_id
        and action.state == Action.State.OPEN
    )


def can_say_yes(person: Person, arrangement: Arrangement) -> bool:
    """May say yes to it: the other one, not the one whose words it has."""
    return can_write(person, arrangement.pair) and person.id != arrangement.made_by_id


def can_say_why(person: Person, arrangement: Arrangement) -> bool:
    """May say why, and to whom: the one who asks for it."""
    return can_write(person, arrangement.pair) and person.id == arrangement.asked_by_id


def audience_of(pair: Pair, person: Person, *, private: bool) -> str:
    """Who can read it, in words, for the chip beside the field."""
    if private:
        return _("Only you")
    return _("You and %(name)s") % {"name": pair.other(person).called}


def readers_of(row: Item | Note | PrivateNote) -> set[Person]:
    """Who can see this row: the same rule as `visible_to`, asked the other way round."""
    pair = row.pair
    if isinstance(row, PrivateNote):
        return {row.author}
    item = row.item if isinstance(row, Note) else row
    if item.is_private:
        return {item.author}
    readers = {pair.employee, pair.manager}
    visible = Pair.objects.filter(id=pair.id)
    return {reader for reader in readers if visible.visible_to(reader).exists()}
