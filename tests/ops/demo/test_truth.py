"""Whatever is told agrees with itself: counts, carried marks, states, and the order of things."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction

from heard.conversations.gathering import ITEM_MOST
from heard.conversations.holding import SENTENCE_MOST, SUMMARY_MOST
from heard.conversations.models import Pair
from heard.conversations.noting import NOTE_MOST
from heard.conversations.planning import LINE_MOST, recurrence_of
from heard.lib.recurrence import occurrences
from heard.ops.demo.loader import load
from tests.ops.demo.conftest import TUESDAY
from tests.ops.demo.opened import events_of, pairs, rhythm_of, rows_of

pytestmark = pytest.mark.django_db

Rows = dict[str, list[dict[str, Any]]]
MOMENTS = [
    TUESDAY,
    dt.datetime(2026, 2, 6, 8, 30, tzinfo=dt.UTC),  # a Friday
    dt.datetime(2026, 2, 7, 23, 50, tzinfo=dt.UTC),  # late on a Saturday
    dt.datetime(2026, 3, 29, 0, 5, tzinfo=dt.UTC),  # the Sunday on which the clocks go forward
]


@pytest.fixture(scope="module", params=MOMENTS, ids=lambda moment: f"{moment:%A}")
def told(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[list[tuple[Pair, Rows]]]:
    """The demo as loaded at that moment, each pair with its rows."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(request.param, tick=False),
        transaction.atomic(),
    ):
        load()
        yield [(pair, rows_of(pair)) for pair in pairs()]
        transaction.set_rollback(True)


def closings(rows: Rows) -> list[dt.datetime]:
    return sorted(
        row["ended_at"]
        for row in rows["Conversation"]
        if row["state"] == "held" and not row["elsewhere"]
    )


def test_what_home_says_about_a_pair_is_what_its_page_holds(told: list[tuple[Pair, Rows]]) -> None:
    assert len(told) == 44
    for pair, rows in told:
        shared = [r for r in rows["Item"] if r["state"] == "open" and r["audience"] == "pair"]
        from_employee = [r for r in shared if r["section"] == "employee"]
        assert pair.open_from_employee == len(from_employee)
        assert pair.open_from_manager == len(shared) - len(from_employee)
        held = [r["started_at"] for r in rows["Conversation"] if r["state"] == "held"]
        planned = [r["planned_at"] for r in rows["Conversation"] if r["state"] == "planned"]
        assert pair.last_held_at == max(held, default=None)
        assert [pair.next_at] == (planned or [None])
        assert not (planned and pair.ended_at)


def test_carried_counts_the_conversations_an_item_came_through(
    told: list[tuple[Pair, Rows]],
) -> None:
    marks = 0
    for _pair, rows in told:
        for item in rows["Item"]:
            until = item["settled_at"] or dt.datetime.max.replace(tzinfo=dt.UTC)
            passed = [end for end in closings(rows) if item["created_at"] < end < until]
            if item["audience"] == "only_me":
                assert item["carried"] == 0
            else:
                assert item["carried"] == len(passed), item["text"]
            marks += item["carried"]
    assert marks >= 15


def test_covered_items_were_covered_while_the_two_talked(told: list[tuple[Pair, Rows]]) -> None:
    for _pair, rows in told:
        held = {row["id"]: row for row in rows["Conversation"] if row["state"] == "held"}
        for item in rows["Item"]:
            assert (item["settled_at"] is None) == (item["state"] == "open")
            assert (item["covered_in_id"] is not None) == (item["state"] == "covered")
            if item["state"] == "covered":
                meeting = held[item["covered_in_id"]]
                assert meeting["started_at"] <= item["settled_at"] <= meeting["ended_at"]
        for note in rows["Note"]:
            if note["conversation_id"] is not None:
                meeting = held[note["conversation_id"]]
                assert meeting["started_at"] <= note["created_at"] <= meeting["ended_at"]


def test_a_raise_stands_where_its_last_answer_left_it(told: list[tuple[Pair, Rows]]) -> None:
    seen = set()
    for pair, rows in told:
        for raise_ in rows["Raise"]:
            answers = [a for a in rows["Answer"] if a["raised_id"] == raise_["id"]]
            last = answers[-1]["outcome"] if answers else "raised"
            assert raise_["state"] == ("closed" if raise_["settled_at"] else last)
            assert raise_["look_again_on"] == (answers[-1]["look_again_on"] if answers else None)
            assert raise_["raised_by_id"] == pair.employee_id
            assert {a["answered_by_id"] for a in answers} <= {pair.manager_id}
            assert all(a["sentence"] for a in answers)
            replies = [r for r in rows["Reply"] if r["raised_id"] == raise_["id"]]
            acts = len(answers) + len(replies) + (raise_["settled_at"] is not None)
            assert raise_["version"] == 1 + acts
            assert all(r["by_id"] == pair.employee_id and r["text"] for r in replies)
            seen.add(raise_["state"])
    assert seen >= {"raised", "looking", "partly", "closed"}


def test_promises_were_settled_after_they_were_made(told: list[tuple[Pair, Rows]]) -> None:
    for _pair, rows in told:
        for action in rows["Action"]:
            assert (action["settled_at"] is None) == (action["state"] == "open")
            assert action["settled_at"] is None or action["settled_at"] > action["created_at"]
        changes = {row["subject_id"]: row for row in rows["Revision"]}
        for agreement in rows["Agreement"]:
            assert agreement["accepted_at"] >= agreement["created_at"]
            assert (agreement["ended_at"] is not None) == (agreement["state"] == "ended")
            if agreement["state"] == "changed":
                change = changes[agreement["id"]]
                assert json.loads(change["was"])["text"] != agreement["text"]
                assert json.loads(change["becomes"])["text"] == agreement["text"]
                assert change["note"], "why it changed"
                assert agreement["text_version"] == 2


def test_an_arrangement_is_on_trial_and_what_was_asked_stays(
    told: list[tuple[Pair, Rows]],
) -> None:
    seen = 0
    for _pair, rows in told:
        changes = {row["subject_id"]: row for row in rows["Revision"]}
        for arrangement in rows["Arrangement"]:
            change = changes[arrangement["id"]]
            assert json.loads(change["was"])["state"] == "asked"
            assert json.loads(change["becomes"])["state"] == arrangement["state"] == "on_trial"
            assert arrangement["review_on"] > dt.date.today()  # noqa: DTZ011
            assert arrangement["accepted_at"] > arrangement["created_at"]
            seen += 1
    assert seen


def test_nothing_happened_before_the_page_opened_after_it_ended_or_tomorrow(
    told: list[tuple[Pair, Rows]],
) -> None:
    for pair, rows in told:
        now = dt.datetime.now(dt.UTC)
        ended = pair.ended_at or now
        assert pair.created_at < ended <= now
        for kind, of_kind in rows.items():
            for row in of_kind:
                for name in ("created_at", "started_at", "ended_at", "settled_at", "touched_at"):
                    moment = row.get(name)
                    assert moment is None or pair.created_at <= moment <= ended, (kind, name)
        assert all(pair.created_at <= event.created_at <= ended for event in events_of(pair))


def test_conversations_follow_each_other(told: list[tuple[Pair, Rows]]) -> None:
    for pair, rows in told:
        rhythm = rhythm_of(pair)
        held = sorted(
            (row for row in rows["Conversation"] if row["started_at"]),
            key=lambda row: row["started_at"],
        )
        for before, after in pairwise(held):
            assert before["ended_at"] < after["started_at"]
        zone = ZoneInfo(rhythm.zone)
        for row in rows["Conversation"]:
            elsewhere = row["planned_at"].astimezone(zone).date() != row["rhythm_on"]
            assert row["moved"] == elsewhere


def test_the_next_one_is_where_the_rhythm_says(told: list[tuple[Pair, Rows]]) -> None:
    planned = 0
    for pair, rows in told:
        ahead = [row for row in rows["Conversation"] if row["state"] == "planned"]
        assert len(ahead) <= 1
        if not ahead:
            continue
        planned += 1
        rule = recurrence_of(rhythm_of(pair))
        before = ahead[0]["planned_at"] - dt.timedelta(hours=1)
        assert occurrences(rule, after=before, count=1) == [
            (ahead[0]["rhythm_on"], ahead[0]["planned_at"])
        ]
    assert planned >= 35


def test_every_row_has_the_event_its_verb_records(told: list[tuple[Pair, Rows]]) -> None:
    for pair, rows in told:
        happened = [(event.kind, event.subject_id) for event in events_of(pair)]
        assert len(happened) == len(set(happened)) or repeated_answers(happened)
        expected: dict[str, Callable[[dict[str, Any]], list[str]]] = {
            "Item": lambda r: (
                ["item_added"] + ([f"item_{r['state']}"] if r["state"] != "open" else [])
            ),
            "Note": lambda r: ["note_added"],
            "PrivateNote": lambda r: ["private_note_added"],
            "Raise": lambda r: ["raise_made"] + (["raise_settled"] if r["settled_at"] else []),
            "Agreement": lambda r: ["agreement_made"],
            "Arrangement": lambda r: ["arrangement_asked", "arrangement_agreed"],
            "Action": lambda r: (
                ["action_made"]
                + ([f"action_{r['state']}"] if r["state"] in ("done", "dropped") else [])
            ),
            "Conversation": conversation_events,
            "ProjectLine": lambda r: (
                ["project_line_added", "project_word"]
                + (["project_line_ended"] if r["ended_at"] else [])
            ),
        }
        for kind, kinds_of in expected.items():
            for row in rows[kind]:
                for what in kinds_of(row):
                    assert (what, row["id"]) in happened


def conversation_events(row: dict[str, Any]) -> list[str]:
    if row["state"] == "planned":
        return []
    if row["state"] == "skipped":
        return ["conversation_skipped"]
    return (
        ["conversation_met_elsewhere"]
        if row["elsewhere"]
        else ["conversation_started", "conversation_wrapping", "conversation_closed"]
    )


def repeated_answers(happened: list[tuple[str, Any]]) -> bool:
    """Only an answer may be given twice, still looking and still looking, a project's word, and
    what is said of an objective as it goes."""
    twice = {kind for kind, subject in happened if happened.count((kind, subject)) > 1}
    goes_on = {"objective_updated", "objective_step", "objective_timing", "objective_keep"}
    return twice <= {"raise_looking", "project_word", *goes_on}


def test_a_verb_would_have_taken_every_text(told: list[tuple[Pair, Rows]]) -> None:
    most = {
        ("Item", "text"): ITEM_MOST,
        ("Note", "text"): NOTE_MOST,
        ("PrivateNote", "text"): NOTE_MOST,
        ("Action", "text"): ITEM_MOST,
        ("Action", "if_it_slips"): ITEM_MOST,
        ("Agreement", "text"): ITEM_MOST,
        ("Answer", "sentence"): ITEM_MOST,
        ("Conversation", "line"): LINE_MOST,
        ("Conversation", "summary"): SUMMARY_MOST,
        ("Conversation", "employee_sentence"): SENTENCE_MOST,
        ("Conversation", "manager_sentence"): SENTENCE_MOST,
    }
    for _pair, rows in told:
        for (kind, name), limit in most.items():
            for row in rows[kind]:
                assert len(row[name]) <= limit
                if name in ("text", "sentence"):
                    assert row[name]
