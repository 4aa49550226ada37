"""Joining: from an invitation to a sign-in of one's own."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from heard.lib import tokens
from heard.people.leaving import end_sessions
from heard.people.models import Invitation, Organisation, Person, User
from heard.people.tenancy import in_organisation


@dataclass(frozen=True)
class Welcome:
    """What an opened invitation tells: who is invited, by whom, into which organisation."""

    person: Person
    invited_by: Person | None
    organisation: Organisation


def open_invitation(token: str, *, purpose: str = Invitation.Purpose.JOIN) -> Welcome | None:
    """Looks, changes nothing: mail scanners follow links too. None for any unusable token."""
    parted = tokens.parted(token)
    if parted is None:
        return None
    organisation = Organisation.objects.filter(id=parted[0]).first()
    if organisation is None:
        return None
    with in_organisation(organisation.id):
        invitation = (
            Invitation.objects.usable()
            .filter(digest=tokens.digest(parted[1]), purpose=purpose)
            .select_related("person", "invited_by")
            .first()
        )
        if invitation is None or not invitation.person.is_active:
            return None
        return Welcome(invitation.person, invitation.invited_by, organisation)


@transaction.atomic
def join(token: str, *, password: str, purpose: str = Invitation.Purpose.JOIN) -> Person | None:
    """Use the invitation once and give the person a sign-in; None where it was used meanwhile."""
    parted = tokens.parted(token)
    if parted is None or open_invitation(token, purpose=purpose) is None:
        return None
    organisation_id, secret = parted
    with in_organisation(organisation_id):
        taken = (
            Invitation.objects.usable()
            .filter(digest=tokens.digest(secret), purpose=purpose)
            .update(used_at=timezone.now())
        )
        if not taken:
            return None
        person = (
            Invitation.objects.select_related("person").get(digest=tokens.digest(secret)).person
        )
        give_sign_in(person, password=password)
        end_sessions(person)
        return person


def give_sign_in(person: Person, *, password: str) -> User:
    """A user for this person, or a fresh password for the one they have."""
    user = person.user
    if user is None:
        user = User.objects.create_user(
            person.email, password, organisation_id=person.organisation_id
        )
        person.user = user
        person.save(update_fields=["user"])
        return user
    user.email = person.email
    user.is_active = True
    user.set_password(password)
    user.save()
    return user


def recoveries_for(email: str) -> list[tuple[Person, str]]:
    """A fresh recovery link for everybody with this address, in whichever organisations.

    Usually one or none; whoever asked is told neither.
    """
    links: list[tuple[Person, str]] = []
    for organisation in Organisation.objects.all():
        with in_organisation(organisation.id):
            person = (
                Person.objects.active()
                .by_email(email)
                .filter(user__isnull=False)
                .select_related("organisation")
                .first()
            )
            if person is not None:
                token = Invitation.issue(person, by=None, purpose=Invitation.Purpose.RECOVER)
                links.append((person, token))
    return links


def invitations_for(email: str) -> list[tuple[Person, str]]:
    """A fresh invitation for whoever was invited with this address and has not joined yet."""
    links: list[tuple[Person, str]] = []
    for organisation in Organisation.objects.all():
        with in_organisation(organisation.id):
            person = (
                Person.objects.active()
                .by_email(email)
                .filter(user__isnull=True, invitations__isnull=False)
                .select_related("organisation")
                .first()
            )
            if person is not None:
                links.append((person, Invitation.issue(person, by=None)))
    return links
