"""Secrets handed out once and kept only as digests."""

import base64
import hashlib
import secrets
from uuid import UUID


def new_secret() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored. A plain hash is enough: the secret cannot be guessed, so needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def joined(organisation_id: UUID, secret: str) -> str:
    """Where to look, then what must match: an organisation and a secret in one word."""
    where = base64.urlsafe_b64encode(organisation_id.bytes).decode().rstrip("=")
    return f"{where}.{secret}"


def parted(token: str) -> tuple[UUID, str] | None:
    """The two halves again, or nothing where the word was never ours."""
    where, dot, secret = token.partition(".")
    if not dot or len(where) != 22:
        return None
    try:
        return UUID(bytes=base64.urlsafe_b64decode(where + "==")), secret
    except ValueError:
        return None
