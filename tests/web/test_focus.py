"""What a conversation is about: said in one step by either, kept on the record, never required."""

import pytest

from heard.conversations.focusing import choose_focus
from heard.conversations.holding import close, start
from heard.conversations.models import Conversation, Focus, Pair
from heard.conversations.suggesting.arcs import ARCS
from heard.conversations.suggesting.bank import bank
from heard.conversations.suggesting.choosing import suggestions
from heard.conversations.suggesting.fitting import may_ask
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of, signed_in


def about(cast: Cast) -> str:
    with acting_as(cast.priya):
        focus = Focus.objects.filter(pair=pair_of(cast.priya, cast.mario)).first()
        return focus.about if focus else ""


@pytest.mark.parametrize("who", ["priya", "mario"])
def test_either_chooses_in_one_step_and_both_read_it(cast: Cast, pair: Pair, who: str) -> None:
    browser = signed_in(cast.everyone[who])
    for where in ("", "/prep"):
        html = browser.get(f"/with/{pair.address}{where}").content.decode()
        assert f'action="/with/{pair.address}/focus"' in html
    response = browser.post(f"/with/{pair.address}/focus", {"about": "growth"})
    assert response.status_code == 302
    for reader in (cast.priya, cast.mario):
        html = signed_in(reader).get(f"/with/{pair.address}").content.decode()
        selected = html[html.index('value="growth"') : html.index('value="unstuck"')]
        assert "selected" in selected


def test_it_can_be_switched_midway_and_left_open(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        start(pair, by=cast.priya)
    browser = signed_in(cast.mario)
    for choice in ("career", "wellbeing", ""):
        browser.post(f"/with/{pair.address}/focus", {"about": choice})
        assert about(cast) == choice


def test_only_a_subject_there_is(cast: Cast, pair: Pair) -> None:
    response = signed_in(cast.priya).post(f"/with/{pair.address}/focus", {"about": "weather"})
    assert response.status_code == 422
    assert about(cast) == ""


def test_closing_puts_it_on_the_record_and_the_next_is_open(cast: Cast, pair: Pair) -> None:
    with acting_as(cast.priya):
        choose_focus(pair, "wellbeing", by=cast.priya)
        close(start(pair, by=cast.priya), by=cast.priya)
        held = Conversation.objects.visible_to(cast.priya).held().get()
        assert held.focus == "wellbeing"
        again = close(start(pair, by=cast.priya), by=cast.priya)
        assert again.focus == ""
    assert about(cast) == ""
    for address in (f"/with/{pair.address}/timeline",):
        assert "about Wellbeing" in signed_in(cast.mario).get(address).content.decode()


@pytest.mark.parametrize("subject", Focus.About.values)
@pytest.mark.parametrize("who", ["priya", "mario"])
def test_its_arc_leads_in_three_stages(cast: Cast, pair: Pair, subject: str, who: str) -> None:
    viewer = cast.everyone[who]
    with acting_as(cast.priya):
        choose_focus(pair, subject, by=cast.priya)
    with acting_as(viewer):
        three = suggestions(pair_of(cast.priya, cast.mario), viewer)
    stages = [set(stage) for stage in ARCS[subject].stages]
    assert [one.prompt.id in stage for one, stage in zip(three, stages, strict=True)] == [True] * 3
    assert all("you chose" in one.reason for one in three)


def test_each_stage_has_something_for_either_side() -> None:
    assert set(ARCS) == set(Focus.About.values)
    for arc in ARCS.values():
        for stage in arc.stages:
            prompts = [bank()[name] for name in stage]
            assert any(may_ask(one, employee=True) for one in prompts)
            assert any(may_ask(one, employee=False) for one in prompts)
