"""One's own live pages: asked for once a request, for the frame and the page inside it."""

from collections.abc import Sequence
from typing import cast

from django.utils import timezone

from heard.conversations.asking import with_asks, with_objectives_at_hand
from heard.conversations.keeping_lines import with_what_is_stuck
from heard.conversations.models import Pair
from heard.conversations.preparing import with_looks, with_talks
from heard.conversations.raising_at_home import with_raises
from heard.feedback import reading as feedback
from heard.opportunities import reading as openings
from heard.web.middleware.acting import PersonRequest
from heard.web.news_opportunities import LATELY

PEOPLE = ("employee", "manager", "organisation", "rhythm", "focus")
MOST = 200


def own_pages(request: PersonRequest, *, at_home: bool = False) -> list[Pair]:
    """Each with its two people and its rhythm, and whether the other has looked at it.

    At home besides: whether they talk just now, how much is stuck, whether an objective asks,
    what became of what one raised, and whether there is news that is no page's.
    """
    known = getattr(request, "own_pages", None)
    if known is None:
        pairs = with_looks(Pair.objects.visible_to(request.person).live(), request.person)
        pairs = with_asks(pairs, request.person)
        if at_home:
            pairs = with_what_is_stuck(with_talks(pairs))
            pairs = with_objectives_at_hand(pairs, request.person)
            pairs = with_raises(pairs, request.person)
            pairs = pairs.annotate(
                news_of_openings=openings.may_be_news(
                    request.person, since=timezone.now() - LATELY
                ),
                news_of_feedback=feedback.may_be_news(request.person),
            )
        known = list(pairs.select_related(*PEOPLE).order_by("created_at")[:MOST])
        request.own_pages = known  # type: ignore[attr-defined]
    return cast(list[Pair], known)


def is_news(pairs: Sequence[Pair], name: str) -> bool:
    """As read along with the pages; of somebody who has none nobody knows yet."""
    return not pairs or bool(getattr(pairs[0], name))
