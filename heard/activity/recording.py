"""Each verb records one event, in its own transaction."""

from uuid import UUID

from heard.activity.models import Event
from heard.people.models import Person


def record(
    kind: str, *, by: Person, page_id: UUID | None, subject_id: UUID, private: bool = False
) -> Event:
    """That `by` did this. A private act is recorded for the actor alone."""
    return Event.objects.create(
        kind=kind,
        actor=by,
        page_id=page_id,
        subject_id=subject_id,
        only_for=by if private else None,
    )
