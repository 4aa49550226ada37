"""Leaking: everything a manager can get of a page, byte by byte; and acts that must not show in it.

The clock stands still while it is read, so that only what was done in between can make a
difference. Tokens against forged requests are new each time and say nothing; they are masked.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import time_machine
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from heard.blend.choosing import choose, describe
from heard.blend.models import Element
from heard.blend.models.element import CHOSEN_MOST
from heard.blend.stating import state
from heard.blend.wishing import wish
from heard.conversations.balancing import say_how_it_was
from heard.conversations.checking_in import check_in
from heard.conversations.gathering import add_item, reword
from heard.conversations.models import Conversation, Item, Pair
from heard.conversations.noting import add_note, keep_private_note
from heard.conversations.suggesting.using import add_suggestion, decline
from heard.conversations.telling import take_back, tell
from heard.feedback.asking import ask, ask_more
from heard.feedback.asking import decline as decline_ask
from heard.feedback.giving import give, withdraw
from heard.feedback.giving import reword as reword_feedback
from heard.feedback.inviting import ask_outside
from heard.feedback.models import Ask, Feedback
from heard.feedback.receiving import (
    keep,
    make_of_it,
    open_first,
    put_away,
    show_to_manager,
    stop_showing,
)
from heard.feedback.thanking import thank
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.api.conftest import Script, script_of
from tests.cast import pair_of, signed_in

MASKED = [
    re.compile(rb'name="csrfmiddlewaretoken" value="\w+"'),
    re.compile(rb'name="client_id" value="[\w-]+"'),
]
PAGES = (
    "/",
    "/with?all=1",
    "/undo",
    "/with/{page}",
    "/with/{page}/prep",
    "/with/{page}/suggestions",
    "/with/{page}/suggestions?turn=1",
    "/with/{page}/suggestions?turn=2",
    "/with/{page}/timeline",
    "/with/{page}/rhythm",
    "/with/{page}/what-we-know",
    "/with/{page}/{on}",
    "/feedback",
    "/feedback/given",
    "/feedback/asks",
    "/feedback/thanks",
    "/feedback/upward",
    "/search?q=secret",
    "/search?q=kit",
)
ANSWERS = (
    "pairs",
    "pairs/{id}",
    "pairs/{id}/items",
    "pairs/{id}/raises",
    "pairs/{id}/actions",
    "pairs/{id}/agreements",
    "pairs/{id}/conversations",
    "pairs/{id}/private-notes",
    "pairs/{id}/suggestions",
    "pairs/{id}/suggestions?turn=1",
    "pairs/{id}/what-we-know",
    "feedback",
    "feedback/asks",
    "thanks",
)
SECRET = "secret"


class Onlooker:
    """Mario, with a browser and a script, looking at Priya's page at one moment."""

    def __init__(self, pair: Pair, at: dt.datetime) -> None:
        self.pair, self.at = pair, at
        with time_machine.travel(at, tick=False):
            self.browser: Client = signed_in(pair.manager)
            self.script: Script = script_of(pair.manager)

    def gets(self) -> dict[str, bytes]:
        """Every page, answer and letter, by where it comes from."""
        with time_machine.travel(self.at, tick=False):
            return {**self._pages(), **self._answers(), **self._letters()}

    def _pages(self) -> dict[str, bytes]:
        with acting_as(self.pair.manager):
            held = Conversation.objects.filter(pair=self.pair).held().order_by("started_at").last()
        assert held is not None
        assert held.started_at is not None
        on = timezone.localtime(held.started_at, self.pair.manager.zone).date()
        found = {}
        for pattern in PAGES:
            response = self.browser.get(pattern.format(page=self.pair.address, on=on))
            assert response.status_code == 200, (pattern, response.status_code)
            found[pattern] = masked(response.content)
        return found

    def _answers(self) -> dict[str, bytes]:
        found = {}
        for pattern in ANSWERS:
            response = self.script.ask("GET", pattern.format(id=self.pair.id))
            assert response.status_code == 200, (pattern, response.status_code)
            found[f"api {pattern}"] = masked(response.content)
        return found

    def _letters(self) -> dict[str, bytes]:
        """The summary by mail, were they to talk now; and it is as if they never had."""
        mail.outbox.clear()
        with transaction.atomic():
            for path in ("start", "wrap"):
                sent = {"do": "close"} if path == "wrap" else {}
                self.browser.post(f"/with/{self.pair.address}/{path}", sent)
            wrap_up = masked(self.browser.get(f"/with/{self.pair.address}").content)
            transaction.set_rollback(True)
        letters = [f"{one.to} {one.subject}\n{one.body}" for one in mail.outbox]
        return {"held": wrap_up, "mail": "\n".join(sorted(letters)).encode()}


def masked(content: bytes) -> bytes:
    for pattern in MASKED:
        content = pattern.sub(b"", content)
    return content


def differences(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, str]:
    """Where the two differ, with the first bytes that do."""
    found = {}
    for name, content in before.items():
        if content != after[name]:
            pairs = zip(content.split(b"\n"), after[name].split(b"\n"), strict=False)
            line = next((two for two in pairs if two[0] != two[1]), (b"", b"(longer)"))
            found[name] = f"{line[0][:200]!r} became {line[1][:200]!r}"
    return found


# What Priya may do without a trace for Mario. Each takes a number, so that no two are alike.
Act = Callable[[Pair, Person, int], object]


def _element(pair: Pair, by: Person, number: int) -> Element | None:
    rows = list(Element.objects.visible_to(by).chosen())
    if len(rows) < CHOSEN_MOST:
        felt = {"matters": "very", "how_it_is": ["poor", "good"][number % 2]}
        return choose(by=by, name=f"{SECRET} {number}", **felt)
    return describe(rows[number % len(rows)], by=by, how_it_is=["poor", "fine"][number % 2])


def _shown_and_taken_back(pair: Pair, by: Person, number: int) -> None:
    row = _element(pair, by, number)
    assert row is not None
    tell(pair, row, by=by)
    take_back(row, by=by)


def _private_item(pair: Pair, by: Person, number: int) -> None:
    item = add_item(pair, by=by, text=f"{SECRET} {number}", audience="only_me")
    add_note(item, by=by, text=f"{SECRET} {number}")
    reword(item, by=by, text=f"{SECRET}, again", base=None)
    if number % 2:
        item.settle("covered" if number % 3 else "let_go", by=by)


def _kept_back(pair: Pair, by: Person, number: int) -> None:
    held = Conversation.objects.filter(pair=pair).held().order_by("started_at").last()
    assert held is not None
    held.pair = pair
    talked = ["keep", "manager", "employee"][number % 3]
    say_how_it_was(held, by=by, worth=["no", "keep"][number % 2], talked=talked)


def _low_week(pair: Pair, by: Person, number: int) -> None:
    answers = {"week": ["rough", "great"][number % 2], "load": ["far_too_much"][0]}
    check_in(by=by, answers=answers, reader="only_me", note=SECRET)


def _pia(by: Person) -> Person:
    return Person.objects.visible_to(by).select_related("organisation").get(name__startswith="Pia")


def _words(number: int) -> dict[str, str]:
    return {name: f"{SECRET} {name} {number}" for name in ("about", "moment", "saw", "led_to")}


def _gave(pair: Pair, by: Person, number: int) -> None:
    given = give(_pia(by), by=by, words=_words(number))
    reword_feedback(given, by=by, words=_words(number + 1))
    if number % 2:
        withdraw(given, by=by)


def _received(pair: Pair, by: Person, number: int) -> None:
    """Asked for, answered, read, thought about, kept, asked about once more, put away."""
    (asked,) = ask([_pia(by)], by=by, about=f"{SECRET} {number}")
    pia = _pia(by)
    with acting_as(pia):
        mine = Ask.objects.visible_to(pia).get(id=asked.id)
        given = give(by, by=pia, words=_words(number), ask=mine)
    read = Feedback.objects.visible_to(by).get(id=given.id)
    open_first(read, by=by)
    make_of_it(read, by=by, text=SECRET)
    keep(read, by=by)
    ask_more(read, by=by, question=SECRET)
    if number % 2:
        put_away(read, by=by)


def _declined(pair: Pair, by: Person, number: int) -> None:
    pia = _pia(by)
    with acting_as(pia):
        (asked,) = ask([by], by=pia, about=f"{SECRET} {number}")
    decline_ask(Ask.objects.visible_to(by).get(id=asked.id), by=by)


def _shown_no_more(pair: Pair, by: Person, number: int) -> None:
    """What their manager could have read for a moment they read no more, nor that they could."""
    pia = _pia(by)
    with acting_as(pia):
        given = give(by, by=pia, words=_words(number))
    read = Feedback.objects.visible_to(by).get(id=given.id)
    open_first(read, by=by)
    show_to_manager(read, by=by)
    stop_showing(read, by=by)


ACTS: dict[str, Act] = {
    "a private item": _private_item,
    "a private note": lambda pair, by, number: keep_private_note(pair, by=by, text=SECRET),
    "an element": _element,
    "shown and taken back": _shown_and_taken_back,
    "a wish": lambda pair, by, number: wish(by=by, direction="less_of", text=f"{SECRET} {number}"),
    "a strength": lambda pair, by, number: state(by=by, kind="strength", text=f"{SECRET} {number}"),
    "a low week": _low_week,
    "feedback given": _gave,
    "feedback asked for": _received,
    "feedback declined": _declined,
    "feedback shown and taken back": _shown_no_more,
    "thanks": lambda pair, by, number: thank([_pia(by)], by=by, text=f"{SECRET} {number}"),
    "an ask by link": lambda pair, by, number: ask_outside(
        by=by, address="joan@harbour.example", known_as=SECRET, about=f"{SECRET} {number}"
    ),
    "how it was": _kept_back,
    "not now": lambda pair, by, number: decline(
        pair, by=by, prompt_id=["CLR01", "TEM01", "GRO01"][number % 3], kind="not_now"
    ),
    "not for us": lambda pair, by, number: decline(
        pair, by=by, prompt_id=["STR04", "PRG05", "CAR03"][number % 3], kind="not_for_us"
    ),
    "a suggestion for oneself": lambda pair, by, number: add_suggestion(
        pair,
        by=by,
        prompt_id=["CLR01", "TEM01", "MOT02"][number % 3],
        audience=Item.Audience.ONLY_ME,
    ),
}


def do(acts: list[tuple[str, int]], by: Person, other: Person, clock: Any) -> None:
    """One after the other, a minute apart."""
    with acting_as(by):
        pair = pair_of(by, other)
        for name, number in acts:
            clock.shift(60)
            ACTS[name](pair, by, number)
