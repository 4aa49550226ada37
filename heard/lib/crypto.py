"""Two primitives from a proven library: sealing with associated data, and the master key.

AES-256-GCM with a random 96-bit nonce; far fewer than 2**32 uses of any key.
"""

import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from heard.lib.secrets_file import make_once

NONCE_BYTES = 12
KEY_BYTES = 32


class CannotOpen(ValueError):
    """Wrong key, wrong place, or changed bytes; which of them is not told apart."""


def new_key() -> bytes:
    """256 random bits."""
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


def seal(key: bytes, plain: bytes, place: bytes) -> bytes:
    """Nonce and ciphertext, bound to the place it belongs to."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, place)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """The plain bytes, only in the place they were sealed for."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error


class MasterKey:
    """The key outside the database. Several may be given, newest first; all of them open."""

    def __init__(self, encoded: list[str]) -> None:
        self._fernet = MultiFernet([Fernet(word) for word in encoded])

    def wrap(self, key: bytes) -> bytes:
        return self._fernet.encrypt(key)

    def unwrap(self, wrapped: bytes) -> bytes:
        try:
            return self._fernet.decrypt(wrapped)
        except InvalidToken as error:
            raise CannotOpen from error

    def __repr__(self) -> str:
        return "MasterKey(…)"


def master_key_file(path: Path) -> list[str]:
    """The words in the file, made on the first start, readable by its owner alone."""
    if not path.exists():
        make_once(path, Fernet.generate_key().decode() + "\n")
    return [line.strip() for line in path.read_text().splitlines() if line.strip()]
