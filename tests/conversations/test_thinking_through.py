"""Think it through: four short boxes, each optional, for whoever sees the item."""

import html
import re

import pytest
from django.db import connection
from django.test import Client

from heard.activity.undoing import NothingToUndo
from heard.conversations.gathering import add_item
from heard.conversations.holding import close, start
from heard.conversations.models import EarlierWording, Item, Pair, Thinking
from heard.conversations.saying_back import say_back
from heard.conversations.showing import show_to
from heard.conversations.thinking_through import think_through
from heard.lib.refusals import Conflict, Refusal
from heard.people.models import Person
from heard.privacy.keys import acting_as, of_pair, of_person
from tests.cast import Cast, signed_in
from tests.conversations.conftest import take_back

BOXES = ("want", "present", "ways", "will")
FOUR = ["A week without calls", "Two a day", "A rota with Yusuf", "Ask him on Friday"]


@pytest.fixture
def item(cast: Cast, pair: Pair) -> Item:
    with acting_as(cast.priya):
        return add_item(pair, by=cast.priya, text="The calls")


@pytest.fixture
def private(cast: Cast, pair: Pair) -> Item:
    with acting_as(cast.priya):
        return add_item(pair, by=cast.priya, text="Whether to move", audience="only_me")


def think(item: Item, by: Person, *boxes: str, base: int | None = None) -> None:
    with acting_as(by):
        think_through(item, by=by, boxes=boxes, base=base)


def row_of(item: Item, reader: Person) -> Thinking:
    with acting_as(reader):
        return Thinking.objects.visible_to(reader).get(item=item)


def now(item: Item, reader: Person) -> list[str]:
    with acting_as(reader):
        return row_of(item, reader).boxes


def opened(browser: Client, item: Item) -> str:
    return html.unescape(browser.get(f"/items/{item.id}").content.decode())


def test_all_four_are_kept_together_and_both_read_them(cast: Cast, item: Item) -> None:
    priya = signed_in(cast.priya)
    assert "Think it through" in opened(priya, item)
    form = dict(zip(BOXES, FOUR, strict=True)) | {"version": "0"}
    sent = priya.post(f"/items/{item.id}/thinking", form)
    assert sent.headers["Location"].startswith(f"/items/{item.id}?did=")
    for reader in (cast.priya, cast.mario):
        shown = opened(signed_in(reader), item)
        assert [words for words in FOUR if f'<dd dir="auto">{words}</dd>' in shown] == FOUR


@pytest.mark.parametrize("at", range(4))
def test_any_one_is_enough_and_keeps_its_place(cast: Cast, item: Item, at: int) -> None:
    boxes = ["", "", "", ""]
    boxes[at] = FOUR[at]
    think(item, cast.mario, *boxes)
    assert now(item, cast.priya) == boxes


def test_a_line_is_one_line_and_none_at_all_is_nothing(cast: Cast, item: Item) -> None:
    think(item, cast.priya, "", " ", "\n", "")
    with acting_as(cast.priya):
        assert not Thinking.objects.exists()
    think(item, cast.priya, "A week\r\nwithout calls", "", "", "")
    assert now(item, cast.priya) == ["A week without calls", "", "", ""]


def test_too_long_is_refused_beside_its_box(cast: Cast, item: Item) -> None:
    answer = signed_in(cast.priya).post(
        f"/items/{item.id}/thinking",
        {"want": "A week", "ways": "x" * 501},
        headers={"HX-Request": "true"},
    )
    assert (answer.status_code, answer.headers["X-Field"]) == (422, "ways")
    page = signed_in(cast.priya).post(f"/items/{item.id}/thinking", {"ways": "x" * 501})
    assert "What could you try?" in page.content.decode()
    assert "x" * 501 in page.content.decode()
    with acting_as(cast.priya):
        assert not Thinking.objects.exists()


def test_to_everybody_else_it_is_not_there(cast: Cast, item: Item, private: Item) -> None:
    think(item, cast.priya, *FOUR)
    think(private, cast.priya, "A move", "", "", "")
    for who in ("sol", "pia", "fen", "hana", "ade", "otto"):
        sent = signed_in(cast.everyone[who]).post(f"/items/{item.id}/thinking", {"want": "Mine"})
        assert sent.status_code == 404, who
    sent = signed_in(cast.mario).post(f"/items/{private.id}/thinking", {"want": "Mine"})
    assert sent.status_code == 404
    assert now(item, cast.mario) == FOUR
    with acting_as(cast.mario):
        assert not Thinking.objects.visible_to(cast.mario).filter(item=private).exists()


# Two at once.


def test_in_different_boxes_both_stay(cast: Cast, item: Item) -> None:
    think(item, cast.priya, *FOUR)
    seen = row_of(item, cast.priya).version
    think(item, cast.priya, "A month", *FOUR[1:], base=seen)
    think(item, cast.mario, *FOUR[:3], "Ask Sol", base=seen)
    assert now(item, cast.priya) == ["A month", *FOUR[1:3], "Ask Sol"]


def test_so_they_do_where_both_begin(cast: Cast, item: Item) -> None:
    think(item, cast.priya, "A month", "", "", "", base=0)
    think(item, cast.mario, "", "", "A rota", "", base=0)
    assert now(item, cast.priya) == ["A month", "", "A rota", ""]


def test_in_the_same_box_both_are_handed_back_and_can_be_kept(cast: Cast, item: Item) -> None:
    think(item, cast.priya, "", *FOUR[1:])
    seen = row_of(item, cast.priya).version
    think(item, cast.priya, "", "Three a day", *FOUR[2:], base=seen)
    form = {"present": "One a day", "ways": FOUR[2], "will": FOUR[3], "version": str(seen)}
    mario = signed_in(cast.mario)
    answer = mario.post(f"/items/{item.id}/thinking", form)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Three a day / One a day" in shown
    assert now(item, cast.mario) == ["", "Three a day", *FOUR[2:]]
    # As the browser sends the first choice: the break right behind the tag is not part of it.
    words = re.findall(r"<textarea[^>]*hidden>&#10;(.*?)</textarea>", shown, re.DOTALL)[0]
    version = re.findall(r'name="version"\s+value="(\d+)"', shown)[0]
    kept = {"text": html.unescape(words).replace("\n", "\r\n"), "version": version}
    mario.post(f"/items/{item.id}/thinking", kept)
    assert now(item, cast.priya) == ["", "Three a day / One a day", *FOUR[2:]]


def test_nothing_of_a_conflict_is_half_saved(cast: Cast, item: Item) -> None:
    think(item, cast.priya, *FOUR)
    think(item, cast.priya, "A month", *FOUR[1:])
    with pytest.raises(Conflict) as conflict:
        think(item, cast.mario, "A day", "None", "", "", base=1)
    assert conflict.value.theirs.split("\n") == ["A month", "None", "", ""]
    assert conflict.value.yours.split("\n") == ["A day", "None", "", ""]
    assert now(item, cast.mario) == ["A month", *FOUR[1:]]


# Undo, and who reads it from when.


def test_it_can_be_taken_back_once_it_was_begun_changed_or_emptied(cast: Cast, item: Item) -> None:
    before = ["", "", "", ""]
    for boxes in (FOUR, ["A month", *FOUR[1:]], ["", "", "", ""]):
        think(item, cast.mario, *boxes)
        with acting_as(cast.mario):
            take_back(cast.mario)
        assert now(item, cast.priya) == before
        think(item, cast.mario, *boxes)
        before = list(boxes)


def test_what_the_other_wrote_since_is_not_overruled(cast: Cast, item: Item) -> None:
    think(item, cast.mario, *FOUR)
    think(item, cast.priya, "A month", *FOUR[1:])
    with acting_as(cast.mario), pytest.raises(NothingToUndo):
        take_back(cast.mario)
    assert now(item, cast.mario)[0] == "A month"


def owners(item: Item, reader: Person) -> set[object]:
    """Under whose keys the row and its earlier wordings lie; each of them opens."""
    row = row_of(item, reader)
    with acting_as(reader):
        rows: list[Thinking | EarlierWording] = [row, *EarlierWording.of([row.id])]
        assert all(one.text for one in rows)
        return {one.sealing_owner() for one in rows}


def test_it_goes_with_its_item_under_the_other_key(cast: Cast, item: Item, private: Item) -> None:
    for one in (item, private):
        think(one, cast.priya, *FOUR)
        think(one, cast.priya, "A month", *FOUR[1:])
    mine, ours = of_person(cast.priya.id), of_pair(item.pair_id)
    assert owners(private, cast.priya) == {mine}
    assert owners(item, cast.priya) == {ours}
    with acting_as(cast.priya):
        show_to(item, "only_me", by=cast.priya)
        show_to(private, "pair", by=cast.priya)
    assert owners(item, cast.priya) == {mine}
    assert now(private, cast.mario) == ["A month", *FOUR[1:]]
    with acting_as(cast.mario):
        assert not Thinking.objects.visible_to(cast.mario).filter(item=item).exists()
        if connection.vendor == "postgresql":
            assert not Thinking.objects.filter(item=item).exists()
    assert signed_in(cast.mario).get(f"/items/{item.id}").status_code == 404


def test_where_the_other_has_written_it_stays_with_both(cast: Cast, item: Item) -> None:
    think(item, cast.priya, "A week", "", "", "")
    think(item, cast.mario, "A week", "Two a day", "", "")
    think(item, cast.mario, "A week", "", "", "")
    with acting_as(cast.priya), pytest.raises(Refusal, match="Mario has written under it"):
        show_to(item, "only_me", by=cast.priya)


def test_who_had_it_open_when_it_was_hidden_writes_nothing_there(cast: Cast, item: Item) -> None:
    with acting_as(cast.mario):
        stale = Item.objects.visible_to(cast.mario).select_related("pair", "author").get(id=item.id)
    with acting_as(cast.priya):
        show_to(item, "only_me", by=cast.priya)
    with acting_as(cast.mario), pytest.raises((Refusal, Item.DoesNotExist)):
        think_through(stale, by=cast.mario, boxes=FOUR)
    with acting_as(cast.priya):
        assert not Thinking.objects.exists()


def test_it_never_keeps_an_item_from_being_covered_and_stands_in_the_record(
    cast: Cast, pair: Pair, item: Item, private: Item
) -> None:
    think(item, cast.priya, *FOUR)
    think(private, cast.priya, "A move", "", "", "")
    with acting_as(cast.mario):
        say_back(item, by=cast.mario, text="You want a week without calls")
        held = start(pair, by=cast.mario)
        item.settle("covered", by=cast.mario, in_=held)
    with acting_as(cast.priya):
        private.settle("covered", by=cast.priya, in_=held)
        close(held, by=cast.priya)
    for reader, sees in ((cast.priya, True), (cast.mario, False)):
        where = f"/with/{pair.address}/{reader.today()}"
        record = html.unescape(signed_in(reader).get(where).content.decode())
        for words in (*FOUR, "You want a week without calls"):
            assert words in record
        assert ("A move" in record) is sees


def test_it_is_found_by_whoever_reads_it(cast: Cast, item: Item, private: Item) -> None:
    think(item, cast.priya, *FOUR)
    think(private, cast.priya, "A rota of my own", "", "", "")
    mine, his = (
        signed_in(reader).get("/search", {"q": "rota"}).content.decode()
        for reader in (cast.priya, cast.mario)
    )
    assert f"/items/{item.id}#further-{item.id}" in mine
    assert f"/items/{item.id}#further-{item.id}" in his
    assert f"/items/{private.id}#further" in mine
    assert str(private.id) not in his


def test_an_item_it_hangs_on_is_not_taken_back(cast: Cast, item: Item) -> None:
    think(item, cast.mario, *FOUR)
    with acting_as(cast.priya), pytest.raises(NothingToUndo):
        take_back(cast.priya)


def test_while_they_talk_the_current_item_fetches_it(cast: Cast, pair: Pair, item: Item) -> None:
    """The page itself asks for no more; the link is a page of its own where no script runs."""
    think(item, cast.priya, *FOUR)
    with acting_as(cast.priya):
        start(pair, by=cast.priya)
    mario = signed_in(cast.mario)
    page = mario.get(f"/with/{pair.address}").content.decode()
    assert FOUR[0] not in page
    part = f"/items/{item.id}?part=further"
    assert f'hx-get="{part}"' in page
    assert FOUR[0] in mario.get(part, headers={"HX-Request": "true"}).content.decode()
