"""Bringing feedback to the page: the receiver talks about it, or the giver needs an answer to it.

Either is an item in words of their own choosing; nothing of the feedback itself comes along.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from heard.conversations.agreeing import need_answer
from heard.conversations.gathering import ITEM_MOST, add_item
from heard.conversations.models import Item, Pair, Raise
from heard.feedback.models import Feedback
from heard.feedback.receiving import note_talk
from heard.lib.refusals import Refusal
from heard.people.models import Person


@transaction.atomic
def talk_about(feedback: Feedback, *, by: Person, text: str = "") -> Item:
    """An item on the page of the receiver and whom they report to."""
    pair = page_with_manager_of(by)
    about = feedback.about or feedback.moment
    words = text.strip() or _("Feedback I was given: %(about)s") % {"about": about}
    item = add_item(pair, by=by, text=words[:ITEM_MOST])
    note_talk(feedback, by=by)
    return item


@transaction.atomic
def need_answer_to(feedback: Feedback, *, by: Person, text: str) -> Raise:
    """Words said to one's manager that need an answer: raised on the page of the two, like any."""
    pair = page_with_manager_of(by)
    if pair.manager_id != feedback.receiver_id:
        raise Refusal(_("Only whom you report to can owe you an answer."), "needs_answer")
    item = add_item(pair, by=by, text=text)
    return need_answer(item, by=by)


def page_with_manager_of(person: Person) -> Pair:
    """Their live page with their manager, or words that there is none."""
    live = Pair.objects.visible_to(person).live().filter(employee=person, kind=Pair.Kind.MANAGER)
    pair = live.select_related("employee", "manager").order_by("-created_at").first()
    if pair is None:
        raise Refusal(_("You share no page with a manager just now."), "state")
    return pair
