"""Joining: from an invitation to a sign-in of one's own. An invitation never replaces a password.

Whoever hands an invitation over could use it, so it works only for somebody who has not joined; a
lost password is the way of `recovering.py`, whose link nobody but its owner is shown.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.lib import tokens
from heard.lib.refusals import Refusal
from heard.people.models import Invitation, Organisation, Person, User
from heard.people.reporting import manager_of
from heard.people.tenancy import in_organisation


@dataclass(frozen=True)
class Welcome:
    """What an opened invitation tells: who is invited, to talk with whom, in which organisation."""

    person: Person
    manager: Person | None
    organisation: Organisation


def invite(person: Person, *, by: Person) -> str:
    """A fresh invitation's token; the one before it stops working."""
    if not person.is_active:
        raise Refusal(_("They have left or are on leave."), "person")
    if person.has_joined:
        raise Refusal(_("They have joined already."), "person")
    return Invitation.issue(person, by=by)


def not_joined() -> list[Person]:
    """Everybody active in the organisation in force who has no sign-in yet."""
    waiting = Person.objects.active().filter(user__isnull=True)
    return list(waiting.select_related("organisation").order_by("name", "id"))


def open_invitation(token: str) -> Welcome | None:
    """Looks, changes nothing: mail scanners follow links too. None for any unusable token."""
    with the_place_of(token) as (organisation, secret):
        if organisation is None:
            return None
        person = _invited(secret)
        if person is None:
            return None
        return Welcome(person, manager_of(person), organisation)


@transaction.atomic
def join(token: str, *, password: str) -> Person | None:
    """Use the invitation once and give the person a sign-in; None where it cannot be used."""
    with the_place_of(token) as (organisation, secret):
        person = _invited(secret) if organisation is not None else None
        if person is None or not use(secret, Invitation.Purpose.JOIN):
            return None
        give_sign_in(person, password=password)
        return person


def give_sign_in(person: Person, *, password: str) -> User:
    """A sign-in for somebody who has none yet."""
    user = User.objects.create_user(person.email, password, organisation_id=person.organisation_id)
    person.user = user
    person.save(update_fields=["user"])
    return user


def invitations_for(email: str) -> list[tuple[Person, str]]:
    """A fresh invitation for whoever was invited with this address and has not joined yet.

    Usually one or none; whoever asked is told neither.
    """
    links: list[tuple[Person, str]] = []
    for organisation in Organisation.objects.all():
        with in_organisation(organisation.id):
            person = (
                Person.objects.active()
                .by_email(email)
                .filter(user__isnull=True, invitations__purpose=Invitation.Purpose.JOIN)
                .select_related("organisation")
                .first()
            )
            if person is not None:
                links.append((person, Invitation.issue(person, by=None)))
    return links


@contextmanager
def the_place_of(token: str) -> Iterator[tuple[Organisation | None, str]]:
    """Inside the organisation a token names, with its secret; with none for a word never ours."""
    parted = tokens.parted(token)
    organisation = Organisation.objects.filter(id=parted[0]).first() if parted else None
    if parted is None or organisation is None:
        yield None, ""
        return
    with in_organisation(organisation.id):
        yield organisation, parted[1]


def the_one_behind(secret: str, purpose: str) -> Person | None:
    """Whose usable link this is; nobody's for any other."""
    invitation = (
        Invitation.objects.usable()
        .filter(digest=tokens.digest(secret), purpose=purpose)
        .select_related("person__organisation", "person__user")
        .first()
    )
    if invitation is None or not invitation.person.is_active:
        return None
    return invitation.person


def use(secret: str, purpose: str) -> bool:
    """Take the link, once: of two who come at the same moment one gets it."""
    taken = (
        Invitation.objects.usable()
        .filter(digest=tokens.digest(secret), purpose=purpose)
        .update(used_at=timezone.now())
    )
    return bool(taken)


def _invited(secret: str) -> Person | None:
    person = the_one_behind(secret, Invitation.Purpose.JOIN)
    return None if person is None or person.has_joined else person
