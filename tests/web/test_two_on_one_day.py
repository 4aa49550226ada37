"""Several conversations held on one day: each has an address, and the day's own is the first's."""

import datetime as dt

import pytest
from django.utils import timezone

from heard.conversations.holding import amend, close, start
from heard.conversations.models import Conversation, Pair
from heard.conversations.planning import met_elsewhere
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in

WORDS = ("Morning, the brakes", "Noon, the brakes again", "Evening, the brakes at last")


@pytest.fixture
def held(cast: Cast, pair: Pair) -> list[Conversation]:
    """Three on one day of last week, in Priya's and Mario's calendar; told apart by summaries."""
    day = cast.priya.today() - dt.timedelta(days=7)
    rows = []
    with acting_as(cast.priya):
        for hour, words in zip((9, 12, 17), WORDS, strict=True):
            row = amend(close(start(pair, by=cast.priya), by=cast.priya), by=cast.priya, minutes=20)
            row.started_at = dt.datetime.combine(day, dt.time(hour), tzinfo=cast.priya.zone)
            row.ended_at = row.started_at + dt.timedelta(minutes=row.started_at.hour)
            row.save(update_fields=["started_at", "ended_at"])
            rows.append(amend(row, by=cast.priya, summary=words))
    return rows


@pytest.fixture
def day(cast: Cast, pair: Pair, held: list[Conversation]) -> str:
    """The address that all three shared."""
    return f"/with/{pair.address}/{timezone.localtime(held[0].started_at, cast.priya.zone).date()}"


@pytest.mark.parametrize("who", ["priya", "mario"])
def test_each_opens_by_its_own_address(
    cast: Cast, held: list[Conversation], day: str, who: str
) -> None:
    browser = signed_in(cast.everyone[who])
    for address, words in zip((day, f"{day}-2", f"{day}-3"), WORDS, strict=True):
        record = browser.get(address).content.decode()
        assert [one for one in WORDS if f"{one}<" in record] == [words]


def test_what_is_not_there_is_not_found(cast: Cast, held: list[Conversation], day: str) -> None:
    browser = signed_in(cast.priya)
    for wrong in ("-0", "-1", "-02", "-4", "-999", "-9999", "-x", "-2-2", "-٢", "-"):
        assert browser.get(day + wrong).status_code == 404, wrong


def test_nobody_else_finds_any_of_them(cast: Cast, held: list[Conversation], day: str) -> None:
    for who in ("sol", "pia", "fen", "hana", "ade", "otto"):
        for address in (day, f"{day}-2", f"{day}-9"):
            assert signed_in(cast.everyone[who]).get(address).status_code == 404, (who, address)


def test_every_list_leads_to_each(
    cast: Cast, pair: Pair, held: list[Conversation], day: str
) -> None:
    """The page's last three, the timeline, its older part, and what search finds."""
    browser = signed_in(cast.priya)
    older = timezone.now().isoformat().replace("+", "%2B")
    for where in (
        f"/with/{pair.address}",
        f"/with/{pair.address}/timeline",
        f"/with/{pair.address}/timeline?before={older}",
        "/search?q=brakes",
    ):
        shown = browser.get(where).content.decode()
        for address in (day, f"{day}-2", f"{day}-3"):
            assert f'href="{address}"' in shown, (where, address)


def test_amending_leads_back_to_the_same_one(
    cast: Cast, held: list[Conversation], day: str
) -> None:
    for row, address in zip(held, (day, f"{day}-2", f"{day}-3"), strict=True):
        answer = signed_in(cast.mario).post(f"/conversations/{row.id}/amendment", {"minutes": "25"})
        assert answer.headers["Location"] == address


def test_one_under_way_or_of_another_day_or_page_is_not_counted(
    cast: Cast, pair: Pair, held: list[Conversation], day: str
) -> None:
    """Only what was held that day by these two: the same addresses whatever lies around them."""
    on = timezone.localtime(held[0].started_at, cast.mario.zone).date()
    with acting_as(cast.mario):
        met_elsewhere(pair, by=cast.mario, on=on - dt.timedelta(days=1), line="Over lunch")
        start(pair, by=cast.mario)
    browser = signed_in(cast.mario)
    for address, words in zip((day, f"{day}-2", f"{day}-3"), WORDS, strict=True):
        assert f"{words}<" in browser.get(address).content.decode()
    assert browser.get(f"{day}-4").status_code == 404
    before = day.replace(str(on), str(on - dt.timedelta(days=1)))
    assert "Over lunch" in browser.get(before).content.decode()
    assert browser.get(f"{before}-2").status_code == 404
