"""Signing in: an address and a password, through the accounts library, behind the tenant wall."""

from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from heard.people.models import Person, User
from heard.people.signing_out import end_oldest
from heard.people.tenancy import NoOrganisation, in_organisation
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

    def login(self, request: HttpRequest, user: User) -> None:
        """Remember in which organisation to look from now on."""
        super().login(request, user)
        request.session[ORGANISATION_IN_SESSION] = str(user.organisation_id)
        with in_organisation(user.organisation_id):
            end_oldest(user.person)


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
