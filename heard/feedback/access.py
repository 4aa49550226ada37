"""Who may see and change feedback, and who can learn that there is any.

| What | Who sees it | Who changes it |
|---|---|---|
| an ask | asker and asked, who see no other row of it | taken back by one, declined by the other |
| feedback | giver, receiver; while shown, the receiver's manager | the giver, until opened |
| what was added | whoever reads the feedback | nobody; the giver adds |
| said to one's manager | the two; a former manager for a fortnight | the giver, until opened |
| one's take, what one keeps for a review | the receiver | the receiver |
| a link for somebody outside | whoever asks | the same; used up by the answer |
| thanks | giver and receiver; to the team: those beside, above, below | taken back by the giver |
| that it is shown | the receiver, and whom it is shown to | the receiver |

Nobody above, beside or behind them, whatever their role: not in a list, not as a number. What was
said to a manager is not theirs to show further. `visible_to` on each QuerySet is the first wall;
these predicates are the second.
"""

from django.utils.translation import gettext as _

from heard.feedback.models import Ask, Feedback
from heard.people.models import Person
from heard.people.reporting import manager_of


def can_word(person: Person, feedback: Feedback) -> bool:
    """May change or take back the words: whoever wrote them, until they were opened."""
    return person.id == feedback.giver_id and feedback.opened_at is None


def can_add(person: Person, feedback: Feedback) -> bool:
    """May add to it: whoever gave it, once it was opened."""
    return person.id == feedback.giver_id and feedback.opened_at is not None


def is_receiver(person: Person, feedback: Feedback) -> bool:
    """May make of it what they like: their take, a mark for a review, putting it away."""
    return person.id == feedback.receiver_id


def can_show(person: Person, feedback: Feedback) -> bool:
    """May let their manager read it: the receiver. What was said to a manager stays with them."""
    return is_receiver(person, feedback) and not feedback.upward


def can_ask_more(person: Person, feedback: Feedback) -> bool:
    """May ask whoever gave it for more: the receiver, where somebody is still there to ask."""
    giver = feedback.giver
    return is_receiver(person, feedback) and giver is not None and giver.is_active


def can_answer(person: Person, ask: Ask) -> bool:
    """May answer or decline: whoever is asked, however late."""
    return person.id == ask.asked_id


def can_take_back(person: Person, ask: Ask) -> bool:
    """May take an ask back: whoever asked."""
    return person.id == ask.asker_id


def audience_to_come(receiver: Person | None, reader: Person | None) -> str:
    """Who will read what is about to be written, for the chip at each end of the form."""
    if receiver is None:
        return _("You and they; their manager if they choose")
    if reader is None:
        return _("You and %(name)s; their manager if they choose") % {"name": receiver.called}
    return _("You, %(name)s and %(reader)s") % {
        "name": receiver.called,
        "reader": reader.called,
    }


def audience_of(feedback: Feedback, person: Person) -> str:
    """Who can read it, said to one of those who can. What is shown further the receiver knows."""
    if person.id == feedback.giver_id:
        if feedback.upward:
            return _("You and %(name)s") % {"name": feedback.receiver.called}
        return audience_to_come(feedback.receiver, None)
    giver = feedback.giver
    names = {"name": giver.called if giver is not None else _("whoever wrote it")}
    if person.id != feedback.receiver_id:
        names["receiver"] = feedback.receiver.called
        return _("You, %(receiver)s and %(name)s") % names
    shown = feedback.showings.filter(withdrawn_at__isnull=True).select_related("reader").first()
    if shown is not None:
        return _("You, %(name)s and %(reader)s") % {**names, "reader": shown.reader.called}
    return _("You and %(name)s") % names


def readers_of(row: Feedback | Ask) -> set[Person]:
    """Who can see it: the same rule as `visible_to`, asked the other way round."""
    if isinstance(row, Ask):
        return {person for person in (row.asker, row.asked) if person is not None}
    manager = manager_of(row.receiver)
    near = {person for person in (row.receiver, row.giver, manager) if person is not None}
    rows = Feedback.objects.filter(id=row.id)
    return {person for person in near if rows.visible_to(person).exists()}
