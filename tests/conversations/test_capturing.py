"""One field, five kinds of line; what is meant for oneself is never shown for its first sign."""

import datetime as dt

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from heard.conversations.capturing import KINDS, capture, capture_lines, read_line
from heard.conversations.gathering import add_item
from heard.conversations.models import (
    Action,
    Agreement,
    Conversation,
    Item,
    Note,
    Pair,
    PrivateNote,
    Raise,
)
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in
from tests.conversations.conftest import TUESDAY

SHARED = (Action, Agreement, Raise)


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("Three phones will do", "note", "Three phones will do"),
        ("! Ask Ruth", "action", "Ask Ruth"),
        ("= Fridays from home", "agreement", "Fridays from home"),
        ("? A day with Yusuf", "raise", "A day with Yusuf"),
        ("~ He was kind about it", "private", "He was kind about it"),
        ("~He was kind about it", "private", "He was kind about it"),
        ("  ! Ask Ruth  ", "action", "Ask Ruth"),
        ("\u200f! اسأل روث", "action", "اسأل روث"),
        ("！ Ask Ruth", "action", "Ask Ruth"),
        ("؟ متى", "raise", "متى"),
        ("～ひとりごと", "private", "ひとりごと"),
        ("!important", "note", "!important"),
        ("?! What was that", "note", "?! What was that"),
        ("=SUM(A1)", "note", "=SUM(A1)"),
        ("Ask Ruth ! today", "note", "Ask Ruth ! today"),
        ("!", "action", ""),
    ],
)
def test_what_a_line_says_it_is(typed: str, kind: str, words: str) -> None:
    line = read_line(typed)
    assert (line.kind, line.text) == (kind, words)


@given(mark=st.sampled_from(sorted(KINDS)), words=st.text(min_size=1).filter(str.strip))
def test_a_mark_with_a_blank_is_always_read_and_never_kept(mark: str, words: str) -> None:
    assert read_line(f"{mark} {words}").kind == KINDS[mark]


def test_an_action_finds_its_owner_and_its_day(
    pair: Pair, talking: Conversation, priya: Person, mario: Person
) -> None:
    with time_machine.travel(TUESDAY, tick=False), acting_as(priya):
        made = capture(
            pair, by=priya, typed="! @mario asks Ruth about the kit by friday", during=talking
        )
        assert isinstance(made, Action)
        assert (made.text, made.owner) == ("asks Ruth about the kit", mario)
        assert made.due_on == dt.date(2026, 2, 6)
        assert made.made_in == talking
        own = capture(pair, by=priya, typed="! Tidy the drawing @home", during=talking)
        assert isinstance(own, Action)
        assert (own.text, own.owner, own.due_on) == ("Tidy the drawing @home", priya, None)


def test_a_day_in_an_agreement_is_part_of_its_sentence(
    pair: Pair, talking: Conversation, as_priya: Person
) -> None:
    made = capture(pair, by=as_priya, typed="= From home until friday", during=talking)
    assert isinstance(made, Agreement)
    assert made.text == "From home until friday"
    assert made.accepted_at is not None


def test_what_is_made_under_an_item_remembers_it(pair: Pair, as_priya: Person) -> None:
    item = add_item(pair, by=as_priya, text="The kit")
    note = capture(pair, by=as_priya, typed="Three phones", item=item)
    action = capture(pair, by=as_priya, typed="! Ask Ruth", item=item)
    agreement = capture(pair, by=as_priya, typed="= Kit by Friday", item=item)
    assert isinstance(note, Note)
    assert isinstance(action, Action)
    assert isinstance(agreement, Agreement)
    assert [one.item for one in (note, action, agreement)] == [item] * 3


def test_asking_for_an_answer_is_for_the_employee(pair: Pair, cast: Cast) -> None:
    with acting_as(cast.mario):
        with pytest.raises(Refusal):
            capture(pair, by=cast.mario, typed="? When will it be ready")
        assert not Item.objects.exists()
    with acting_as(cast.priya):
        raised = capture(pair, by=cast.priya, typed="? A day with Yusuf")
        assert isinstance(raised, Item)
        assert Raise.objects.get().item == raised


@pytest.mark.parametrize("typed", ["!", "= ", "?", "~", "   ", ""])
def test_a_mark_alone_makes_nothing(pair: Pair, as_priya: Person, typed: str) -> None:
    with pytest.raises(Refusal):
        capture(pair, by=as_priya, typed=typed)
    for model in (*SHARED, Item, Note, PrivateNote):
        assert not model._default_manager.exists()


@pytest.mark.parametrize("mark", ["", "! ", "= ", "? ", "！ ", "? ! "])
def test_nothing_typed_under_a_private_item_becomes_shared(
    pair: Pair, priya: Person, mario: Person, mark: str
) -> None:
    with acting_as(priya):
        item = add_item(pair, by=priya, text="Whether to move", audience="only_me")
        note = capture(pair, by=priya, typed=f"{mark}Not before spring", item=item)
        assert isinstance(note, Note)
        assert note.text == f"{mark}Not before spring"
        assert note.only_for == priya
        assert not any(model._default_manager.exists() for model in SHARED)
    with acting_as(mario):
        assert not Note.objects.visible_to(mario).exists()


@pytest.mark.parametrize("first", ["!", "=", "?", "~", "！", "*", "-", "", "#", "@"])
@pytest.mark.parametrize("blank", [" ", ""])
def test_a_private_item_stays_private_whatever_its_first_sign(
    cast: Cast, pair: Pair, first: str, blank: str
) -> None:
    """Typed into the field for oneself, through the door."""
    text = f"{first}{blank}Whether to move to Research"
    browser = signed_in(cast.priya)
    browser.post(f"/with/{pair.address}/items", {"text": text, "audience": "only_me"})
    with acting_as(cast.priya):
        kept = [row.text for row in [*Item.objects.all(), *PrivateNote.objects.all()]]
        assert len(kept) == 1
        assert kept[0].endswith("Whether to move to Research")
        assert not any(model._default_manager.exists() for model in SHARED)
    with acting_as(cast.mario):
        assert not Item.objects.visible_to(cast.mario).exists()
        assert not PrivateNote.objects.visible_to(cast.mario).exists()
    page = signed_in(cast.mario).get(f"/with/{pair.address}").content.decode()
    assert "Research" not in page


def test_of_several_lines_the_marked_one_stays_with_its_writer(
    pair: Pair, priya: Person, mario: Person
) -> None:
    with acting_as(priya):
        lines = ["The kit", "~ not Tuesday again", "~Ruth knows", "The plan"]
        added = capture_lines(pair, by=priya, lines=lines, audience="pair")
        assert [item.text for item in added] == ["The kit", "The plan"]
        assert PrivateNote.objects.filter(author=priya).count() == 2
    with acting_as(mario):
        seen = [item.text for item in Item.objects.visible_to(mario).in_order()]
        assert seen == ["The kit", "The plan"]


def test_a_line_too_long_keeps_nothing_of_the_others(pair: Pair, as_priya: Person) -> None:
    lines = ["~ mine", "The kit", "x" * 2_001]
    with pytest.raises(Refusal):
        capture_lines(pair, by=as_priya, lines=lines, audience="pair")
    assert not Item.objects.exists()
    assert not PrivateNote.objects.exists()
