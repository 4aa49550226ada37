"""Support asked for an objective: a raise with its kind, size and day, followed until answered."""

import datetime as dt
from typing import Any

import pytest

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, undo
from heard.conversations.models import Item, Pair, Raise, SupportAsk
from heard.conversations.noting import add_note
from heard.conversations.supporting import ask_for_support, page_to_ask, support_for
from heard.lib.refusals import Refusal
from heard.objectives.changing import set_out, show_to
from heard.objectives.models import Objective
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in
from tests.objectives.conftest import objective_of

SEPTEMBER = dt.date(2031, 9, 30)
ASKED: dict[str, Any] = {
    "kind": "time",
    "size": "Half a day a week",
    "until": SEPTEMBER,
    "line": "For the wards",
}


@pytest.fixture
def objective(cast: Cast, pair: Pair) -> Objective:
    return objective_of(cast.priya)


def test_it_is_an_item_that_needs_an_answer_and_says_everything(
    cast: Cast, objective: Objective
) -> None:
    with acting_as(cast.priya):
        ask, _way = ask_for_support(objective, by=cast.priya, **ASKED)
    with acting_as(cast.mario):
        item = Item.objects.visible_to(cast.mario).get()
        assert item.raised.id == ask.raised_id
        assert item.raised.is_waiting
        for words in ("Replies within a day", "Time", "Half a day a week", "30 September 2031"):
            assert words in item.text
        assert item.text.endswith("For the wards")


def test_the_objective_shows_the_decision_its_sentence_and_day(
    cast: Cast, objective: Objective
) -> None:
    with acting_as(cast.priya):
        ask, _way = ask_for_support(objective, by=cast.priya, **ASKED)
        assert [one.answer for one in support_for(objective, cast.priya)] == [None]
    with acting_as(cast.mario):
        raised = Raise.objects.visible_to(cast.mario).select_related("pair").get(id=ask.raised_id)
        raised.answer("partly", by=cast.mario, sentence="Two hours, from May")
    page = signed_in(cast.priya).get(f"/objectives/{objective.id}").content.decode()
    for words in ("Half a day a week", "Mario answered: Partly, today", "Two hours, from May"):
        assert words in page


def test_nobody_else_who_reads_the_objective_sees_it(cast: Cast, objective: Objective) -> None:
    with acting_as(cast.priya):
        show_to(objective, "everyone", by=cast.priya)
        ask_for_support(objective, by=cast.priya, **ASKED)
    for name, sees in (("mario", True), ("pia", False), ("sol", False), ("ade", False)):
        page = signed_in(cast.everyone[name]).get(f"/objectives/{objective.id}").content.decode()
        assert ("Half a day a week" in page) == sees, name
        assert "Replies within a day" in page
        assert "Ask for support" not in page


def test_undo_takes_it_off_the_page_unless_somebody_took_it_up(
    cast: Cast, objective: Objective
) -> None:
    with acting_as(cast.priya):
        _ask, way = ask_for_support(objective, by=cast.priya, **ASKED)
        undo(Undo.objects.get(id=way), by=cast.priya)
        assert not Item.objects.exists()
        assert not Raise.objects.exists()
        assert not SupportAsk.objects.exists()
        assert Pair.objects.get(employee=cast.priya, ended_at=None).open_from_employee == 0
        _ask, way = ask_for_support(objective, by=cast.priya, **ASKED)
    with acting_as(cast.mario):
        item = Item.objects.visible_to(cast.mario).select_related("pair", "author").get()
        add_note(item, by=cast.mario, text="Let me ask Ruth")
    with acting_as(cast.priya):
        with pytest.raises(NothingToUndo):
            undo(Undo.objects.get(id=way), by=cast.priya)
        assert SupportAsk.objects.exists()


def test_an_answer_is_never_undone_away(cast: Cast, objective: Objective) -> None:
    with acting_as(cast.priya):
        ask, way = ask_for_support(objective, by=cast.priya, **ASKED)
    with acting_as(cast.mario):
        raised = Raise.objects.visible_to(cast.mario).select_related("pair").get(id=ask.raised_id)
        raised.answer("no", by=cast.mario, sentence="Not this quarter")
    with acting_as(cast.priya), pytest.raises(NothingToUndo):
        undo(Undo.objects.get(id=way), by=cast.priya)


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "money"), ("size", " "), ("size", "x" * 201), ("until", dt.date(2020, 1, 1))],
)
def test_what_cannot_be_asked_is_refused_beside_its_field(
    cast: Cast, objective: Objective, field: str, value: object
) -> None:
    with acting_as(cast.priya):
        with pytest.raises(Refusal) as refusal:
            ask_for_support(objective, by=cast.priya, **{**ASKED, field: value})
        assert refusal.value.field == field
        assert not Item.objects.exists()


def test_without_a_page_the_objective_says_so_kindly(cast: Cast) -> None:
    with acting_as(cast.sol):
        alone = set_out(by=cast.sol, words={"sentence": "Fewer releases"})
        assert page_to_ask(alone, cast.sol) is None
        with pytest.raises(Refusal):
            ask_for_support(alone, by=cast.sol, **ASKED)
    client = signed_in(cast.sol)
    page = client.get(f"/objectives/{alone.id}").content.decode()
    assert "nobody to ask here" in page
    assert f"/objectives/{alone.id}/support" not in page
    assert "nobody to ask here" in client.get(f"/objectives/{alone.id}/support").content.decode()


def test_after_a_change_of_manager_nobody_asks_on_the_ended_page(
    cast: Cast, objective: Objective
) -> None:
    with acting_as(cast.ade):
        report_to(cast.priya, None)
    with acting_as(cast.priya):
        found = Objective.objects.get(id=objective.id)
        with pytest.raises(Refusal):
            ask_for_support(found, by=cast.priya, **ASKED)


def test_the_form_keeps_what_was_typed(cast: Cast, objective: Objective) -> None:
    client = signed_in(cast.priya)
    path = f"/objectives/{objective.id}/support"
    sent = {"kind": "tools", "size": "Two phones", "until": "when it rains", "line": "For tests"}
    answer = client.post(path, sent)
    assert answer.status_code == 422
    for words in ("Two phones", "when it rains", "For tests"):
        assert words in answer.content.decode()
    answer = client.post(path, {**sent, "until": "30/9/2031"})
    assert answer.status_code == 302
    assert "Two phones" in client.get(f"/objectives/{objective.id}").content.decode()
