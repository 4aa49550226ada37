"""People: the directory of one's own organisation."""

from uuid import UUID

from ninja import Router

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, page_of
from heard.api.schemas import Shown
from heard.people.loading import load
from heard.people.models import Person, ReportingLine

router = Router(tags=["People"])


class ShownPerson(Shown):
    """What everyone in the organisation may know of somebody."""

    name: str
    email: str
    title: str
    team: str
    manager_id: UUID | None
    timezone: str
    active: bool


def shown_person(person: Person, zone: str, manager_id: UUID | None) -> ShownPerson:
    """`zone` is the organisation's, for whoever has none of their own."""
    return ShownPerson(
        id=person.id,
        created_at=person.created_at,
        name=person.name,
        email=person.email,
        title=person.title,
        team=person.team,
        manager_id=manager_id,
        timezone=person.timezone or zone,
        active=person.is_active,
    )


@router.get("/people", response=Listed[ShownPerson], summary="The directory, by name")
def people(request: TokenRequest, page: Paged) -> Listed[ShownPerson]:
    """Everyone in the organisation, those who left too: they are `active: false`."""
    everyone = Person.objects.visible_to(request.person)
    found, following = page_of(everyone, page, order=("name", "id"))
    managers = _managers(request.person, found)
    zone = request.person.organisation.timezone
    return Listed(
        items=[shown_person(one, zone, managers.get(one.id)) for one in found], next=following
    )


@router.get("/people/{uuid:person_id}", response=ShownPerson, summary="One person")
def person(request: TokenRequest, person_id: UUID) -> ShownPerson:
    found = load(Person, request.person, id=person_id)
    managers = _managers(request.person, [found])
    return shown_person(found, request.person.organisation.timezone, managers.get(found.id))


def _managers(reader: Person, people: list[Person]) -> dict[UUID, UUID]:
    """Whom each reports to today."""
    lines = ReportingLine.objects.visible_to(reader).current()
    return dict(
        lines.filter(person__in=[one.id for one in people]).values_list("person_id", "manager_id")
    )
