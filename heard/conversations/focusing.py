"""Focusing: what the conversation is about, said in one step by either, before it or midway.

Never required. Closing puts it on the record, and the next conversation begins without one.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.models import Conversation, Focus, Pair
from heard.lib.refusals import Refusal
from heard.people.models import Person


@transaction.atomic
def choose_focus(pair: Pair, about: str, *, by: Person) -> UUID | None:
    """From now on it is about this; the empty choice leaves it open.

    Returns the way back, where there was something to take back.
    """
    if about and about not in Focus.About.values:
        raise Refusal(_("Choose one of the subjects, or none."), "about")
    pair.hold()
    focus = Focus.objects.filter(pair=pair).first() or Focus(pair=pair)
    if about == focus.about:
        return None
    # Undo keeps no words, and this one would tell: what it was before stays here, sealed.
    focus.was, focus.about = focus.about, about
    focus.chosen_by, focus.chosen_at = by, timezone.now()
    focus.save()
    pair.focus = focus
    record("focus_chosen", by=by, page_id=pair.id, subject_id=focus.id)
    before = {"did": "focus", "chosen_at": focus.chosen_at.isoformat()}
    return leave_way_back("focus", by=by, subject_id=focus.id, before=before).id


def put_on_record(conversation: Conversation) -> None:
    """What it was about goes with the conversation; the page is open again for the next."""
    focus = Focus.objects.filter(pair=conversation.pair_id).first()
    if focus is None or not focus.about:
        return
    conversation.focus = focus.about
    focus.about = focus.was = ""
    focus.save(update_fields=["about", "was"])
