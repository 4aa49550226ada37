"""What the two of a page agreed on, as something that may change (`heard/objectives/living.py`).

Either of the two changes it at once; the other then agrees, or would rather talk about it.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django.utils import timezone

from heard.conversations.models.pair import Pair
from heard.people.models import Person

# Whatever is agreed without a day to look again comes back after a quarter of a year.
LOOK_AGAIN_AFTER = dt.timedelta(days=90)

# The kind of a way back from a change of one of these.
CHANGED_KIND = "agreed_change"

PEOPLE = ("pair__employee__organisation", "pair__manager__organisation", "pair__organisation")


class OnPage:
    """Half of a living agreement: whose it is, and who is asked."""

    pair: Pair
    pair_id: UUID

    def decided_by(self) -> set[UUID]:
        return {self.pair.employee_id, self.pair.manager_id}

    def asked(self, by: Person) -> Person | None:
        return self.pair.other(by)

    def page(self) -> UUID | None:
        return self.pair_id


class Agreed(OnPage):
    """What needs a yes of both, and comes back on a day."""

    state: str
    made_by_id: UUID
    created_at: dt.datetime
    accepted_at: dt.datetime | None
    ended_at: dt.datetime | None
    review_on: dt.date | None

    @property
    def has_ended(self) -> bool:
        return self.ended_at is not None

    def awaits(self, person: Person) -> bool:
        """Whether this person has still to say yes."""
        return self.accepted_at is None and not self.has_ended and self.made_by_id != person.id

    @property
    def looks_again_on(self) -> dt.date:
        """When it comes back: on its day, else after a quarter of a year."""
        since = timezone.localdate(self.accepted_at or self.created_at)
        return self.review_on or since + LOOK_AGAIN_AFTER

    def next_look(self, on: dt.date | None) -> str:
        """Kept as it is, it comes back on the day named, else after a quarter of a year."""
        return (on or timezone.localdate() + LOOK_AGAIN_AFTER).isoformat()

    def as_it_was(self, *, did: str) -> dict[str, Any]:
        """Whose words they were and whether both had said yes, for a way back."""
        accepted = self.accepted_at.isoformat() if self.accepted_at else None
        return {"did": did, "made_by": str(self.made_by_id), "accepted_at": accepted}


def day_in(says: object) -> dt.date | None:
    """A day as a living agreement keeps it."""
    return dt.date.fromisoformat(says) if isinstance(says, str) and says else None
