"""Two people at the same moment: one thing happens, and nobody's words are lost."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from heard.activity.models import Event
from heard.conversations.agreeing import agree, change_agreement, promise
from heard.conversations.gathering import add_item, reword
from heard.conversations.holding import amend, close, start
from heard.conversations.models import Conversation, EarlierWording, Item, Pair
from heard.conversations.models.item import open_counts
from heard.conversations.noting import add_note, reword_note
from heard.conversations.planning import keep_rhythm
from heard.lib.refusals import Conflict
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of, signed_in
from tests.conversations.conftest import thursdays


def at_once(*stories: Callable[[], object]) -> None:
    """Each in a thread on a connection of its own; what one of them raises is raised here."""
    gate = threading.Barrier(len(stories))
    raised: list[BaseException] = []

    def told(story: Callable[[], object]) -> None:
        try:
            gate.wait()
            story()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=told, args=[story]) for story in stories]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []


def by_each(cast: Cast, verb: Callable[[Pair, Person], object]) -> list[Callable[[], object]]:
    """The same verb by the employee and by the manager, each with rows loaded for themselves."""

    def story(person: Person) -> Callable[[], object]:
        def told() -> None:
            with acting_as(person):
                verb(pair_of(cast.priya, cast.mario), person)

        return told

    return [story(person) for person in (cast.priya, cast.mario) * 2]


@pytest.mark.django_db(transaction=True)
def test_two_who_start_are_in_the_same_conversation(cast: Cast) -> None:
    at_once(*by_each(cast, lambda pair, by: start(pair, by=by)))
    with acting_as(cast.priya):
        assert Conversation.objects.under_way().count() == 1
        assert Event.objects.filter(kind="conversation_started").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_close_carry_once_and_plan_once(cast: Cast) -> None:
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        keep_rhythm(pair, thursdays(pair), by=cast.priya)
        item = add_item(pair, by=cast.priya, text="The kit")
        talking = start(pair, by=cast.priya)
    at_once(
        *by_each(
            cast,
            lambda pair, by: close(
                Conversation.objects.select_related("pair").get(id=talking.id), by=by
            ),
        )
    )
    with acting_as(cast.priya):
        item.refresh_from_db()
        assert item.carried == 1
        assert Conversation.objects.held().count() == 1
        assert Conversation.objects.ahead().count() == 1
        assert Event.objects.filter(kind="conversation_closed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_cover_the_same_item_cover_it_once(cast: Cast) -> None:
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        item = add_item(pair, by=cast.priya, text="The kit")
        add_item(pair, by=cast.priya, text="The plan")
        talking = start(pair, by=cast.priya)

    def cover(pair: Pair, by: Person) -> None:
        loaded = Item.objects.select_related("pair").get(id=item.id)
        loaded.settle("covered", by=by, in_=Conversation.objects.get(id=talking.id))

    at_once(*by_each(cast, cover))
    with acting_as(cast.priya):
        item.refresh_from_db()
        assert (item.state, item.covered_in, item.version) == ("covered", talking, 2)
        assert Event.objects.filter(kind="item_covered").count() == 1
        counted = Pair.objects.get(id=pair.id)
        assert (counted.open_from_employee, counted.open_from_manager) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_many_who_add_at_once_are_all_there_in_an_order(cast: Cast) -> None:
    at_once(
        *by_each(
            cast,
            lambda pair, by: [
                add_item(pair, by=by, text=f"{by.called} {number}") for number in range(5)
            ],
        )
    )
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        rows = list(Item.objects.filter(pair=pair).in_order())
        assert len(rows) == 20
        for section in ("employee", "manager"):
            positions = [row.position for row in rows if row.section == section]
            assert len(set(positions)) == len(positions) == 10
        assert (pair.open_from_employee, pair.open_from_manager) == open_counts(pair) == (10, 10)


def test_words_written_over_by_somebody_else_are_a_conflict_with_both(
    pair: Pair, as_priya: Person
) -> None:
    item = add_item(pair, by=as_priya, text="The kit")
    first = item.version
    reword(item, by=as_priya, text="The testing kit", base=first)
    with pytest.raises(Conflict) as met:
        reword(item, by=as_priya, text="The kit for Monday", base=first)
    assert (met.value.theirs, met.value.yours) == ("The testing kit", "The kit for Monday")
    both = f"{met.value.theirs}\n\n{met.value.yours}"
    reword(item, by=as_priya, text=both, base=met.value.version)
    item.refresh_from_db()
    assert item.text == both
    assert [one.text for one in EarlierWording.of([item.id])] == ["The kit", "The testing kit"]


def test_another_field_of_the_same_row_merges(pair: Pair, as_priya: Person) -> None:
    """Covering, moving and counting change the version and not the words."""
    item = add_item(pair, by=as_priya, text="The kit")
    first = item.version
    item.settle("covered", by=as_priya)
    reword(item, by=as_priya, text="The testing kit", base=first)
    item.refresh_from_db()
    assert (item.state, item.text) == ("covered", "The testing kit")


@pytest.mark.parametrize("kind", ["note", "agreement", "summary"])
def test_so_it_is_with_everything_that_two_may_write(
    pair: Pair, as_priya: Person, kind: str
) -> None:
    """The first save after the version one had is kept; the second is handed back with both."""
    if kind == "note":
        item = add_item(pair, by=as_priya, text="The kit")
        row = add_note(item, by=as_priya, text="As it was")

        def save(words: str, base: int) -> object:
            return reword_note(row, by=as_priya, text=words, base=base)

    elif kind == "agreement":
        agreed = agree(pair, by=as_priya, text="As it was")

        def save(words: str, base: int) -> object:
            return change_agreement(agreed, by=as_priya, text=words, base=base)

    else:
        held = close(start(pair, by=as_priya), by=as_priya)
        amend(held, by=as_priya, summary="As it was")

        def save(words: str, base: int) -> object:
            return amend(held, by=as_priya, summary=words, base=base)

    base = {"note": 1, "agreement": 1, "summary": 3}[kind]
    save("Theirs", base)
    with pytest.raises(Conflict) as met:
        save("Yours", base)
    assert (met.value.theirs, met.value.yours) == ("Theirs", "Yours")
    save("Theirs\n\nYours", met.value.version)


def test_keep_both_comes_first_and_both_stay(cast: Cast, pair: Pair) -> None:
    """Through the door: an action is anybody's to word."""
    with acting_as(cast.priya):
        action = promise(pair, by=cast.priya, text="Ask Ruth")
    where = f"/actions/{action.id}"
    sent = {"version": "1", "text": "Ask Ruth on Monday"}
    assert signed_in(cast.mario).post(where, sent).status_code == 302
    met = signed_in(cast.priya).post(where, {"version": "1", "text": "Ask Ruth and Yusuf"})
    assert met.status_code == 409
    page = met.content.decode()
    assert "Ask Ruth on Monday" in page
    assert "Ask Ruth and Yusuf" in page
    assert page.index("Keep both") < page.index("Use mine") < page.index("Use theirs")
