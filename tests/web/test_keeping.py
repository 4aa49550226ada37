"""What the two keep: changed in one step, read word for word, met again on its day."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from heard.blend.wishing import wish
from heard.conversations.agreeing import agree
from heard.conversations.models import Agreement, Arrangement, Pair, Rhythm
from heard.conversations.planning import keep_rhythm
from heard.conversations.sharing import audiences_of, show
from heard.objectives.changing import set_out
from heard.objectives.models import Objective, Priority, Revision
from heard.objectives.prioritising import change_priority, put_first
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of, signed_in
from tests.conversations.conftest import thursdays

NEVER = re.compile(r"\b(late|overdue|failed|missed)\b", re.IGNORECASE)


def text_of(browser: Client, address: str) -> str:
    """The page, which never speaks of a penalty."""
    response = browser.get(address)
    assert response.status_code == 200, address
    page = response.content.decode()
    said = re.sub(r"<[^>]+>", " ", page)
    assert not NEVER.search(said), NEVER.search(said)
    return page


@pytest.fixture
def agreed(cast: Cast, pair: Pair) -> Agreement:
    """Made by Priya, to be looked at again today, with Mario's yes."""
    with acting_as(cast.priya):
        made = agree(pair, by=cast.priya, text="Fridays at home", review_on=cast.priya.today())
    with acting_as(cast.mario):
        made.accept(by=cast.mario)
    return made


def test_an_agreement_changes_in_one_step_and_the_other_agrees(
    cast: Cast, pair: Pair, agreed: Agreement
) -> None:
    priya, mario = signed_in(cast.priya), signed_in(cast.mario)
    where = f"/agreements/{agreed.id}"
    assert "Is it still right?" in text_of(priya, where)
    assert "Fridays at home" in text_of(priya, f"{where}/pivot?choice=emphasis")
    sent = {"choice": "emphasis", "emphasis": "Fridays and Mondays at home", "base": "0"}
    without = priya.post(f"{where}/pivot", sent)
    assert (without.status_code, "Say why" in without.content.decode()) == (422, True)
    assert priya.post(f"{where}/pivot", {**sent, "reason": "capacity"}).status_code == 302
    assert "asked" in text_of(mario, f"/with/{pair.address}")
    assert "Fridays and Mondays at home" in text_of(mario, f"/with/{pair.address}/asked")
    assert "Fridays and Mondays" not in text_of(priya, f"/with/{pair.address}/asked")
    with acting_as(cast.mario):
        revision = Revision.objects.visible_to(cast.mario).get()
    assert mario.post(f"/revisions/{revision.id}/agreement").status_code == 302
    side_by_side = text_of(priya, f"/revisions/{revision.id}")
    assert "Fridays at home" in side_by_side
    assert "Fridays and Mondays at home" in side_by_side
    with acting_as(cast.mario):
        assert Agreement.objects.visible_to(cast.mario).get().accepted_at is not None
    assert "Nothing waits" in text_of(mario, f"/with/{pair.address}/asked")


def test_the_preview_shows_both_and_saves_nothing(cast: Cast, agreed: Agreement) -> None:
    sent = {"choice": "rethink", "rethink": "From home when it suits", "do": "preview"}
    page = signed_in(cast.priya).post(f"/agreements/{agreed.id}/pivot", sent).content.decode()
    assert "From home when it suits" in page
    with acting_as(cast.priya):
        assert not Revision.objects.visible_to(cast.priya).exists()


def test_its_review_is_in_prep_on_its_day(cast: Cast, pair: Pair, agreed: Agreement) -> None:
    mario = signed_in(cast.mario)
    prep = f"/with/{pair.address}/prep"
    page = text_of(mario, prep)
    assert f"/agreements/{agreed.id}/pivot?choice=stop" in page
    assert mario.post(f"/agreements/{agreed.id}/pivot", {"choice": "keep"}).status_code == 302
    assert f"/agreements/{agreed.id}/pivot" not in text_of(mario, prep)


def test_an_arrangement_from_asking_to_the_trial(cast: Cast, pair: Pair) -> None:
    priya, mario = signed_in(cast.priya), signed_in(cast.mario)
    where = f"/with/{pair.address}/arrangements"
    assert priya.post(where, {"what": ""}).status_code == 422
    sent = {"what": "Mondays from Leeds", "why": "My mother", "why_for_me": "1"}
    assert priya.post(where, sent).status_code == 302
    with acting_as(cast.priya):
        one = f"/arrangements/{Arrangement.objects.visible_to(cast.priya).get().id}"
    assert "My mother" in text_of(priya, one)
    assert "My mother" not in text_of(mario, one)
    assert "Mondays from Leeds" in text_of(mario, where)
    assert mario.post(f"{one}/agreement", {"do": "try"}).status_code == 422
    assert mario.post(f"{one}/agreement", {"do": "try", "until": "in three months"}).status_code
    assert "On trial" in text_of(priya, one)
    assert "Mondays from Leeds" in text_of(priya, f"/with/{pair.address}/coming-back")


def test_another_rhythm_waits_for_a_word_and_says_why(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        keep_rhythm(pair, thursdays(pair), by=cast.priya)
        keep_rhythm(pair, thursdays(pair, kind="monthly"), by=cast.priya, reason="capacity")
        assert Rhythm.objects.visible_to(cast.priya).get().kind == "monthly"
    mario = signed_in(cast.mario)
    page = text_of(mario, f"/with/{pair.address}/asked")
    assert "Capacity" in page
    with acting_as(cast.mario):
        revision = Revision.objects.visible_to(cast.mario).get()
    assert "minutes" in text_of(mario, f"/revisions/{revision.id}")
    assert mario.post(f"/revisions/{revision.id}/talk").status_code == 302
    assert "Talk about our rhythm" in text_of(mario, f"/with/{pair.address}")


@pytest.fixture
def priority(cast: Cast) -> Priority:
    with acting_as(cast.sol):
        return put_first(by=cast.sol, level="organisation", sentence="Answer within a day")


def objective(person: Person, **words: Any) -> Objective:
    with acting_as(person):
        return set_out(by=person, words={"sentence": f"What {person.called} does", **words})


def test_a_changed_priority_is_asked_about_on_the_page_and_in_prep(
    cast: Cast, pair: Pair, priority: Priority
) -> None:
    people = (cast.priya, cast.mario, cast.pia)
    served = {one.called: objective(one, aligned_to=priority) for one in people}
    with acting_as(cast.sol):
        pages = [pair_of(cast.mario, cast.sol), pair_of(cast.pia, cast.mario)]
        change_priority(priority, by=cast.sol, words={"sentence": "Answer within an hour"})
    for person, page in zip(people, [pair, *pages], strict=True):
        browser = signed_in(person)
        assert 'id="asked"' in text_of(browser, f"/with/{page.address}")
        for address in (f"/with/{page.address}/asked", f"/with/{page.address}/prep"):
            said = text_of(browser, address)
            assert "Answer within a day" in said
            assert "Answer within an hour" in said
    answers: list[dict[str, str]] = [
        {"choice": "keep"},
        {"choice": "timing", "reason": "priority", "until": "in three months"},
        {"choice": "stop", "reason": "priority"},
    ]
    sol = signed_in(cast.sol)
    assert "Not all have answered yet" in text_of(sol, f"/priorities/{priority.id}")
    for person, page, sent in zip(people, [pair, *pages], answers, strict=True):
        browser, one = signed_in(person), served[person.called]
        assert browser.post(f"/objectives/{one.id}/pivot", sent).status_code == 302
        assert "Nothing waits" in text_of(browser, f"/with/{page.address}/asked")
        with acting_as(person):
            revision = Revision.objects.visible_to(person).get(subject_id=one.id)
        assert f"What {person.called} does" in text_of(browser, f"/revisions/{revision.id}")
    assert "All have answered" in text_of(sol, f"/priorities/{priority.id}")
    assert "All have answered" not in text_of(signed_in(cast.hana), f"/priorities/{priority.id}")


def test_objectives_beside_the_page_and_what_is_expected(cast: Cast, pair: Pair) -> None:
    one = objective(cast.priya)
    priya, mario = signed_in(cast.priya), signed_in(cast.mario)
    beside, back = f"/with/{pair.address}/objectives", {"back": f"/with/{pair.address}"}
    said = {"sentence": "Replies within a day"}
    assert priya.post(f"/objectives/{one.id}/expectation", {**said, **back}).status_code == 302
    assert "Waits to be confirmed" in text_of(priya, beside)
    assert "That is what is expected" in text_of(mario, beside)
    assert mario.post(f"/objectives/{one.id}/expectation", back).status_code == 302
    assert "You both confirmed it" in text_of(priya, beside)
    changed = {"sentence": "Replies within an hour"}
    assert priya.post(f"/objectives/{one.id}/expectation", changed).status_code == 302
    assert "That is what is expected" in text_of(mario, f"/with/{pair.address}/prep")
    tapped = {"word": "wobbling", **back}
    assert priya.post(f"/objectives/{one.id}/updates", tapped).status_code == 302
    assert "Wobbling" in text_of(mario, beside)


def test_side_by_side_joins_what_meets_and_names_what_does_not(
    cast: Cast, pair: Pair, priority: Priority
) -> None:
    with acting_as(cast.sol):
        put_first(by=cast.sol, level="organisation", sentence="Fewer releases")
    objective(cast.priya, aligned_to=priority)
    for name in ("priya", "mario"):
        page = text_of(signed_in(cast.everyone[name]), f"/with/{pair.address}/side-by-side")
        assert page.count('d="M0 ') == 1
        assert "No objective here serves: Fewer releases" in page
        assert "No objective here serves: Answer" not in page


def test_side_by_side_takes_no_less_of_for_a_wish(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        wanted = wish(by=cast.priya, direction="more_of", text="Presenting to customers")
        unwanted = wish(by=cast.priya, direction="less_of", text="Minutes of the board")
        show([wanted, unwanted], audiences_of(cast.priya, [pair])[0], by=cast.priya)
    page = text_of(signed_in(cast.mario), f"/with/{pair.address}/side-by-side")
    assert "In no objective yet: Presenting to customers" in page
    assert "Minutes of the board" not in page


def test_the_rhythm_page_takes_the_reason(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        keep_rhythm(pair, thursdays(pair), by=cast.priya)
    priya, where = signed_in(cast.priya), f"/with/{pair.address}/rhythm"
    assert 'name="reason"' in text_of(priya, where)
    first = (cast.priya.today() + dt.timedelta(days=3)).isoformat()
    sent = {"kind": "monthly", "first_on": first, "at": "10:00", "minutes": "30", "do": "keep"}
    assert priya.post(where, {**sent, "reason": "capacity"}).status_code == 302
    with acting_as(cast.priya):
        revision = Revision.objects.visible_to(cast.priya).get()
        assert (revision.reason, revision.said["kind"]) == ("capacity", "weekly")


def test_side_by_side_shows_only_what_both_can_read(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.mario):
        hidden = set_out(by=cast.mario, words={"sentence": "Between Mario and Sol"})
        shown = {"sentence": "For the team", "visibility": "team"}
        set_out(by=cast.mario, words=shown)
    assert hidden.visibility == "pair"
    page = text_of(signed_in(cast.mario), f"/with/{pair.address}/side-by-side")
    assert "Between Mario and Sol" not in page
    assert "For the team" in page


def test_what_ended_leads_back_to_it(cast: Cast, agreed: Agreement) -> None:
    priya = signed_in(cast.priya)
    where = f"/agreements/{agreed.id}"
    stop = {"choice": "stop", "reason": "direction", "note": "It did its work"}
    assert priya.post(f"{where}/pivot", stop).status_code == 302
    assert priya.get(f"{where}/pivot").status_code == 302
    page = text_of(priya, where)
    assert "It did its work" in page
