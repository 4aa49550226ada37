"""Words that would be scripts if a page let them: what somebody might write into any field."""

import datetime as dt

import pytest
from django.utils import timezone

from heard.conversations.agreeing import agree, need_answer, promise, say_how_sure
from heard.conversations.gathering import add_item
from heard.conversations.holding import amend, close, say_in_a_sentence, start, wrap_up
from heard.conversations.models import Conversation, Pair, Rhythm
from heard.conversations.noting import add_note, keep_private_note
from heard.conversations.planning import keep_rhythm, met_elsewhere, skip_next
from heard.people.importing.previewing import begin
from heard.people.models import AccessToken, Person
from heard.privacy.keys import acting_as
from tests.access.world import World
from tests.cast import pair_of

# Each would set `__ran`, or leave an attribute named `data-ran` behind.
SCRIPTS = (
    "<script data-ran>window.__ran=1;alert(1)</script>",
    "<img src=x data-ran onerror=window.__ran=1>",
    "<svg data-ran onload=window.__ran=1><script>window.__ran=1</script></svg>",
    "\"'><b data-ran onmouseover=window.__ran=1 autofocus onfocus=window.__ran=1 tabindex=1>x",
    "</textarea></title></script><script data-ran>window.__ran=1</script>",
    "[press](javascript:window.__ran=1) [p](JaVa\tscript:window.__ran=1)",
    '[press](https://example.com/"data-ran="1) [p](https://e.example \'onclick="window.__ran=1"\')',
    "![x](data:text/html,<script>window.__ran=1</script>) [d](data:text/html,<b>x)",
    "<a data-ran href=javascript:window.__ran=1>p</a><iframe srcdoc='<script>__ran=1</script>'>",
    "<div data-ran hx-get=/sign-out hx-trigger=load hx-on::load=window.__ran=1>x</div>",
    '{{ 7|add:7 }}{% include "base.html" %}{% debug %}${window.__ran=1}',
    "\u202e<script data-ran>window.__ran=1</script>\u202c z\u200be\u200dr\ufeffo 👩🏽‍🚀🏳️‍🌈",
    "--><script data-ran>window.__ran=1</script><!-- x=`window.__ran=1`",
)
SHORT = '"><script>window.__ran=1</script>'
# Four hundred characters: for fields that there is one of.
SEVERAL = " ".join((SHORT, SCRIPTS[1], SCRIPTS[3], SCRIPTS[5], SCRIPTS[9]))[:400]


@pytest.fixture
def poisoned(world: World) -> World:
    """Priya and Mario's page, its past and the directory, with a script in every field."""
    cast = world.cast
    with acting_as(cast.ade):
        for person, script in ((cast.priya, SCRIPTS[1]), (cast.mario, SHORT), (cast.pia, SHORT)):
            _rename(person, script)
        cast.priya.organisation.name = SCRIPTS[3][:120]
        cast.priya.organisation.save()
    pair = world.rows["pair"]
    assert isinstance(pair, Pair)
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        keep_rhythm(pair, _rhythm(pair), by=cast.priya)
        AccessToken.issue(cast.priya, name=SHORT)
        for script in SCRIPTS:
            _write_everywhere(pair, script, cast.priya)
        _hold_one(world, pair)
    with acting_as(cast.hana):
        rows = "".join(f'"{_quoted(one)}",x{n}@example.com,"{_quoted(one)}"\n' for n, one in CELLS)
        world.rows["import preview"] = begin(f"Name,Email,Title\n{rows}", by=cast.hana)
    return world


CELLS = [(number, script.replace("\t", " ")) for number, script in enumerate(SCRIPTS)]


def _quoted(cell: str) -> str:
    return cell.replace('"', '""')


def _rename(person: Person, script: str) -> None:
    person.name = person.called = script
    person.title = person.team = SEVERAL[:160]
    person.pronouns = SHORT
    person.save()


def _rhythm(pair: Pair) -> Rhythm:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    return Rhythm(
        pair=pair, kind="weekly", first_on=tomorrow, at=dt.time(10), zone="UTC", where=SEVERAL[:200]
    )


def _write_everywhere(pair: Pair, script: str, priya: Person) -> None:
    """An item with a note, a raise and its answer; alone; a promise, an agreement, a note."""
    item = add_item(pair, by=priya, text=script)
    add_note(item, by=priya, text=script)
    alone = add_item(pair, by=priya, text=script, audience="only_me")
    add_note(alone, by=priya, text=script)
    keep_private_note(pair, by=priya, text=script)
    action = promise(pair, by=priya, text=script, if_it_slips=script)
    say_how_sure(action, by=priya, sure=3, lift=script)
    agree(pair, by=priya, text=script)
    raised = need_answer(item, by=priya)
    with acting_as(pair.manager):
        raised.answer("partly", by=pair.manager, sentence=script)


def _hold_one(world: World, pair: Pair) -> None:
    """One held, with its sentences, summary and covered items; one skipped, one met elsewhere."""
    priya = world.cast.priya
    skip_next(pair, by=priya, line=SEVERAL)
    elsewhere = priya.today() - dt.timedelta(days=3)
    met_elsewhere(pair, by=priya, on=elsewhere, line=SEVERAL)
    held = start(pair, by=priya)
    for script in SCRIPTS:
        item = add_item(pair, by=priya, text=script)
        item.settle("covered", by=priya, in_=held)
    say_in_a_sentence(held, by=priya, text=SEVERAL)
    done = close(wrap_up(held, by=priya), by=priya)
    amend(done, by=priya, summary="\n\n".join(SCRIPTS))
    world.rows["poisoned conversation"] = Conversation.objects.get(id=done.id)
