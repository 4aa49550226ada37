"""Bytes that were changed, moved or sealed for another place do not open."""

from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.conversations.agreeing import promise
from heard.conversations.gathering import add_item
from heard.conversations.models import Action, Item, Note, PrivateNote
from heard.conversations.noting import keep_private_note
from heard.lib.crypto import CannotOpen
from heard.people.models import Person
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as, of_pair, of_person
from heard.privacy.models import DataKey
from heard.privacy.sealing import Sealed, SealedText, open_text, seal_text
from tests.access.world import World
from tests.cast import Cast, pair_of

Row = Item | Note | PrivateNote | Action


def stored(row: Row, column: str = "text") -> bytes:
    """The very bytes in the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{column}" FROM "{row._meta.db_table}" WHERE id = %s',  # noqa: S608
            [row._meta.pk.get_db_prep_value(row.pk, connection)],
        )
        return bytes(cursor.fetchone()[0])


def store(row: Row, value: bytes, column: str = "text") -> None:
    """Written behind the application's back."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{row._meta.db_table}" SET "{column}" = %s WHERE id = %s',  # noqa: S608
            [value, row._meta.pk.get_db_prep_value(row.pk, connection)],
        )


def read(row: Row, column: str = "text") -> str:
    return str(getattr(type(row)._default_manager.get(pk=row.pk), column))


@given(at=st.integers(min_value=0, max_value=10_000), bit=st.integers(min_value=0, max_value=7))
@settings(max_examples=60)
def test_one_bit_is_enough(world: World, at: int, bit: int) -> None:
    note = world.rows["private note"]
    assert isinstance(note, PrivateNote)
    with acting_as(world.cast.priya):
        sealed = bytearray(stored(note))
        sealed[at % len(sealed)] ^= 1 << bit
        with pytest.raises(CannotOpen):
            open_text(note, field_of(note), Sealed(bytes(sealed)))


@given(length=st.integers(min_value=1, max_value=60), junk=st.binary(min_size=1, max_size=80))
@settings(max_examples=60)
def test_neither_a_piece_nor_junk_opens(world: World, length: int, junk: bytes) -> None:
    note = world.rows["private note"]
    assert isinstance(note, PrivateNote)
    with acting_as(world.cast.priya):
        sealed = stored(note)
        for wrong in (sealed[: length % len(sealed)], sealed + junk, junk):
            if wrong:
                with pytest.raises(CannotOpen):
                    open_text(note, field_of(note), Sealed(wrong))


def test_words_moved_to_another_row_do_not_open(cast: Cast) -> None:
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        one = add_item(pair, by=cast.priya, text="The testing kit")
        other = add_item(pair, by=cast.priya, text="The summer weeks")
        store(other, stored(one))
        with pytest.raises(CannotOpen):
            read(other)
        assert read(one) == "The testing kit"


def test_words_moved_to_another_column_do_not_open(cast: Cast) -> None:
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        action = promise(pair, by=cast.priya, text="Ask Ruth", if_it_slips="Ask again")
        store(action, stored(action, "if_it_slips"))
        with pytest.raises(CannotOpen):
            read(action)


def test_a_private_item_called_shared_does_not_open(cast: Cast) -> None:
    """Flipping the audience in the table shows nobody the words."""
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        private = add_item(pair, by=cast.priya, text="To move", audience="only_me")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE conversations_item SET audience = 'pair'")
    with acting_as(cast.mario), pytest.raises(CannotOpen):
        read(private)


def test_a_note_given_another_author_does_not_open(cast: Cast) -> None:
    with acting_as(cast.priya):
        note = keep_private_note(pair_of(cast.priya, cast.mario), by=cast.priya, text="Kind")
        note.author = cast.mario
        sealed = Sealed(stored(note))
    with acting_as(cast.mario), pytest.raises(CannotOpen):
        open_text(note, field_of(note), sealed)


def test_a_key_that_was_never_made_opens_nothing(world: World) -> None:
    """A head that names another version of the owner's key."""
    note = world.rows["private note"]
    assert isinstance(note, PrivateNote)
    with acting_as(world.cast.priya):
        sealed = stored(note)
        forged = sealed[:1] + (2).to_bytes(2, "big") + sealed[3:]
        with pytest.raises(CannotOpen):
            open_text(note, field_of(note), Sealed(forged))


def test_a_scheme_nobody_knows_opens_nothing(world: World) -> None:
    note = world.rows["private note"]
    assert isinstance(note, PrivateNote)
    with acting_as(world.cast.priya), pytest.raises(CannotOpen):
        open_text(note, field_of(note), Sealed(b"\x02" + stored(note)[1:]))


def test_a_wrapped_key_moved_to_another_owner_does_not_open(cast: Cast) -> None:
    """Whoever can write to the table still cannot lend Mario Priya's key."""
    for person in (cast.priya, cast.mario):
        with acting_as(person):
            keep_private_note(pair_of(cast.priya, cast.mario), by=person, text="Kind")
    with in_organisation(cast.priya.organisation_id):
        hers = DataKey.objects.get(owner_id=cast.priya.id)
        DataKey.objects.filter(owner_id=cast.mario.id).update(wrapped=bytes(hers.wrapped))
    with acting_as(cast.mario):
        note = PrivateNote.objects.visible_to(cast.mario).get()
        with pytest.raises(CannotOpen):
            assert note.text


@given(words=st.text(max_size=200))
@settings(max_examples=40)
def test_words_come_back_as_they_were_and_never_look_alike(cast: Cast, words: str) -> None:
    """The same words twice are different bytes, so nobody can compare what they cannot read."""
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        item = Item(pair=pair, author=cast.priya, section="employee", position="a")
        item.organisation_id = cast.priya.organisation_id
        words = words.encode("utf-8", "ignore").decode()
        sealed = [seal_text(item, field_of(item), words) for _ in range(2)]
        assert [open_text(item, field_of(item), one) for one in sealed] == [words, words]
        if words:
            assert sealed[0] != sealed[1]
            assert len(words) < 4 or words.encode() not in bytes(sealed[0])


def test_a_bare_update_of_sealed_text_is_refused(cast: Cast) -> None:
    with acting_as(cast.priya):
        add_item(pair_of(cast.priya, cast.mario), by=cast.priya, text="The testing kit")
        with pytest.raises(TypeError, match="never by a bare update"):
            Item.objects.update(text="In clear")
        with pytest.raises(TypeError, match="never by a bare update"):
            list(Item.objects.filter(text="The testing kit"))


def test_a_shown_item_changes_its_key(cast: Cast) -> None:
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        item = add_item(pair, by=cast.priya, text="To move", audience="only_me")
        assert item.sealing_owner() == of_person(cast.priya.id)
        item.audience = Item.Audience.PAIR
        assert item.sealing_owner() == of_pair(pair.id)
        with pytest.raises(CannotOpen):
            open_text(item, field_of(item), Sealed(stored(item)))


def field_of(row: Any, name: str = "text") -> SealedText:
    field = row._meta.get_field(name)
    assert isinstance(field, SealedText)
    return field


def test_every_person_of_the_cast_is_refused_the_words_of_another(world: World) -> None:
    """Even a row fetched past every filter says nothing to whoever did not write it."""
    note = world.rows["private note"]
    assert isinstance(note, PrivateNote)
    with acting_as(world.cast.priya):
        sealed = Sealed(stored(note))
    for name, person in world.cast.everyone.items():
        if name != "priya":
            _refused(person, note, sealed)


def _refused(person: Person, note: PrivateNote, sealed: Sealed) -> None:
    with acting_as(person), pytest.raises((PermissionError, CannotOpen)):
        open_text(note, field_of(note), sealed)
