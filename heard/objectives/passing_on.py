"""Passing on: with a change of manager objectives go to the new page by themselves."""

from collections.abc import Collection, Mapping
from uuid import UUID

from heard.objectives.models import Objective, Revision
from heard.people.reporting import manager_of


def move_objectives(pages: Mapping[UUID, UUID]) -> None:
    """Everybody's objectives to the page they have now, under its key; a draft stays its
    writer's, and finds its page when it begins."""
    moving = Objective.objects.filter(owner__in=list(pages)).exclude(state=Objective.State.DRAFT)
    for objective in moving:
        page = pages[objective.owner_id]
        if objective.page_id != page:
            objective.page_id = page
            objective.save(update_fields=["page_id", *objective.settle_key()])


def ask_anew(owners: Collection[UUID]) -> None:
    """What waits for a former manager's yes waits for the present one's; where there is none, it
    holds with its owner and waits for nobody."""
    objectives = Objective.objects.filter(owner__in=owners).select_related("owner")
    theirs = {objective.id: objective for objective in objectives}
    waiting = Revision.objects.filter(
        subject_kind=Objective.living_kind, subject_id__in=list(theirs)
    ).waiting()
    for revision in waiting:
        owner = theirs[revision.subject_id].owner
        if revision.asked_id != owner.id:
            revision.asked = manager_of(owner)
            revision.save(update_fields=["asked"])
