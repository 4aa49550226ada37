"""What a visitor finds on the pages of the demo."""

import datetime as dt

import pytest

from heard.activity.models import Event
from heard.conversations.models import Item, Pair, PrivateNote
from heard.conversations.reading import Page, read_page
from heard.people.models import Person
from heard.privacy.keys import NotTheirKey, acting_as
from tests.ops.demo.conftest import TUESDAY
from tests.ops.demo.opened import OTHERWISE, events_of, pair_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def page_of(employee: str, manager: str, reader: Person) -> Page:
    pair = pair_of(employee, manager)
    with acting_as(reader):
        page = read_page(pair, reader)
        # Opened while the keys are.
        assert all(row.item.text for row in page.items)
        return page


def test_priya_finds_what_is_open_with_its_marks() -> None:
    page = page_of("Priya", "Mario", person("Priya"))
    shared = [row.item for row in page.items if not row.item.is_private]
    assert len(shared) == 7
    assert [item.is_private for item in (row.item for row in page.from_employee)].count(True) == 1
    assert page.from_manager
    assert max(item.carried for item in shared) == 3
    assert {item.carried for item in shared} >= {0, 1, 3}
    assert len(page.agreements) >= 3
    assert any(a.due_on and a.due_on < TUESDAY.date() for a in page.actions)
    assert not page.later


def test_priya_has_waited_nine_days_for_one_answer() -> None:
    page = page_of("Priya", "Mario", person("Priya"))
    unanswered = [row for row in page.waiting if row.raised and not row.answers]
    assert len(unanswered) == 1
    raised = unanswered[0].raised
    assert raised is not None
    assert raised.state == "raised"
    assert TUESDAY.date() - raised.created_at.date() == dt.timedelta(days=9)


def test_priya_meets_mario_tomorrow_at_ten() -> None:
    page = page_of("Priya", "Mario", person("Priya"))
    assert page.next is not None
    assert page.next.planned_at == dt.datetime(2026, 2, 4, 10, 0, tzinfo=dt.UTC)
    assert page.pair.next_at == page.next.planned_at


def test_neither_sees_what_the_other_keeps_to_themselves() -> None:
    seen: dict[str, set[str]] = {}
    for name in ("Priya", "Mario"):
        reader = person(name)
        page = page_of("Priya", "Mario", reader)
        private = [row.item for row in page.items if row.item.is_private]
        assert [item.author_id for item in private] == [reader.id]
        assert page.private_notes
        assert all(note.author_id == reader.id for note in page.private_notes)
        seen[name] = {str(note.id) for note in page.private_notes}
    assert not seen["Priya"] & seen["Mario"]


def test_private_rows_are_sealed_for_their_author_alone() -> None:
    priya, mario = person("Priya"), person("Mario")
    pair = pair_of("Priya", "Mario")
    with acting_as(priya):
        note = PrivateNote.objects.visible_to(priya).filter(pair=pair).first()
        item = Item.objects.filter(pair=pair, author=priya, audience="only_me").first()
    assert note is not None
    assert item is not None
    with acting_as(mario):
        for row in (note, item):
            with pytest.raises(NotTheirKey):
                _ = row.text


def test_private_acts_are_events_for_the_actor_alone() -> None:
    events = events_of(pair_of("Priya", "Mario"))
    private = [event for event in events if event.kind == "private_note_added"]
    assert private
    assert all(event.only_for_id == event.actor_id for event in private)
    added = [event for event in events if event.kind == "item_added"]
    assert sum(event.only_for_id is not None for event in added) == 2


def test_fen_no_longer_reads_the_page_that_was_theirs_and_priya_still_does() -> None:
    former = pair_of("Priya", "Fen")
    assert former.ended_at is not None
    assert former.next_at is None
    for name, sees in (("Priya", True), ("Fen", False), ("Mario", False), ("Hana", False)):
        reader = person(name)
        with acting_as(reader):
            visible = Pair.objects.visible_to(reader).filter(id=former.id)
            assert visible.exists() is sees, name


def test_otto_sees_only_his_own_house() -> None:
    otto = person("Otto", OTHERWISE)
    with acting_as(otto):
        pairs = list(Pair.objects.visible_to(otto).select_related("manager"))
        assert [pair.manager.called for pair in pairs] == ["Sunniva"]
        assert not Event.objects.filter(actor=person("Priya")).exists()
