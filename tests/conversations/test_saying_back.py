"""Said back: the manager's sentence under the employee's item, and whose say it is."""

from collections.abc import Callable

import pytest
from django.test import Client

from heard.activity.undoing import NothingToUndo
from heard.conversations.gathering import add_item
from heard.conversations.models import EarlierWording, Item, Pair, SaidBack
from heard.conversations.saying_back import answer_said_back, say_back
from heard.conversations.showing import show_to
from heard.lib.refusals import Conflict, Refusal
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in
from tests.conversations.conftest import take_back

HEARD = "You need the kit before Thursday, or the trial waits a month"
MISSING = "And somebody who has used one"


@pytest.fixture
def item(cast: Cast, pair: Pair) -> Item:
    with acting_as(cast.priya):
        return add_item(pair, by=cast.priya, text="The testing kit")


@pytest.fixture
def said(cast: Cast, item: Item) -> SaidBack:
    """Mario has said back what he heard."""
    with acting_as(cast.mario):
        say_back(item, by=cast.mario, text=HEARD)
        return SaidBack.objects.get(item=item)


def now(item: Item, reader: Person) -> tuple[str, str, str]:
    with acting_as(reader):
        row = SaidBack.objects.visible_to(reader).get(item=item)
        return row.text, row.state, row.missing


def opened(browser: Client, item: Item) -> str:
    return browser.get(f"/items/{item.id}").content.decode()


# Saying back.


def test_the_manager_says_it_and_both_read_it(cast: Cast, item: Item) -> None:
    mario = signed_in(cast.mario)
    assert "Say back what I heard" in opened(mario, item)
    sent = mario.post(f"/items/{item.id}/said-back", {"text": HEARD, "version": "0"})
    assert sent.headers["Location"].startswith(f"/items/{item.id}?did=")
    for reader in (cast.priya, cast.mario):
        assert HEARD in opened(signed_in(reader), item)
        assert now(item, reader) == (HEARD, "said", "")


def test_the_employee_does_not_say_back_and_nobody_to_the_managers_items(
    cast: Cast, pair: Pair, item: Item
) -> None:
    with acting_as(cast.mario):
        his = add_item(pair, by=cast.mario, text="The grade")
    for who, row in ((cast.priya, item), (cast.priya, his), (cast.mario, his)):
        browser = signed_in(who)
        assert browser.post(f"/items/{row.id}/said-back", {"text": HEARD}).status_code == 403
        assert "Say back what I heard" not in opened(browser, row)
    with acting_as(cast.mario):
        assert not SaidBack.objects.exists()


def test_to_everybody_else_it_is_not_there(cast: Cast, item: Item, said: SaidBack) -> None:
    for who in ("sol", "pia", "fen", "hana", "ade", "otto"):
        browser = signed_in(cast.everyone[who])
        for part, form in (
            ("said-back", {"text": HEARD}),
            ("said-back/answer", {"answer": "yes"}),
        ):
            assert browser.post(f"/items/{item.id}/{part}", form).status_code == 404, who
        found = browser.get("/search", {"q": "trial waits"}).content.decode()
        assert HEARD not in found
    with acting_as(cast.sol):
        assert not SaidBack.objects.visible_to(cast.sol).exists()


def test_a_private_item_is_never_said_back(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        private = add_item(pair, by=cast.priya, text="Whether to move", audience="only_me")
        with pytest.raises(Refusal):
            say_back(private, by=cast.priya, text=HEARD)
    url = f"/items/{private.id}/said-back"
    assert signed_in(cast.mario).post(url, {"text": HEARD}).status_code == 404


@pytest.mark.parametrize("text", ["", " \n ", "x" * 501])
def test_nothing_or_too_much_is_refused(cast: Cast, item: Item, text: str) -> None:
    answer = signed_in(cast.mario).post(
        f"/items/{item.id}/said-back", {"text": text}, headers={"HX-Request": "true"}
    )
    assert (answer.status_code, answer.headers["X-Field"]) == (422, "text")
    with acting_as(cast.mario):
        assert not SaidBack.objects.exists()


def test_it_is_one_sentence_on_one_line(cast: Cast, item: Item) -> None:
    with acting_as(cast.mario):
        say_back(item, by=cast.mario, text="  You need\r\nthe kit ")
    assert now(item, cast.priya)[0] == "You need the kit"


def test_the_managers_own_two_windows_are_both_kept(cast: Cast, item: Item, said: SaidBack) -> None:
    with acting_as(cast.mario):
        say_back(item, by=cast.mario, text="You need the kit", base=said.version)
        with pytest.raises(Conflict) as conflict:
            say_back(item, by=cast.mario, text="You need two", base=said.version)
    assert (conflict.value.theirs, conflict.value.yours) == ("You need the kit", "You need two")
    assert now(item, cast.priya)[0] == "You need the kit"


# Answering it.


def test_yes_thats_it(cast: Cast, item: Item, said: SaidBack) -> None:
    priya = signed_in(cast.priya)
    assert "Yes, that’s it" in opened(priya, item)
    priya.post(f"/items/{item.id}/said-back/answer", {"answer": "yes", "version": said.version})
    assert now(item, cast.mario) == (HEARD, "yes", "")
    assert "Priya: yes, that’s it" in opened(signed_in(cast.mario), item)


def test_or_what_is_missing(cast: Cast, item: Item, said: SaidBack) -> None:
    form = {"answer": "missing", "missing": MISSING, "version": str(said.version)}
    signed_in(cast.priya).post(f"/items/{item.id}/said-back/answer", form)
    assert now(item, cast.mario) == (HEARD, "missing", MISSING)
    assert MISSING in opened(signed_in(cast.mario), item)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"answer": "no"},
        {"answer": "missing"},
        {"answer": "missing", "missing": " "},
        {"answer": "missing", "missing": "x" * 501},
        {"answer": "yes", "version": "0"},
        {"answer": "yes", "version": "later"},
    ],
)
def test_anything_else_is_refused_and_changes_nothing(
    cast: Cast, item: Item, said: SaidBack, form: dict[str, str]
) -> None:
    answer = signed_in(cast.priya).post(f"/items/{item.id}/said-back/answer", form)
    assert answer.status_code == 422
    assert now(item, cast.priya) == (HEARD, "said", "")


def test_only_the_author_of_the_item_answers(cast: Cast, item: Item, said: SaidBack) -> None:
    mario = signed_in(cast.mario)
    answered = mario.post(f"/items/{item.id}/said-back/answer", {"answer": "yes"})
    assert answered.status_code == 403
    assert "Yes, that’s it" not in opened(mario, item)
    assert now(item, cast.mario) == (HEARD, "said", "")


def test_there_is_nothing_to_answer_before_anything_was_said(cast: Cast, item: Item) -> None:
    priya = signed_in(cast.priya)
    assert "Yes, that’s it" not in opened(priya, item)
    answered = priya.post(f"/items/{item.id}/said-back/answer", {"answer": "yes"})
    assert answered.status_code == 422


def test_other_words_ask_anew_and_yes_to_the_old_ones_is_not_taken(
    cast: Cast, item: Item, said: SaidBack
) -> None:
    with acting_as(cast.priya):
        answer_said_back(item, by=cast.priya, missing=MISSING, base=said.version)
    with acting_as(cast.mario):
        say_back(item, by=cast.mario, text="You need the kit and Yusuf", base=None)
    assert now(item, cast.priya) == ("You need the kit and Yusuf", "said", "")
    with acting_as(cast.priya):
        with pytest.raises(Refusal, match="Read it again"):
            answer_said_back(item, by=cast.priya, missing=None, base=said.version)
        kept = {wording.text for wording in EarlierWording.of([said.id])}
    assert kept == {HEARD, MISSING}


# Undo, and what hangs together.


def test_each_step_can_be_taken_back(cast: Cast, item: Item) -> None:
    states: list[tuple[str, str, str]] = []
    steps: list[tuple[Person, Callable[[], object]]] = [
        (cast.mario, lambda: say_back(item, by=cast.mario, text=HEARD)),
        (cast.priya, lambda: answer_said_back(item, by=cast.priya, missing=MISSING)),
        (cast.priya, lambda: answer_said_back(item, by=cast.priya, missing="And Yusuf")),
        (cast.priya, lambda: answer_said_back(item, by=cast.priya, missing=None)),
        (cast.mario, lambda: say_back(item, by=cast.mario, text="You need two kits")),
        (cast.mario, lambda: say_back(item, by=cast.mario, text="")),
    ]
    before = ("", "said", "")
    for by, step in steps:
        with acting_as(by):
            step()
            done = now(item, by)
            take_back(by)
        assert now(item, by) == before
        with acting_as(by):
            step()
        before = done
        states.append(done)
    assert states[1:4] == [
        (HEARD, "missing", MISSING),
        (HEARD, "missing", "And Yusuf"),
        (HEARD, "yes", ""),
    ]


def test_what_came_after_is_not_overruled(cast: Cast, item: Item, said: SaidBack) -> None:
    with acting_as(cast.priya):
        answer_said_back(item, by=cast.priya, missing=None)
    with acting_as(cast.mario), pytest.raises(NothingToUndo):
        take_back(cast.mario)
    assert now(item, cast.mario) == (HEARD, "yes", "")


def test_taken_back_by_its_button_it_is_gone(cast: Cast, item: Item, said: SaidBack) -> None:
    form = {"text": HEARD, "taken_back": "yes", "version": str(said.version)}
    signed_in(cast.mario).post(f"/items/{item.id}/said-back", form)
    shown = opened(signed_in(cast.priya), item)
    assert HEARD not in shown
    assert "Yes, that’s it" not in shown


def test_what_was_said_back_to_stays_with_both(cast: Cast, item: Item, said: SaidBack) -> None:
    with acting_as(cast.priya):
        with pytest.raises(Refusal, match="Mario has written under it"):
            show_to(item, "only_me", by=cast.priya)
        with pytest.raises(NothingToUndo):
            take_back(cast.priya)


def test_it_is_found_and_leads_to_its_item(cast: Cast, item: Item, said: SaidBack) -> None:
    with acting_as(cast.priya):
        answer_said_back(item, by=cast.priya, missing=MISSING)
    for words in ("waits a month", "somebody who has used"):
        found = signed_in(cast.mario).get("/search", {"q": words}).content.decode()
        assert f"/items/{item.id}#further-{item.id}" in found
        assert "Said back" in found
