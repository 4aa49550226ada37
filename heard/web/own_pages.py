"""One's own live pages: asked for once a request, for the frame and the page inside it."""

from typing import cast

from heard.conversations.asking import with_asks, with_objectives_at_hand
from heard.conversations.keeping_lines import with_what_is_stuck
from heard.conversations.models import Pair
from heard.conversations.preparing import with_looks, with_talks
from heard.conversations.raising_at_home import with_raises
from heard.web.middleware.acting import PersonRequest

PEOPLE = ("employee", "manager", "organisation", "rhythm", "focus")
MOST = 200


def own_pages(request: PersonRequest, *, at_home: bool = False) -> list[Pair]:
    """Each with its two people and its rhythm, and whether the other has looked at it.

    At home besides: whether they talk just now, how much is stuck, whether an objective asks,
    and what became of what one raised.
    """
    known = getattr(request, "own_pages", None)
    if known is None:
        pairs = with_looks(Pair.objects.visible_to(request.person).live(), request.person)
        pairs = with_asks(pairs, request.person)
        if at_home:
            pairs = with_what_is_stuck(with_talks(pairs))
            pairs = with_objectives_at_hand(pairs, request.person)
            pairs = with_raises(pairs, request.person)
        known = list(pairs.select_related(*PEOPLE).order_by("created_at")[:MOST])
        request.own_pages = known  # type: ignore[attr-defined]
    return cast(list[Pair], known)
