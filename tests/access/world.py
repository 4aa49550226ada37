"""One of every record, each with the people who may see it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from heard.activity.models import Undo
from heard.blend.choosing import choose
from heard.blend.stating import state
from heard.blend.wishing import wish
from heard.conversations.agreeing import agree, need_answer, promise
from heard.conversations.arranging import ask_for
from heard.conversations.checking_in import check_in
from heard.conversations.gathering import add_item
from heard.conversations.holding import close, start
from heard.conversations.keeping_lines import add_line
from heard.conversations.models import ArrangementWhy, Pair, Rhythm, SaidBack, Thinking, Told
from heard.conversations.noting import add_note, keep_private_note
from heard.conversations.passing_up import agree_to_words, answer_back, pass_up
from heard.conversations.planning import keep_rhythm
from heard.conversations.saying_back import say_back
from heard.conversations.sharing import audiences_of, keep_back, show
from heard.conversations.stepping import take_step
from heard.conversations.thinking_through import think_through
from heard.people.importing.bringing_in import apply_preview
from heard.people.importing.previewing import begin, plan_of
from heard.people.models import AccessToken, Invitation, Person
from heard.privacy.keys import acting_as
from heard.wellbeing.keeping_places import add_place
from tests.access.feedback import give_feedback
from tests.access.objectives import set_out_objectives
from tests.access.opportunities import open_up
from tests.cast import Cast, pair_of

THE_TWO = frozenset({"priya", "mario"})


@dataclass
class World:
    """Records by name, and who may see each."""

    cast: Cast
    rows: dict[str, models.Model] = field(default_factory=dict)
    seen_by: dict[str, frozenset[str]] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, row: models.Model, seen_by: frozenset[str] | set[str]) -> None:
        self.rows[name] = row
        self.seen_by[name] = frozenset(seen_by)


@pytest.fixture
def world(cast: Cast) -> World:
    """Priya and Mario's page with one of everything on it, and what lies around it."""
    world = World(cast)
    priya, mario = cast.priya, cast.mario
    with acting_as(priya):
        pair = pair_of(priya, mario)
        former = pair_of(priya, cast.fen)
        world.add("pair", pair, THE_TWO)
        world.add("pair with Fen", former, {"priya"})
        keep_rhythm(pair, _rhythm(pair), by=priya)
        shared = add_item(pair, by=priya, text="The testing kit")
        world.add("item", shared, THE_TWO)
        private = add_item(pair, by=priya, text="Whether to move to Research", audience="only_me")
        world.add("private item", private, {"priya"})
        world.add("note", add_note(shared, by=priya, text="Three phones"), THE_TWO)
        hidden = add_note(private, by=priya, text="Not before spring")
        world.add("note on a private item", hidden, {"priya"})
        own = keep_private_note(pair, by=priya, text="He was kind about it")
        world.add("private note", own, {"priya"})
        for item, name in ((shared, "thinking"), (private, "thinking on a private item")):
            think_through(item, by=priya, boxes=["A trial", "", "", "Ask Ruth"])
            seen_by = {"priya"} if item.is_private else THE_TWO
            world.add(name, Thinking.objects.get(item=item), seen_by)
        raised = add_item(pair, by=priya, text="A day with Yusuf")
        world.add("raise", need_answer(raised, by=priya), THE_TWO)
        passing = add_item(pair, by=priya, text="A second researcher")
        to_pass = need_answer(passing, by=priya)
        undo = Undo.objects.visible_to(priya).filter(subject_id=shared.id).get()
        world.add("undo", undo, {"priya"})
        told = check_in(by=priya, answers={"week": "mixed"}, reader="only_me", note="Long days")
        world.add("check-in", told, {"priya"})
        token, _secret = AccessToken.issue(priya, name="script")
        world.add("token", token, {"priya"})
    with acting_as(mario):
        pair = pair_of(priya, mario)
        say_back(shared, by=mario, text="You need the kit")
        world.add("said back", SaidBack.objects.get(item=shared), THE_TWO)
        world.add("agreement", agree(pair, by=mario, text="Fridays at home"), THE_TWO)
        world.add("project line", add_line(pair, by=mario, text="The ferry board"), THE_TWO)
        asked = ask_for(pair, by=mario, what="Mondays from Leeds", why="School", why_for_me=True)
        world.add("arrangement", asked, THE_TWO)
        why = ArrangementWhy.objects.visible_to(mario).get(arrangement=asked)
        world.add("reason for the arrangement", why, {"mario"})
        world.add("action", promise(pair, by=mario, text="Ask Ruth"), THE_TWO)
        aside = keep_private_note(pair, by=mario, text="Ask Sol about the grade")
        world.add("manager's private note", aside, {"mario"})
        worded = pass_up(world.rows["raise"], by=mario, to=cast.sol, text="A day outside")  # type: ignore[arg-type]
        world.add("words to pass up", worded, THE_TWO)
        passed = pass_up(to_pass, by=mario, to=cast.sol, text="Is there money for a second?")
        conversation = close(start(pair, by=mario), by=mario)
        world.add("conversation", conversation, THE_TWO)
        world.words["on"] = timezone.localtime(conversation.started_at, priya.zone).date()
    with acting_as(priya):
        agree_to_words(passed, by=priya)
    world.add("passed up", passed, THE_TWO | {"sol"})
    with acting_as(cast.sol):
        back = answer_back(
            passed,
            by=cast.sol,
            outcome="looking",
            sentence="Asking Ruth",
            look_again_on=cast.sol.today() + dt.timedelta(days=9),
        )
    world.add("what came back", back, THE_TWO | {"sol"})
    tell_own(world)
    set_out_objectives(world)
    give_feedback(world)
    open_up(world)
    with acting_as(cast.hana):
        written = "Email,Name,Title\nida@example.com,Ida Berg,Designer\n"
        preview = begin(written, by=cast.hana)
        seen = plan_of(preview, by=cast.hana).fingerprint
        brought = apply_preview(preview, by=cast.hana, seen=seen)
        world.add("people import", brought, {"hana", "ade"})
        written = "Email,Name,Title\nida@example.com,Ida Berg,Design lead\n"
        world.add("import preview", begin(written, by=cast.hana), {"hana"})
        place = add_place(by=cast.hana, name="The helpline", how="020 7946 0000, day and night")
        world.add("place to turn to", place, set(cast.everyone) - {"otto"})
    with acting_as(cast.ade):
        newcomer = Person(name="Noa Levy", email="noa@example.com")
        newcomer.save()
        world.words["join"] = Invitation.issue(newcomer, by=cast.ade)
        world.words["recover"] = Invitation.issue(cast.pia, by=None, purpose="recover")
    return world


def tell_own(world: World) -> None:
    """What Priya says of herself: of each kind something private and something Mario is shown."""
    priya = world.cast.priya
    with acting_as(priya):
        audience = audiences_of(priya, [pair_of(priya, world.cast.mario)])[0]
        private = {
            "element": choose(by=priya, element="body", matters="very", how_it_is="poor"),
            "statement": state(by=priya, kind="thanks", text="Quietly, at the end of a day"),
            "wish": wish(by=priya, direction="less_of", text="Minutes of the board"),
        }
        shown = {
            "shown element": choose(by=priya, element="learning", matters="very"),
            "shown statement": state(by=priya, kind="hard_news", text="Straight away"),
            "shown wish": wish(by=priya, direction="more_of", text="Presenting to customers"),
        }
        changing = wish(by=priya, direction="more_of", text="Teaching the new ones")
        for name, row in {**private, **shown}.items():
            world.add(name, row, {"priya"})
        show([*shown.values(), changing], audience, by=priya)
        keep_back([changing], audience, by=priya)
        copies = Told.copies_of(priya)
        for name, row in shown.items():
            told = copies[row.id][0]
            world.add(f"told {name.removeprefix('shown ')}", told, THE_TWO)
        world.add("wish taken back", copies[changing.id][0], {"priya"})
        step = take_step(copies[shown["shown wish"].id][0], by=priya, state="trying")
        world.add("wish step", step, THE_TWO)


def _rhythm(pair: Pair) -> Rhythm:
    return Rhythm(
        pair=pair,
        kind="fortnightly",
        first_on=timezone.localdate() + dt.timedelta(days=1),
        at=dt.time(10),
        zone="Europe/London",
    )
