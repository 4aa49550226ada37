"""Me: whom the token acts for."""

from uuid import UUID

from ninja import Router
from pydantic import BaseModel

from heard.api.authentication import TokenRequest
from heard.api.people import ShownPerson, shown_person
from heard.people.models import ReportingLine

router = Router(tags=["Me"])


class ShownOrganisation(BaseModel):
    """The organisation, as everyone in it knows it."""

    id: UUID
    name: str
    timezone: str
    language: str


class Me(BaseModel):
    """The person the token acts for, and never more than them."""

    person: ShownPerson
    roles: list[str]
    organisation: ShownOrganisation
    scope: str


@router.get("/me", response=Me, summary="Whom this token acts for")
def me(request: TokenRequest) -> Me:
    """The person, the roles they hold, their organisation, and what the token may do."""
    person = request.person
    organisation = person.organisation
    line = ReportingLine.objects.visible_to(person).current().filter(person=person).first()
    return Me(
        person=shown_person(person, organisation.timezone, line.manager_id if line else None),
        roles=sorted(person.role_kinds),
        organisation=ShownOrganisation(
            id=organisation.id,
            name=organisation.name,
            timezone=organisation.timezone,
            language=organisation.language,
        ),
        scope=request.token.scope,
    )
