"""Who is asking: a token in the header, and nothing else.

A cookie counts for nothing here, so a page of another site can have a browser send nothing that
works. Not known, ended, expired, its person gone: one answer.
"""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from heard.api.problems import Problem
from heard.people.bearing import borne
from heard.people.models import AccessToken, Person

SAFE = ("GET", "HEAD", "OPTIONS")
REALM = 'Bearer realm="heard"'


class TokenRequest(HttpRequest):
    """A request with the token it bears and the person behind it."""

    token: AccessToken
    person: Person


def token_of(request: HttpRequest) -> AccessToken:
    """The token this request bears; a 401 for any other."""
    scheme, _blank, word = request.headers.get("Authorization", "").partition(" ")
    token = borne(word.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        raise Problem("unauthenticated", headers={"WWW-Authenticate": REALM})
    return token


def refuse_beyond_scope(request: TokenRequest) -> None:
    """A token for reading changes nothing, whatever its person could."""
    if request.method not in SAFE and request.token.scope == AccessToken.Scope.READ:
        raise Problem("forbidden", _("This token is for reading only."))
