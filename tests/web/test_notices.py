"""What a page says after a plain form: what was done with its undo, or that it was taken back."""

import pytest
from django.test import Client

from heard.conversations.gathering import add_item
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of, signed_in


@pytest.fixture
def let_go(cast: Cast) -> tuple[Client, str]:
    """Priya's browser after letting an item go, and where it was led."""
    with acting_as(cast.priya):
        item = add_item(pair_of(cast.priya, cast.mario), by=cast.priya, text="The testing kit")
    priya = signed_in(cast.priya)
    answer = priya.post(f"/items/{item.id}/state", {"state": "let_go"})
    return priya, answer["Location"]


def undo_in(page: str) -> str:
    """The address of the undo that a page offers."""
    return page.partition('action="/undo/')[2].partition('"')[0]


def test_undo_is_offered_and_taking_it_back_is_said(let_go: tuple[Client, str]) -> None:
    priya, address = let_go
    page = priya.get(address).content.decode()
    assert "Let go." in page
    back = priya.post(f"/undo/{undo_in(page)}", {"back": address.partition("?")[0]})
    page = priya.get(back["Location"]).content.decode()
    assert "Taken back." in page
    assert undo_in(page) == ""


@pytest.mark.parametrize("back", ["/", "/undo", "/settings"])
def test_any_page_says_it(let_go: tuple[Client, str], back: str) -> None:
    priya, address = let_go
    answer = priya.post(f"/undo/{undo_in(priya.get(address).content.decode())}", {"back": back})
    assert "Taken back." in priya.get(answer["Location"], follow=True).content.decode()


def test_it_is_said_to_nobody_else(let_go: tuple[Client, str], cast: Cast) -> None:
    _, address = let_go
    page = signed_in(cast.mario).get(address).content.decode()
    assert 'class="notice"' not in page


@pytest.mark.parametrize("did", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_act_that_is_not_known_is_not_spoken_of(cast: Cast, did: str) -> None:
    page = signed_in(cast.priya).get("/", {"did": did})
    assert page.status_code == 200
    assert 'class="notice"' not in page.content.decode()
