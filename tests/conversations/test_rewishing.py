"""A wish that is shown, on the one step: kept word for word while shown, gone when taken back."""

import datetime as dt
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, undo
from heard.blend.models import Wish
from heard.blend.wishing import reword_wish, wish, withdraw
from heard.conversations.coming_back import comes_back
from heard.conversations.models import Pair, ShownWish, Told
from heard.conversations.rewishing import pivot_wish
from heard.conversations.sharing import audiences_of, keep_back, show
from heard.lib.refusals import Conflict, Refusal
from heard.objectives.models import Revision
from heard.objectives.pivoting import standing
from heard.people.models import Person
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in


@pytest.fixture
def wanted(cast: Cast, pair: Pair) -> Wish:
    """Priya's, shown to Mario."""
    with acting_as(cast.priya):
        row = wish(by=cast.priya, direction="more_of", text="Presenting", because="I explain well")
        show([row], audiences_of(cast.priya, [pair])[0], by=cast.priya)
    return row


def as_shown(person: Person, row: Wish) -> ShownWish:
    found: ShownWish = ShownWish.objects_for(person).get(source_id=row.id)
    return found


def stored(person: Person) -> int:
    """What lies in the rows themselves, whoever may see it."""
    with acting_as(person), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM objectives_revision WHERE subject_kind = 'wish'")
        return int(cursor.fetchone()[0])


def change(cast: Cast, row: Wish, text: str = "Presenting to customers") -> Any:
    with acting_as(cast.priya):
        return pivot_wish(
            as_shown(cast.priya, row),
            by=cast.priya,
            choice="emphasis",
            reason="learned",
            note="After Leeds",
            text=text,
        )


def test_it_holds_at_once_for_both_and_the_old_words_stay_readable(
    cast: Cast, wanted: Wish
) -> None:
    change(cast, wanted)
    with acting_as(cast.priya):
        assert Wish.objects.get(id=wanted.id).text == "Presenting to customers"
    with acting_as(cast.mario):
        assert as_shown(cast.mario, wanted).says()["text"] == "Presenting to customers"
        revision = Revision.objects.visible_to(cast.mario).get()
        assert (revision.said["text"], revision.note) == ("Presenting", "After Leeds")
        assert revision.asked is None
    page = signed_in(cast.mario).get(f"/revisions/{revision.id}")
    assert page.status_code == 200
    assert "Presenting to customers" in page.content.decode()
    for name in ("pia", "sol", "hana", "ade", "fen", "otto"):
        assert signed_in(cast.everyone[name]).get(f"/revisions/{revision.id}").status_code == 404


def test_other_words_on_ones_own_page_are_kept_the_same_way(cast: Cast, wanted: Wish) -> None:
    with acting_as(cast.priya):
        reword_wish(wanted, by=cast.priya, text="Speaking")
    with acting_as(cast.mario):
        revision = Revision.objects.visible_to(cast.mario).get()
        assert (revision.choice, revision.said["text"], revision.says["text"]) == (
            "edit",
            "Presenting",
            "Speaking",
        )


@pytest.mark.parametrize("how", ["taken back", "withdrawn", "stopped", "change of manager"])
def test_every_version_and_note_is_destroyed_at_once(cast: Cast, wanted: Wish, how: str) -> None:
    change(cast, wanted)
    assert stored(cast.priya) == 1
    with acting_as(cast.priya):
        if how == "taken back":
            pages = Pair.objects.live().filter(employee=cast.priya).select_related("manager")
            keep_back([wanted], audiences_of(cast.priya, pages)[0], by=cast.priya)
        elif how == "withdrawn":
            withdraw(Wish.objects.get(id=wanted.id), by=cast.priya)
        elif how == "stopped":
            pivot_wish(as_shown(cast.priya, wanted), by=cast.priya, choice="stop")
        else:
            report_to(cast.priya, cast.sol)
    assert stored(cast.priya) == 0
    with acting_as(cast.priya):
        assert Told.objects.get(source_id=wanted.id).says == {}
    with acting_as(cast.mario):
        assert not ShownWish.objects_for(cast.mario).exists()


def test_withdrawn_and_brought_back_it_begins_without_a_past(cast: Cast, wanted: Wish) -> None:
    change(cast, wanted)
    with acting_as(cast.priya):
        way = pivot_wish(as_shown(cast.priya, wanted), by=cast.priya, choice="stop")
        assert way is not None
        undo(Undo.objects.get(id=way), by=cast.priya)
    with acting_as(cast.mario):
        assert as_shown(cast.mario, wanted).says()["text"] == "Presenting to customers"
        assert not Revision.objects.visible_to(cast.mario).exists()


def test_undo_says_again_what_it_said_to_both(cast: Cast, wanted: Wish) -> None:
    way = change(cast, wanted)
    with acting_as(cast.priya):
        undo(Undo.objects.get(id=way), by=cast.priya)
        assert Wish.objects.get(id=wanted.id).text == "Presenting"
    with acting_as(cast.mario):
        assert as_shown(cast.mario, wanted).says()["text"] == "Presenting"


def test_only_whose_wish_it_is_changes_it(cast: Cast, wanted: Wish) -> None:
    with acting_as(cast.mario):
        theirs = as_shown(cast.mario, wanted)
        with pytest.raises(Refusal):
            pivot_wish(theirs, by=cast.mario, choice="emphasis", reason="other", text="Less")
        assert not Revision.objects.exists()


def test_with_another_day_it_comes_back_on_it_for_both(cast: Cast, wanted: Wish) -> None:
    day = cast.priya.today() + dt.timedelta(days=60)
    with acting_as(cast.priya):
        shown = as_shown(cast.priya, wanted)
        pivot_wish(shown, by=cast.priya, choice="timing", reason="capacity", on=day)
        with pytest.raises(Refusal):
            pivot_wish(
                shown, by=cast.priya, choice="timing", reason="capacity", on=cast.priya.today()
            )
    for reader in (cast.priya, cast.mario):
        with acting_as(reader):
            page = Pair.objects.live().get(employee=cast.priya)
            (one,) = [found for found in comes_back(page, reader) if found.kind == "wish"]
            assert (one.on, one.dated) == (day, True)


def test_through_the_page(cast: Cast, wanted: Wish) -> None:
    with acting_as(cast.priya):
        path = f"/wishes/{as_shown(cast.priya, wanted).id}/pivot"
    client = signed_in(cast.priya)
    sent = {"choice": "rethink", "rethink": "Teaching", "reason": "direction", "base": "0"}
    assert "Presenting" in client.get(path).content.decode()
    assert "Teaching" in client.post(path, {**sent, "do": "preview"}).content.decode()
    assert client.post(path, {**sent, "reason": ""}).status_code == 422
    answer = client.post(path, sent)
    assert answer.status_code == 302
    assert client.post(path, {**sent, "rethink": "Coaching"}).status_code == 409
    known = signed_in(cast.mario).get(f"/with/{_address(cast)}/what-we-know").content.decode()
    assert "Thought again" in known
    assert "Teaching" in known


def _address(cast: Cast) -> str:
    with acting_as(cast.priya):
        return Pair.objects.live().get(employee=cast.priya).short_id


WORDS = st.sampled_from(["Presenting", "Speaking", "Teaching"])
DEEDS = st.one_of(
    st.tuples(st.just("pivot"), st.sampled_from(["emphasis", "rethink", "keep"]), WORDS),
    st.tuples(st.just("timing"), st.integers(1, 3), st.booleans()),
    st.tuples(st.just("reword"), WORDS, WORDS),
    st.tuples(st.just("undo"), st.integers(0, 2)),
    st.tuples(st.sampled_from(["take back", "withdraw"])),
    st.tuples(st.just("show")),
)


@given(deeds=st.lists(DEEDS, min_size=3, max_size=12))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_happens_the_present_is_the_last_version_while_it_is_shown(
    cast: Cast, pair: Pair, deeds: list[tuple[Any, ...]]
) -> None:
    """And nothing is left of any version once it is not."""
    me = cast.priya
    with acting_as(me):
        row = wish(by=me, direction="more_of", text="Presenting")
        audience = audiences_of(me, [pair])[0]
        show([row], audience, by=me)
        for deed in deeds:
            with suppress(Refusal, Conflict, NothingToUndo, ShownWish.DoesNotExist):
                _act(deed, Wish.objects.get(id=row.id), audience, me)
            _check(row, me)
    with acting_as(me):
        Undo.objects.visible_to(me).delete()


def _act(deed: tuple[Any, ...], row: Wish, audience: Any, me: Person) -> None:
    match deed:
        case "pivot", choice, text:
            shown = as_shown(me, row)
            pivot_wish(shown, by=me, choice=choice, reason="learned", text=text)
        case "timing", days, stale:
            shown = as_shown(me, row)
            on = me.today() + dt.timedelta(days=days)
            base = 0 if stale else standing(shown)
            pivot_wish(shown, by=me, choice="timing", reason="capacity", on=on, base=base)
        case "reword", text, because:
            reword_wish(row, by=me, text=text, because=because)
        case "undo", which:
            ways = Undo.objects.visible_to(me).usable().order_by("-created_at")
            if which < len(ways):
                undo(ways[which], by=me)
        case ("take back",):
            keep_back([row], audience, by=me)
        case ("withdraw",):
            withdraw(row, by=me)
        case ("show",):
            show([row], audience, by=me)


def _check(row: Wish, me: Person) -> None:
    now = Wish.objects.get(id=row.id)
    copy = Told.objects.filter(source_id=row.id).first()
    history = Revision.objects.filter(subject_kind="wish", subject_id=copy.id if copy else row.id)
    if copy is None or copy.withdrawn_at is not None:
        assert not history.exists()
        return
    shown = as_shown(me, row)
    assert shown.says()["text"] == now.text
    assert shown.says()["because"] == now.because
    told = list(Revision.objects.of(shown))
    assert [one.number for one in told] == list(range(1, len(told) + 1))
    in_force = list(Revision.objects.of(shown).in_force())
    for before, after in pairwise(in_force):
        assert after.said == before.says
    if in_force:
        assert shown.says() == in_force[-1].says
