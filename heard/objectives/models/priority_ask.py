"""What a changed priority means for an objective that serves it: asked of its owner, once."""

from typing import Self

from django.db import models
from django.db.models import Q

from heard.objectives.models.objective import Objective
from heard.objectives.models.priority import Priority
from heard.objectives.models.revision import Revision
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel


class PriorityAskQuerySet(models.QuerySet["PriorityAsk"]):
    """What is asked in the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """What one is asked oneself; whoever changed the priority only learns how many answered."""
        return self.filter(organisation_id=person.organisation_id, person=person)

    def standing(self) -> Self:
        """The change asked about was not taken back."""
        return self.filter(last__taken_back_at__isnull=True)

    def open(self) -> Self:
        """Not answered, or the answer was taken back; of what is still under way."""
        unanswered = Q(answer__isnull=True) | Q(answer__taken_back_at__isnull=False)
        return self.standing().filter(unanswered, objective__state=Objective.State.ACTIVE)


class PriorityAsk(TenantModel):
    """From what the priority said before the first change not answered yet, to what it says."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    first = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    last = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    # What the owner made of it: one of the five, as a change of their objective.
    answer = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = TenantManager.from_queryset(PriorityAskQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "person", "answer"], name="priority_ask_open")
        ]

    def __str__(self) -> str:
        return str(self.id)
