"""Handing on: whoever posted an opening has left; it goes to whom they reported to, with notice."""

from django.db import transaction

from heard.activity.recording import record
from heard.opportunities.models import Opening, OpeningStep
from heard.people.models import Person, Role


@transaction.atomic
def hand_on(leaver: Person, manager: Person | None) -> None:
    """What is still going on is theirs from now on; what is closed stays as it was."""
    to = manager if manager is not None and manager.left_on is None else _somebody_here(leaver)
    if to is None:
        return
    for opening in Opening.objects.filter(posted_by=leaver).going_on():
        opening.hold()
        opening.posted_by = to
        opening.changed("posted_by")
        step = OpeningStep(opening=opening, did=OpeningStep.Did.PASSED_ON, by=leaver, to=to)
        step.save()
        record("opening_passed_on", by=leaver, page_id=None, subject_id=opening.id)


def _somebody_here(leaver: Person) -> Person | None:
    """Where nobody is above: one of the people team."""
    held = Role.objects.filter(kind=Role.Kind.PEOPLE_TEAM, person__left_on__isnull=True)
    role = held.exclude(person=leaver).select_related("person").order_by("created_at").first()
    return role.person if role else None
