"""Addresses and numbers: the two things by which a row is known to be somebody."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from heard.people.importing.faults import Fault
from heard.people.importing.problems import FileRefused, shown

LONGEST_ADDRESS = 254


def email_key(email: str) -> str:
    """One form of an address: as a person's is kept, and as two are compared."""
    return unicodedata.normalize("NFC", email.strip().casefold())


def number_key(number: str) -> str:
    """What two employee numbers are compared by; leading noughts count."""
    return number.casefold()


def is_address(value: str) -> bool:
    """Whether mail could be sent there, as far as its form goes."""
    try:
        validate_email(value)
    except ValidationError:
        return False
    return len(value) <= LONGEST_ADDRESS


def with_domain(value: str, domain: str | None) -> str:
    """The address, made whole where it came without its domain."""
    return f"{value}@{domain}" if domain and "@" not in value and " " not in value else value


def checked_domain(told: str | None) -> str | None:
    """The domain for addresses that came without one, or a refusal where it cannot be one."""
    domain = (told or "").strip().lstrip("@").casefold()
    if domain and not is_address(f"name@{domain}"):
        raise FileRefused(Fault.DOMAIN_INVALID, domain=shown(domain))
    return domain or None
