"""Signing in: an address and a password, through the accounts library, behind the tenant wall."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from heard.people.models import Person, User
from heard.people.signing_out import end_oldest
from heard.people.tenancy import NoOrganisation, in_organisation
from heard.web import sessions
from heard.web.limits import remember_browser
from heard.web.middleware.acting import ORGANISATION_IN_SESSION


class AddressAndPassword(AuthenticationBackend):  # type: ignore[misc]
    """The library's backend, told where our sign-ins and the people behind them are."""

    def get_user(self, user_id: UUID) -> User | None:
        """The sign-in with its person, roles and organisation: one query a request."""
        try:
            person = (
                Person.objects.with_roles()
                .select_related("user", "organisation")
                .filter(user_id=user_id)
                .first()
            )
        except NoOrganisation:
            return None
        if person is None or person.user is None or not person.is_active:
            return None
        if not self.user_can_authenticate(person.user):
            return None
        person.user.person = person
        return person.user


class Doorkeeper(DefaultAccountAdapter):  # type: ignore[misc]
    """What happens at the door, in our words: nobody signs themselves up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """Whoever has left is told what whoever was never here is told; `limits` counts."""
        user: User | None = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        """A session of its own, listed, which remembers in which organisation to look."""
        super().login(request, user)
        request.session[ORGANISATION_IN_SESSION] = str(user.organisation_id)
        sessions.begin(request.session)
        UserSession.objects.create_from_request(request)
        with in_organisation(user.organisation_id):
            end_oldest(user.person)

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Inside the organisation: the library forgets each session behind which it sees nobody."""
        with in_organisation(user.organisation_id):
            response: HttpResponse = super().post_login(request, user, **more)
        return response


def enter(request: HttpRequest, person: Person, where: str) -> HttpResponse:
    """Signed in by something other than the password, in a session of their own."""
    assert person.user is not None
    request.session.flush()
    person.user.backend = settings.AUTHENTICATION_BACKENDS[0]
    get_adapter().login(request, person.user)
    response = HttpResponseRedirect(where)
    remember_browser(request, response, person.email)
    return response


# The people a demo offers at its door; never outside a demo.
DEMO_CAST = {
    "priya": ("Priya Shah", "priya@demo.heard.example"),
    "mario": ("Mario Rossi", "mario@demo.heard.example"),
    "sol": ("Sol Adeyemi", "sol@demo.heard.example"),
    "pia": ("Pia Lindqvist", "pia@demo.heard.example"),
    "fen": ("Fen Wu", "fen@demo.heard.example"),
    "hana": ("Hana Kobayashi", "hana@demo.heard.example"),
    "ade": ("Ade Okafor", "ade@demo.heard.example"),
    "otto": ("Otto Byrne", "otto@other.heard.example"),
}
