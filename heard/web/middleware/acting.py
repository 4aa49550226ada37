"""Who is acting: the signed-in person, in their organisation, with their keys, for one request."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from heard.people.models import Person
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from heard.web import sessions

# Set at sign-in; says where to look, grants nothing.
ORGANISATION_IN_SESSION = "organisation"

View = Callable[[HttpRequest], HttpResponse]


class PersonRequest(HttpRequest):
    """A request with the person behind it."""

    person: Person


class ActingPerson:
    """Opens the organisation and the keyring around the view, and closes them after it.

    The session says which organisation to look in, so that the sign-in and the person behind it
    are found behind the tenant wall, in one query.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = self._person(request)
        request.person = person  # type: ignore[attr-defined]
        if person is None:
            return self.get_response(request)
        with (
            timezone.override(person.zone),
            translation.override(person.language or person.organisation.language),
            acting_as(person),
        ):
            return self.get_response(request)

    @staticmethod
    def _person(request: HttpRequest) -> Person | None:
        organisation_id = request.session.get(ORGANISATION_IN_SESSION)
        if organisation_id is None:
            return None
        if sessions.is_over(request.session, request.path):
            request.session.flush()
            return None
        with in_organisation(UUID(organisation_id)):
            user = request.user
            if not user.is_authenticated:
                return None
            person: Person | None = getattr(user, "person", None)
            if person is None or not person.is_active:
                return None
            sessions.note_use(request.session)
            return person
