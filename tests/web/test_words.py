"""Numbers said in words stay words a person would say."""

import pytest
from django.template.loader import render_to_string

from heard.conversations.models import Item
from heard.web.rows import carry_mark


@pytest.mark.parametrize(
    ("carried", "said"),
    [
        (0, ""),
        (1, "2nd time"),
        (4, "5th time"),
        (11, "12th time"),
        (19, "20th time"),
        (20, "more than 20 times"),
        (22, "more than 20 times"),
    ],
)
def test_how_often_an_item_was_carried(carried: int, said: str) -> None:
    assert carry_mark(Item(carried=carried)) == said


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (0, 0, "Nothing on the page yet."),
        (1, 0, "1 thing on the page, from you."),
        (0, 1, "1 thing on the page, from Mario."),
        (3, 0, "3 things on the page, all from you."),
        (0, 2, "2 things on the page, all from Mario."),
        (1, 1, "2 things on the page, 1 of them yours."),
        (2, 3, "5 things on the page, 2 of them yours."),
    ],
)
def test_what_is_on_the_page_and_whose(mine: int, theirs: int, said: str) -> None:
    line = {"called": "Mario", "mine": mine, "theirs": theirs, "total": mine + theirs}
    html = render_to_string("home/next.html", {"line": line | {"short_id": "k7f2"}})
    assert said in html
