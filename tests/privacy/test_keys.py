"""Keys: a person's opens for that person alone, none opens outside a request, none is lost."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.db import transaction
from pytest_django import Settings

from heard.conversations.models import Conversation, Item, PrivateNote
from heard.conversations.noting import keep_private_note
from heard.lib.crypto import CannotOpen, MasterKey, master_key_file, new_key
from heard.lib.secrets_file import secret_from_file
from heard.people.tenancy import NoOrganisation, in_organisation
from heard.privacy import keys
from heard.privacy.keys import (
    KeysNotOpen,
    NotTheirKey,
    WrongMasterKey,
    acting_as,
    check_master_key,
    keyring,
    master_key,
    of_pair,
    of_person,
)
from heard.privacy.models import DataKey
from tests.access.world import World
from tests.cast import Cast, pair_of

WORDS = "He was kind about it"


@pytest.fixture
def own_master_key(settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    """A key file of the test's own, and nothing remembered from it afterwards."""
    settings.HEARD_KEY_FILE = tmp_path / "keys" / "master.key"
    master_key.cache_clear()
    yield settings
    master_key.cache_clear()


@pytest.mark.parametrize("name", [name for name in Cast.__dataclass_fields__ if name != "priya"])
def test_a_persons_key_never_opens_for_anybody_else(world: World, name: str) -> None:
    priya = world.cast.priya
    with acting_as(priya):
        keyring().unlock([of_person(priya.id)])
    with acting_as(world.cast.everyone[name]), pytest.raises(NotTheirKey):
        keyring().unlock([of_person(priya.id)])


def test_nor_for_somebody_who_comes_to_an_open_keyring(world: World) -> None:
    priya, mario = world.cast.priya, world.cast.mario
    with acting_as(priya):
        keyring().newest(of_person(priya.id))
        with in_organisation(mario.organisation_id, mario.id), pytest.raises(NotTheirKey):
            keyring().newest(of_person(priya.id))


def test_a_pairs_key_is_not_there_for_another_organisation(world: World) -> None:
    pair = world.rows["pair"]
    with acting_as(world.cast.priya):
        number, _key = keyring().newest(of_pair(pair.pk))
    with acting_as(world.cast.otto), pytest.raises(CannotOpen):
        keyring().numbered(of_pair(pair.pk), number)


def test_sealed_text_is_shut_outside_a_request(world: World) -> None:
    priya = world.cast.priya
    with acting_as(priya):
        note = PrivateNote.objects.visible_to(priya).get()
        fresh = PrivateNote.objects.visible_to(priya).get()
        assert note.text == WORDS
    with pytest.raises(KeysNotOpen):
        assert fresh.text
    with in_organisation(priya.organisation_id, priya.id), pytest.raises(KeysNotOpen):
        assert fresh.text
    with pytest.raises(NoOrganisation):
        PrivateNote.objects.visible_to(priya)


def test_nothing_that_is_printed_says_a_word_or_a_key(world: World) -> None:
    priya = world.cast.priya
    with acting_as(priya):
        note = PrivateNote.objects.visible_to(priya).get()
        item = Item.objects.visible_to(priya).first()
        held = Conversation.objects.visible_to(priya).first()
        _number, key = keyring().newest(of_person(priya.id))
        printed = " ".join(
            f"{thing!r} {thing}" for thing in (note, item, held, keyring(), master_key())
        )
        printed += repr(note.__dict__["text"]) + repr(DataKey.objects.first())
    assert WORDS not in printed
    assert repr(key) not in printed
    assert "Sealed(…)" in printed


def test_a_key_whose_row_was_rolled_back_seals_nothing(cast: Cast) -> None:
    """Otherwise what is written next could never be opened again."""
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        with transaction.atomic():
            keep_private_note(pair, by=cast.priya, text="Gone with the rest")
            transaction.set_rollback(True)
        note = keep_private_note(pair, by=cast.priya, text=WORDS)
    with acting_as(cast.priya):
        assert PrivateNote.objects.get(id=note.id).text == WORDS


def test_the_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.key"
    words = master_key_file(path)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert master_key_file(path) == words
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]
    secret = tmp_path / "keys" / "secret.key"
    assert secret_from_file(secret) == secret_from_file(secret)
    assert secret.stat().st_mode & 0o777 == 0o600


def test_two_processes_that_start_at_once_read_the_same_key(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.key"
    code = (
        "import sys; from pathlib import Path; from heard.lib.crypto import master_key_file; "
        "sys.stdin.readline(); print(master_key_file(Path(sys.argv[1])))"
    )
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ},
        )
        for _ in range(4)
    ]
    for process in starting:
        assert process.stdin is not None
        process.stdin.write("now\n")
        process.stdin.flush()
    said = {process.communicate(timeout=30)[0] for process in starting}
    assert len(said) == 1
    assert said.pop().strip() not in {"", "[]"}


def test_a_master_key_that_is_missing_is_said_and_never_made_anew(
    world: World, own_master_key: Settings
) -> None:
    with pytest.raises(WrongMasterKey, match="is missing"):
        check_master_key()
    with acting_as(world.cast.priya), pytest.raises(WrongMasterKey, match="is missing"):
        keep_private_note(world.rows["pair"], by=world.cast.priya, text=WORDS)  # type: ignore[arg-type]
    assert not own_master_key.HEARD_KEY_FILE.exists()


def test_a_wrong_master_key_is_said(world: World, own_master_key: Settings) -> None:
    own_master_key.HEARD_MASTER_KEY = Fernet.generate_key().decode()
    with pytest.raises(WrongMasterKey, match="does not open"):
        check_master_key()


def test_what_is_no_key_at_all_is_said(world: World, own_master_key: Settings) -> None:
    own_master_key.HEARD_MASTER_KEY = "a-password-somebody-made-up"
    with pytest.raises(WrongMasterKey, match="is not a key"):
        check_master_key()


def test_the_right_master_key_lets_it_start(world: World) -> None:
    check_master_key()


def test_an_empty_installation_makes_its_key(cast: Cast, own_master_key: Settings) -> None:
    check_master_key()
    with acting_as(cast.priya):
        keep_private_note(pair_of(cast.priya, cast.mario), by=cast.priya, text=WORDS)
    assert own_master_key.HEARD_KEY_FILE.exists()


def test_older_master_keys_still_open(tmp_path: Path) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    key = new_key()
    wrapped = MasterKey([old]).wrap(key)
    assert MasterKey([new, old]).unwrap(wrapped) == key
    with pytest.raises(CannotOpen):
        MasterKey([new]).unwrap(wrapped)


def test_two_who_make_a_first_key_at_once_end_with_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second finds the row taken and uses the first one's key."""
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        first, second = keys.Keyring(), keys.Keyring()
        second.newest(keys._organisation_owner())
        monkeypatch.setattr(second, "unlock", _blind_once(second))
        one = first.newest(of_pair(pair.id))
        other = second.newest(of_pair(pair.id))
        assert one == other
        assert DataKey.objects.filter(owner_id=pair.id).count() == 1


def _blind_once(ring: keys.Keyring) -> object:
    """Looks before the other has written, and sees nothing; afterwards it sees."""
    real = ring.unlock
    looked: list[bool] = []

    def unlock(owners: object) -> None:
        if not looked:
            looked.append(True)
            return
        real(owners)  # type: ignore[arg-type]

    return unlock
