"""Rewishing: a wish that is shown, changed by its own person with the one step for everything.

Whoever is shown it reads what it said before and why it changed. Taken back or withdrawn, all of
that is destroyed at once.
"""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from heard.activity.undoing import way_back_from
from heard.blend.models import Wish
from heard.blend.wishing import TEXT_MOST, withdraw
from heard.conversations.models import ShownWish
from heard.lib.refusals import Refusal, within
from heard.lib.text import cleaned
from heard.objectives.models import Choice
from heard.objectives.pivoting import pivot, way_back_of
from heard.people.models import Person

WORDED = (Choice.EMPHASIS, Choice.RETHINK)


@transaction.atomic
def pivot_wish(
    shown: ShownWish,
    *,
    by: Person,
    choice: str,
    reason: str = "",
    note: str = "",
    text: str = "",
    on: dt.date | None = None,
    base: int | None = None,
) -> UUID | None:
    """One of the five; to stop is to withdraw it. Returns the way back."""
    if shown.person_id != by.id:
        raise Refusal(_("Only whose wish it is changes it."), "choice")
    shown.hold()
    if shown.withdrawn_at is not None:
        raise Refusal(_("You have taken this wish back."), "choice")
    if choice == Choice.STOP:
        wish = Wish.objects.visible_to(by).get(id=shown.source_id)
        withdraw(wish, by=by)
        return way_back_from(wish.id, by=by)
    changes = becoming(shown, choice, text=text, on=on, today=by.today())
    revision = pivot(
        shown, by=by, choice=choice, reason=reason, note=note, changes=changes, base=base
    )
    return way_back_of(revision, by=by)


def becoming(
    shown: ShownWish, choice: str, *, text: str, on: dt.date | None, today: dt.date
) -> dict[str, object]:
    """What the step would change, as typed."""
    if choice in WORDED:
        text = within(cleaned(text), TEXT_MOST)
    if on is not None and on <= today:
        raise Refusal(_("Say a day from tomorrow on. It comes back by itself."), "until")
    return shown.becoming(choice, text=text, on=on)
