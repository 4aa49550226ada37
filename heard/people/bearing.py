"""Bearing a token: whom it acts for, and that it was used."""

from django.utils import timezone

from heard.lib import tokens
from heard.people.models import AccessToken
from heard.people.tenancy import in_organisation


def borne(word: str) -> AccessToken | None:
    """The usable token behind the word, with its person and organisation; None for any other."""
    parted = tokens.parted(word)
    if parted is None:
        return None
    organisation_id, secret = parted
    with in_organisation(organisation_id):
        return (
            AccessToken.objects.usable()
            .filter(digest=tokens.digest(secret))
            .select_related("person__organisation")
            .first()
        )


def note_use(token: AccessToken) -> None:
    """The day it was last used: written once a day, so that reading stays reading."""
    today = timezone.now().date()
    if token.last_used_on != today:
        token.last_used_on = today
        token.save(update_fields=["last_used_on"])
