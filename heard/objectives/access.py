"""Who may see and change priorities and objectives.

| What | Who sees it | Who changes it |
|---|---|---|
| an organisation's priority | everyone in it | whose it is |
| a team's priority | whose it is, their people, their manager | whose it is |
| a draft | its owner | its owner |
| an objective, *me and my manager* | its owner, their manager of today | owner; manager proposes |
| *my team* | and those under the same manager, and the owner's people | the same |
| *everyone* | everyone in the organisation | the same |
| updates, signals, steps | whoever reads the objective | its owner |
| changes of it, with reasons | whoever reads the objective | nobody; who made one takes it back |

The organisation's priorities are made by the people team and by whoever reports to nobody; a team's
by whoever has one.

Above what somebody may read, what it is aligned to shows one line, its sentence and its state, and
that only where its owner shows it to a team. A former manager reads nothing of it any more.
`visible_to` on each QuerySet is the first wall; these predicates are the second.
"""

from heard.objectives.models import Objective, Priority
from heard.people.models import Person, ReportingLine
from heard.people.reporting import manager_of


def can_change(person: Person, objective: Objective) -> bool:
    """May update it, edit it, tick its steps, say who sees it: its owner."""
    return person.id == objective.owner_id


def can_pivot(person: Person, objective: Objective) -> bool:
    """May change it, or propose to: its owner, and the manager they report to today."""
    if not objective.is_active:
        return False
    return person.id == objective.owner_id or is_managed_by(objective, person)


def is_managed_by(objective: Objective, person: Person) -> bool:
    """Whether its owner reports to this person today."""
    manager = manager_of(objective.owner)
    return manager is not None and manager.id == person.id


def can_change_priority(person: Person, priority: Priority) -> bool:
    """May change or end it: whose it is."""
    return person.id == priority.owner_id


def levels_for(person: Person) -> list[str]:
    """At which levels this person may say what comes first."""
    lines = ReportingLine.objects.current()
    leads = lines.filter(manager=person).exists()
    on_top = leads and not lines.filter(person=person).exists()
    organisation = [Priority.Level.ORGANISATION] if on_top or person.is_people_team else []
    return [*organisation, *([Priority.Level.TEAM] if leads else [])]


def readers_of(objective: Objective) -> set[Person]:
    """Who can see it: the same rule as `visible_to`, asked the other way round."""
    people = Person.objects.visible_to(objective.owner).select_related("organisation")
    return {
        person
        for person in people
        if Objective.objects.visible_to(person).filter(id=objective.id).exists()
    }
