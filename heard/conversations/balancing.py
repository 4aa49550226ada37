"""Balancing: was it worth the time, who talked most, whose items were covered.

For the two alone, never upwards. What each of them tapped is hidden until both have, and stays
hidden where either keeps theirs back; nobody is told who did, or who has yet to answer.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.conversations.models import Conversation, Impression, Item, Pair, Showing
from heard.conversations.models.impression import CHOICES, KEEP, Question
from heard.lib.refusals import Refusal
from heard.people.models import Person


@dataclass(frozen=True)
class HowItWas:
    """One question as the reader sees it: their own answer, and the other's where it is shown."""

    question: str
    mine: str = ""
    theirs: str = ""

    @property
    def is_shown(self) -> bool:
        """Both have answered and neither keeps it back."""
        return bool(self.theirs)


@transaction.atomic
def say_how_it_was(
    conversation: Conversation, *, by: Person, worth: str | None = None, talked: str | None = None
) -> None:
    """One tap each. `worth`: yes, no or keep; `talked`: employee, manager or keep.

    None leaves a question as it is. It can be changed until both are shown.
    """
    conversation.pair.hold()
    conversation.refresh_from_db(fields=["state"])
    if not (conversation.is_under_way or conversation.state == Conversation.State.HELD):
        raise Refusal(_("This conversation has not begun."), "worth")
    for question, answer in ((Question.WORTH, worth), (Question.TALKED, talked)):
        if answer is not None:
            _answer(conversation, question, answer, by)


def how_it_was(conversation: Conversation, reader: Person) -> dict[str, HowItWas]:
    """Both questions as the reader sees them, by name."""
    return _by_question(_impressions([conversation.id], reader).get(conversation.id, []), reader)


def whose_were_covered(conversation: Conversation) -> tuple[int, int]:
    """How many shared items of the employee's and of the manager's were covered."""
    pair = conversation.pair
    found = Item.objects.filter(
        pair=pair, covered_in=conversation, audience=Item.Audience.PAIR
    ).aggregate(
        employee=Count("id", filter=Q(author=pair.employee_id)),
        manager=Count("id", filter=Q(author=pair.manager_id)),
    )
    return found["employee"], found["manager"]


def manager_talked_most_twice_running(pair: Pair, reader: Person) -> bool:
    """Whether both said so after each of the last two conversations."""
    last = list(
        Conversation.objects.visible_to(reader)
        .filter(pair=pair, elsewhere=False)
        .held()
        .order_by("-started_at")
        .values_list("id", flat=True)[:2]
    )
    given = _impressions(last, reader)
    said = [_by_question(given.get(one, []), reader)[Question.TALKED] for one in last]
    return len(said) == 2 and all(one.mine == one.theirs == "manager" for one in said)


def _answer(conversation: Conversation, question: str, answer: str, by: Person) -> None:
    if answer not in CHOICES[Question(question)]:
        raise Refusal(_("Choose one of the three."), question)
    pair = conversation.pair
    showings = Showing.objects.filter(conversation=conversation, question=question)
    by_employee = by.id == pair.employee_id
    own = Impression.objects.filter(conversation=conversation, person=by, question=question).first()
    if own is not None and own.answer == answer:
        return
    if showings.count() == 2:
        raise Refusal(_("Both of you have answered, so this stays as it is."), question)
    own = own or Impression(pair=pair, conversation=conversation, person=by, question=question)
    own.answer = answer
    own.save()
    mine = showings.filter(by_employee=by_employee)
    if answer == KEEP:
        mine.delete()
    elif not mine.exists():
        Showing(
            pair=pair, conversation=conversation, question=question, by_employee=by_employee
        ).save()
    record(f"said_{question}", by=by, page_id=pair.id, subject_id=conversation.id, private=True)


def _impressions(conversations: list[UUID], reader: Person) -> dict[UUID, list[Impression]]:
    found: dict[UUID, list[Impression]] = {}
    for row in Impression.objects.visible_to(reader).filter(conversation__in=conversations):
        found.setdefault(row.conversation_id, []).append(row)
    return found


def _by_question(rows: list[Impression], reader: Person) -> dict[str, HowItWas]:
    mine = {row.question: row.answer for row in rows if row.person_id == reader.id}
    theirs = {row.question: row.answer for row in rows if row.person_id != reader.id}
    return {
        question: HowItWas(question, mine.get(question, ""), theirs.get(question, ""))
        for question in Question.values
    }
