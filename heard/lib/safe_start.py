"""What a public installation must never start with; refused before anything listens."""

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 32


def refuse_unsafe(*, debug: bool, base_url: str, hosts: Sequence[str], secret: str) -> None:
    """Stop with one line that says which choice is unsafe, and what to do instead."""
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(
            "HEARD_BASE_URL must be a whole address such as https://heard.example.com"
        )
    if not hosts or any(host == "*" or host.strip(".") == "" for host in hosts):
        raise ImproperlyConfigured("HEARD_HOSTS must name the hosts; * would answer to any name")
    if len(secret) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"HEARD_SECRET_KEY is shorter than {SHORTEST_SECRET} characters: leave it empty to "
            "have one made, or make a longer one"
        )
    public = [host for host in [parts.hostname, *hosts] if not is_here(host)]
    if debug and public:
        raise ImproperlyConfigured(
            f"HEARD_DEBUG shows everybody the cause of an error, and {public[0]} is not this "
            "machine: set it to 0"
        )


def is_here(host: str) -> bool:
    """Only this machine reaches it."""
    name = host.strip("[]").rstrip(".").casefold()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
