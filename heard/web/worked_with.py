"""Whom one worked with: two people whose read one might ask for, by the objectives one may see."""

from django.db.models import Max, Q

from heard.feedback.models import Ask
from heard.objectives.models import Objective
from heard.people.models import Person

MOST = 2


def worked_with(person: Person) -> list[Person]:
    """Whose objective one's own serves, whose serves it, or who serve the same, the latest first;
    nobody twice, nobody who is asked already, and nothing that this person may not read."""
    seen = Objective.objects.visible_to(person).exclude(state=Objective.State.DRAFT)
    mine = seen.filter(owner=person)
    above = seen.filter(id__in=mine.values("aligned_to_objective"))
    shared = (
        Q(id__in=above.values("id"))
        | Q(aligned_to_objective__in=mine.values("id"))
        | Q(aligned_to_objective__in=above.values("id"))
    )
    asked = Ask.objects.visible_to(person).filter(
        asker=person, asked__isnull=False, answered_at__isnull=True, declined_at__isnull=True
    )
    here = Person.objects.visible_to(person).active().exclude(id=person.id)
    rows = seen.filter(shared, owner__in=here.values("id"))
    latest = (
        rows.exclude(owner__in=asked.values("asked"))
        .values("owner")
        .annotate(last=Max("touched_at"))
        .order_by("-last", "owner")[:MOST]
    )
    ids = [row["owner"] for row in latest]
    found = here.in_bulk(ids)
    return [found[one] for one in ids]
