"""An import taken back: everything as it was, and nothing that was written since is lost."""

import json
from collections.abc import Iterator

import pytest

from heard.conversations.agreeing import promise
from heard.conversations.gathering import add_item
from heard.conversations.models import Action, Item, Pair
from heard.conversations.noting import keep_private_note
from heard.people.importing.taking_back import take_back
from heard.people.joining import give_sign_in
from heard.people.models import Person
from heard.people.reporting import manager_of, report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of
from tests.people.importing.test_applying import brought, everything, found

TO_SOL = "Email,Name,Manager\npriya@example.com,Priya Shah,sol@example.com\n"
ZOE = "Email,Name,Manager\nzoe@example.com,Zoë Müller,mario@example.com\n"


@pytest.fixture
def hana_imports(cast: Cast) -> Iterator[Person]:
    """Hana, of the people team, at work in her organisation."""
    with acting_as(cast.hana):
        yield cast.hana


def test_an_import_can_be_taken_back(hana_imports: Person, cast: Cast) -> None:
    rows = (
        "priya@example.com,Priya Shah,Lead,Research,sol@example.com,Active\n"
        "pia@example.com,Pia Lindqvist,Designer,Service Design,,Terminated\n"
        "lena@example.com,Lena Brandt,Developer,Engineering,,Active\n"
        "zoe@example.com,Zoë Müller,Designer,Service Design,,Active\n"
    )
    before = everything()
    applied = brought("Email,Name,Title,Team,Manager,Status\n" + rows, hana_imports)
    assert everything() != before
    kept = json.loads(json.dumps(applied.way_back))
    taken_back = take_back(kept, by=hana_imports)
    assert everything() == before
    assert (taken_back.removed, taken_back.let_be) == (1, 0)
    assert manager_of(cast.priya) == cast.mario
    assert manager_of(cast.pia) == cast.mario


def test_what_somebody_changed_since_is_let_be(hana_imports: Person, cast: Cast) -> None:
    rows = "priya@example.com,Priya Shah,Lead,Research,sol@example.com\n"
    applied = brought("Email,Name,Title,Team,Manager\n" + rows, hana_imports)
    Person.objects.filter(id=cast.priya.id).update(title="Principal")
    report_to(found("priya@example.com"), cast.fen)
    taken_back = take_back(applied.way_back, by=hana_imports)
    priya = found("priya@example.com")
    assert (priya.title, priya.team) == ("Principal", "Service Design")
    assert manager_of(priya) == cast.fen
    assert taken_back.let_be == 2


def test_a_newcomer_who_has_joined_is_kept_as_left(hana_imports: Person) -> None:
    applied = brought("Email,Name\nzoe@example.com,Zoë Müller\n", hana_imports)
    give_sign_in(found("zoe@example.com"), password="a-long-enough-password")
    taken_back = take_back(applied.way_back, by=hana_imports)
    assert (taken_back.removed, taken_back.marked_as_left) == (0, 1)
    zoe = found("zoe@example.com")
    assert zoe.user is not None
    assert not zoe.user.is_active


def test_a_newcomer_goes_and_the_empty_page_with_them(hana_imports: Person, cast: Cast) -> None:
    applied = brought(ZOE, hana_imports)
    zoe = found("zoe@example.com")
    assert Pair.objects.filter(employee=zoe).exists()
    taken_back = take_back(applied.way_back, by=hana_imports)
    assert (taken_back.removed, taken_back.marked_as_left) == (1, 0)
    assert not Person.objects.filter(email="zoe@example.com").exists()
    assert not Pair.objects.filter(employee=zoe.id).exists()


@pytest.mark.parametrize("private", [True, False])
def test_a_newcomer_on_whose_page_something_stands_is_kept_as_left(
    hana_imports: Person, cast: Cast, private: bool
) -> None:
    """A private note too, which whoever takes the import back cannot even see."""
    applied = brought(ZOE + "ida@example.com,Ida Berg,mario@example.com\n", hana_imports)
    zoe = found("zoe@example.com")
    with acting_as(cast.mario):
        page = pair_of(zoe, cast.mario)
        if private:
            keep_private_note(page, by=cast.mario, text="Ask about the move")
        else:
            add_item(page, by=cast.mario, text="Your first week")
    taken_back = take_back(applied.way_back, by=hana_imports)
    assert (taken_back.removed, taken_back.marked_as_left) == (1, 1)
    zoe = found("zoe@example.com")
    assert zoe.left_on is not None
    assert manager_of(zoe) is None
    assert not Person.objects.filter(email="ida@example.com").exists()


def test_the_page_there_was_goes_on_with_its_promises(hana_imports: Person, cast: Cast) -> None:
    with acting_as(cast.priya):
        before = pair_of(cast.priya, cast.mario)
        add_item(before, by=cast.priya, text="The testing kit")
        promise(before, by=cast.priya, text="Write to the harbour")
    applied = brought(TO_SOL, hana_imports)
    with acting_as(cast.priya):
        assert [one.text for one in Action.objects.filter(pair=before).open()] == []
    take_back(applied.way_back, by=hana_imports)
    with acting_as(cast.priya):
        assert [page.id for page in Pair.objects.live().filter(employee=cast.priya)] == [before.id]
        assert [one.text for one in Item.objects.filter(pair=before)] == ["The testing kit"]
        actions = Action.objects.filter(pair__employee=cast.priya).open()
        assert [(one.text, one.pair_id) for one in actions] == [("Write to the harbour", before.id)]
        assert not Pair.objects.filter(employee=cast.priya, manager=cast.sol).exists()


def test_what_was_written_with_the_manager_between_stays(hana_imports: Person, cast: Cast) -> None:
    with acting_as(cast.priya):
        before = pair_of(cast.priya, cast.mario)
        promise(before, by=cast.priya, text="Write to the harbour")
    applied = brought(TO_SOL, hana_imports)
    with acting_as(cast.priya):
        between = pair_of(cast.priya, cast.sol)
        add_item(between, by=cast.priya, text="A first word")
        promise(between, by=cast.priya, text="Draw the map")
    take_back(applied.way_back, by=hana_imports)
    with acting_as(cast.priya):
        between = pair_of(cast.priya, cast.sol)
        assert between.ended_at is not None
        assert [one.text for one in Item.objects.filter(pair=between)] == ["A first word"]
        words = {one.text for one in Action.objects.filter(pair=before).open()}
        assert words == {"Write to the harbour", "Draw the map"}


def test_a_leavers_team_has_its_page_again(hana_imports: Person, cast: Cast) -> None:
    page = pair_of(cast.pia, cast.mario)
    applied = brought("Email,Name,Status\nmario@example.com,Mario Rossi,Left\n", hana_imports)
    assert not Pair.objects.live().filter(manager=cast.mario).exists()
    take_back(applied.way_back, by=hana_imports)
    assert manager_of(cast.pia) == cast.mario
    assert [one.id for one in Pair.objects.live().filter(employee=cast.pia)] == [page.id]
