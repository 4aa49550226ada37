"""Histories: many pairs with two years behind them, different each, the same on each run.

Written in bulk, as the verbs would have left the rows. Own rows are written as their person.
"""

import datetime as dt
import json
import random
from collections.abc import Sequence
from itertools import count
from typing import Any

from django.utils import timezone

from heard.blend.models import Element
from heard.conversations.models import (
    Action,
    Conversation,
    Focus,
    Impression,
    Item,
    Pair,
    PromptUse,
    Raise,
    Rhythm,
    Showing,
    Told,
    WishStep,
)
from heard.conversations.suggesting.bank import bank
from heard.people.models import Organisation, Person, ReportingLine
from heard.privacy.keys import acting_as, with_nobody_acting
from heard.wellbeing.models import CheckIn
from tests.speed.year import write

WEEK = dt.timedelta(days=7)
STEPS = {"weekly": 7, "fortnightly": 14, "monthly": 30, "quarterly": 91}
LOADS = ["far_too_little", "a_bit_little", "about_right", "a_bit_much", "far_too_much"]
FEELINGS = ["rough", "flat", "mixed", "good", "great"]
MATTERS = ["little", "quite", "very", ""]
HOW = ["poor", "so_so", "fine", "good", ""]

# What a row points to comes before it.
IN_ORDER: list[type[Any]] = [
    *(Rhythm, ReportingLine, Conversation, Item, Raise),
    *(Action, Told, WishStep, Focus),
]


class Histories:
    """Pairs of one organisation, and the dice they are thrown with."""

    def __init__(self, organisation: Organisation, seed: int = 7) -> None:
        self.organisation = organisation
        self.dice = random.Random(seed)
        self.now = timezone.now()
        self.numbers = count()
        self.prompts = sorted(bank())
        self.rows: dict[type[Any], list[dict[str, Any]]] = {}

    def pairs(self, number: int, *, conversations: int | None = None) -> list[Pair]:
        """So many, each with everything that stands on its page."""
        with with_nobody_acting(self.organisation.id):
            people = self._write(Person, [self._person() for _one in range(2 * number)])
            made = [
                {"employee": one, "manager": other, "created_at": self._ago(740)}
                for one, other in zip(people[::2], people[1::2], strict=True)
            ]
            pairs = self._write(Pair, made)
            for pair in pairs:
                self._history(pair, conversations)
            for model in IN_ORDER:
                self._write(model, self.rows.pop(model, []))
        for pair in pairs:
            self._own(pair)
        return pairs

    def _write(self, model: type[Any], rows: Sequence[dict[str, Any]]) -> list[Any]:
        return write(model, self.organisation, rows)

    def _add(self, model: type[Any], **values: Any) -> Any:
        """Remembered, to be written with all the others of its kind."""
        row = {"id": model._meta.pk.get_default(), **values}
        self.rows.setdefault(model, []).append(row)
        return model(organisation=self.organisation, **row)

    def _person(self) -> dict[str, Any]:
        number = next(self.numbers)
        started = self._ago(self.dice.choice([20, 60, 185, 300, 362, 370, 540, 900, 1100])).date()
        return {
            "name": f"Guest{number} Smith",
            "called": f"Guest{number}",
            "email": f"history{number}@example.com",
            "started_on": self.dice.choice([started, None]),
        }

    def _ago(self, days: float) -> dt.datetime:
        return self.now - dt.timedelta(days=days)

    def _history(self, pair: Pair, conversations: int | None) -> None:
        kind = self.dice.choice([*STEPS, "fortnightly", "monthly", "as_needed"])
        step = STEPS.get(kind, 20)
        self._add(
            Rhythm, pair=pair, kind=kind, first_on=self.now.date(), at=dt.time(10), zone="UTC"
        )
        self._lines(pair)
        most = conversations or self.dice.choice([0, 1, 2, 3, 730 // step, 730 // step])
        since_last = self.dice.choice([3, step, step, 2 * step])
        last = [self._conversation(pair, since_last + number * step) for number in range(most)]
        self._planned(pair)
        only_news = self.dice.random() < 0.2
        for conversation in last:
            if conversation.state == "held":
                self._covered(pair, conversation, only_news=only_news)
        self._open_items(pair)
        self._actions(pair, [one for one in last if one.state == "held"])
        self._shown(pair)
        if self.dice.random() < 0.2:
            self._add(
                Focus,
                pair=pair,
                about=self.dice.choice(Focus.About.values),
                chosen_by=self.dice.choice([pair.employee, pair.manager]),
                chosen_at=self.now,
            )

    def _lines(self, pair: Pair) -> None:
        """Some had another manager before, a month or a year ago."""
        since = self._ago(self.dice.choice([30, 50, 400])).date()
        if self.dice.random() < 0.3:
            values = {"person": pair.employee, "manager": pair.manager}
            self._add(ReportingLine, **values, since=since)
            before = since - dt.timedelta(days=100)
            self._add(ReportingLine, **values, since=before, until=since)
            Pair.objects.filter(id=pair.id).update(created_at=self._ago(45))
            pair.created_at = self._ago(45)

    def _conversation(self, pair: Pair, days: int) -> Conversation:
        state = self.dice.choice(["held"] * 6 + ["skipped", "not_held"])
        at = self._ago(days)
        held = state == "held"
        made: Conversation = self._add(
            Conversation,
            pair=pair,
            state=state,
            planned_at=at,
            moved=self.dice.random() < 0.25,
            started_at=at if held else None,
            ended_at=at + dt.timedelta(minutes=30) if held else None,
        )
        return made

    def _planned(self, pair: Pair) -> None:
        hours = self.dice.choice([None, 5, 20, 100, -3, -30])
        if hours is not None:
            at = self.now + dt.timedelta(hours=hours)
            self._add(Conversation, pair=pair, state="planned", planned_at=at)

    def _item(self, pair: Pair, **values: Any) -> Item:
        number = next(self.numbers)
        prompt = self.dice.choice([*self.prompts, *[""] * 150])
        if self.dice.random() < 0.1:
            prompt = self.dice.choice(["PRG01", "PRG05", "PRG12"])
        by_manager = self.dice.random() < 0.3
        row: Item = self._add(
            Item,
            pair=pair,
            author=pair.manager if by_manager else pair.employee,
            section="manager" if by_manager else "employee",
            text=f"Whether the {number} phones come, and who signs",
            position=f"a{number}",
            **{"prompt": prompt, **values},
        )
        return row

    def _covered(self, pair: Pair, conversation: Conversation, *, only_news: bool) -> None:
        at = conversation.ended_at
        for _one in range(self.dice.choice([1, 2]) if only_news else self.dice.choice([0, 1, 3])):
            more = {"prompt": "PRG01"} if only_news else {}
            self._item(
                pair,
                state="covered" if only_news else self.dice.choice(["covered", "let_go"]),
                covered_in=conversation,
                settled_at=at,
                created_at=at,
                **more,
            )

    def _open_items(self, pair: Pair) -> None:
        for _one in range(self.dice.choice([0, 0, 1, 4])):
            created = self._ago(self.dice.choice([1, 15, 25, 100]))
            item = self._item(pair, carried=self.dice.choice([0, 1, 2, 3, 5]), created_at=created)
            if self.dice.random() < 0.4:
                self._add(
                    Raise,
                    pair=pair,
                    item=item,
                    raised_by=pair.employee,
                    created_at=created,
                    state=self.dice.choice(["raised", "heard", "looking", "no", "closed"]),
                    look_again_on=self._ago(self.dice.choice([-5, 5])).date(),
                    settled_at=None,
                )

    def _actions(self, pair: Pair, held: Sequence[Conversation]) -> None:
        for number in range(self.dice.choice([0, 1, 3])):
            done = self.dice.random() < 0.3
            self._add(
                Action,
                pair=pair,
                owner=self.dice.choice([pair.employee, pair.manager]),
                made_by=pair.employee,
                text=f"Ask Ruth for list {number}",
                due_on=self._ago(self.dice.choice([-5, 2, 40, 100])).date(),
                state="done" if done else self.dice.choice(["open", "open", "dropped"]),
                settled_at=self._ago(self.dice.choice([1, 50])) if done else None,
            )

    def _shown(self, pair: Pair) -> None:
        """What some employees show: an element, wishes, their check-ins."""
        share = self.dice.random()
        told = {"pair": pair, "person": pair.employee}
        if share < 0.4:
            said = {"element": "learning", "name": "", "in_my_words": ""} | self._felt()
            at = self._ago(self.dice.choice([5, 60]))
            changed = self.dice.choice([at, self._ago(2)])
            ids = {"source_id": Told._meta.pk.get_default(), "told_at": at, "changed_at": changed}
            self._add(Told, kind="element", content=json.dumps(said), **ids, **told)
        if share > 0.3:
            self._wish(pair, told)
        if 0.2 < share < 0.5:
            for week, answers in enumerate(self._weeks()):
                on = (self.now - week * WEEK).date().isoformat()
                copy: dict[str, Any] = {"on": on, "pack": "own", "answers": answers}
                ids = {"source_id": Told._meta.pk.get_default(), "told_at": self.now - week * WEEK}
                self._add(Told, kind="check_in", content=json.dumps(copy), **ids, **told)

    def _wish(self, pair: Pair, told: dict[str, Any]) -> None:
        wish = Told._meta.pk.get_default()
        said = {
            "direction": self.dice.choice(["more_of", "less_of"]),
            "text": "talking to customers",
            "because": "I learn",
            "instead": "",
            "tags": [],
        }
        at = self._ago(self.dice.choice([10, 40]))
        self._add(Told, kind="wish", content=json.dumps(said), source_id=wish, told_at=at, **told)
        if self.dice.random() < 0.4:
            self._add(
                WishStep,
                pair=pair,
                person=pair.employee,
                wish_id=wish,
                state=self.dice.choice(["trying", "not_now"]),
                look_again_on=self._ago(self.dice.choice([-20, 5])).date(),
                by=pair.manager,
            )

    def _felt(self) -> dict[str, str]:
        if self.dice.random() < 0.5:
            return {"matters": "very", "how_it_is": "poor"}
        return {"matters": self.dice.choice(MATTERS), "how_it_is": self.dice.choice(HOW)}

    def _weeks(self) -> list[dict[str, str]]:
        """Newest first; the last few are often low or heavy."""
        usual = self.dice.choice([1, 2, 3])
        low = self.dice.choice([0, 2, 3])
        down = self.dice.choice([-1, 1])
        feel = [min(4, max(0, usual - down))] * low + [usual] * (12 - low)
        load = self.dice.choice([[3, 4], [1, 0], [2, 2]])
        return [
            {"week": FEELINGS[one], "load": LOADS[load[week % 2] if week < 2 else 2]}
            for week, one in enumerate(feel)
        ]

    def _own(self, pair: Pair) -> None:
        """What each keeps for themselves, written as themselves."""
        talked = self.dice.random() < 0.4
        for person, by_employee in ((pair.manager, False), (pair.employee, True)):
            with acting_as(person):
                if talked:
                    last = Conversation.objects.filter(pair=pair).held().order_by("-started_at")[:2]
                    for one in last:
                        values = {"pair": pair, "conversation": one, "question": "talked"}
                        said = self.dice.choice(["manager"] * 6 + ["employee"])
                        self._write(Impression, [{**values, "person": person, "answer": said}])
                        self._write(Showing, [{**values, "by_employee": by_employee}])
                uses = [
                    {
                        "pair": pair,
                        "person": person,
                        "prompt": self.dice.choice(self.prompts),
                        "kind": self.dice.choice(PromptUse.Kind.values),
                        "created_at": self._ago(self.dice.choice([10, 70])),
                    }
                    for _one in range(self.dice.choice([0, 6]))
                ]
                self._write(PromptUse, uses)
                if by_employee:
                    self._own_words(person)

    def _own_words(self, person: Person) -> None:
        rows = [
            {"person": person, "element": name, "position": name, **self._felt()}
            for name in self.dice.choice([[], ["learning", "home"]])
        ]
        self._write(Element, rows)
        if self.dice.random() < 0.5:
            answers = [
                {
                    "person": person,
                    "on": (self.now - week * WEEK).date(),
                    "pack": "own",
                    "sealed_answers": json.dumps(said),
                }
                for week, said in enumerate(self._weeks())
            ]
            self._write(CheckIn, answers)
