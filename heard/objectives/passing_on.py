"""Passing on: with a change of manager objectives go to the new page by themselves."""

from collections.abc import Mapping
from uuid import UUID

from heard.objectives.models import Objective


def move_objectives(pages: Mapping[UUID, UUID]) -> None:
    """Everybody's objectives to the page they have now, under its key; a draft stays its
    writer's, and finds its page when it begins."""
    moving = Objective.objects.filter(owner__in=list(pages)).exclude(state=Objective.State.DRAFT)
    for objective in moving:
        page = pages[objective.owner_id]
        if objective.page_id != page:
            objective.page_id = page
            objective.save(update_fields=["page_id", *objective.settle_key()])
