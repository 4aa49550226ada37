"""The last step of joining: three optional sentences, kept and shown just as chosen."""

import pytest
from django.test import Client

from heard.blend.models import Statement
from heard.conversations.models import Pair, Told
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in

PATH = "/join/about-you"


@pytest.fixture
def priyas(cast: Cast) -> Client:
    return signed_in(cast.priya)


def said(cast: Cast) -> dict[str, str]:
    with acting_as(cast.priya):
        return {row.kind: row.text for row in Statement.objects.visible_to(cast.priya).standing()}


def shown(cast: Cast) -> list[str]:
    with acting_as(cast.mario):
        return [told.says["text"] for told in Told.objects.visible_to(cast.mario).to(cast.mario)]


def test_ready_words_own_words_and_who_reads_each(priyas: Client, cast: Cast, pair: Pair) -> None:
    sent = {
        "hard_news_ready": "in writing",
        "hard_news_audience": "manager",
        "thanks_ready": "out loud",
        "thanks": "Out loud, after lunch",
        "best_work": "I know why",
        "best_work_audience": "only_me",
    }
    response = priyas.post(PATH, sent)
    assert response["Location"] == f"/with/{pair.address}"
    assert said(cast) == {
        "hard_news": "in writing",
        "thanks": "Out loud, after lunch",
        "best_work": "I know why",
    }
    assert shown(cast) == ["in writing"]


def test_left_out_it_leaves_no_trace(priyas: Client, cast: Cast) -> None:
    assert priyas.post(PATH, {"thanks": "  ", "thanks_audience": "manager"}).status_code == 302
    assert said(cast) == {}
    assert shown(cast) == []


def test_what_is_too_long_is_said_beside_it_and_nothing_is_lost(priyas: Client, cast: Cast) -> None:
    words = "word " * 120
    sent = {"thanks": words, "best_work": "I know why", "thanks_audience": "manager"}
    response = priyas.post(PATH, sent)
    assert response.status_code == 422
    assert words.strip() in response.content.decode()
    assert b"599 characters; at most 500" in response.content
    assert said(cast) == {"best_work": "I know why"}
    assert shown(cast) == []


def test_whoever_reports_to_nobody_keeps_it_to_themselves(cast: Cast) -> None:
    hanas = signed_in(cast.hana)
    assert b'value="manager"' not in hanas.get(PATH).content
    sent = {"thanks": "Quietly", "thanks_audience": "manager"}
    assert hanas.post(PATH, sent)["Location"] == "/"
    with acting_as(cast.hana):
        assert Statement.objects.visible_to(cast.hana).count() == 1
        assert not Told.objects.filter(person=cast.hana).exists()
