"""Thanking: one field, to one or several, for them alone or for their team to read."""

from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.feedback.giving import refuse_absent
from heard.feedback.models import Thanks
from heard.lib.refusals import Refusal, within
from heard.lib.text import cleaned
from heard.people.models import Person

THANKED_MOST = 10
THANKS_MOST = 1_000


@transaction.atomic
def thank(
    people: Sequence[Person],
    *,
    by: Person,
    text: str,
    audience: str = Thanks.Audience.PRIVATE,
) -> list[Thanks]:
    """Each of them gets it; to the team, their teams read it too."""
    if audience not in Thanks.Audience.values:
        raise Refusal(_("Only them, or their team?"), "audience")
    if not people:
        raise Refusal(_("Whom would you like to thank?"), "to")
    if len(people) > THANKED_MOST:
        raise Refusal(_("Ten people at most."), "to")
    words = within(cleaned(text), THANKS_MOST)
    batch = uuid4()
    rows = []
    for person in people:
        refuse_absent(person, by)
        row = Thanks(giver=by, receiver=person, batch=batch, audience=audience, text=words)
        row.save()
        record("thanked", by=by, page_id=None, subject_id=row.id, private=True)
        rows.append(row)
    leave_way_back("thanked", by=by, subject_id=rows[0].id, before={"batch": str(batch)})
    return rows


@transaction.atomic
def take_back(rows: Sequence[Thanks], *, by: Person) -> None:
    """It was not meant; nobody reads it any more."""
    for row in rows:
        row.taken_back_at = timezone.now()
        row.save(update_fields=["taken_back_at"])
