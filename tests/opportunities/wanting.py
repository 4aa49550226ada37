"""What the tests of openings begin from: a wish shared for matching, an opening that is posted."""

from collections.abc import Iterable
from typing import Any

from heard.blend.models import Wish
from heard.blend.wishing import wish
from heard.conversations.sharing import MATCHING, audiences_of, share_wish
from heard.conversations.telling import pages_to_tell
from heard.opportunities.models import Opening
from heard.opportunities.posting import post
from heard.people.models import Person
from heard.privacy.keys import acting_as

WISH = "Presenting to customers"
TITLE = "Show the ferry board to the harbour"


def wants(
    person: Person,
    text: str = WISH,
    *,
    tags: Iterable[str] = ("presenting",),
    audience: str = MATCHING,
    direction: str = Wish.Direction.MORE_OF,
) -> Wish:
    """They wish for more of something, and share it as far as this."""
    with acting_as(person):
        made = wish(by=person, direction=direction, text=text, tags=tags)
        if audience != "only_me":
            share(made, person, audience)
        return made


def share(row: Wish, person: Person, audience: str) -> None:
    upward, team = pages_to_tell(person)
    share_wish(row, audience, audiences_of(person, [*upward, *team]), by=person)


def posts(person: Person, title: str = TITLE, **words: Any) -> Opening:
    """They put up an opening; presenting, unless it says otherwise."""
    with acting_as(person):
        return post(by=person, words={"title": title, "tags": ["Presenting"], **words})
