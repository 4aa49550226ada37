"""Who is acting: the signed-in person, in their organisation, with their keys, for one request."""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from heard.people.models import Person
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as

View = Callable[[HttpRequest], HttpResponse]


class PersonRequest(HttpRequest):
    """A request with the person behind it."""

    person: Person


class ActingPerson:
    """Opens the organisation and the keyring around the view, and closes them after it."""

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
        user = request.user
        if not user.is_authenticated:
            return None
        organisation_id = cast(UUID, user.organisation_id)  # type: ignore[union-attr]
        with in_organisation(organisation_id):
            return (
                Person.objects.active()
                .select_related("organisation")
                .filter(user_id=user.pk)
                .first()
            )
