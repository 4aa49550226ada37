"""The letters the doors send. Their addresses come from the settings, never from a request."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from heard.activity.mail import send_later
from heard.people import joining, recovering
from heard.people.models import Person
from heard.people.tenancy import in_organisation


def invite(person: Person, *, by: Person) -> str:
    """Send the invitation; its address, for handing over where there is no mail."""
    address = settings.BASE_URL + reverse("join", args=[joining.invite(person, by=by)])
    _send_invitation(person, address, by=by.name)
    return address


def invite_everybody(*, by: Person) -> None:
    """Whoever is here and has not joined: a letter each."""
    with in_organisation(by.organisation_id):
        for person in joining.not_joined():
            invite(person, by=by)


def send_any_link(email: str) -> None:
    """Whichever of the two this address may have; nothing for an address nobody here has."""
    send_fresh_invitations(email)
    send_recoveries(email)


def send_fresh_invitations(email: str) -> None:
    """Again, to people whose first link died; from the organisation rather than a person."""
    for person, token in joining.invitations_for(email):
        address = settings.BASE_URL + reverse("join", args=[token])
        _send_invitation(person, address, by=person.organisation.name)


def _send_invitation(person: Person, address: str, *, by: str) -> None:
    with translation.override(person.language or person.organisation.language):
        send_later(
            to=person.email,
            subject=_("%(name)s has opened a page for you") % {"name": by},
            text=_(
                "%(name)s has opened a page for you and the person you talk with at work. It's a "
                "place to keep what you want to talk about, what you agree, and what comes of it. "
                "Only you two can read it. It isn't a rating and it isn't monitoring.\n\n"
                "Join here, once, within two weeks:\n%(address)s\n"
            )
            % {"name": by, "address": address},
        )


def send_recoveries(email: str) -> None:
    """To each person found, in whichever organisation."""
    for person, token in recovering.recoveries_for(email):
        address = settings.BASE_URL + reverse("recovery", args=[token])
        with translation.override(person.language or person.organisation.language):
            send_later(
                to=person.email,
                subject=_("Start again with a new password"),
                text=_(
                    "Somebody, probably you, asked to sign in to %(organisation)s without the "
                    "password. This link works once, for an hour:\n%(address)s\n\n"
                    "If it wasn't you, do nothing: your password still works.\n"
                )
                % {"organisation": person.organisation.name, "address": address},
            )


def tell_password_changed(person: Person) -> None:
    """So that nobody's password changes behind their back."""
    with translation.override(person.language or person.organisation.language):
        send_later(
            to=person.email,
            subject=_("Your password was changed"),
            text=_(
                "The password you sign in to %(organisation)s with was changed, and everywhere "
                "else you were signed in ended.\n\nIf it wasn't you, start again here, and tell "
                "whoever runs this installation:\n%(address)s\n"
            )
            % {
                "organisation": person.organisation.name,
                "address": settings.BASE_URL + reverse("recover"),
            },
        )
