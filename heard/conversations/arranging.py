"""Arranging: asking for a way of working, saying yes to it, or to trying it until a day."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.conversations.gathering import ITEM_MOST
from heard.conversations.models import Arrangement, ArrangementWhy, Conversation, Pair
from heard.lib.refusals import Refusal, at_most, within
from heard.lib.text import cleaned
from heard.objectives.models import Choice, Revision
from heard.objectives.pivoting import agree, pivot
from heard.people.models import Person


@transaction.atomic
def ask_for(
    pair: Pair,
    *,
    by: Person,
    what: str,
    where_when: str = "",
    why: str = "",
    why_for_me: bool = False,
    review_on: dt.date | None = None,
) -> Arrangement:
    """What, when and where. Why is nobody's duty to say, and may stay with whoever asks."""
    pair.hold()
    arrangement = Arrangement(
        pair=pair,
        asked_by=by,
        made_by=by,
        text=within(cleaned(what), ITEM_MOST, "what"),
        where_when=at_most(cleaned(where_when), ITEM_MOST, "where_when"),
        review_on=review_on,
    )
    arrangement.save()
    say_why(arrangement, by=by, why=why, for_me=why_for_me)
    record("arrangement_asked", by=by, page_id=pair.id, subject_id=arrangement.id)
    return arrangement


@transaction.atomic
def say_why(arrangement: Arrangement, *, by: Person, why: str, for_me: bool) -> None:
    """By whoever asked: other words, another audience, or none any more."""
    arrangement.hold()
    words = at_most(cleaned(why), ITEM_MOST, "why")
    ArrangementWhy.objects.visible_to(by).filter(arrangement=arrangement).delete()
    if words:
        said = ArrangementWhy(
            pair=arrangement.pair, arrangement=arrangement, only_for=by if for_me else None
        )
        said.text = words
        said.save()


@transaction.atomic
def say_yes(
    arrangement: Arrangement,
    *,
    by: Person,
    until: dt.date | None = None,
    during: Conversation | None = None,
) -> Arrangement:
    """The other's yes to what it says now; to what is asked, also *let us try it until*.

    Written down while they talk, either may say it. Saying it twice is still yes.
    """
    arrangement.hold()
    if not arrangement.awaits(by) and not (during and arrangement.accepted_at is None):
        return arrangement
    if until is not None and until <= by.today():
        raise Refusal(_("A trial runs until a day to come."), "until")
    for asked in Revision.objects.of(arrangement).waiting().filter(asked=by):
        agree(asked, arrangement, by=by)
    if arrangement.state == Arrangement.State.ASKED:
        state = Arrangement.State.ON_TRIAL if until else Arrangement.State.AGREED
        changes = {"state": state.value, **({"review_on": until.isoformat()} if until else {})}
        pivot(arrangement, by=by, choice=Choice.EDIT, changes=changes, asks=False)
    arrangement.accepted_at = timezone.now()
    arrangement.changed("accepted_at")
    record("arrangement_agreed", by=by, page_id=arrangement.pair_id, subject_id=arrangement.id)
    return arrangement
