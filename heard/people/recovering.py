"""Starting again after a lost password: a link that works once, sent to the known address."""

from django.db import transaction

from heard.people.joining import the_one_behind, the_place_of, use
from heard.people.models import Invitation, Organisation, Person
from heard.people.signing_out import end_sessions
from heard.people.tenancy import in_organisation


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


def open_recovery(token: str) -> Person | None:
    """Looks, changes nothing: mail scanners follow links too. None for any unusable token."""
    with the_place_of(token) as (organisation, secret):
        return _recovering(secret) if organisation is not None else None


@transaction.atomic
def recover(token: str, *, password: str) -> Person | None:
    """Use the link once: a new password, and every session before it ends."""
    with the_place_of(token) as (organisation, secret):
        person = _recovering(secret) if organisation is not None else None
        if person is None or person.user is None:
            return None
        if not use(secret, Invitation.Purpose.RECOVER):
            return None
        person.user.set_password(password)
        person.user.save(update_fields=["password"])
        end_sessions(person)
        return person


def _recovering(secret: str) -> Person | None:
    person = the_one_behind(secret, Invitation.Purpose.RECOVER)
    return person if person is not None and person.has_joined else None
