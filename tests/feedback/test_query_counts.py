"""Every list of feedback, one of them, and what was heard, ask as often for five rows as for
five hundred."""

import pytest
from django.test import Client

from heard.conversations.models import Answer, Item, Pair, Raise, Reply
from heard.feedback.giving import give
from heard.feedback.models import Addition, Ask, Feedback, Showing, Thanks
from heard.feedback.receiving import open_first, show_to_manager
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in
from tests.speed.test_query_counts import statements

FEW, MANY = 5, 495
PAGES = ("/feedback", "/feedback/given", "/feedback/asks", "/feedback/thanks", "/feedback/{one}")


@pytest.fixture
def one(cast: Cast, words: dict[str, str]) -> Feedback:
    """From Pia to Priya, read, so that more can be added."""
    with acting_as(cast.pia):
        found = give(cast.priya, by=cast.pia, words=words)
    with acting_as(cast.priya):
        read = Feedback.objects.visible_to(cast.priya).get()
        open_first(read, by=cast.priya)
        show_to_manager(read, by=cast.priya)
    return found


def write(cast: Cast, one: Feedback, many: int) -> None:
    """So many more that Priya received and gave, asked and is asked, thanked and was thanked for,
    from and to several people; and so many additions to one."""
    priya, others = cast.priya, (cast.pia, cast.mario, cast.sol, cast.fen)
    own = {"organisation_id": priya.organisation_id}
    said = {"moment": "Monday", "saw": "You asked", "led_to": "They answered", **own}
    to_her, from_her = [(one, priya) for one in others], [(priya, one) for one in others]
    with acting_as(priya):
        for giver, to in [*to_her, *from_her]:
            made = Feedback.objects.bulk_create(
                Feedback(giver=giver, receiver=to, **said) for _number in range(many // 4 + 1)
            )
            Showing.objects.bulk_create(
                Showing(feedback=row, shown_by=priya, reader=cast.mario, **own)
                for row in made
                if to == priya
            )
            Ask.objects.bulk_create(
                Ask(asker=giver, asked=to, kind="how_across", about="The talk", **own)
                for _number in range(many // 4 + 1)
            )
            Thanks.objects.bulk_create(
                Thanks(giver=giver, receiver=to, audience=audience, text="For Monday", **own)
                for audience in ("private", "team")
                for _number in range(many // 8 + 1)
            )
        Addition.objects.bulk_create(
            Addition(feedback=one, receiver=priya, text=f"And {number}", **own)
            for number in range(many)
        )


def asked(browser: Client, one: Feedback) -> dict[str, int]:
    return {page: len(statements(browser, page.format(one=one.id))) for page in PAGES}


@pytest.mark.parametrize("reader", ["priya", "pia", "mario"])
def test_pages_ask_the_same_for_few_and_many(cast: Cast, one: Feedback, reader: str) -> None:
    """The receiver, who gave it, and the manager whom all of it is shown."""
    browser = signed_in(cast.everyone[reader])
    write(cast, one, FEW)
    few = asked(browser, one)
    write(cast, one, MANY)
    assert asked(browser, one) == few


def raise_more(pair: Pair, priya: Person, many: int) -> None:
    """So many more raises, each answered, not settled yet, and to be answered once more."""
    own = {"organisation_id": priya.organisation_id, "pair": pair}
    with acting_as(priya):
        items = Item.objects.bulk_create(
            Item(author=priya, text=f"Raised {number}", section="employee", position="a", **own)
            for number in range(many)
        )
        raises = Raise.objects.bulk_create(
            Raise(item=item, raised_by=priya, state=state, **own)
            for item, state in zip(items, ["raised", "no", "closed"] * many, strict=False)
        )
        Answer.objects.bulk_create(
            Answer(raised=row, answered_by=pair.manager, outcome="no", sentence="Not yet", **own)
            for row in raises
        )
        Reply.objects.bulk_create(
            Reply(raised=row, by=priya, text="It is still so", **own) for row in raises
        )


def test_what_was_heard_asks_the_same_for_few_and_many(cast: Cast, pair: Pair) -> None:
    browser = signed_in(cast.priya)
    raise_more(pair, cast.priya, FEW)
    few = len(statements(browser, "/me/heard?all=closed"))
    raise_more(pair, cast.priya, MANY)
    shown = browser.get("/me/heard?all=closed").content.decode()
    assert all(f"Raised {number}" in shown for number in (FEW, MANY - 1))
    assert len(statements(browser, "/me/heard?all=closed")) == few
