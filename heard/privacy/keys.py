"""Keys, opened for one request and forgotten with it.

master key (outside the database) → organisation → person and pair. A person's key opens only for
that person: whoever else is acting is refused here, whatever the code above believes. No opened
key enters a cache, a log, a task or an error report.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction

from heard.lib.crypto import CannotOpen, MasterKey, master_key_file, new_key, seal, unseal
from heard.people.models import Organisation, Person
from heard.people.tenancy import acting_person_id, current_organisation_id, in_organisation
from heard.privacy.models import DataKey


@dataclass(frozen=True)
class KeyOwner:
    """Whose key: a person's (class S), a pair's or an inbox's (class P)."""

    kind: str
    id: UUID


class NotTheirKey(PermissionError):
    """A person's key was asked for by somebody else."""


class KeysNotOpen(RuntimeError):
    """Sealed text was touched outside `acting_as`."""


def of_person(person_id: UUID) -> KeyOwner:
    """The key for what only this person reads."""
    return KeyOwner(DataKey.Kind.PERSON, person_id)


def of_pair(pair_id: UUID) -> KeyOwner:
    """The key for what the two share."""
    return KeyOwner(DataKey.Kind.PAIR, pair_id)


def of_inbox(owner_id: UUID) -> KeyOwner:
    """The key for what is written to one person by others, with whom they may share no page.

    Whoever writes seals with it, so it opens for more than one; which rows of it somebody reaches,
    `visible_to` and the row's own policy say.
    """
    return KeyOwner(DataKey.Kind.INBOX, owner_id)


def of_organisation() -> KeyOwner:
    """The key for what more than two may read, of the organisation in force."""
    return _organisation_owner()


class WrongMasterKey(ImproperlyConfigured):
    """The master key is missing, or is not the one that what is stored was sealed with."""


@cache
def master_key() -> MasterKey:
    """From `HEARD_MASTER_KEY`, else the key file beside the data, made on the first start.

    Never made anew where something is sealed already: that would only hide the loss.
    """
    if not settings.HEARD_MASTER_KEY and not settings.HEARD_KEY_FILE.exists():
        _refuse_to_begin_again()
    words = settings.HEARD_MASTER_KEY.split() or master_key_file(settings.HEARD_KEY_FILE)
    try:
        return MasterKey(words)
    except ValueError as error:
        raise WrongMasterKey(
            "HEARD_MASTER_KEY (or keys/master.key) is not a key: 32 bytes, URL-safe base64."
        ) from error


def check_master_key() -> None:
    """Refuse to start with a key that does not open what is stored here."""
    for organisation in Organisation.objects.all():
        with in_organisation(organisation.id):
            Keyring().unlock([_organisation_owner()])


def _refuse_to_begin_again() -> None:
    for organisation in Organisation.objects.all():
        with in_organisation(organisation.id):
            if DataKey.objects.exists():
                raise WrongMasterKey(
                    "The master key is missing: put back the keys/master.key (or HEARD_MASTER_KEY) "
                    "this database was begun with. Without it nothing written here can be read."
                )


class Keyring:
    """The keys opened so far in this request, by owner; each owner costs one look-up at most."""

    def __init__(self) -> None:
        self._keys: dict[tuple[KeyOwner, int], bytes] = {}
        self._newest: dict[KeyOwner, int] = {}
        self._made: set[KeyOwner] = set()

    def __repr__(self) -> str:
        return f"Keyring({len(self._keys)} keys)"

    def unlock(self, owners: Iterable[KeyOwner]) -> None:
        """Open these in one query, so that a page of many pairs still asks once."""
        asked = list(owners)
        for owner in asked:
            self._refuse_strangers(owner)
        wanted = {owner for owner in asked if owner not in self._newest}
        if not wanted:
            return
        organisation = _organisation_owner()
        if organisation not in self._newest:
            wanted.add(organisation)
        rows = list(
            DataKey.objects.filter(owner_id__in=[owner.id for owner in wanted]).order_by("number")
        )
        rows.sort(key=lambda row: row.kind != DataKey.Kind.ORGANISATION)
        for row in rows:
            owner = KeyOwner(row.kind, row.owner_id)
            if owner in wanted:
                self._keys[owner, row.number] = self._unwrap(owner, row)
                self._newest[owner] = row.number

    def newest(self, owner: KeyOwner) -> tuple[int, bytes]:
        """The key to seal with; made on first use."""
        if owner in self._made:
            self._forget_if_rolled_back(owner)
        self.unlock([owner])
        if owner not in self._newest:
            self._make(owner)
        number = self._newest[owner]
        return number, self._keys[owner, number]

    def numbered(self, owner: KeyOwner, number: int) -> bytes:
        """The key something was sealed with."""
        self.unlock([owner])
        try:
            return self._keys[owner, number]
        except KeyError as error:
            raise CannotOpen from error

    def _make(self, owner: KeyOwner) -> None:
        key = new_key()
        if owner == _organisation_owner():
            wrapped = master_key().wrap(key)
        else:
            wrapped = seal(self.newest(_organisation_owner())[1], key, _place_of(owner, 1))
        try:
            with transaction.atomic():
                DataKey.objects.create(kind=owner.kind, owner_id=owner.id, wrapped=wrapped)
        except IntegrityError:
            # Somebody made it in the same moment: theirs is the key.
            self.unlock([owner])
            return
        self._keys[owner, 1] = key
        self._newest[owner] = 1
        self._made.add(owner)
        transaction.on_commit(lambda: self._made.discard(owner))

    def _forget_if_rolled_back(self, owner: KeyOwner) -> None:
        """A key whose row went with its transaction would seal what nobody opens again."""
        if not DataKey.objects.filter(kind=owner.kind, owner_id=owner.id).exists():
            del self._keys[owner, 1], self._newest[owner]
            self._made.discard(owner)

    def _unwrap(self, owner: KeyOwner, row: DataKey) -> bytes:
        if owner == _organisation_owner():
            try:
                return master_key().unwrap(bytes(row.wrapped))
            except CannotOpen as error:
                raise WrongMasterKey(
                    "The master key does not open this database: put back the one it was begun "
                    "with, in HEARD_MASTER_KEY or keys/master.key."
                ) from error
        organisation_key = self.newest(_organisation_owner())[1]
        return unseal(organisation_key, bytes(row.wrapped), _place_of(owner, row.number))

    @staticmethod
    def _refuse_strangers(owner: KeyOwner) -> None:
        if owner.kind == DataKey.Kind.PERSON and owner.id != acting_person_id():
            raise NotTheirKey


def _organisation_owner() -> KeyOwner:
    return KeyOwner(DataKey.Kind.ORGANISATION, current_organisation_id())


def _place_of(owner: KeyOwner, number: int) -> bytes:
    return f"{current_organisation_id()}|{owner.kind}|{owner.id}|{number}".encode()


_keyring: ContextVar[Keyring | None] = ContextVar("keyring", default=None)


def keyring() -> Keyring:
    """The keyring of the present request or command."""
    found = _keyring.get()
    if found is None:
        raise KeysNotOpen("Open keys first: `with acting_as(person):`")
    return found


@contextmanager
def acting_as(person: Person) -> Iterator[None]:
    """Everything inside happens in this person's organisation, with this person's keys."""
    with _fresh_keyring(), in_organisation(person.organisation_id, person.id):
        yield


@contextmanager
def with_nobody_acting(organisation_id: UUID) -> Iterator[None]:
    """What an operator's command does: the organisation's and its pairs' keys, nobody's own."""
    with _fresh_keyring(), in_organisation(organisation_id):
        yield


@contextmanager
def _fresh_keyring() -> Iterator[None]:
    token = _keyring.set(Keyring())
    try:
        yield
    finally:
        _keyring.reset(token)
