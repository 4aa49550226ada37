"""Everyone of the organisation in force, as a plan needs them."""

from uuid import UUID

from heard.people.importing.matching import ExistingPerson
from heard.people.models import Person, ReportingLine, Role


def people_here() -> list[ExistingPerson]:
    """Everybody, those who have left too; three queries, however many there are."""
    managers = current_managers()
    administrators = set(
        Role.objects.filter(kind=Role.Kind.ADMINISTRATOR).values_list("person_id", flat=True)
    )
    return [
        ExistingPerson(
            id=person.id,
            email=person.email,
            name=person.name,
            employee_number=person.employee_number,
            title=person.title,
            team=person.team,
            manager_id=managers.get(person.id),
            active=person.left_on is None,
            timezone=person.timezone,
            started_on=person.started_on,
            has_joined=person.user_id is not None,
            administrates=person.id in administrators,
        )
        for person in Person.objects.order_by("name", "id")
    ]


def current_managers() -> dict[UUID, UUID]:
    """Who reports to whom today."""
    return dict(ReportingLine.objects.current().values_list("person_id", "manager_id"))
