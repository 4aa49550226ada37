"""How often the doors may be tried, and by whom.

Nobody is locked out by others: wrong passwords from elsewhere do not count against a browser in
which this person has signed in before, and the link by e-mail always stays open.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

from heard.lib.limits import Limit

MINUTE, HOUR = 60, 3600

FROM_ONE_PLACE = Limit("sign-in-place", 10, MINUTE)
FOR_ONE_ADDRESS = Limit("sign-in", 5, 5 * MINUTE)
FROM_EVERYWHERE = Limit("sign-in-everywhere", 50, 15 * MINUTE)
PASSWORD_CHANGES = Limit("password", 5, 5 * MINUTE)
LINKS_FOR_ONE_ADDRESS = Limit("link", 5, HOUR)
OUTSIDE_FROM_ONE_PLACE = Limit("outside-place", 20, HOUR)
OUTSIDE_FOR_ONE_LINK = Limit("outside", 5, 5 * MINUTE)
LINKS_FROM_ONE_PLACE = Limit("link-place", 20, HOUR)

KNOWN_FOR = 365 * 24 * HOUR
MOST_KNOWN = 5
SALT = "heard.known-browser"

Tries = list[tuple[Limit, str]]


def sign_in_tries(request: HttpRequest, email: str) -> Tries:
    """What a wrong password counts against."""
    place = place_of(request)
    known = known_here(request).get(_who(email))
    if known is not None:
        return [(FROM_ONE_PLACE, place), (FOR_ONE_ADDRESS, f"known|{known}|{email}")]
    return [
        (FROM_ONE_PLACE, place),
        (FOR_ONE_ADDRESS, f"{place}|{email}"),
        (FROM_EVERYWHERE, email),
    ]


def link_tries(request: HttpRequest, email: str) -> Tries:
    """What asking for a link counts against, whether or not the address is known."""
    return [(LINKS_FOR_ONE_ADDRESS, email), (LINKS_FROM_ONE_PLACE, place_of(request))]


def outside_tries(request: HttpRequest, token: str) -> Tries:
    """What naming an address at the door of a link counts against, alive or not."""
    return [(OUTSIDE_FOR_ONE_LINK, token), (OUTSIDE_FROM_ONE_PLACE, place_of(request))]


def place_of(request: HttpRequest) -> str:
    """Where a request comes from."""
    return str(request.META.get("REMOTE_ADDR", ""))


def known_here(request: HttpRequest) -> dict[str, str]:
    """Who has signed in in this browser: digests of addresses, each with a word of its own."""
    try:
        known = signing.loads(
            request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE, ""), salt=SALT, max_age=KNOWN_FOR
        )
    except signing.BadSignature:
        return {}
    return known if isinstance(known, dict) else {}


def remember_browser(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """This person has signed in here. The cookie opens nothing."""
    known = {who: word for who, word in known_here(request).items() if who != _who(email)}
    known[_who(email)] = get_random_string(16)
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE,
        signing.dumps(dict(list(known.items())[-MOST_KNOWN:]), salt=SALT),
        max_age=KNOWN_FOR,
        secure=settings.SERVED_OVER_TLS,
        httponly=True,
        samesite="Lax",
    )


def _who(email: str) -> str:
    return salted_hmac(SALT, email.strip().casefold()).hexdigest()[:32]
